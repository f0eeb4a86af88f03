package dev.hangar.cli;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.PriceBooks;
import dev.hangar.control.PassRecord;
import dev.hangar.report.SafeText;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.world.Figures;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hangar demo`: a simulated organization and the daemon in one process, talking HTTP to each other.
@Command(
        name = "demo",
        description = "Run Hangar on a simulated Fly: no account, no network, nothing to install.",
        footer = {"", "Example: hangar demo --for 60s --speed 60"})
final class DemoCommand implements Callable<Integer> {
    /// A fixed beginning, so that a seed always meets the same world.
    private static final Instant BEGINNING = Instant.parse("2026-11-02T08:00:00Z");

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Real time to run, such as 60s or 5m; default: until stopped.")
    private Optional<String> length = Optional.empty();

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "60",
            description = "Simulated seconds per real second, 1..60; default 60.")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Seed of the simulated world; default 7.")
    private long seed;

    @Option(names = "--observe", description = "Dry run: decide, but change nothing.")
    private boolean observe;

    private final Console console;
    private final DemoView view = new DemoView();

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CliFailure {
        Optional<Duration> limit = limit();
        if (!(speed >= 1 && speed <= 60)) {
            throw new CliFailure("--speed = " + speed + ": must be a number from 1 to 60", CommandFactory.WRONG_USAGE);
        }
        try (SimulatorServer fly = SimulatorServer.start(
                SimulatorSettings.of(seed, speed, BEGINNING),
                PriceBooks.builtIn().on(BEGINNING.atZone(ZoneOffset.UTC).toLocalDate()))) {
            return run(fly, limit);
        }
    }

    private Optional<Duration> limit() throws CliFailure {
        if (length.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> limit = Durations.parse(length.get());
        if (limit.isEmpty()) {
            throw new CliFailure(
                    "--for = \"" + SafeText.of(length.get(), console.unicode())
                            + "\": must be a time such as 60s, 5m or 1h",
                    CommandFactory.WRONG_USAGE);
        }
        return limit;
    }

    private int run(SimulatorServer fly, Optional<Duration> limit) throws IOException, CliFailure {
        HangarSettings settings = settings(fly);
        int port = settings.httpPort();
        PrintWriter out = console.out();
        out.println("A simulated Fly with " + fly.appNames().size() + " apps, and Hangar in "
                + (observe ? "observe mode (dry run)" : "act mode") + " on it, " + Math.round(speed)
                + " times as fast as real life.");
        out.println("Look inside: http://127.0.0.1:" + port + "/api/fleets  /api/passes  /metrics");
        boolean live = console.outIsTerminal();
        Launch.next(new Launch(settings, fly.clock(), speed, record -> hear(record, live)));
        System.setProperty("quarkus.log.level", "ERROR");
        Thread clock = Thread.ofVirtual().start(() -> show(fly, limit, live));
        Ending ending = new Ending(fly, clock);
        // After a signal nobody waits for this thread, so the summary is a hook's work then.
        Runtime.getRuntime().addShutdownHook(new Thread(ending::tell, "demo-summary"));
        try {
            int exit = Container.run(settings.httpHost(), port);
            ending.tell();
            return exit;
        } finally {
            ending.told();
        }
    }

    /// Tells the summary once, from whichever thread comes first; the other waits until it is told.
    private final class Ending {
        private final SimulatorServer fly;
        private final Thread clock;
        private boolean told;

        Ending(SimulatorServer fly, Thread clock) {
            this.fly = fly;
            this.clock = clock;
        }

        synchronized void tell() {
            clock.interrupt();
            if (!told) {
                told = true;
                summary(fly);
            }
        }

        /// There is nothing left to tell, such as after a start that failed.
        synchronized void told() {
            clock.interrupt();
            told = true;
        }
    }

    private HangarSettings settings(SimulatorServer fly) throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("HANGAR_FLY_TOKEN", fly.token());
        variables.put("HANGAR_FLY_BASE_URL", fly.baseUri().toString());
        variables.put("HANGAR_FLY_GRAPHQL_URL", fly.graphqlUri().toString());
        variables.put("HANGAR_PROMETHEUS_URL", fly.prometheusUri().toString());
        variables.put("HANGAR_HTTP_HOST", "127.0.0.1");
        variables.put("HANGAR_HTTP_PORT", String.valueOf(freePort()));
        if (observe) {
            variables.put("HANGAR_MODE", "observe");
        }
        Path file = Files.createTempFile("hangar-demo", ".yaml");
        try (InputStream example = DemoCommand.class.getResourceAsStream("/demo/hangar.yaml")) {
            if (example == null) {
                throw new IOException("the demo's configuration is missing from this build");
            }
            Files.write(file, example.readAllBytes());
            return switch (ConfigLoader.load(Optional.of(file), variables, Path.of(""))) {
                case LoadResult.Loaded(HangarSettings settings) -> settings;
                case LoadResult.Problems(var problems) ->
                    throw new IllegalStateException("the demo's configuration is wrong, this is a bug: " + problems);
            };
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private void hear(PassRecord record, boolean live) {
        List<String> lines = view.hear(record);
        if (!live) {
            lines.forEach(console.out()::println);
        }
    }

    private void show(SimulatorServer fly, Optional<Duration> limit, boolean live) {
        long began = System.nanoTime();
        int ticks = 0;
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            Figures figures = fly.figures();
            Duration simulated = Duration.between(BEGINNING, figures.at());
            if (live) {
                redraw(view.picture(figures, simulated));
            } else if (++ticks % 10 == 0) {
                console.out().println(DemoView.money(figures));
            }
            long elapsed = System.nanoTime() - began;
            if (limit.filter(most -> elapsed >= most.toNanos()).isPresent()) {
                Quarkus.asyncExit(0);
                return;
            }
        }
    }

    private void redraw(List<String> lines) {
        StringBuilder screen = new StringBuilder("\033[H");
        lines.forEach(line -> screen.append(line).append("\033[K\n"));
        console.out().print(screen.append("\033[J"));
        console.out().flush();
    }

    private void summary(SimulatorServer fly) {
        Figures figures = fly.figures();
        Duration simulated = Duration.between(BEGINNING, figures.at());
        List<String> lines = new ArrayList<>(view.picture(figures, simulated));
        lines.add("Estimate by list prices, not a bill. Without Hangar: the same users, with Fly Proxy alone.");
        if (console.outIsTerminal()) {
            redraw(lines);
        } else {
            console.out().println();
            lines.forEach(console.out()::println);
        }
    }
}
