package dev.hangar.cli;

import dev.hangar.control.PassRecord;
import dev.hangar.control.TokenCheck;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import dev.hangar.report.Prices;
import dev.hangar.report.Problem;
import dev.hangar.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReportCommandTest {
    private static final Instant AT = Instant.parse("2026-11-22T03:14:15Z");

    private final TestConsole test = TestConsole.pipe();
    private final List<ReportRequest> requests = new ArrayList<>();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void showsATableByDefault() {
        int exitCode = run(test, report(2));

        assertThat(exitCode).isZero();
        assertThat(test.out().toString())
                .startsWith("Hangar report of org personal")
                .doesNotContain("\u001b");
        assertThat(test.err().toString()).isEmpty();
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.config()).isEmpty();
            assertThat(request.apps()).isEmpty();
        });
    }

    @Test
    void showsJsonWhenAsked() {
        run(test, report(2), "--format", "json");

        assertThat(test.out().toString()).startsWith("{\n  \"version\" : 1,").endsWith("}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            markdown | ## Hangar report of `personal`
            html     | <!DOCTYPE html>
            csv      | at,org,app,group,machine,
            """)
    void showsEveryFormat(String format, String beginning) {
        assertThat(run(test, report(2), "--format", format)).isZero();
        assertThat(test.out().toString()).startsWith(beginning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            report.html | <!DOCTYPE html>
            REPORT.HTM  | <!DOCTYPE html>
            report.md   | ## Hangar report
            report.json | {
            report.csv  | at,org,
            report.txt  | Hangar report of org
            report      | Hangar report of org
            html        | Hangar report of org
            """)
    void theNameOfTheFilePicksTheFormat(String name, String beginning) throws IOException {
        Path file = directory.resolve(name);

        run(test, report(2), "--out", file.toString());

        assertThat(Files.readString(file)).startsWith(beginning);
    }

    @Test
    void aFormatThatIsNamedWinsOverTheFile() throws IOException {
        Path file = directory.resolve("report.html");

        run(test, report(2), "--out", file.toString(), "--format", "csv");

        assertThat(Files.readString(file)).startsWith("at,org,");
    }

    @Test
    void aFileIsReplacedAsAWholeAndNothingIsLeftBeside() throws IOException {
        Path file = directory.resolve("report.json");
        Path link = directory.resolve("latest.json");
        Files.writeString(file, "old");
        Files.createSymbolicLink(link, file);

        run(test, report(2), "--out", link.toString());

        assertThat(Files.readString(file)).startsWith("{");
        assertThat(link).isSymbolicLink();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(file, link);
        }
    }

    @Test
    void aFileThatOthersMayNotReadStaysSo() throws IOException {
        Path file = directory.resolve("report.json");
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        run(test, report(2), "--out", file.toString());

        assertThat(Files.readString(file)).startsWith("{");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void anOutputThatIsFullIsAnError() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(full), new PrintWriter(err), false, false, true, Map.of());

        int exitCode = new CommandFactory(console, (request, progress) -> report(2)).execute("report");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("could not be written to standard output");
    }

    @Test
    void aFileKeepsItsOldTextWhenTheNewOneCannotBeWritten() throws IOException {
        Path file = directory.resolve("r".repeat(250) + ".json");
        Files.writeString(file, "old");

        int exitCode = run(test, report(2), "--out", file.toString());

        assertThat(exitCode).as("no room for a longer name beside it").isEqualTo(1);
        assertThat(Files.readString(file)).isEqualTo("old");
    }

    @Test
    void asksForOrganizationFilesAndWindow() throws IOException {
        Path one = Files.writeString(directory.resolve("fly.toml"), "app = 'one'");
        Path two = Files.writeString(directory.resolve("two.toml"), "app = 'two'");

        run(
                test,
                report(2),
                "--org",
                "acme",
                "--fly-toml",
                one.toString(),
                "--fly-toml",
                two.toString(),
                "--window",
                "36h");

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.org()).contains(new OrgSlug("acme"));
            assertThat(request.flyTomls()).containsExactly(one, two);
            assertThat(request.window()).isEqualTo(Duration.ofHours(36));
        });
    }

    @Test
    void looksBackTwoWeeksUnlessToldOtherwise() {
        run(test, report(2));

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.window()).isEqualTo(Duration.ofDays(14));
            assertThat(request.org()).isEmpty();
            assertThat(request.flyTomls()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"59m", "16d", "0s", "-1d", "week", "14"})
    void refusesWindowsThatFlyDoesNotKeep(String window) {
        assertThat(run(test, report(2), "--window=" + window)).isEqualTo(2);
        assertThat(test.err().toString()).contains("'" + window + "' is not a time from 1h to 15d, such as 14d");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1h", "15d"})
    void takesWindowsUpToTheirBounds(String window) {
        assertThat(run(test, report(2), "--window", window)).isZero();
    }

    @Test
    void readsNothingWhenAFlyTomlIsMissing() {
        assertThat(run(test, report(2), "--fly-toml", directory.toString())).isEqualTo(1);
        assertThat(test.err().toString())
                .isEqualToNormalizingNewlines(
                        "hangar: cannot read " + directory + ": --fly-toml wants a file such as fly.toml\n");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "--detailed-exitcode, 1"})
    void endsWithOneWhenNothingCouldBeRead(String option, int expected) {
        Report nothing = report(1, "shop");

        assertThat(run(test, nothing, options(option))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "--detailed-exitcode, 3"})
    void tellsPartialFailureOnlyWhenAsked(String option, int expected) {
        Report partial = report(2, "shop");

        assertThat(run(test, partial, options(option))).isEqualTo(expected);
    }

    @Test
    void writesToAFileWithoutColor() throws IOException {
        TestConsole terminal = TestConsole.terminal(Map.of());
        Path file = directory.resolve("report.txt");

        int exitCode = run(terminal, report(2, "shop"), "--out", file.toString());

        assertThat(exitCode).isZero();
        assertThat(terminal.out().toString()).isEmpty();
        assertThat(Files.readString(file)).contains("app shop").doesNotContain("\u001b");
    }

    @Test
    void readsNothingWhenTheFileCannotBeWritten() {
        int exitCode =
                run(test, report(2), "--out", directory.resolve("no/such/file").toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(test.err().toString()).startsWith("hangar: cannot write ").hasLineCount(1);
        assertThat(requests).isEmpty();
    }

    @Test
    void asksForTheAppsAndConfigurationThatTheUserNamed() {
        run(test, report(2, "shop", "blog"), "--app", "sh*", "--config", "my.yaml");

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.config()).contains(Path.of("my.yaml"));
            assertThat(request.apps()).contains(new AppPattern("sh*"));
        });
        assertThat(test.out().toString()).contains("app shop").doesNotContain("app blog");
    }

    @Test
    void aPatternThatFitsNothingIsAnError() {
        int exitCode = run(test, report(2, "shop"), "--app", "blog");

        assertThat(exitCode).isEqualTo(1);
        assertThat(test.out().toString()).isEmpty();
        assertThat(test.err().toString()).isEqualToNormalizingNewlines("hangar: no app with machines matches blog\n");
    }

    @ParameterizedTest
    @CsvSource({
        "shop, shop, true",
        "sh?p, shop, true",
        "*-prod, shop-prod, true",
        "shop, shop-prod, false",
        "s.op, shop, false",
        "SHOP, shop, true",
        "*, anything, true",
        "a\\Eb*, shop, false"
    })
    void patternsFitAsInAShell(String pattern, String app, boolean expected) {
        assertThat(new AppPattern(pattern).matches(new AppName(app))).isEqualTo(expected);
    }

    @Test
    void colorsOnlyATerminal() {
        TestConsole terminal = TestConsole.terminal(Map.of());

        run(terminal, report(2, "shop"));

        assertThat(terminal.out().toString()).contains("\u001b[1m");
    }

    @Test
    void noColorWinsOnATerminal() {
        TestConsole terminal = TestConsole.terminal(Map.of());

        run(terminal, report(2, "shop"), "--no-color");

        assertThat(terminal.out().toString()).doesNotContain("\u001b");
    }

    @Test
    void takesItsWidthFromTheTerminal() {
        TestConsole narrow = TestConsole.terminal(Map.of("COLUMNS", "60", "NO_COLOR", "1"));

        run(narrow, report(2, "shop"));

        assertThat(narrow.out().toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void progressIsShownOnATerminalAndLeavesNothingBehind() {
        TestConsole terminal = TestConsole.terminal(Map.of());

        run(terminal, report(2));

        assertThat(terminal.err().toString()).isEqualTo("\r\u001b[K1/2 shop<U+001B>\r\u001b[K");
    }

    @Test
    void aFailureOfTheSourceIsOneLine() {
        CommandFactory factory = new CommandFactory(test.console(), (request, progress) -> {
            throw new CliFailure("floor is -1, expected 0 or more");
        });

        assertThat(factory.execute("report")).isEqualTo(1);
        assertThat(test.err().toString()).isEqualToNormalizingNewlines("hangar: floor is -1, expected 0 or more\n");
    }

    private int run(TestConsole console, Report report, String... options) {
        ReportSource source = (request, progress) -> {
            requests.add(request);
            progress.step(1, 2, "shop\u001b");
            return report;
        };
        String[] arguments =
                Stream.concat(Stream.of("report"), Stream.of(options)).toArray(String[]::new);
        return new CommandFactory(console.console(), source).execute(arguments);
    }

    private static String[] options(String option) {
        return option.isEmpty() ? new String[0] : new String[] {option};
    }

    /// A report of apps of which these could not be read.
    private static Report report(int apps, String... unread) {
        Failure failure = Failure.of(FailureKind.TIMED_OUT, "no answer within 10 s");
        List<PassRecord> records = Stream.of(unread)
                .<PassRecord>map(app -> new PassRecord.Unread(new AppName(app), AT, failure))
                .toList();
        return new Report(
                new Report.Header(
                        new OrgSlug("personal"),
                        Report.Mode.ACT,
                        new Prices(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-09")),
                        AT,
                        apps,
                        new TokenCheck.Powers("every app", Answer.ok(true))),
                records,
                List.<Problem>of());
    }
}
