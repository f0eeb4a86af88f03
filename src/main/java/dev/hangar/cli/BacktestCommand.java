package dev.hangar.cli;

import dev.hangar.backtest.Backtest;
import dev.hangar.backtest.Policies;
import dev.hangar.backtest.Scenario;
import dev.hangar.backtest.Tariff;
import dev.hangar.backtest.TraceException;
import dev.hangar.backtest.TraceReader;
import dev.hangar.backtest.Wake;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.QueryTransport;
import dev.hangar.report.BacktestHtml;
import dev.hangar.report.BacktestJson;
import dev.hangar.report.BacktestMarkdown;
import dev.hangar.report.BacktestReport;
import dev.hangar.report.BacktestTable;
import dev.hangar.report.SafeText;
import dev.hangar.report.TableStyle;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hangar backtest`: what policies would have done on demand of the past.
@Command(
        name = "backtest",
        description = "Replay demand of the past under several policies, against the optimum.",
        footer = {
            "",
            "Exit codes: 0 done, 1 the history could not be read or the result not be written,",
            "2 wrong options or trace.",
            "",
            "Example: what would starts of half a minute cost?",
            "  hangar backtest --trace demand.csv.gz --start-delay 30s",
            "",
            "Example: the last two weeks of an app whose machines take 20 requests at once",
            "  hangar backtest --prometheus https://api.fly.io/prometheus/ORG --from 14d --capacity 20 \\",
            "    --query 'sum(fly_app_concurrency{app=\"shop\"})' --dollars shared-cpu-1x@iad"
        })
final class BacktestCommand implements Callable<Integer> {
    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Demand: CSV, gzipped or not, a line 'load,arrivals' per 15 s, or with --capacity lines"
                    + " 'timestamp,value'.")
    private Optional<Path> trace = Optional.empty();

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            converter = BacktestValues.AddressConverter.class,
            description = "Demand out of the history of a Prometheus; needs --query, --from and --capacity."
                    + " HANGAR_PROMETHEUS_TOKEN is sent, if set.")
    private Optional<URI> prometheus = Optional.empty();

    @Option(
            names = "--query",
            paramLabel = "PROMQL",
            description = "What gives concurrent work; several series are summed.")
    private Optional<String> query = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = BacktestValues.SpanConverter.class,
            description = "How far back the history begins, such as 14d; up to 800d.")
    private Optional<Duration> from = Optional.empty();

    @Option(
            names = "--capacity",
            paramLabel = "N",
            converter = BacktestValues.CapacityConverter.class,
            description = "Value that one machine takes, for 'timestamp,value' and for --prometheus.")
    private Optional<Double> capacity = Optional.empty();

    @Option(
            names = "--wake",
            paramLabel = "proxy|worker",
            description = "Who starts machines on demand: Fly Proxy, or only the policy. Default: ${DEFAULT-VALUE}.")
    private WakeName wake = WakeName.proxy;

    @Option(
            names = "--start-delay",
            paramLabel = "TIME",
            converter = BacktestValues.StartDelayConverter.class,
            defaultValue = "5s",
            description = "From a start until the machine takes work, up to 1h. Default: ${DEFAULT-VALUE}.")
    private Duration startDelay = Duration.ZERO;

    @Option(
            names = "--late-share",
            paramLabel = "SHARE",
            converter = BacktestValues.ShareConverter.class,
            defaultValue = "1%",
            description = "Share of the requests that may be late. Default: 1%%.")
    private double lateShare;

    @Option(
            names = "--late-after",
            paramLabel = "TIME",
            converter = BacktestValues.TimeConverter.class,
            defaultValue = "1s",
            description = "A request that waits longer for a machine is late. Default: ${DEFAULT-VALUE}.")
    private Duration lateAfter = Duration.ZERO;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            split = ",",
            description = "Policies, separated by commas. Default: all of them.")
    private List<String> policies = List.of();

    @Option(
            names = "--format",
            paramLabel = "table|json|markdown|html",
            description = "How to show it. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file instead of standard output.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--dollars",
            paramLabel = "SIZE@REGION",
            description = "Also say what it costs by list prices, such as shared-cpu-1x@iad or"
                    + " performance-2x:8192MB@fra.")
    private Optional<String> dollars = Optional.empty();

    private final Console console;
    private final HangarCommand top;
    private final InstantSource wallClock;
    private final Function<PrometheusEndpoint, QueryTransport> wire;

    /// Formats by the names that users type.
    enum Format {
        table,
        json,
        markdown,
        html
    }

    /// Ways to wake by the names that users type.
    enum WakeName {
        proxy(Wake.PROXY),
        worker(Wake.WORKER);

        private final Wake wake;

        WakeName(Wake wake) {
            this.wake = wake;
        }
    }

    /// @param wire reaches a Prometheus
    BacktestCommand(
            Console console,
            HangarCommand top,
            InstantSource wallClock,
            Function<PrometheusEndpoint, QueryTransport> wire) {
        this.console = console;
        this.top = top;
        this.wallClock = wallClock;
        this.wire = wire;
    }

    @Override
    public Integer call() throws CliFailure {
        List<String> names = names();
        checkDemand();
        checkTarget();
        Instant now = wallClock.instant();
        BacktestSettings settings = BacktestSettings.load(top.config(), console.environment(), prometheus);
        Optional<Tariff> tariff = dollars.isPresent()
                ? Optional.of(BacktestPricing.tariff(dollars.get(), settings.prices(), now))
                : Optional.empty();
        BacktestHistory.Read read = read(settings, now);
        Scenario scenario = new Scenario(wake.wake, startDelay, lateAfter, lateShare);
        write(render(Backtest.run(read.trace(), scenario, names, tariff).noting(read.notes())));
        return 0;
    }

    /// Each once, in the order given.
    private List<String> names() throws CliFailure {
        List<String> possible = Policies.names(wake.wake);
        if (policies.isEmpty()) {
            return possible;
        }
        List<String> names = new ArrayList<>();
        for (String policy : policies) {
            String name = policy.strip();
            if (!Policies.names().contains(name)) {
                throw wrong("--policy: '" + SafeText.of(name, console.unicode()) + "' is no policy, expected "
                        + String.join(", ", Policies.names()));
            }
            if (possible.contains(name) && !names.contains(name)) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            throw wrong("--policy: " + String.join(", ", policies)
                    + " does nothing for workers, expected --wake proxy or" + " another policy");
        }
        return names;
    }

    private BacktestHistory.Read read(BacktestSettings settings, Instant now) throws CliFailure {
        if (settings.prometheus().isPresent()) {
            return new BacktestHistory(settings.prometheus().get(), query.orElseThrow(), capacity.orElseThrow())
                    .read(now.minus(from.orElseThrow()), now, wire, console.progress());
        }
        try {
            OptionalDouble each = capacity.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
            return new BacktestHistory.Read(TraceReader.read(trace.orElseThrow(), each), List.of());
        } catch (TraceException unusable) {
            throw wrong(String.valueOf(unusable.getMessage()));
        }
    }

    private void checkDemand() throws CliFailure {
        if (trace.isPresent() == prometheus.isPresent()) {
            throw wrong("expected either --trace FILE or --prometheus URL");
        }
        if (trace.isPresent() && (query.isPresent() || from.isPresent())) {
            throw wrong("--query and --from go with --prometheus, not with --trace");
        }
        if (prometheus.isPresent() && (query.isEmpty() || from.isEmpty() || capacity.isEmpty())) {
            throw wrong("--prometheus needs --query, --from and --capacity, what one machine takes");
        }
    }

    private String render(BacktestReport report) {
        boolean toFile = out.isPresent();
        return switch (format) {
            case table ->
                new BacktestTable(new TableStyle(
                                TableStyle.DEFAULT_WIDTH, console.color() && !toFile, console.unicode() || toFile))
                        .render(report);
            case json -> new BacktestJson().render(report);
            case markdown -> new BacktestMarkdown().render(report);
            case html -> new BacktestHtml().render(report);
        };
    }

    /// Before seconds are spent on reading.
    private void checkTarget() throws CliFailure {
        if (out.isEmpty()) {
            return;
        }
        Path parent = out.get().toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(out.get())) {
            throw wrong("--out: cannot write " + out.get() + ": not a file in a directory that exists");
        }
    }

    private void write(String text) throws CliFailure {
        if (out.isEmpty()) {
            console.out().print(text);
            console.out().flush();
            return;
        }
        try {
            Files.writeString(out.get(), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CliFailure("cannot write " + out.get() + ": " + e.getMessage());
        }
    }

    private static CliFailure wrong(String message) {
        return new CliFailure(message, CommandFactory.WRONG_USAGE);
    }
}
