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
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

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
