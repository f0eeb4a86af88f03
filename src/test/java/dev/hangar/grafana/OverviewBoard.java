package dev.hangar.grafana;

import dev.hangar.grafana.Dashboard.Row;
import dev.hangar.grafana.Dashboard.Variable;
import dev.hangar.grafana.Look.Draw;
import java.util.List;

import static dev.hangar.grafana.Unit.COUNT;
import static dev.hangar.grafana.Unit.DOLLARS;
import static dev.hangar.grafana.Unit.SECONDS;
import static dev.hangar.grafana.Unit.SHARE;

/// What is it saving, and is it safe: for whoever pays, and whoever is on call.
final class OverviewBoard {
    private static final String ESTIMATE = " An estimate by list prices, not a bill.";

    private static final String NET = Promql.gained("hangar_fleet_saved_dollars_total") + " - "
            + Promql.gained("hangar_fleet_overspent_dollars_total");

    private OverviewBoard() {}

    static Dashboard board() {
        return new Dashboard(
                "hangar-overview",
                "Hangar / Overview",
                "What Hangar saves, and whether it is safe.",
                "now-24h",
                List.of(Variable.APPS, Variable.GROUPS),
                List.of(savings(), safety(), fleets()));
    }

    private static Row savings() {
        return Row.of(
                "What it saves (estimates by list prices, not a bill)",
                Shared.mode().size(4, 4),
                Panel.stat(
                                "Net saved in this time range",
                                "Saved less overspent, compared with the same fleets and Fly Proxy alone." + ESTIMATE,
                                DOLLARS)
                        .ask(NET, "net saved")
                        .steps(
                                new Step("orange", -1e6, "more was spent than Fly Proxy alone would have"),
                                new Step("green", 0, "something was saved, or nothing yet"))
                        .decimals(2)
                        .size(5, 4),
                Panel.stat(
                                "Net saved per 30 days at this rate",
                                "What the chosen time range saved, stretched to 30 days; smaller than true when Hangar ran for"
                                        + " a part of the range only." + ESTIMATE,
                                DOLLARS)
                        .ask("(" + NET + ") * 30 * 86400 / $__range_s", "per 30 days")
                        .steps(
                                new Step("orange", -1e6, "more is spent than Fly Proxy alone would"),
                                new Step("green", 0, "something is saved, or nothing yet"))
                        .decimals(2)
                        .size(5, 4),
                Panel.stat(
                                "Share saved",
                                "Net saved in this time range, of what Fly Proxy alone would have cost. What a fleet cost is taken from"
                                        + " the daemon that counted most." + ESTIMATE,
                                SHARE)
                        .ask(
                                "(" + NET + ") / (" + Promql.gainedOnce("hangar_fleet_spent_dollars_total") + " + "
                                        + NET + ")",
                                "share")
                        .decimals(1)
                        .size(3, 4),
                Panel.stat(
                                "Still to gain per 30 days",
                                "What the fleets would cost less once their plans are done. In observe mode it is what nobody"
                                        + " collects." + ESTIMATE,
                                DOLLARS)
                        .ask(
                                "sum(clamp_min(" + Promql.each("hangar_fleet_cost_dollars_per_hour") + " - "
                                        + Promql.each("hangar_fleet_planned_cost_dollars_per_hour") + ", 0)) * "
                                        + Promql.HOURS,
                                "to gain")
                        .steps(Step.plain("text"), Step.blue(0.01, "there is something to gain"))
                        .decimals(2)
                        .size(4, 4),
                Shared.ownCost().size(3, 4),
                Panel.lines(
                                "Cost per 30 days: now, after the plan, without Hangar",
                                "What the chosen fleets cost at the moment's rate, what they cost once the plans are done, and what"
                                        + " they would cost with Fly Proxy alone. The gap below the gray line is the saving. Budget is"
                                        + " spend-budget, where one is configured." + ESTIMATE,
                                DOLLARS)
                        .ask(Promql.monthly("hangar_fleet_without_cost_dollars_per_hour"), "without Hangar")
                        .ask(Promql.monthly("hangar_fleet_cost_dollars_per_hour"), "now")
                        .ask(Promql.monthly("hangar_fleet_planned_cost_dollars_per_hour"), "after the plan")
                        .ask("max(hangar_spend_budget_dollars)", "budget")
                        .shades(Colors.COSTS)
                        .size(14, 9),
                Panel.lines(
                                "Saved and overspent per hour",
                                "Overspent is what Hangar keeps awake beyond Fly Proxy alone, such as machines for the next burst."
                                        + ESTIMATE,
                                DOLLARS)
                        .ask(Promql.hourly("hangar_fleet_saved_dollars_total"), "saved")
                        .ask("-1 * " + Promql.hourly("hangar_fleet_overspent_dollars_total"), "overspent")
                        .shades(Colors.SAVINGS)
                        .size(10, 9));
    }

