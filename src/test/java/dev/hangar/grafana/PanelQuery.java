package dev.hangar.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A query as it stands in a file, and as Grafana would send it.
///
/// @param board uid of its dashboard
/// @param panel title of its panel
/// @param expr with Grafana's variables
/// @param shown legend or heading
public record PanelQuery(String board, String panel, String shown, String expr) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Every query of every file, those of variables and annotations too.
    public static List<PanelQuery> inFiles() throws IOException {
        return files().stream().flatMap(PanelQuery::of).toList();
    }

    /// The files as trees, by name.
    static List<JsonNode> files() throws IOException {
        try (Stream<Path> found = Files.list(Dashboards.DIRECTORY)) {
            List<Path> paths = found.sorted().toList();
            List<JsonNode> trees = new java.util.ArrayList<>();
            for (Path path : paths) {
                trees.add(JSON.readTree(path.toFile()));
            }
            return trees;
        }
    }

    private static Stream<PanelQuery> of(JsonNode board) {
        String uid = board.path("uid").asText();
        Stream<PanelQuery> annotations = BoardRules.stream(board.at("/annotations/list"))
                .map(node -> new PanelQuery(
                        uid,
                        "annotation",
                        node.path("name").asText(),
                        node.path("expr").asText()));
        Stream<PanelQuery> panels = BoardRules.panels(board).stream()
                .flatMap(panel -> BoardRules.stream(panel.path("targets"))
                        .map(target -> new PanelQuery(
                                uid,
                                panel.path("title").asText(),
                                target.path("legendFormat").asText(),
                                target.path("expr").asText())));
        return Stream.concat(annotations, panels);
    }

    /// As Grafana would send it for a range of this many seconds with everything chosen.
    public String sent(long rangeSeconds) {
        return expr.replace("$__rate_interval", "1m")
                .replace("$__range_s", Long.toString(rangeSeconds))
                .replace("$__range", rangeSeconds + "s")
                .replace("$__interval_ms", "60000")
                .replace("$__interval", "15s")
                .replace("$fleet_app", ".+")
                .replace("$fleet_group", ".+");
    }

    @Override
    public String toString() {
        return board + " / " + panel + " / " + shown;
    }
}
