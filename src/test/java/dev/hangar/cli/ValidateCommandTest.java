package dev.hangar.cli;

import dev.hangar.config.ConfigSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ValidateCommandTest {
    private static final String SECRET = "fm2_PLANTEDsecret0123456789";

    private static final String LAYERS = """
            hangar:
              org: acme
              app: shop,shop-*
              signals:
                mail-queue: {promql: mail_queue_depth}
              orgs:
                acme:
                  policy: {idle-action: stop}
              apps:
                shop-*:
                  policy: {min-machines-running: 2}
                  groups:
                    worker:
                      policy: {step-down: 3}
                shop:
                  policy: {ignore: true}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    private int run(Map<String, String> environment, String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false, true, environment);
        return new CommandFactory(console, (request, progress) -> {
                    throw new CliFailure("no report is asked for");
                })
                .with(top -> new ValidateCommand(console, top))
                .execute(arguments);
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("hangar.yaml"), yaml).toString();
    }

    @Test
    void summarizesWhatIsValidAndOnlyNotesAMissingToken() throws IOException {
        String file = file(LAYERS);

        assertThat(run(Map.of(), "validate", file)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        file + ": valid",
                        "  mode      observe, the dry run: nothing is changed at Fly",
                        "  apps      shop, shop-* of acme",
                        "  policies  5: the one for all; 1 organization (acme); 2 app patterns (shop-*, shop);"
                                + " 1 process group (shop-*/worker)",
                        "  signals   proxy-concurrency, mail-queue",
                        "  note      no token is set: run needs HANGAR_FLY_TOKEN (or FLY_API_TOKEN)");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysNothingOfATokenThatIsThere() throws IOException {
        int exit = run(Map.of("HANGAR_FLY_TOKEN", SECRET), "validate", file(LAYERS));

        assertThat(exit).isZero();
        assertThat(out.toString()).doesNotContain("note", "PLANTED");
    }

    @Test
    void takesTheFileOfConfigAsTheOtherCommandsDo() throws IOException {
        assertThat(run(Map.of(), "validate", "--config", file("hangar: {org: acme, mode: act}")))
                .isZero();
        assertThat(out.toString()).contains("act: plans are carried out", "every app of acme", "1: the one for all");
    }

    @Test
    void listsEveryProblemWithItsLine() throws IOException {
        String file = file("""
                hangar:
                  org: acme
                  interval: 1s
                  policy:
                    tolerence: 0.2
                    tolerance: 1.5
                """);

        assertThat(run(Map.of("HANGAR_POLICY_STEP_UPP", "3"), "validate", file)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        file + ": 4 problems",
                        "  hangar.interval = \"1s\": must be a duration from 5s to 5m, in ms, s, m, h or d"
                                + " (hangar.yaml line 3)",
                        "  hangar.policy.tolerence: unknown key; did you mean hangar.policy.tolerance?"
                                + " (hangar.yaml line 5)",
                        "  hangar.policy.tolerance = \"1.5\": must be a number in [0, 1) (hangar.yaml line 6)",
                        "  HANGAR_POLICY_STEP_UPP: unknown variable; did you mean HANGAR_POLICY_STEP_UP?",
                        "  note      no token is set: run needs HANGAR_FLY_TOKEN (or FLY_API_TOKEN)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hangar: {fly: {token: 'fm2_PLANTEDsecret0123456789 with blanks'}, org: acme}",
                "hangar: {fly: {tokn: fm2_PLANTEDsecret0123456789}, org: acme}",
                "hangar: {fly: {base-url: 'https://me:PLANTED@host'}, org: acme}",
                "hangar: [fm2_PLANTEDsecret0123456789",
            })
    void showsNoSecretInAProblem(String yaml) throws IOException {
        assertThat(run(Map.of(), "validate", file(yaml))).isEqualTo(1);
        assertThat(out.toString()).contains(" problem").doesNotContain("PLANTED");
    }

    @Test
    void keepsHostileTextHarmless() throws IOException {
        run(Map.of(), "validate", file("hangar: {\"\\e[2Jkey\\u202E\": 1, org: acme}"));

        assertThat(out.toString()).contains("<U+001B>[2Jkey<U+202E>").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThat(run(Map.of(), "validate", directory.resolve("missing.yaml").toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("missing.yaml: there is no such file");
    }

    @Test
    void printsTheSchemaWithoutReadingAnything() {
        assertThat(run(Map.of("HANGAR_NONSENSE", "1"), "validate", "--schema")).isZero();
        assertThat(out.toString()).isEqualTo(ConfigSchema.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate a b", "validate --schema a", "validate --config a b", "validate --strict"})
    void refusesWrongUsage(String arguments) {
        assertThat(run(Map.of(), arguments.split(" ", -1))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("hangar: ");
    }
}
