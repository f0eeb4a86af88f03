package dev.hangar.cli;

import dev.hangar.model.OrgSlug;
import dev.hangar.report.CsvReport;
import dev.hangar.report.HtmlReport;
import dev.hangar.report.JsonReport;
import dev.hangar.report.MarkdownReport;
import dev.hangar.report.Report;
import dev.hangar.report.SafeText;
import dev.hangar.report.TableReport;
import dev.hangar.report.TableStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `hangar report`: one dry pass over everything.
@Command(
        name = "report",
        description = "Show what would be done, why, and what it saves. Changes nothing.",
        footer = {
            "",
            "Exit codes: 0 a report was made, 1 nothing could be read or another error, 2 wrong options.",
            "With --detailed-exitcode: 0 nothing to do, 1 error, 2 changes, 3 something could not be read.",
            "",
            "Example: a page with charts to forward",
            "  hangar report --out report.html",
            "",
            "Example: fail a nightly job when money can be saved",
            "  hangar report --detailed-exitcode"
        })
public final class ReportCommand implements Callable<Integer> {
    private final Console console;
    private final HangarCommand top;
    private final ReportSource source;

    @Option(
            names = "--format",
            paramLabel = "table|json|markdown|html|csv",
            description = "How to show it. Default: what the name of --out ends with, else table.")
    private Optional<ReportValues.Format> format = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file instead of standard output.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--detailed-exitcode", description = "Tell the result by the exit code, see below.")
    private boolean detailedExitCode;

    @Option(names = "--no-color", description = "No colors. NO_COLOR and CLICOLOR=0 say the same.")
    private boolean noColor;

    @Option(
            names = "--width",
            paramLabel = "N",
            converter = WidthConverter.class,
            description = "Columns of the table, 60 or more. Default: COLUMNS, else 100.")
    private Optional<Integer> width = Optional.empty();

    @Option(
            names = "--app",
            paramLabel = "PATTERN",
            converter = ReportValues.AppPatternConverter.class,
            description = "Only apps of this name; * and ? stand for any characters and one.")
    private Optional<AppPattern> app = Optional.empty();

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            converter = ReportValues.OrgConverter.class,
            description = "This organization instead of the configured one.")
    private Optional<OrgSlug> org = Optional.empty();

    @Option(
            names = "--fly-toml",
            paramLabel = "PATH",
            description = "A fly.toml to compare with what is deployed; may be given more than once.")
    private List<Path> flyTomls = List.of();

    @Option(
            names = "--window",
            paramLabel = "TIME",
            converter = ReportValues.WindowConverter.class,
            defaultValue = "14d",
            description = "How far back use is looked at, 1h to 15d. Default: ${DEFAULT-VALUE}.")
    private Duration window = Duration.ofDays(14);

    public ReportCommand(Console console, HangarCommand top, ReportSource source) {
        this.console = console;
        this.top = top;
        this.source = source;
    }

    @Override
    public Integer call() throws CliFailure {
        checkFiles();
        Report report = read();
        write(render(report));
        return report.summary().exitCode(detailedExitCode);
    }

    private String render(Report report) {
        ReportValues.Format wanted =
                format.or(() -> out.flatMap(ReportValues.Format::of)).orElse(ReportValues.Format.table);
        return switch (wanted) {
            case table -> new TableReport(style()).render(report);
            case json -> new JsonReport().render(report);
            case markdown -> new MarkdownReport().render(report);
            case html -> new HtmlReport().render(report);
            case csv -> new CsvReport().render(report);
        };
    }

    private Report read() throws CliFailure {
        Progress progress = console.progress();
        try {
            return onlyWanted(source.read(new ReportRequest(top.config(), app, org, flyTomls, window), progress));
        } finally {
            progress.end();
        }
    }

    /// Also drops what a source read although nobody asked for it. A pattern that fits nothing is a mistake, not a
    /// clean bill.
    private Report onlyWanted(Report report) throws CliFailure {
        if (app.isEmpty()) {
            return report;
        }
        Report wanted = report.only(app.get()::matches);
        if (wanted.records().isEmpty() && wanted.problems().isEmpty()) {
            throw new CliFailure(
                    "no app with machines matches " + SafeText.of(app.get().text(), console.unicode()));
        }
        return wanted;
    }

    private TableStyle style() {
        if (out.isPresent()) {
            return new TableStyle(columns(), false, true);
        }
        return new TableStyle(columns(), console.color() && !noColor, console.unicode());
    }

    private int columns() {
        return width.orElseGet(() -> columns(console.environment()));
    }

    /// The terminal's width as the shell tells it, else the usual one.
    static int columns(Map<String, String> environment) {
        return parse(environment.getOrDefault("COLUMNS", "")).orElse(TableStyle.DEFAULT_WIDTH);
    }

    /// Before minutes are spent on reading.
    private void checkFiles() throws CliFailure {
        if (out.isPresent()) {
            WholeFile.check(out.get());
        }
        for (Path given : flyTomls) {
            if (!Files.isReadable(given) || Files.isDirectory(given)) {
                throw new CliFailure("cannot read " + given + ": --fly-toml wants a file such as fly.toml");
            }
        }
    }

    private void write(String text) throws CliFailure {
        if (out.isPresent()) {
            WholeFile.write(out.get(), text);
            return;
        }
        console.out().print(text);
        // A full disk behind a redirection must not pass for a report.
        if (console.out().checkError()) {
            throw new CliFailure("the report could not be written to standard output as a whole");
        }
    }

    private static OptionalInt parse(String columns) {
        return columns.matches("[1-9][0-9]{0,3}") ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty();
    }

    /// Takes widths that a table can be set in.
    static final class WidthConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return parse(value).stream()
                    .filter(columns -> columns >= TableStyle.MIN_WIDTH)
                    .boxed()
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is not a width from " + TableStyle.MIN_WIDTH + " to 9999"));
        }
    }
}
