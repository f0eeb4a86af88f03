package dev.hangar.report;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hangar.config.Nearest;
import dev.hangar.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExplainTest {
    private static final Path SCHEMA = Path.of("src/main/resources/schema/explain-1.schema.json");

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Explains#cases")
    void looksAsAgreedAtEveryWidth(String name, ExplainReport report) {
        Golden.assertMatches("explain/" + name + "-80.txt", text(report, 80, false));
        Golden.assertMatches("explain/" + name + "-120.txt", text(report, 120, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Explains#cases")
    void isTheAgreedJson(String name, ExplainReport report) {
        Golden.assertMatches("explain/" + name + ".json", json(report));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Explains#cases")
    void keepsToItsSchema(String name, ExplainReport report) throws IOException {
        assertThat(errors(json(report))).as(name).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
        String json = json(Explains.fresh(Reports.steady()));

        assertThat(errors(json.replace("\"version\" : 1", "\"version\" : 2"))).isNotEmpty();
        assertThat(errors(json.replaceFirst("\"wanted\"", "\"asked\""))).isNotEmpty();
        assertThat(errors(json.replaceFirst("\"state\" : \"fresh\"", "\"state\" : \"well\"")))
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Explains#cases")
    void keepsToItsWidth(String name, ExplainReport report) {
        for (int width : new int[] {60, 80, 100, 120}) {
            assertThat(text(report, width, false).lines())
                    .as("%s at %d", name, width)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Explains#cases")
    void isPlainAsciiWhenAsked(String name, ExplainReport report) {
        String ascii = new ExplainText(new TableStyle(100, false, false)).render(report);

        assertThat(ascii).as(name).matches("[\\x20-\\x7e\\n]*");
        assertThat(json(report)).as(name).matches("[\\x20-\\x7e\\n]*");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Explains#cases")
    void colorsChangeNoText(String name, ExplainReport report) {
        String colored = text(report, 80, true);

        assertThat(colored).contains("\u001b[1m");
        assertThat(colored.replaceAll("\u001b\\[[0-9]*m", "")).as(name).isEqualTo(text(report, 80, false));
    }

    @Test
    void whoStoppedMyMachineAtThree() {
        ExplainReport report = Explains.cases()
                .filter(one -> one.get()[0].equals("machine"))
                .map(one -> (ExplainReport) one.get()[1])
                .findFirst()
                .orElseThrow();

        assertThat(text(report, 100, false))
                .containsPattern("2026-11-22 03:00:20 UTC +suspend +suspending +Hangar: launch-pair")
                .containsPattern("2026-11-22 02:00:20 UTC +start +starting +Fly Proxy")
                .containsPattern("2026-11-21 03:00:20 UTC +stop +stopping +a token \\*");
    }

    @Test
    void aPartIsAGroupOrAMachineByIdOrName() {
        ExplainReport all = Explains.fresh(Reports.steady());

        assertThat(all.only("app").flatMap(ExplainReport::machine)).isEmpty();
        assertThat(all.only("app")).isPresent();
        assertThat(all.only("quiet-sky-91855c2a330098").flatMap(ExplainReport::machine))
                .isEqualTo(all.only("91855c2a330098").flatMap(ExplainReport::machine))
                .isPresent();
        assertThat(all.only("worker")).isEqualTo(Optional.empty());
    }

    @Test
    void namesThatAreNear() {
        List<String> names = List.of("storefront", "storeback", "burst-api", "mailer");

        assertThat(Nearest.of("storefrnt", names)).containsExactly("storefront");
        assertThat(Nearest.of("api", names)).containsExactly("burst-api");
        assertThat(Nearest.of("MAILR", names)).containsExactly("mailer");
        assertThat(Nearest.of("zzzzzz", names)).isEmpty();
    }

    private static String text(ExplainReport report, int width, boolean color) {
        return new ExplainText(new TableStyle(width, color, true)).render(report);
    }

    private static String json(ExplainReport report) {
        return new ExplainJson().render(report);
    }

    private static List<Error> errors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }
}
