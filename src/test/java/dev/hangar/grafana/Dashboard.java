package dev.hangar.grafana;

import java.util.List;

/// One dashboard: rows of panels from top to bottom.
///
/// @param uid stable: links and bookmarks hold it
/// @param from beginning of the time that it shows at first, such as `now-24h`
/// @param variables what the reader chooses, after the data source
record Dashboard(String uid, String title, String description, String from, List<Variable> variables, List<Row> rows) {
    /// A heading and the panels below it, from left to right, wrapped at 24 columns.
    record Row(String title, List<Panel> panels) {
        static Row of(String title, Panel... panels) {
            return new Row(title, List.of(panels));
        }
    }

    /// A choice among the values of a label.
    ///
    /// @param all whether "All" is one of them, and several may be chosen
    record Variable(String name, String label, String query, boolean all) {
        static final Variable APPS =
                new Variable("fleet_app", "App", "label_values(hangar_fleet_serving, fleet_app)", true);
        static final Variable ONE_APP =
                new Variable("fleet_app", "App", "label_values(hangar_fleet_serving, fleet_app)", false);
        static final Variable GROUPS = new Variable(
                "fleet_group",
                "Process group",
                "label_values(hangar_fleet_serving{fleet_app=~\"$fleet_app\"}, fleet_group)",
                true);
    }

    /// Name of its file.
    String file() {
        return uid + ".json";
    }
}
