package dev.hangar.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// `hangar doctor` and `hangar validate` as processes, on a simulated Fly in another one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorIT {
    private static final String PLANTED = "fm2_PLANTEDwrong0123456789";

    private final SimulatorProcess fly = SimulatorProcess.start();

    @TempDir
    private static Path directory = Path.of("");

    @AfterAll
    void stop() {
        fly.close();
    }

    @Test
    void findsNoFailureOnASoundFly() {
        HangarProcess doctor = HangarProcess.run(fly.variables("HANGAR_ORG", "demo"), "doctor");

        assertThat(doctor.exit()).as(doctor.toString()).isZero();
        assertThat(doctor.err()).isEmpty();
        assertThat(doctor.out().getFirst()).startsWith("Hangar doctor at ");
        assertThat(doctor.outText())
                .contains("covers every app of demo and can write", "[token-can-write]")
                .contains("* matches " + fly.apps().size())
                .contains("0 failures")
                .doesNotContain(fly.token());
    }

    @Test
    void endsWithOneAndTheFixForAWrongToken() {
        Map<String, String> wrong = fly.variables("HANGAR_ORG", "demo", "HANGAR_FLY_TOKEN", PLANTED);

        HangarProcess doctor = HangarProcess.run(wrong, "doctor", "--format", "json");

        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.toString()).doesNotContain(PLANTED);
        JsonNode refused = Http.json(doctor.outText())
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("level").asText().equals("failure"))
                .findFirst()
                .orElseThrow();
        assertThat(refused.path("cause").asText()).isEqualTo("token-refused");
        assertThat(refused.path("fix").asText()).contains("fly tokens create");
    }

    @Test
    void saysWhatIsMissingWithoutAnyConfiguration() {
        HangarProcess doctor = HangarProcess.run(Map.of(), "doctor");

        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.err()).isEmpty();
        assertThat(doctor.outText()).contains("missing token", "[token-missing]", "HANGAR_APP", "not checked because");
    }

    @Test
    void validatesAFileWithoutTokenAndNetwork() throws IOException {
        Path file = Files.writeString(directory.resolve("good.yaml"), "hangar: {org: acme}");
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "hangar: {org: acme, interval: 1s}");

        HangarProcess good = HangarProcess.run(Map.of(), "validate", file.toString());
        HangarProcess wrong = HangarProcess.run(Map.of(), "validate", bad.toString());
        HangarProcess schema = HangarProcess.run(Map.of(), "validate", "--schema");

        assertThat(good.exit()).isZero();
        assertThat(good.out().getFirst()).endsWith("good.yaml: valid");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.outText()).contains("1 problem", "hangar.interval", "bad.yaml line 1");
        assertThat(schema.exit()).isZero();
        assertThat(schema.outText().strip())
                .isEqualTo(Files.readString(Path.of("deploy", "hangar.schema.json"))
                        .strip());
    }
}
