package dev.hangar.cli;

import dev.hangar.backtest.Backtest;
import dev.hangar.backtest.Policies;
import dev.hangar.backtest.Scenario;
import dev.hangar.backtest.Trace;
import dev.hangar.backtest.TraceException;
import dev.hangar.backtest.TraceReader;
import dev.hangar.backtest.Wake;
import dev.hangar.report.BacktestJson;
import dev.hangar.report.BacktestMarkdown;
import dev.hangar.report.BacktestReport;
import dev.hangar.report.BacktestTable;
import dev.hangar.report.SafeText;
import dev.hangar.report.TableStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `hangar backtest`: what policies would have done on demand of the past.
@Command(
        name = "backtest",
        description = "Replay demand of the past under several policies, against the optimum.",
        footer = {
            "",
            "Exit codes: 0 done, 1 the result could not be written, 2 wrong options or trace.",
            "",
            "Example: what would starts of half a minute cost?",
            "  hangar backtest --trace demand.csv.gz --start-delay 30s"
        })
final class BacktestCommand implements Callable<Integer> {
    @Option(
            names = "--trace",
            paramLabel = "FILE",
            required = true,
            description = "Demand: CSV, gzipped or not, a line 'load,arrivals' per 15 s, or with --capacity lines"
                    + " 'timestamp,value'.")
    private Path trace = Path.of("");

    @Option(
            names = "--capacity",
            paramLabel = "N",
            converter = CapacityConverter.class,
            description = "Value that one machine takes, for traces 'timestamp,value'.")
    private Optional<Double> capacity = Optional.empty();

    @Option(
            names = "--wake",
            paramLabel = "proxy|worker",
            description = "Who starts machines on demand: Fly Proxy, or only the policy. Default: ${DEFAULT-VALUE}.")
    private WakeName wake = WakeName.proxy;

    @Option(
            names = "--start-delay",
            paramLabel = "TIME",
            converter = StartDelayConverter.class,
            defaultValue = "5s",
            description = "From a start until the machine takes work, up to 1h. Default: ${DEFAULT-VALUE}.")
    private Duration startDelay = Duration.ZERO;

    @Option(
            names = "--late-share",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            defaultValue = "1%",
            description = "Share of the requests that may be late. Default: 1%%.")
    private double lateShare;

    @Option(
            names = "--late-after",
            paramLabel = "TIME",
            converter = TimeConverter.class,
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
            paramLabel = "table|json|markdown",
            description = "How to show it. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file instead of standard output.")
    private Optional<Path> out = Optional.empty();

    private final Console console;

    /// Formats by the names that users type.
    enum Format {
        table,
        json,
        markdown
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

    BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CliFailure {
        List<String> names = names();
        checkTarget();
        BacktestReport report = Backtest.run(read(), new Scenario(wake.wake, startDelay, lateAfter, lateShare), names);
        write(render(report));
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

    private Trace read() throws CliFailure {
        try {
            return TraceReader.read(trace, capacity.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
        } catch (TraceException unusable) {
            throw wrong(String.valueOf(unusable.getMessage()));
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

    /// Takes times, also none.
    static class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return value.matches("0(ms|s|m|h|d)?")
                    ? Duration.ZERO
                    : Durations.parse(value)
                            .orElseThrow(() -> new TypeConversionException(
                                    "'" + value + "' is not a time such as 500ms, 5s or 1m"));
        }
    }

    /// Takes times that a start may take.
    static final class StartDelayConverter extends TimeConverter {
        @Override
        public Duration convert(String value) {
            Duration time = super.convert(value);
            if (time.compareTo(Scenario.LONGEST_DELAY) > 0) {
                throw new TypeConversionException("'" + value + "' is not a time from 0s to 1h");
            }
            return time;
        }
    }

    /// Takes shares up to a half, such as `1%` or `0.01`.
    static final class ShareConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            boolean percent = value.endsWith("%");
            String number = percent ? value.substring(0, value.length() - 1) : value;
            double share = number.matches("\\d{1,3}(\\.\\d{1,9})?") ? Double.parseDouble(number) : -1;
            share = percent ? share / 100 : share;
            if (!(share > 0 && share <= 0.5)) {
                throw new TypeConversionException(
                        "'" + value + "' is not a share such as 1% or 0.01, above 0 and at most 50%");
            }
            return share;
        }
    }

    /// Takes what a machine can take.
    static final class CapacityConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            double capacity = value.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(value) : 0;
            if (capacity <= 0) {
                throw new TypeConversionException("'" + value + "' is not a number above 0");
            }
            return capacity;
        }
    }
}
