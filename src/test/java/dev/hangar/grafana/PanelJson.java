package dev.hangar.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.grafana.Look.Draw;
import dev.hangar.grafana.Panel.Shape;
import java.util.List;

/// A panel as Grafana's JSON.
final class PanelJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PanelJson() {}

    static ObjectNode of(Panel panel, int id, ObjectNode place) {
        ObjectNode json = NODES.objectNode();
        json.put("id", id).put("type", panel.type().id());
        json.put("title", panel.title());
        json.put("description", panel.description());
        json.set("gridPos", place);
        if (panel.type() == Shape.TEXT) {
            json.putObject("options").put("mode", "markdown").put("content", panel.text());
            json.put("description", "How to read this dashboard.");
            return json;
        }
        json.set("datasource", DashboardJson.source());
        boolean bars = panel.look().kind() == Draw.BARS;
        // No finer than Fly scrapes; a bar counts, so it needs some time to count in.
        json.put("interval", bars ? "1m" : "15s");
        if (bars) {
            json.put("maxDataPoints", 100);
        }
        json.set("fieldConfig", FieldJson.of(panel));
        json.set("options", options(panel));
        json.set("targets", targets(panel));
        if (panel.type() == Shape.TABLE) {
            json.set("transformations", transformations(panel.queries()));
        }
        return json;
    }

    private static ArrayNode targets(Panel panel) {
        ArrayNode targets = NODES.arrayNode();
        for (int i = 0; i < panel.queries().size(); i++) {
            Query query = panel.queries().get(i);
            ObjectNode target = targets.addObject();
            target.put("refId", String.valueOf((char) ('A' + i)));
            target.set("datasource", DashboardJson.source());
            target.put("editorMode", "code");
            target.put("expr", query.expr());
            target.put("legendFormat", query.legend());
            boolean now = isInstant(panel);
            target.put("instant", now).put("range", !now);
            target.put("format", panel.type() == Shape.TABLE ? "table" : "time_series");
        }
        return targets;
    }

    private static boolean isInstant(Panel panel) {
        return switch (panel.type()) {
            case TIMESERIES, STATE_TIMELINE, TEXT -> false;
            case TABLE, BARGAUGE -> true;
            case STAT -> panel.look().kind() != Draw.SPARK;
        };
    }

    private static ObjectNode options(Panel panel) {
        ObjectNode options = NODES.objectNode();
        switch (panel.type()) {
            case TIMESERIES -> {
                legend(options, "list");
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case STATE_TIMELINE -> {
                legend(options, "list");
                options.putObject("tooltip").put("mode", "single").put("sort", "none");
                options.put("mergeValues", true).put("showValue", "auto").put("alignValue", "left");
                options.put("rowHeight", 0.8);
            }
            case STAT -> stat(options, panel);
            case BARGAUGE -> {
                newest(options);
                options.put("orientation", "horizontal")
                        .put("displayMode", "basic")
                        .put("showUnfilled", true);
                options.put("valueMode", "color").put("minVizHeight", 10).put("minVizWidth", 0);
                options.put("sizing", "manual").put("maxVizHeight", 30);
                options.putObject("text").put("titleSize", 13).put("valueSize", 16);
            }
            case TABLE -> {
                options.put("showHeader", true).put("cellHeight", "sm");
                ArrayNode by = options.putArray("sortBy");
                panel.queries().stream()
                        .filter(query ->
                                query.unit() == Unit.DOLLARS || panel.queries().size() == 1)
                        .findFirst()
                        .ifPresent(query -> by.addObject()
                                .put("displayName", query.legend())
                                .put("desc", true));
                ObjectNode footer = options.putObject("footer");
                footer.put("show", false).put("countRows", false).put("fields", "");
                footer.putArray("reducer").add("sum");
            }
            case TEXT -> {
                // Has its own.
            }
        }
        return options;
    }

    private static void stat(ObjectNode options, Panel panel) {
        newest(options);
        Draw kind = panel.look().kind();
        options.put(
                "colorMode",
                kind == Draw.BACKGROUND ? "background" : panel.look().steps().isEmpty() ? "none" : "value");
        options.put("graphMode", kind == Draw.SPARK ? "area" : "none");
        options.put("textMode", kind == Draw.NAME ? "name" : "auto");
        options.put("justifyMode", "auto").put("orientation", "auto");
    }

    private static void newest(ObjectNode options) {
        ObjectNode reduce = options.putObject("reduceOptions");
        reduce.putArray("calcs").add("lastNotNull");
        reduce.put("fields", "").put("values", false);
    }

    private static void legend(ObjectNode options, String mode) {
        ObjectNode legend = options.putObject("legend");
        legend.put("displayMode", mode).put("placement", "bottom").put("showLegend", true);
        legend.putArray("calcs");
    }

    /// One line per fleet, whatever the queries' order, and headings for people.
    private static ArrayNode transformations(List<Query> queries) {
        ArrayNode list = NODES.arrayNode();
        list.addObject().put("id", "merge").putObject("options");
        ObjectNode organize = list.addObject().put("id", "organize").putObject("options");
        organize.putObject("excludeByName").put("Time", true);
        organize.putObject("indexByName");
        ObjectNode names = organize.putObject("renameByName");
        names.put("fleet_app", "App")
                .put("fleet_group", "Group")
                .put("reason", "Reason")
                .put("action", "Action");
        if (queries.size() == 1) {
            names.put("Value", queries.getFirst().legend());
        }
        for (int i = 0; i < queries.size(); i++) {
            names.put("Value #" + (char) ('A' + i), queries.get(i).legend());
        }
        return list;
    }
}
