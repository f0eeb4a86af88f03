package dev.hangar.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Rules for where panels stand: on the grid of 24 columns, not on one another, each with an id of its own.
final class GridRules {
    private static final int COLUMNS = 24;

    private GridRules() {}

    private record Place(String title, int x, int y, int width, int height) {
        static Place of(JsonNode panel) {
            JsonNode grid = panel.path("gridPos");
            return new Place(
                    panel.path("title").asText(),
                    grid.path("x").asInt(-1),
                    grid.path("y").asInt(-1),
                    grid.path("w").asInt(),
                    grid.path("h").asInt());
        }

        boolean isOnGrid() {
            return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= COLUMNS;
        }

        boolean overlaps(Place other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    static List<String> problems(List<JsonNode> panels) {
        List<String> problems = new ArrayList<>();
        BoardRules.repeated(panels.stream().map(panel -> panel.path("id").asText()), "panel id", problems);
        List<Place> places = panels.stream().map(Place::of).toList();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            BoardRules.require(place.isOnGrid(), "panel \"" + place.title + "\": not on the grid", problems);
            for (Place before : places.subList(0, i)) {
                BoardRules.require(
                        !place.overlaps(before),
                        "panels overlap: \"" + before.title + "\" and \"" + place.title + "\"",
                        problems);
            }
        }
        return problems;
    }
}
