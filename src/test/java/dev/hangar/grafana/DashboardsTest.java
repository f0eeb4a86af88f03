package dev.hangar.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// The files of `grafana/dashboards` are what the boards here say, and keep the rules.
class DashboardsTest {
    static Stream<Dashboard> boards() {
        return Dashboards.all().stream();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void fileIsGenerated(Dashboard board) {
        Golden.assertFile(Dashboards.DIRECTORY.resolve(board.file()), DashboardJson.text(board));
    }

    static Stream<Arguments> colors() {
        return Stream.of(
                arguments(Colors.FLEETS, "hangar_fleets", "state"),
                arguments(Colors.MACHINES, "hangar_fleet_machines", "state"),
                arguments(Colors.ACTIONS, "hangar_actions_total", "action"),
                arguments(Colors.OUTCOMES, "hangar_actions_total", "outcome"),
                arguments(Colors.ENDINGS, "hangar_expectations_total", "ending"),
                arguments(Colors.RESULTS, "hangar_passes_total", "result"),
                arguments(Colors.RELEASES, "hangar_release_checks_total", "result"),
                arguments(Colors.THROTTLERS, "hangar_api_throttles_total", "by"));
    }

    @ParameterizedTest
    @MethodSource("colors")
    void everyWordHasItsColor(List<Shade> shades, String metric, String label) {
        assertThat(shades.stream().map(Shade::series))
                .containsExactlyInAnyOrderElementsOf(KnownMetrics.values(metric, label));
    }

    @Test
    void thereAreNoOtherFiles() throws IOException {
        try (Stream<Path> files = Files.list(Dashboards.DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            boards().map(Dashboard::file).toList());
        }
    }

    @Test
    void filesKeepTheRules() throws IOException {
        List<JsonNode> files = PanelQuery.files();

        assertThat(BoardRules.problemsOfAll(files)).isEmpty();
        assertThat(files.stream().flatMap(board -> BoardRules.panels(board).stream()))
                .as("panels")
                .hasSizeGreaterThan(70);
    }

    @Test
    void queriesCanBeParsed(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> queries =
                PanelQuery.inFiles().stream().map(query -> query.sent(3600)).toList();

        assertThat(queries).noneMatch(query -> query.contains("$"));
        assertThat(Promtool.complaint(queries, directory)).isEmpty();
    }
}
