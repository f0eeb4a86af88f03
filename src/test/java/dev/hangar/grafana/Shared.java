package dev.hangar.grafana;

import dev.hangar.grafana.Look.Draw;

import static dev.hangar.grafana.Unit.DOLLARS;
import static dev.hangar.grafana.Unit.SECONDS;
import static dev.hangar.grafana.Unit.WORDS;

/// Panels and queries that several dashboards have.
final class Shared {
    private Shared() {}

    static Panel mode() {
        return Panel.stat(
                        "Mode",
                        "Observe only decides; act also carries out. Mixed: several daemons run, in both modes. No daemon:"
                                + " nothing was scraped, so nothing below is of now.",
                        WORDS)
                .ask("avg(hangar_mode{mode=\"act\"})", "mode")
                .words(
                        Word.of(0, "observe", "blue"),
                        Word.of(1, "act", "green"),
                        new Word(0.001, 0.999, "mixed", "orange"))
                .whenEmpty("no daemon")
                .steps(Step.plain("red"))
                .draw(Draw.BACKGROUND);
    }

    static Panel ownCost() {
        return Panel.stat(
                        "Own cost",
                        "What the machine costs per 30 days that the daemon runs in; known on Fly only. An estimate by list prices, not a bill.",
                        DOLLARS)
                .ask("sum(hangar_own_cost_dollars_per_hour) * " + Promql.HOURS, "own cost")
                .whenEmpty("not on Fly")
                .decimals(2);
    }

    static Panel stuck(String gauge) {
        return Panel.stat(
                        "Longest move",
                        "How long the slowest machine has been between two states: starting, stopping or suspending.",
                        SECONDS)
                .ask("max(" + gauge + ")", "longest")
                .steps(
                        Step.green("nothing is stuck"),
                        Step.orange(120, "slower than a boot or suspend should be"),
                        Step.red(900, "stuck: look at it with fly machine status"));
    }

    /// Machines of the chosen fleets by state and, with more labels before it, by those.
    static String machines(String labels) {
        return "sum by (" + labels + ") (max by (fleet_app, fleet_group, state) (hangar_fleet_machines"
                + "{fleet_app=~\"$fleet_app\", fleet_group=~\"$fleet_group\"}))";
    }

    /// A metric that not only Hangar has: an organization's Prometheus holds it of other apps too.
    static String ours(String expr) {
        return expr + " and on (instance) hangar_build_info";
    }
}
