package dev.hangar.cli;

import dev.hangar.config.PriceBooks;
import dev.hangar.model.AppName;
import dev.hangar.simulator.BigOrg;
import dev.hangar.simulator.DemoOrg;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.faults.FaultDial;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hangar simulate`: the simulated Fly alone, for any client, until stopped.
@Command(
        name = "simulate",
        description = "Serve the simulated Fly alone, for any client of the Machines API.",
        footer = {"", "Example: hangar simulate --port 4280"})
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; default 127.0.0.1, this machine only.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4280",
            description = "Port of the API; 0 for any free one; default 4280.")
    private int port;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description =
                    "A second port for the metrics page and the query face; default: none, the first port serves them too.")
    private int metricsPort = -1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Seed of the simulated world; default 7.")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Simulated seconds per real second; default 1. A real Prometheus needs 1.")
    private double speed;

    @Option(
            names = "--faults",
            paramLabel = "none|api|metrics|storm",
            defaultValue = "none",
            description =
                    "What goes wrong: slow, lost and refused calls (api), gaps and late samples (metrics), or both"
                            + " (storm); default none.")
    private String faults = "";

    @Option(
            names = "--apps",
            paramLabel = "N",
            description = "An organization \"big\" of so many apps instead of the demonstration's.")
    private int apps;

    @Option(
            names = "--machines-per-app",
            paramLabel = "N",
            defaultValue = "10",
            description = "Machines of each of them; default 10.")
    private int machinesPerApp;

    private static final int MOST_NAMES = 50;
    private static final Duration PAST = Duration.ofMinutes(10);

    private final Console console;
    private final InstantSource wallClock;

    SimulateCommand(Console console, InstantSource wallClock) {
        this.console = console;
        this.wallClock = wallClock;
    }

    @Override
    public Integer call() throws CliFailure {
        if (!(speed > 0 && speed <= 10_000)
                || port < 0
                || port > 65_535
                || metricsPort > 65_535
                || apps < 0
                || machinesPerApp < 1) {
            throw new CliFailure(
                    "--speed must be above 0 and at most 10000, ports 0..65535, --apps and --machines-per-app 1 or more",
                    CommandFactory.WRONG_USAGE);
        }
        FaultDial dial = FaultDial.preset(faults)
                .orElseThrow(() ->
                        new CliFailure("--faults must be none, api, metrics or storm", CommandFactory.WRONG_USAGE));
        // The world has a past when it opens, as Fly has: a report need not wait until a full window has been seen.
        Instant start = wallClock.instant().minus(PAST);
        AtomicLong lived = new AtomicLong();
        OptionalInt second = metricsPort < 0 ? OptionalInt.empty() : OptionalInt.of(metricsPort);
        try (SimulatorServer fly = SimulatorServer.start(
                new SimulatorSettings(host, port, second, seed, speed, start, () -> System.nanoTime() + lived.get()),
                apps > 0 ? BigOrg.scenario(start, apps, machinesPerApp) : DemoOrg.scenario(start),
                PriceBooks.builtIn().on(start.atZone(ZoneOffset.UTC).toLocalDate()))) {
            lived.set(Math.round(PAST.toNanos() / speed));
            fly.figures();
            if (!faults.equals("none")) {
                fly.dial(dial);
            }
            introduce(fly);
            waitForSignal(fly);
            return 0;
        } catch (IOException taken) {
            throw new CliFailure("cannot serve on port " + port + ": " + taken.getMessage());
        }
    }

    private void introduce(SimulatorServer fly) {
        console.out().println("Machines API  " + fly.baseUri());
        console.out().println("GraphQL       " + fly.graphqlUri());
        console.out().println("token         " + fly.token());
        console.out().println("for flyctl    " + fly.userToken());
        console.out().println("read only     " + fly.readOnlyToken());
        console.out().println("metrics       " + fly.metricsUri());
        console.out().println("queries       " + fly.prometheusUri());
        console.out().println("faults        " + faults);
        List<AppName> names = fly.appNames();
        console.out()
                .println("apps          "
                        + names.stream().limit(MOST_NAMES).map(AppName::value).collect(Collectors.joining(" "))
                        + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : ""));
        console.out().println("until stopped with Ctrl-C");
        console.out().flush();
    }

    private static void waitForSignal(SimulatorServer fly) {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(fly::close, "stop-simulator"));
        try {
            never.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
