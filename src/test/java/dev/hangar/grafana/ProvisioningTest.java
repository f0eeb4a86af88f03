package dev.hangar.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/// The provisioning files fit the dashboards and the Prometheus that stands beside them.
class ProvisioningTest {
    private static final Path PROVISIONING = Path.of("grafana", "provisioning");

    private static JsonNode yaml(Path file) throws IOException {
        return new ObjectMapper().valueToTree(new Yaml().<Object>load(Files.readString(file)));
    }

    @Test
    void dataSourceIsAskedAsOftenAsItIsScraped() throws IOException {
        JsonNode source = yaml(PROVISIONING.resolve("datasources/hangar.yaml")).at("/datasources/0");

        assertThat(source.path("type").asText()).isEqualTo("prometheus");
        // The alert rules name it.
        assertThat(source.path("uid").asText()).isEqualTo("hangar-prometheus");
        assertThat(source.at("/jsonData/timeInterval").asText())
                .isEqualTo(yaml(Path.of("deploy", "prometheus.yml"))
                        .at("/global/scrape_interval")
                        .asText());
    }

    @Test
    void whatTheFilesLeaveOpenIsExplained() throws IOException {
        String readme = Files.readString(Path.of("grafana", "README.md"));

        assertThat(yaml(PROVISIONING.resolve("dashboards/hangar.yaml"))
                        .at("/providers/0/options/path")
                        .asText())
                .isEqualTo("${HANGAR_DASHBOARDS}");
        assertThat(yaml(PROVISIONING.resolve("datasources/hangar.yaml"))
                        .at("/datasources/0/url")
                        .asText())
                .isEqualTo("${PROMETHEUS_URL}");
        assertThat(readme).contains("HANGAR_DASHBOARDS=", "PROMETHEUS_URL=");
        Dashboards.all().forEach(board -> assertThat(readme).contains(board.file()));
    }
}
