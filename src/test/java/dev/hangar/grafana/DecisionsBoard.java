package dev.hangar.grafana;

import dev.hangar.grafana.Dashboard.Row;
import dev.hangar.grafana.Dashboard.Variable;
import dev.hangar.grafana.Look.Draw;
import java.util.List;

import static dev.hangar.grafana.Unit.COUNT;
import static dev.hangar.grafana.Unit.SHARE;

/// Decisions: for whoever asks why something was done, and why something was not.
final class DecisionsBoard {
    private DecisionsBoard() {}

    static Dashboard board() {
        return new Dashboard(
                "hangar-decisions",
                "Hangar / Decisions",
                "What was decided and why, what became of it, and what held it back.",
                "now-24h",
                List.of(Variable.APPS, Variable.GROUPS),
                List.of(totals(), decided(), became(), held(), budgets()));
    }

    private static Row totals() {
        return Row.of(
                "In this time range",
                Panel.note(
                                "How to read this",
                                "A plan is made at every pass until it is done, so in observe mode one wish counts once per pass."
                                        + " `GET /api/explain/APP` tells the whole reasoning of one fleet; `docs/guide/explain.md` has the"
                                        + " words. App and process group choose what stands under \"Budgets\"; the rest is of all fleets.")
                        .size(24, 3),
                count(
                        "Planned actions",
                        "Actions in plans, carried out or not.",
                        "sum(increase(hangar_decisions_total[$__range]))"),
                count(
                        "Carried out",
                        "Actions that Fly accepted.",
                        "sum(increase(hangar_actions_total{outcome=\"applied\"}[$__range]))"),
                count(
                        "Not sent",
                        "Planned actions that a last look before sending kept back.",
                        "sum(increase(hangar_actions_total{outcome=\"skipped\"}[$__range]))"),
                Panel.stat("Refused", "Actions that Fly refused.", COUNT)
                        .ask("sum(increase(hangar_actions_total{outcome=\"refused\"}[$__range]))", "refused")
                        .whenEmpty("none seen")
                        .steps(Step.plain("text"), Step.orange(1, "the log says which, and why"))
                        .decimals(0),
                Panel.stat(
                                "In doubt",
                                "Actions of which nobody knows whether Fly carried them out: the answer did not come. The next pass looks.",
                                COUNT)
                        .ask("sum(increase(hangar_actions_total{outcome=\"in-doubt\"}[$__range]))", "in doubt")
                        .whenEmpty("none seen")
                        .steps(Step.plain("text"), Step.orange(1, "answers were lost"))
                        .decimals(0),
                Panel.stat(
                                "Ended as meant",
                                "Of all states that were expected after a start or a sleep, the share that came.",
                                SHARE)
                        .ask(
                                "sum(increase(hangar_expectations_total{ending=\"met\"}[$__range]))"
                                        + " / sum(increase(hangar_expectations_total[$__range]))",
                                "as meant")
                        .steps(
                                new Step("orange", 0, "many ended otherwise: look at the endings below"),
                                new Step("green", 0.9, "nearly all"))
                        .decimals(0));
    }

    private static Panel count(String title, String text, String expr) {
        return Panel.stat(title, text, COUNT)
                .ask(expr, title.toLowerCase(java.util.Locale.ROOT))
                .whenEmpty("none seen")
                .decimals(0);
    }

