package dev.hangar.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTest {
    private final TestConsole test = TestConsole.pipe();

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void tellsTheBuildAndTheJava(String argument) {
        int exitCode = run(argument);

        assertThat(exitCode).isZero();
        assertThat(test.out().toString()).matches("hangar [0-9]\\S*\\RJava 2[5-9].*\\R");
        assertThat(test.err().toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "report --help", "backtest --help", "version --help"})
    void helpIsShortAndHasAnExample(String arguments) {
        int exitCode = run(arguments.split(" "));

        assertThat(exitCode).isZero();
        assertThat(test.out().toString()).contains("Example", "  hangar ");
        assertThat(test.out().toString().lines().count()).isLessThanOrEqualTo(40);
        assertThat(test.err().toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "report --colour, Unknown option, hangar report --help",
        "report --width 59, is not a width from 60, hangar report --help",
        "report --width wide, is not a width from 60, hangar report --help",
        "report --format xml, xml, hangar report --help",
        "reprot, reprot, hangar --help",
        "--bogus, Unknown option, hangar --help"
    })
    void wrongOptionsAreNamedWithAHint(String arguments, String message, String hint) {
        int exitCode = run(arguments.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(test.out().toString()).isEmpty();
        assertThat(test.err().toString()).startsWith("hangar: ").contains(message, "Try '" + hint + "'");
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(test.err().toString()).contains("Try 'hangar --help'");
    }

    @Test
    void hostileArgumentsDoNotReachTheTerminal() {
        run("report", "--\u001b[2J");

        assertThat(test.err().toString()).doesNotContain("\u001b").contains("<U+001B>");
    }

    @Test
    void aFurtherCommandSharesTheTopLevelOptions() {
        CommandFactory factory = new CommandFactory(test.console(), (request, progress) -> {
                    throw new CliFailure("not asked");
                })
                .with(top -> new Echo(top, test.console()));

        int exitCode = factory.execute("echo", "--config", "my.yaml");

        assertThat(exitCode).isEqualTo(7);
        assertThat(test.out().toString()).isEqualTo("my.yaml");
    }

    @Test
    void aBugShowsItsStackTraceOnStandardError() {
        CommandFactory factory = new CommandFactory(test.console(), (request, progress) -> {
            throw new IllegalStateException("impossible");
        });

        assertThat(factory.execute("report")).isEqualTo(1);
        assertThat(test.out().toString()).isEmpty();
        assertThat(test.err().toString()).contains("please report it", "IllegalStateException: impossible");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, xterm, true",
        "'', 0, xterm, false",
        "1, 1, xterm, false",
        "0, 1, xterm, false",
        "'', 1, dumb, false"
    })
    void colorFollowsTheEnvironmentOnATerminal(String noColor, String cliColor, String term, boolean expected) {
        Map<String, String> environment = Map.of("NO_COLOR", noColor, "CLICOLOR", cliColor, "TERM", term);

        assertThat(TestConsole.terminal(environment).console().color()).isEqualTo(expected);
    }

    @Test
    void aPipeHasNoColorAndNoProgress() {
        assertThat(test.console().color()).isFalse();
        assertThat(test.console().progress()).isSameAs(Progress.NONE);
    }

    @Test
    void onlyThePlainDaemonDoesWithoutTheParser() {
        assertThat(Main.isDaemon("run")).isTrue();
        assertThat(Main.isDaemon()).isFalse();
        assertThat(Main.isDaemon("run", "--help")).isFalse();
        assertThat(Main.isDaemon("--config", "x", "run")).isFalse();
        assertThat(Main.isDaemon("report")).isFalse();
    }

    private int run(String... arguments) {
        return Main.commands(test.console()).execute(arguments);
    }

    @Command(name = "echo")
    private record Echo(HangarCommand top, Console console) implements Callable<Integer> {
        @Override
        public Integer call() {
            console.out().print(top.config().map(Object::toString).orElse("none"));
            return 7;
        }
    }
}
