package dev.hangar.report;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hangar.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonReportTest {
    private static final Path SCHEMA = Path.of("src/main/resources/schema/report-1.schema.json");

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.TableReportTest#cases")
    void looksAsAgreed(String name, Report report) {
        Golden.assertMatches("report/" + name + ".json", json(report));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.TableReportTest#cases")
    void keepsToItsSchema(String name, Report report) throws IOException {
        assertThat(errors(json(report))).as(name).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void findingsKeepToTheSchema(String name, Report report) throws IOException {
        assertThat(errors(json(report))).as(name).isEmpty();
        assertThat(json(report)).as(name).matches("[\\x20-\\x7e\\n]*");
    }

    @Test
    void whatNobodyLookedAtIsNull() {
        assertThat(json(Reports.everything())).contains("\"bill\" : null", "\"confidence\" : null");
    }

    @Test
    void theSchemaRefusesFindingsThatItDoesNotKnow() throws IOException {
        String json = json(Surveys.surveyed());

        assertThat(errors(json.replaceFirst("\"kind\" : \"compute\"", "\"kind\" : \"gpus\"")))
                .isNotEmpty();
        assertThat(errors(json.replaceFirst("\"worst\"", "\"worstCase\""))).isNotEmpty();
        assertThat(errors(json.replaceFirst("\"planned\" : true", "\"planned\" : null")))
                .isNotEmpty();
    }

    @Test
    void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
        String json = json(Reports.everything());

        assertThat(errors(json.replace("\"version\" : 1", "\"version\" : 2"))).isNotEmpty();
        assertThat(errors(json.replaceFirst("\"now\" : \"[0-9.]*\"", "\"now\" : 3.69")))
                .isNotEmpty();
        assertThat(errors(json.replaceFirst("\"desired\"", "\"wanted\""))).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.TableReportTest#cases")
    void isPlainAscii(String name, Report report) {
        assertThat(json(report)).as(name).matches("[\\x20-\\x7e\\n]*");
    }

    @Test
    void doesNotDependOnTheOrderOfRecords() {
        Report one = Reports.of(Reports.steady(), Reports.unread(), Reports.growing());
        Report other = Reports.of(Reports.growing(), Reports.steady(), Reports.unread());

        assertThat(json(one)).isEqualTo(json(other));
    }

    private static String json(Report report) {
        return new JsonReport().render(report);
    }

    private static List<Error> errors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }
}
