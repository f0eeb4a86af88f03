package dev.hangar.cli;

import dev.hangar.config.Nearest;
import dev.hangar.report.ExplainJson;
import dev.hangar.report.ExplainReport;
import dev.hangar.report.ExplainText;
import dev.hangar.report.Problem;
import dev.hangar.report.SafeText;
import dev.hangar.report.TableStyle;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `hangar explain`: the whole reasoning about one app, fleet or machine.
@Command(
        name = "explain",
        description = "Show the whole reasoning about one app or machine, and what comes next. Changes nothing.",
        footer = {
            "",
            "Exit codes: 0 explained, 1 could not, 2 wrong options or configuration.",
            "",
            "Examples: a fresh pass over an app; one machine, as a running daemon sees it",
            "  hangar explain storefront",
            "  hangar explain storefront/148e445b9e7089 --url http://127.0.0.1:8080"
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Console console;
    private final HangarCommand top;
    private final ExplainSource source;
    private final RemoteExplain remote;

    @Parameters(
            paramLabel = "APP[/MACHINE]",
            converter = TargetConverter.class,
            description = "An app, or one of its machines, by id or name, or one of its process groups.")
    private Optional<ExplainTarget> target = Optional.empty();

    @Option(names = "--format", paramLabel = "text|json", description = "How to show it. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = UrlConverter.class,
            description = "Ask the daemon at this address for its last pass, instead of making a fresh one.")
    private Optional<URI> url = Optional.empty();

    @Option(names = "--no-color", description = "No colors. NO_COLOR and CLICOLOR=0 say the same.")
    private boolean noColor;

    @Option(
            names = "--width",
            paramLabel = "N",
            converter = ReportCommand.WidthConverter.class,
            description = "Columns of the text, 60 or more. Default: COLUMNS, else 100.")
    private Optional<Integer> width = Optional.empty();

    /// Formats by the names that users type.
    enum Format {
        text,
        json
    }

    public ExplainCommand(Console console, HangarCommand top, ExplainSource source) {
        this.console = console;
        this.top = top;
        this.source = source;
        this.remote = new RemoteExplain();
    }

    @Override
    public Integer call() throws CliFailure {
        ExplainTarget wanted = target.orElseThrow(() -> new IllegalStateException("picocli asks for it"));
        console.out().print(url.isPresent() ? fromDaemon(url.get(), wanted) : fresh(wanted));
        console.out().flush();
        return 0;
    }

    private String fromDaemon(URI daemon, ExplainTarget wanted) throws CliFailure {
        return remote.read(daemon, wanted, format.name(), columns(), console.unicode());
    }

    private String fresh(ExplainTarget wanted) throws CliFailure {
        ExplainReport report = part(source.read(top.config(), wanted, this::complain), wanted);
        return switch (format) {
            case text ->
                new ExplainText(new TableStyle(columns(), console.color() && !noColor, console.unicode()))
                        .render(report);
            case json -> new ExplainJson().render(report);
        };
    }

    private ExplainReport part(ExplainReport report, ExplainTarget wanted) throws CliFailure {
        if (report.fleets().isEmpty()) {
            throw new CliFailure(
                    "app " + shown(wanted.app().value()) + " has no machines: there is nothing to explain");
        }
        if (wanted.part().isEmpty()) {
            return report;
        }
        String part = wanted.part().get();
        Optional<ExplainReport> only = report.only(part);
        if (only.isPresent()) {
            return only.get();
        }
        List<String> near = Nearest.of(part, report.parts());
        List<String> told = near.isEmpty() ? report.parts() : near;
        throw new CliFailure("app " + shown(wanted.app().value()) + " has no machine and no process group "
                + shown(part) + (near.isEmpty() ? "; it has " : "; did you mean ")
                + shown(String.join(near.isEmpty() ? ", " : " or ", told.subList(0, Math.min(told.size(), 12))))
                + (near.isEmpty() ? "" : "?"));
    }

    /// Beside the explanation, which is data: its readings say only that they are absent.
    private void complain(Problem problem) {
        console.complain(shown(problem.subject() + " could not be read: " + problem.failure()));
    }

    private String shown(String raw) {
        return SafeText.of(raw, console.unicode());
    }

    private int columns() {
        return width.orElseGet(() -> ReportCommand.columns(console.environment()));
    }

    /// Takes apps, and parts of one.
    static final class TargetConverter implements ITypeConverter<ExplainTarget> {
        @Override
        public ExplainTarget convert(String value) {
            return ExplainTarget.parse(value)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + value + "' is not APP, APP/MACHINE or APP/GROUP"));
        }
    }

    /// Takes addresses of a daemon.
    static final class UrlConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI address = URI.create(value.strip());
                String scheme = String.valueOf(address.getScheme());
                if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
                    return address;
                }
            } catch (IllegalArgumentException notOne) {
                // Told below.
            }
            throw new TypeConversionException("'" + value + "' is not an address such as http://127.0.0.1:8080");
        }
    }
}
