package dev.hangar.grafana;

import dev.hangar.grafana.Dashboard.Row;
import dev.hangar.grafana.Dashboard.Variable;
import dev.hangar.grafana.Look.Draw;
import java.util.List;

import static dev.hangar.grafana.Unit.COUNT;
import static dev.hangar.grafana.Unit.DOLLARS;
import static dev.hangar.grafana.Unit.SECONDS;
import static dev.hangar.grafana.Unit.SHARE;
import static dev.hangar.grafana.Unit.WORDS;

/// One app: for its owner, who asks whether enough machines ran, what they cost, and how late anybody was.
final class AppBoard {
    private static final String ESTIMATE = " An estimate by list prices, not a bill.";

    private AppBoard() {}

    static Dashboard board() {
        return new Dashboard(
                "hangar-app",
                "Hangar / One app",
                "Load, machines and money of one app.",
                "now-6h",
                List.of(Variable.ONE_APP, Variable.GROUPS),
                List.of(now(), machines(), money(), late(), wakes()));
    }

    private static Row now() {
        return Row.of(
                "Now",
                number("Load", "Offered work, in machines at full capacity.", "hangar_fleet_load")
                        .decimals(1),
                number("Desired", "Machines wanted after window and bounds.", "hangar_fleet_desired"),
                Panel.stat("Serving", "Machines that serve.", COUNT)
                        .ask(Promql.all("hangar_fleet_serving"), "serving")
                        .draw(Draw.SPARK)
                        .size(3, 4),
                Panel.stat(
                                "Above the floor",
                                "Machines that serve less the floor, in the process group that is nearest to its own.",
                                COUNT)
                        .ask(
                                "min(" + Promql.each("hangar_fleet_serving") + " - " + Promql.each("hangar_fleet_floor")
                                        + ")",
                                "above the floor")
                        .steps(
                                new Step("red", -1e6, "the floor is not kept"),
                                new Step("green", 0, "the floor is kept"))
                        .size(3, 4),
                Panel.stat(
                                "Demand",
                                "Whether all signals of the chosen groups are known. A fleet whose demand is not known is never shrunk.",
                                WORDS)
                        .ask("min(" + Promql.each("hangar_fleet_demand_known") + ")", "demand")
                        .words(Word.of(1, "known", "green"), Word.of(0, "not known", "orange"))
                        .steps(Step.plain("text"))
                        .draw(Draw.BACKGROUND)
                        .size(3, 4),
                Panel.stat("Cost per 30 days", "At the moment's rate." + ESTIMATE, DOLLARS)
                        .ask(Promql.monthly("hangar_fleet_cost_dollars_per_hour"), "cost")
                        .decimals(2)
                        .size(3, 4),
                Panel.stat(
                                "Net saved",
                                "In this time range: saved less overspent, compared with Fly Proxy alone." + ESTIMATE,
                                DOLLARS)
                        .ask(
                                Promql.gained("hangar_fleet_saved_dollars_total") + " - "
                                        + Promql.gained("hangar_fleet_overspent_dollars_total"),
                                "net saved")
                        .steps(
                                new Step("orange", -1e6, "more was spent than Fly Proxy alone would have"),
                                new Step("green", 0, "something was saved, or nothing yet"))
                        .decimals(2)
                        .size(3, 4),
                Shared.stuck(Promql.each("hangar_fleet_transition_seconds")).size(3, 4));
    }

    private static Panel number(String title, String text, String gauge) {
        return Panel.stat(title, text, COUNT)
                .ask(Promql.all(gauge), title.toLowerCase(java.util.Locale.ROOT))
                .draw(Draw.SPARK)
                .size(3, 4);
    }

    private static Row machines() {
        return Row.of(
                "Load and machines",
                Panel.lines(
                                "Load, desired and serving machines",
                                "All in machines. Serving follows desired, which follows load, between floor and ceiling. Where the orange"
                                        + " area is above the green line, somebody waits. No line: not known, which is not zero.",
                                COUNT)
                        .ask(Promql.group("hangar_fleet_load"), "load {{fleet_group}}")
                        .ask(Promql.group("hangar_fleet_desired"), "desired {{fleet_group}}")
                        .ask(Promql.group("hangar_fleet_serving"), "serving {{fleet_group}}")
                        .ask(Promql.group("hangar_fleet_floor"), "floor {{fleet_group}}")
                        .ask(Promql.group("hangar_fleet_ceiling"), "ceiling {{fleet_group}}")
                        .draw(Draw.STEPS)
                        .decimals(1)
                        .shades(
                                Shade.area("/^load .*/", "orange"),
                                Shade.of("/^desired .*/", "blue"),
                                Shade.thick("/^serving .*/", "green"),
                                Shade.dashed("/^floor .*/", "red"),
                                Shade.dashed("/^ceiling .*/", "purple"))
                        .size(16, 11),
                Panel.lines(
                                "Machines by state",
                                "All machines that exist. Stopped and suspended ones cost their root file system only.",
                                COUNT)
                        .ask(Shared.machines("state"), "{{state}}")
                        .draw(Draw.STACKED)
                        .shades(Colors.MACHINES)
                        .size(8, 11),
                Panel.states(
                                "Known demand and pauses",
                                "While the demand is not known, nothing is put to sleep. A pause of any kind counts: of the API, in"
                                        + " metadata, or configured.")
                        .ask(Promql.group("hangar_fleet_demand_known"), "demand {{fleet_group}}")
                        .ask("2 + " + Promql.group("hangar_fleet_paused"), "pause {{fleet_group}}")
                        .words(
                                Word.of(1, "known", "green"),
                                Word.of(0, "not known", "orange"),
                                Word.of(2, "not paused", "green"),
                                Word.of(3, "paused", "purple"))
                        .size(12, 5),
                Panel.lines(
                                "Disruption budget left",
                                "How many more machines may be put to sleep within the budget's window. At zero it waits.",
                                COUNT)
                        .ask(Promql.group("hangar_fleet_disruption_budget_remaining"), "{{fleet_group}}")
                        .draw(Draw.STEPS)
                        .size(12, 5));
    }

