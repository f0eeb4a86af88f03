package dev.hangar.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Rules for one panel.
final class PanelRules {
    private static final Set<String> TYPES =
            Set.of("timeseries", "stat", "table", "bargauge", "state-timeline", "text", "row");
    private static final Set<String> WITHOUT_QUERY = Set.of("text", "row");
    private static final Set<String> WITH_LEGEND = Set.of("timeseries", "state-timeline", "bargauge");

    private PanelRules() {}

    static List<String> problems(JsonNode panel) {
        String type = panel.path("type").asText();
        String title = panel.path("title").asText();
        List<String> found = new ArrayList<>();
        BoardRules.require(TYPES.contains(type), "panel type is old or unknown: " + type, found);
        BoardRules.require(!title.isBlank(), "no title", found);
        if (!type.equals("row")) {
            BoardRules.require(panel.path("description").asText().endsWith("."), "no description in sentences", found);
        }
        if (!WITHOUT_QUERY.contains(type)) {
            data(panel, type, found);
        }
        return found.stream()
                .map(problem -> "panel \"" + title + "\": " + problem)
                .toList();
    }

    private static void data(JsonNode panel, String type, List<String> found) {
        source(panel, found);
        BoardRules.require(!panel.at("/fieldConfig/defaults/unit").asText().isBlank(), "no unit", found);
        JsonNode targets = panel.path("targets");
        BoardRules.require(!targets.isEmpty(), "no query", found);
        BoardRules.repeated(
                BoardRules.stream(targets).map(target -> target.path("refId").asText()), "refId", found);
        steps(panel, type, found);
        for (JsonNode target : targets) {
            source(target, found);
            if (WITH_LEGEND.contains(type)) {
                BoardRules.require(!target.path("legendFormat").asText().isBlank(), "no legend", found);
            }
            found.addAll(QueryRules.problems(
                    target.path("expr").asText(), target.path("legendFormat").asText()));
        }
    }

    private static void source(JsonNode node, List<String> found) {
        BoardRules.require(
                node.at("/datasource/uid").asText().equals("${datasource}")
                        && node.at("/datasource/type").asText().equals("prometheus"),
                "data source is not the variable's",
                found);
    }

    /// A color that changes with the value must be explained; numbers at a glance must not be colored at random.
    private static void steps(JsonNode panel, String type, List<String> found) {
        JsonNode steps = panel.at("/fieldConfig/defaults/thresholds/steps");
        BoardRules.require(!steps.isEmpty(), "no thresholds, so Grafana's own red from 80", found);
        if (type.equals("stat") || type.equals("bargauge")) {
            for (JsonNode step : steps) {
                String color = step.path("color").asText();
                boolean said = panel.path("description")
                        .asText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains(color + ":");
                boolean alone = steps.size() == 1;
                BoardRules.require(said || alone || color.equals("text"), "says not what is " + color, found);
            }
        }
    }
}
