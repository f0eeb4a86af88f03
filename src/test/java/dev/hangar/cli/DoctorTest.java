package dev.hangar.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hangar.model.AppName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// `hangar doctor` over real connections: to a simulated Fly, and to servers that nobody can talk to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {
    private static final Path SCHEMA = Path.of("src/main/resources/schema/doctor-1.schema.json");
    private static final Path MANUAL = Path.of("docs", "guide", "doctor.md");

    private final Path directory = temporary();
    private final DoctorWorld world = new DoctorWorld(directory);
    private final OddServers odd = new OddServers(directory);

    private static Path temporary() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "doctor");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() throws IOException {
        world.close();
        odd.close();
    }

    static Stream<DoctorCases.Case> cases() {
        return DoctorCases.all();
    }

    private DoctorWorld.Said run(DoctorCases.Case broken, String... options) {
        world.front.set(broken.rule());
        Map<String, String> environment = world.healthy();
        broken.set().forEach((name, value) -> environment.put(name, filled(value)));
        return world.doctor(environment, broken.yaml(), broken.ahead(), options);
    }

    private String filled(String value) {
        return value.replace("{front}", world.front.base())
                .replace("{plain}", String.valueOf(odd.plain()))
                .replace("{silent}", String.valueOf(odd.silent()))
                .replace("{hangup}", String.valueOf(odd.hangingUp()))
                .replace("{tls}", String.valueOf(odd.selfSigned()))
                .replace("{user}", world.fly.userToken())
                .replace("{deploy}", world.fly.deployToken(new AppName("storefront")))
                .replace("{write}", world.fly.token());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void namesTheCauseAndTheFix(DoctorCases.Case broken) throws IOException {
        DoctorWorld.Said said = run(broken, "--format", "json");

        List<JsonNode> found = said.of(broken.cause());
        assertThat(found).as(said.out() + said.err()).isNotEmpty();
        JsonNode finding = found.stream()
                .filter(one ->
                        broken.words().stream().allMatch(word -> one.toString().contains(word)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(broken.words() + " not all in " + found));
        assertThat(finding.path("level").asText()).isEqualTo(broken.exit() == 1 ? "failure" : "warning");
        assertThat(finding.path("fix").asText()).isNotEmpty();
        if (!broken.cause().equals("prices-old")) {
            assertThat(said.exit()).as(said.out()).isEqualTo(broken.exit());
        }
        assertThat(said.out()).doesNotContain("PLANTED");
        assertThat(said.err()).isEmpty();
        assertThat(world.front.calls()).allMatch(DoctorTest::changesNothing);
        keepsToItsSchema(said.out());
    }

    private static boolean changesNothing(String call) {
        return call.startsWith("GET ")
                || call.equals("POST /v1/tokens/authorize")
                || call.equals("POST /graphql")
                || call.endsWith("/api/v1/query");
    }

    private static void keepsToItsSchema(String json) throws IOException {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(SCHEMA), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void isContentWithAWorldInWhichAllIsWell() {
        world.front.set(Interposer.Rule.NONE);

        DoctorWorld.Said said = world.doctor(world.healthy());

        assertThat(said.exit()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains("observe: the dry run, nothing will be changed at Fly")
                .contains("covers every app of demo and can only read")
                .contains("found storefront")
                .contains("samples for 1 of 1 managed apps")
                .containsPattern("\\d+ ok, 0 warnings, 0 failures, 0 not checked\\. Nothing was changed at Fly\\.")
                .doesNotContain("\u001b", "fix:", world.fly.readOnlyToken());
    }

    @Test
    void tellsWhoGaveOnlyATokenWhatItSees() {
        world.front.set(Interposer.Rule.NONE);
        Map<String, String> environment = world.healthy();
        List.of("HANGAR_APP", "HANGAR_PROMETHEUS_URL").forEach(environment::remove);

        DoctorWorld.Said said = world.doctor(environment);

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .contains("hangar.app: is required")
                .contains("sees burst-api, cron", "HANGAR_ORG=demo for")
                .containsPattern("skip +Prometheus +not checked because the configuration has problems")
                .doesNotContain("none");
    }

    @Test
    void leavesOutWhatMakesNoSenseAnyMore() {
        DoctorWorld.Said said = run(DoctorCases.all()
                .filter(one -> one.cause().equals("token-refused"))
                .findFirst()
                .orElseThrow());

        assertThat(said.out())
                .containsPattern("skip +apps +not checked because the token was refused")
                .containsPattern("skip +machines +not checked because the token was refused")
                .containsPattern("ok +signal +proxy-concurrency: samples for");
    }

    /// A table that forgot a cause would leave it unproven; those that need a certificate of their own are proven in
    /// `TroubleTest`.
    @Test
    void everyCauseHasABrokenVariantAndAPlaceInTheManual() throws IOException {
        Set<String> shown =
                DoctorCases.all().map(DoctorCases.Case::cause).collect(Collectors.toCollection(TreeSet::new));
        shown.addAll(Set.of("tls-expired", "tls-wrong-host", "tls-failed"));

        assertThat(shown).isEqualTo(new TreeSet<>(dev.hangar.cli.doctor.DoctorCauses.codes()));
        assertThat(Files.readAllLines(MANUAL))
                .containsAll(shown.stream().map(cause -> "### " + cause).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=xml", "--fix", "now"})
    void refusesWrongUsage(String option) {
        DoctorWorld.Said said = world.doctor(world.healthy(), option);

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
    }
}