    private static Row money() {
        return Row.of(
                "Money (estimates by list prices, not a bill)",
                Panel.lines(
                                "Cost per 30 days: now, after the plan, without Hangar",
                                "At each moment's rate. The gap below the gray line is the saving." + ESTIMATE,
                                DOLLARS)
                        .ask(Promql.monthly("hangar_fleet_without_cost_dollars_per_hour"), "without Hangar")
                        .ask(Promql.monthly("hangar_fleet_cost_dollars_per_hour"), "now")
                        .ask(Promql.monthly("hangar_fleet_planned_cost_dollars_per_hour"), "after the plan")
                        .shades(Colors.COSTS)
                        .size(14, 8),
                Panel.lines(
                                "Saved, overspent and boots per hour",
                                "Overspent is what is kept awake beyond Fly Proxy alone. Boots are billed before the machine serves."
                                        + ESTIMATE,
                                DOLLARS)
                        .ask(Promql.hourly("hangar_fleet_saved_dollars_total"), "saved")
                        .ask("-1 * " + Promql.hourly("hangar_fleet_overspent_dollars_total"), "overspent")
                        .ask("-1 * " + Promql.hourly("hangar_fleet_once_dollars_total"), "boots")
                        .shades(
                                Shade.of("saved", "green"),
                                Shade.of("overspent", "orange"),
                                Shade.of("boots", "purple"))
                        .size(10, 8));
    }

    private static Row late() {
        return Row.of(
                "Late requests (scaling: adaptive)",
                Panel.lines(
                                "Late share",
                                "Share of requests that met a cold or full fleet: under the rule that is followed, as replayed on the real"
                                        + " demand, and under all rules that were followed so far. The target is late-share in the policy."
                                        + " No line: nothing was learned yet.",
                                SHARE)
                        .ask(Promql.group("hangar_scaling_late_share"), "followed rule {{fleet_group}}")
                        .ask(Promql.group("hangar_scaling_late_share_so_far"), "so far {{fleet_group}}")
                        .ask(Promql.group("hangar_scaling_late_share_target"), "target {{fleet_group}}")
                        .shades(Shade.dashed("/^target .*/", "red"))
                        .decimals(2)
                        .size(8, 7),
                Panel.lines(
                                "Machines that the rule wants, and runs on average",
                                "Wanted now, and the average of the rule on the demand seen so far: the difference is what bursts ask for.",
                                COUNT)
                        .ask(Promql.group("hangar_scaling_wanted"), "wanted {{fleet_group}}")
                        .ask(Promql.group("hangar_scaling_machines"), "average {{fleet_group}}")
                        .size(8, 7),
                Panel.lines(
                                "Worth of resuming in time, per 30 days",
                                "What the same late share would cost more if no wake-up were in time. Suspended machines that resume within"
                                        + " late-after earn this. No line: nothing was learned yet." + ESTIMATE,
                                DOLLARS)
                        .ask(
                                Promql.group("hangar_scaling_resumes_saved_dollars_per_hour") + " * " + Promql.HOURS,
                                "{{fleet_group}}")
                        .size(8, 7));
    }

    private static Row wakes() {
        return Row.of(
                "Wakes and sleeps",
                Panel.lines(
                                "Wakes and sleeps",
                                "What Hangar started or created, and put to sleep; Fly Proxy's own are not counted. Many of both at"
                                        + " once is flapping. Zero in observe mode. Sleeps are below zero.",
                                COUNT)
                        .ask(Promql.groupBar("hangar_fleet_wakes_total"), "wakes {{fleet_group}}")
                        .ask("-1 * " + Promql.groupBar("hangar_fleet_sleeps_total"), "sleeps {{fleet_group}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Shade.of("/^wakes .*/", "green"), Shade.of("/^sleeps .*/", "blue"))
                        .size(8, 8),
                Panel.lines(
                                "How long a wake or a sleep takes",
                                "Usual times as learned from the machines' events. No line before the first of its kind.",
                                SECONDS)
                        .ask(Promql.group("hangar_boot_seconds"), "boot {{fleet_group}}")
                        .ask(Promql.group("hangar_resume_seconds"), "resume {{fleet_group}}")
                        .ask(Promql.group("hangar_suspend_seconds"), "suspend {{fleet_group}}")
                        .ask(Promql.group("hangar_stop_seconds"), "stop {{fleet_group}}")
                        .shades(
                                Shade.of("/^boot .*/", "orange"),
                                Shade.of("/^resume .*/", "green"),
                                Shade.of("/^suspend .*/", "blue"),
                                Shade.of("/^stop .*/", "#8e8e8e"))
                        .size(8, 8),
                Panel.lines(
                                "Starts that resume",
                                "Share of starts of suspended machines that is expected to find its snapshot; the others boot. One half"
                                        + " while nothing is known.",
                                SHARE)
                        .ask(Promql.group("hangar_resume_share"), "{{fleet_group}}")
                        .size(5, 8),
                Panel.stat(
                                "Memory lost",
                                "Suspends in this time range that ended as a stop: the next start is a cold boot.",
                                COUNT)
                        .ask(Promql.gained("hangar_suspend_fallbacks_total"), "fallbacks")
                        .steps(
                                Step.green("every suspend kept its memory"),
                                Step.orange(0.001, "some did not: see the runbook of suspends that fall back"))
                        .decimals(0)
                        .size(3, 8));
    }
}
