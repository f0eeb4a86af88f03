package dev.hangar.grafana;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Asks Prometheus' own tool whether queries can be parsed.
final class Promtool {
    private Promtool() {}

    /// What it says of the first that cannot; empty when all can.
    static String complaint(List<String> queries, Path directory) throws IOException, InterruptedException {
        List<Map<String, String>> rules = new ArrayList<>();
        queries.forEach(query -> rules.add(Map.of("record", "query:" + rules.size(), "expr", query)));
        Path file = directory.resolve("rules.json");
        Files.writeString(
                file,
                new ObjectMapper()
                        .writeValueAsString(Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)))));
        Process promtool = new ProcessBuilder("promtool", "check", "rules", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return promtool.waitFor() == 0 ? "" : said;
    }
}
