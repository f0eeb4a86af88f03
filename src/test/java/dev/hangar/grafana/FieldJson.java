package dev.hangar.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.grafana.Look.Draw;
import dev.hangar.grafana.Panel.Shape;
import java.util.List;

/// How a panel's values are shown: units, colors, words, as Grafana's `fieldConfig`.
final class FieldJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FieldJson() {}

    static ObjectNode of(Panel panel) {
        ObjectNode config = NODES.objectNode();
        ObjectNode defaults = config.putObject("defaults");
        defaults.put("unit", panel.unit().id());
        Look look = panel.look();
        if (look.decimals() >= 0) {
            defaults.put("decimals", look.decimals());
        } else if (panel.type() == Shape.TIMESERIES && panel.unit() == Unit.COUNT && look.kind() != Draw.LINES) {
            // Whole things; else an axis counts fifths of a machine.
            defaults.put("decimals", 0);
        }
        if (!look.whenEmpty().isEmpty()) {
            defaults.put("noValue", look.whenEmpty());
        }
        if (panel.unit() == Unit.SHARE && panel.type() != Shape.TIMESERIES) {
            defaults.put("max", 1);
        }
        if (panel.type() == Shape.BARGAUGE && panel.unit() != Unit.DOLLARS) {
            defaults.put("min", 0);
        }
        color(defaults.putObject("color"), panel);
        defaults.set("mappings", words(look.words()));
        defaults.set("thresholds", steps(look.steps()));
        defaults.set("custom", custom(panel));
        ArrayNode overrides = config.putArray("overrides");
        look.shades().forEach(shade -> overrides.add(shade(shade, panel.type())));
        if (panel.type() == Shape.TABLE) {
            columns(overrides, panel.queries());
        }
        return config;
    }

    private static void color(ObjectNode color, Panel panel) {
        if (byValue(panel)) {
            color.put("mode", "thresholds");
        } else if (panel.type() == Shape.BARGAUGE) {
            color.put("mode", "fixed").put("fixedColor", "blue");
        } else {
            color.put("mode", "palette-classic");
        }
    }

    private static boolean byValue(Panel panel) {
        return switch (panel.type()) {
            case TIMESERIES, TEXT -> false;
            case STATE_TIMELINE -> true;
            case STAT, BARGAUGE, TABLE -> !panel.look().steps().isEmpty();
        };
    }

    private static ArrayNode words(List<Word> words) {
        ArrayNode mappings = NODES.arrayNode();
        for (Word word : words) {
            ObjectNode result = NODES.objectNode().put("text", word.text()).put("color", word.color());
            result.put("index", mappings.size());
            ObjectNode mapping = mappings.addObject().put("type", "range");
            ObjectNode options = mapping.putObject("options");
            options.put("from", word.from()).put("to", word.to()).set("result", result);
        }
        return mappings;
    }

    private static ObjectNode steps(List<Step> steps) {
        ObjectNode thresholds = NODES.objectNode().put("mode", "absolute");
        ArrayNode list = thresholds.putArray("steps");
        if (steps.isEmpty()) {
            list.addObject().put("color", "text").putNull("value");
        }
        for (Step step : steps) {
            ObjectNode json = list.addObject().put("color", step.color());
            if (Double.isNaN(step.from())) {
                json.putNull("value");
            } else {
                json.put("value", step.from());
            }
        }
        return thresholds;
    }

    private static ObjectNode custom(Panel panel) {
        ObjectNode custom = NODES.objectNode();
        return switch (panel.type()) {
            case TIMESERIES -> timeseries(custom, panel);
            case STATE_TIMELINE -> custom.put("fillOpacity", 80).put("lineWidth", 0);
            case TABLE -> custom.put("align", "auto").put("minWidth", 80);
            case STAT, BARGAUGE, TEXT -> custom;
        };
    }

    private static ObjectNode timeseries(ObjectNode custom, Panel panel) {
        Draw kind = panel.look().kind();
        boolean stacked = kind == Draw.STACKED || kind == Draw.BARS;
        custom.put("drawStyle", kind == Draw.BARS ? "bars" : "line");
        custom.put("lineInterpolation", kind == Draw.LINES ? "linear" : "stepAfter");
        // An edge would be drawn where the value is zero too, on top of the others.
        custom.put("lineWidth", stacked ? 0 : 2);
        custom.put("fillOpacity", stacked ? 80 : 0);
        custom.put("showPoints", "never").put("spanNulls", false).put("axisPlacement", "auto");
        custom.put("axisSoftMin", 0);
        if (panel.unit() == Unit.COUNT || panel.unit() == Unit.PER_MINUTE) {
            // Else nothing but zeros has an axis up to 100.
            custom.put("axisSoftMax", 1);
        }
        custom.putObject("stacking").put("group", "A").put("mode", stacked ? "normal" : "none");
        return custom;
    }

    private static ObjectNode shade(Shade shade, Shape type) {
        boolean pattern = shade.series().startsWith("/");
        ArrayNode properties = NODES.arrayNode();
        property(properties, "color").putObject("value").put("mode", "fixed").put("fixedColor", shade.color());
        if (type == Shape.TIMESERIES) {
            switch (shade.line()) {
                case PLAIN -> {}
                case DASHED -> {
                    ObjectNode style = property(properties, "custom.lineStyle").putObject("value");
                    style.put("fill", "dash").putArray("dash").add(8).add(6);
                }
                case THICK -> property(properties, "custom.lineWidth").put("value", 3);
                case AREA -> {
                    property(properties, "custom.fillOpacity").put("value", 25);
                    property(properties, "custom.lineInterpolation").put("value", "linear");
                }
            }
        }
        return override(pattern ? "byRegexp" : "byName", shade.series(), properties);
    }

    private static void columns(ArrayNode overrides, List<Query> queries) {
        for (Query query : queries) {
            ArrayNode properties = NODES.arrayNode();
            property(properties, "unit").put("value", query.unit().id());
            property(properties, "decimals").put("value", decimals(query));
            overrides.add(override("byName", query.legend(), properties));
        }
        ArrayNode links = NODES.arrayNode();
        ObjectNode link = property(links, "links").putArray("value").addObject();
        link.put("title", "Show this app").put("targetBlank", false);
        link.put("url", "/d/hangar-app?${datasource:queryparam}&var-fleet_app=${__value.raw}&${__url_time_range}");
        overrides.add(override("byName", "App", links));
    }

    /// Cents; tenths of a machine, which only load has.
    private static int decimals(Query query) {
        if (query.unit() == Unit.DOLLARS) {
            return 2;
        }
        return query.legend().equals("Load") ? 1 : 0;
    }

    private static ObjectNode property(ArrayNode properties, String id) {
        return properties.addObject().put("id", id);
    }

    private static ObjectNode override(String by, String name, ArrayNode properties) {
        ObjectNode override = NODES.objectNode();
        override.putObject("matcher").put("id", by).put("options", name);
        override.set("properties", properties);
        return override;
    }
}