    private static Row safety() {
        return Row.of(
                "Is it safe",
                Panel.stat(
                                "Fleets below their floor",
                                "Fleets in which fewer machines serve than the floor asks for. For the seconds of a boot that may be"
                                        + " so; if it stays, look at the fleet.",
                                COUNT)
                        .ask(
                                "sum(" + Promql.each("hangar_fleet_serving") + " < bool "
                                        + Promql.each("hangar_fleet_floor") + ")",
                                "below the floor")
                        .steps(Step.green("every floor is kept"), Step.red(1, "a floor is not kept"))
                        .draw(Draw.BACKGROUND)
                        .size(6, 4),
                Panel.stat(
                                "Blind fleets",
                                "Fleets whose demand is not fully known, and apps whose machines could not be read: Hangar does not"
                                        + " shrink them, so they cost what they cost. Daemons that look after the same app count it each.",
                                COUNT)
                        .ask("sum(hangar_fleets{state=\"blind\"}) + sum(hangar_apps_unread)", "blind")
                        .steps(
                                Step.green("all is seen"),
                                Step.orange(1, "some are left as they are until they can be seen again"))
                        .draw(Draw.BACKGROUND)
                        .size(6, 4),
                Panel.stat(
                                "Bugs in this time range",
                                "Plans that the checker refused and passes that ended in a programming error. Nothing was done"
                                        + " in either case; please report them.",
                                COUNT)
                        .ask(
                                Promql.times("hangar_plan_violations_total") + " + "
                                        + Promql.times("hangar_bugs_total"),
                                "bugs")
                        .steps(Step.green("none"), Step.red(0.001, "at least one"))
                        .decimals(0)
                        .draw(Draw.BACKGROUND)
                        .size(6, 4),
                Panel.stat(
                                "Paused fleets",
                                "Fleets with a pause of any kind: of the API, in metadata, or configured. None of them saves meanwhile,"
                                        + " and a forgotten pause lasts.",
                                COUNT)
                        .ask(Promql.all("hangar_fleet_paused"), "paused")
                        .steps(Step.green("none"), Step.orange(1, "somebody paused them: is that still meant?"))
                        .draw(Draw.BACKGROUND)
                        .size(6, 4),
                Panel.stat(
                                "Oldest signal",
                                "Age of the newest usable sample of the signal that lags most, of those that a fleet needs now: no machine"
                                        + " that sleeps has one.",
                                SECONDS)
                        .ask(
                                "max(max by (signal) (hangar_signal_age_seconds)"
                                        + " and max by (signal) (hangar_signal_fleets) > 0)",
                                "age of the signal")
                        .whenEmpty("none needed")
                        .steps(
                                Step.green("fresh"),
                                Step.orange(90, "older than samples on Fly usually are"),
                                Step.red(120, "too old to shrink on, unless max-age is configured longer"))
                        .decimals(0)
                        .draw(Draw.BACKGROUND)
                        .size(6, 4),
                Panel.stat(
                                "Failed calls",
                                "Calls to the Machines API and to Prometheus that failed in this time range, per request to the API. A few"
                                        + " are tried again by the next pass.",
                                SHARE)
                        .ask(
                                Promql.times("hangar_failures_total") + " / "
                                        + Promql.times("hangar_api_requests_total"),
                                "failed")
                        .whenEmpty("none seen")
                        .steps(Step.green("few"), Step.orange(0.05, "many: the daemon's dashboard shows which"))
                        .decimals(1)
                        .draw(Draw.BACKGROUND)
                        .size(6, 4),
                Shared.stuck(Promql.each("hangar_fleet_transition_seconds"))
                        .draw(Draw.BACKGROUND)
                        .size(6, 4),
                Panel.stat(
                                "Age of the price table",
                                "Time since the list prices were last seen where Fly publishes them. All dollars rest on them.",
                                SECONDS)
                        .ask("max(hangar_prices_age_seconds)", "age")
                        .steps(
                                Step.green("recent"),
                                Step.orange(180 * 86_400, "half a year: prices may have changed, see prices.file"))
                        .decimals(0)
                        .draw(Draw.BACKGROUND)
                        .size(6, 4),
                Panel.lines(
                                "Fleets by what they do",
                                "Every fleet counts once for each daemon that looks after it. Blind: demand not fully known. Held: a guard keeps it from shrinking. Ceiling:"
                                        + " it wants more than it may have. Parked: nothing serves, nothing is wanted.",
                                COUNT)
                        .ask("sum by (state) (hangar_fleets)", "{{state}}")
                        .draw(Draw.STACKED)
                        .shades(Colors.FLEETS)
                        .size(12, 8),
                Panel.lines(
                                "Machines that serve above the floor, tightest fleets",
                                "How far the fleets nearest to their floor are from it. Below zero, a floor is not kept.",
                                COUNT)
                        .ask(
                                "bottomk(5, " + Promql.each("hangar_fleet_serving") + " - "
                                        + Promql.each("hangar_fleet_floor") + ")",
                                "{{fleet_app}} / {{fleet_group}}")
                        .draw(Draw.STEPS)
                        .size(12, 8));
    }

