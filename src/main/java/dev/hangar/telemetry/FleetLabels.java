package dev.hangar.telemetry;

import dev.hangar.model.FleetId;

/// Values of [Metric.Label#FLEET].
///
/// @param app the fleet's app
/// @param group its process group
record FleetLabels(String app, String group) {
    static FleetLabels of(FleetId fleet) {
        return new FleetLabels(fleet.app().value(), fleet.group().value());
    }

    /// Both, and `more` behind them.
    String[] and(String... more) {
        String[] values = new String[2 + more.length];
        values[0] = app;
        values[1] = group;
        System.arraycopy(more, 0, values, 2, more.length);
        return values;
    }
}