    private static Row decided() {
        return Row.of(
                "What was decided",
                Panel.lines("Planned actions, by kind", "By what was to be done, in both modes.", COUNT)
                        .ask(Promql.barBy("action", "hangar_decisions_total"), "{{action}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Colors.ACTIONS)
                        .size(12, 8),
                Panel.lines("Reasons of planned actions", "Why. The words are those of explain and report.", COUNT)
                        .ask(Promql.barBy("reason", "hangar_decisions_total"), "{{reason}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .size(12, 8),
                Panel.table(
                                "Planned actions and their reasons",
                                "How often in this time range, most frequent first. A kind that came up for the first time since the daemon"
                                        + " started counts one too few: Prometheus does not see a counter appear.")
                        .ask(Query.column(Promql.timesBy("action, reason", "hangar_decisions_total"), "Times", COUNT))
                        .size(12, 8),
                Panel.lines("Planned actions, by mode", "In observe mode nothing of it was carried out.", COUNT)
                        .ask(Promql.barBy("mode", "hangar_decisions_total"), "{{mode}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Shade.of("observe", "blue"), Shade.of("act", "green"))
                        .size(12, 8));
    }

    private static Row became() {
        return Row.of(
                "What became of it (act mode)",
                Panel.lines(
                                "Actions, by outcome",
                                "Applied: Fly accepted. Already so: nothing was left to do. Skipped: not sent after a last look. In doubt: no"
                                        + " answer came.",
                                COUNT)
                        .ask(Promql.barBy("outcome", "hangar_actions_total"), "{{outcome}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Colors.OUTCOMES)
                        .size(8, 8),
                Panel.lines("Carried out, by action", "What Fly accepted.", COUNT)
                        .ask(
                                "sum by (action) (rate(hangar_actions_total{outcome=\"applied\"}[$__rate_interval]))"
                                        + Promql.WIDTH,
                                "{{action}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Colors.ACTIONS)
                        .size(8, 8),
                Panel.bars(
                                "Not sent in this time range, by guard",
                                "Changed: the machine was no longer as planned. Fence: another daemon. Blast radius: too many sleeps of all"
                                        + " fleets. Release: a deploy runs.",
                                COUNT)
                        .ask("sort_desc(" + Promql.timesBy("by", "hangar_skips_total") + ")", "{{by}}")
                        .whenEmpty("none")
                        .decimals(0)
                        .size(8, 8),
                Panel.lines(
                                "Endings of what was expected",
                                "After a start or sleep its state is expected. Met: it came. Fell back to stop: a suspend that lost the"
                                        + " memory. Woken: it was asleep, and something woke it again. Gone: the machine was destroyed."
                                        + " Expired: it never came.",
                                COUNT)
                        .ask(Promql.barBy("ending", "hangar_expectations_total"), "{{ending}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Colors.ENDINGS)
                        .size(12, 8),
                Panel.lines(
                                "Wakes and sleeps, all chosen fleets",
                                "What Hangar started or created, and put to sleep, below zero.",
                                COUNT)
                        .ask(Promql.bar("hangar_fleet_wakes_total"), "wakes")
                        .ask("-1 * " + Promql.bar("hangar_fleet_sleeps_total"), "sleeps")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Shade.of("wakes", "green"), Shade.of("sleeps", "blue"))
                        .size(12, 8));
    }

    private static Row held() {
        return Row.of(
                "What held it back",
                Panel.bars(
                                "Holds in this time range, by reason",
                                "Passes in which a fleet was not moved to its desired count, by why not. Most are meant: windows, floors.",
                                COUNT)
                        .ask("topk(15, " + Promql.timesBy("reason", "hangar_holds_total") + ")", "{{reason}}")
                        .decimals(0)
                        .size(10, 10),
                Panel.lines(
                                "Holds, by reason",
                                "Signal absent and signal stale want mending; traffic cliff and flapping want a look.",
                                COUNT)
                        .ask(Promql.barBy("reason", "hangar_holds_total"), "{{reason}}")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .size(14, 10),
                Panel.lines(
                                "Pauses in force, by direction",
                                "Asked for through the API. All: nothing moves; up: nothing is started; down: nothing is put to sleep.",
                                COUNT)
                        .ask("sum by (mode) (hangar_paused)", "{{mode}}")
                        .draw(Draw.STEPS)
                        .size(12, 6),
                Panel.lines(
                                "Questions whether a deploy runs",
                                "Asked before capacity is taken, where fly.graphql-url is set. Running: waited. Silent and unanswered: waited too.",
                                COUNT)
                        .ask(Promql.barBy("result", "hangar_release_checks_total"), "{{result}}")
                        .whenEmpty("none asked")
                        .draw(Draw.BARS)
                        .decimals(0)
                        .shades(Colors.RELEASES)
                        .size(12, 6));
    }

    private static Row budgets() {
        return Row.of(
                "Budgets",
                Panel.lines(
                                "Disruption budget left, tightest fleets",
                                "How many more machines may be put to sleep within the budget's window.",
                                COUNT)
                        .ask(
                                "bottomk(10, " + Promql.each("hangar_fleet_disruption_budget_remaining") + ")",
                                "{{fleet_app}} / {{fleet_group}}")
                        .draw(Draw.STEPS)
                        .size(12, 8),
                Panel.lines(
                                "Sleeps of all fleets and the blast radius",
                                "Sleeps within blast-radius.window and the most that may be. At the dashed line nothing more is put to sleep.",
                                COUNT)
                        .ask("max(hangar_blast_radius_sleeps)", "sleeps")
                        .ask("max(hangar_blast_radius_limit)", "limit")
                        .draw(Draw.STEPS)
                        .shades(Shade.of("sleeps", "blue"), Shade.dashed("limit", "red"))
                        .size(12, 8));
    }
}
