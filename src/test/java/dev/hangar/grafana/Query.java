package dev.hangar.grafana;

/// One question of a panel.
///
/// @param expr PromQL with Grafana's variables
/// @param legend what a series is called, with labels as `{{name}}`; a column's heading in a table
/// @param unit unit of a table's column; elsewhere the panel's
record Query(String expr, String legend, Unit unit) {
    static Query of(String expr, String legend) {
        return new Query(expr, legend, Unit.COUNT);
    }

    static Query column(String expr, String heading, Unit unit) {
        return new Query(expr, heading, unit);
    }
}
