package dev.hangar.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A dashboard as Grafana's JSON, in the schema that Grafana 10 has and later ones migrate by themselves.
final class DashboardJson {
    /// Of Grafana 10.0. Newer servers raise it when they load a file; older ones would not know a higher one.
    private static final int SCHEMA = 38;

    private static final int COLUMNS = 24;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DashboardJson() {}

    /// The text of its file.
    static String text(Dashboard dashboard) {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(tree(dashboard)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(Dashboard dashboard) {
        ObjectNode root = NODES.objectNode();
        root.putNull("id");
        root.put("uid", dashboard.uid());
        root.put("title", dashboard.title());
        root.put("description", dashboard.description());
        root.putArray("tags").add("hangar");
        root.put("schemaVersion", SCHEMA);
        root.put("version", 1);
        root.put("editable", true);
        root.put("timezone", "browser");
        root.put("refresh", "30s");
        // Pointing at a moment in one panel points at it in all.
        root.put("graphTooltip", 1);
        root.put("fiscalYearStartMonth", 0);
        root.put("weekStart", "");
        root.putObject("time").put("from", dashboard.from()).put("to", "now");
        root.putObject("timepicker");
        root.putObject("annotations").putArray("list").add(restarts());
        root.putArray("links").add(others());
        root.set("templating", variables(dashboard.variables()));
        root.set("panels", panels(dashboard.rows()));
        return root;
    }

    /// Marks where a daemon began anew: its counters and what it has seen begin there too.
    private static ObjectNode restarts() {
        ObjectNode annotation = NODES.objectNode();
        annotation.put("name", "Hangar started");
        annotation.set("datasource", source());
        annotation.put("enable", true);
        annotation.put("hide", false);
        annotation.put("iconColor", "purple");
        annotation.put("expr", "min(process_uptime_seconds and on (instance) hangar_build_info) < 60");
        annotation.put("step", "60s");
        annotation.put("titleFormat", "Hangar started");
        return annotation;
    }

    /// Links to the other dashboards, which keep what was chosen.
    private static ObjectNode others() {
        ObjectNode link = NODES.objectNode();
        link.put("type", "dashboards").put("title", "Hangar").put("icon", "dashboard");
        link.put("tooltip", "").put("url", "");
        link.put("asDropdown", false)
                .put("includeVars", true)
                .put("keepTime", true)
                .put("targetBlank", false);
        link.putArray("tags").add("hangar");
        return link;
    }

    static ObjectNode source() {
        return NODES.objectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    private static ObjectNode variables(List<Dashboard.Variable> variables) {
        ObjectNode templating = NODES.objectNode();
        ArrayNode list = templating.putArray("list");
        ObjectNode datasource = list.addObject();
        datasource.put("name", "datasource").put("type", "datasource").put("label", "Data source");
        datasource.put("query", "prometheus").put("regex", "").put("hide", 0).put("refresh", 1);
        datasource.put("includeAll", false).put("multi", false).put("skipUrlSync", false);
        datasource.putArray("options");
        variables.forEach(variable -> list.add(variable(variable)));
        return templating;
    }

    private static ObjectNode variable(Dashboard.Variable variable) {
        ObjectNode json = NODES.objectNode();
        json.put("name", variable.name()).put("type", "query").put("label", variable.label());
        json.set("datasource", source());
        json.put("definition", variable.query());
        json.putObject("query").put("query", variable.query()).put("refId", "values");
        // Asked again whenever the time range changes: fleets come and go.
        json.put("refresh", 2).put("sort", 1).put("regex", "").put("hide", 0).put("skipUrlSync", false);
        json.put("includeAll", variable.all()).put("multi", variable.all());
        // Without a current value Grafana takes the first.
        if (variable.all()) {
            json.put("allValue", ".+");
            ObjectNode current = json.putObject("current");
            current.put("selected", true);
            current.putArray("text").add("All");
            current.putArray("value").add("$__all");
        }
        json.putArray("options");
        return json;
    }

    private static ArrayNode panels(List<Dashboard.Row> rows) {
        ArrayNode panels = NODES.arrayNode();
        int id = 1;
        int top = 0;
        for (Dashboard.Row row : rows) {
            panels.add(heading(id++, row.title(), top++));
            int left = 0;
            int tallest = 0;
            for (Panel panel : row.panels()) {
                if (left + panel.width() > COLUMNS) {
                    top += tallest;
                    left = 0;
                    tallest = 0;
                }
                panels.add(PanelJson.of(panel, id++, place(left, top, panel.width(), panel.height())));
                left += panel.width();
                tallest = Math.max(tallest, panel.height());
            }
            top += tallest;
        }
        return panels;
    }

    private static ObjectNode heading(int id, String title, int top) {
        ObjectNode row = NODES.objectNode();
        row.put("id", id).put("type", "row").put("title", title).put("collapsed", false);
        row.set("gridPos", place(0, top, COLUMNS, 1));
        row.putArray("panels");
        return row;
    }

    private static ObjectNode place(int x, int y, int width, int height) {
        return NODES.objectNode().put("h", height).put("w", width).put("x", x).put("y", y);
    }
}