    private static Row fleets() {
        return Row.of(
                "Fleets",
                Panel.table(
                                "Fleets by dollars",
                                "One line per fleet; its name opens the dashboard of its app. Dollars are for 30 days at the moment's"
                                        + " rate, except what was saved in this time range." + ESTIMATE)
                        .ask(Query.column(
                                Promql.each("hangar_fleet_cost_dollars_per_hour") + " * " + Promql.HOURS,
                                "Now",
                                DOLLARS))
                        .ask(Query.column(
                                Promql.each("hangar_fleet_planned_cost_dollars_per_hour") + " * " + Promql.HOURS,
                                "After the plan",
                                DOLLARS))
                        .ask(Query.column(
                                Promql.each("hangar_fleet_without_cost_dollars_per_hour") + " * " + Promql.HOURS,
                                "Without Hangar",
                                DOLLARS))
                        .ask(Query.column(
                                Promql.gainedEach("hangar_fleet_saved_dollars_total") + " - "
                                        + Promql.gainedEach("hangar_fleet_overspent_dollars_total"),
                                "Net saved",
                                DOLLARS))
                        .ask(Query.column(Promql.each("hangar_fleet_load"), "Load", COUNT))
                        .ask(Query.column(Promql.each("hangar_fleet_desired"), "Desired", COUNT))
                        .ask(Query.column(Promql.each("hangar_fleet_serving"), "Serving", COUNT))
                        .ask(Query.column(Promql.each("hangar_fleet_floor"), "Floor", COUNT))
                        .ask(Query.column(
                                "sum by (fleet_app, fleet_group) (max by (fleet_app, fleet_group, state) (hangar_fleet_machines"
                                        + "{fleet_app=~\"$fleet_app\", fleet_group=~\"$fleet_group\"}))",
                                "Machines",
                                COUNT))
                        .size(24, 10),
                Panel.bars(
                                "Net saved in this time range, by fleet",
                                "The ten fleets that saved most." + ESTIMATE,
                                DOLLARS)
                        .ask(
                                "topk(10, " + Promql.gainedEach("hangar_fleet_saved_dollars_total") + " - "
                                        + Promql.gainedEach("hangar_fleet_overspent_dollars_total") + ")",
                                "{{fleet_app}} / {{fleet_group}}")
                        .steps(
                                new Step("orange", -1e6, "cost more than with Fly Proxy alone"),
                                new Step("green", 0, "saved"))
                        .size(10, 9),
                Panel.lines(
                                "Machines by state, all chosen fleets",
                                "Changing: between two states. A failed machine needs its owner.",
                                COUNT)
                        .ask(Shared.machines("state"), "{{state}}")
                        .draw(Draw.STACKED)
                        .shades(Colors.MACHINES)
                        .size(14, 9));
    }
}
