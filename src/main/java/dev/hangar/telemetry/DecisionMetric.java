package dev.hangar.telemetry;

import dev.hangar.control.ClosedExpectation;
import dev.hangar.control.ReleaseCheck;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Outcome;
import dev.hangar.model.Reason;

import static dev.hangar.telemetry.Metric.Spec.counter;
import static dev.hangar.telemetry.Metric.Spec.gauge;

/// What was decided, what became of it, and what stood in its way.
enum DecisionMetric implements Metric {
    PASSES(counter("hangar_passes_total", Unit.COUNT, "Passes by result")
            .by(Label.closed("result", "hold", "change", "unread"))),
    DECISIONS(counter("hangar_decisions_total", Unit.COUNT, "Planned actions, in dry run too")
            .by(verbs(), Label.closed("reason", Reason.values()), Label.closed("mode", "observe", "act"))
            .only(Presence.EVENT)),
    ACTIONS(counter("hangar_actions_total", Unit.COUNT, "Actions carried out, by what became of them")
            .by(verbs(), Label.closed("outcome", "applied", "already-so", "skipped", "refused", "in-doubt"))
            .only(Presence.EVENT)),
    SKIPS(counter("hangar_skips_total", Unit.COUNT, "Planned actions that were not sent")
            .by(Label.closed("by", Outcome.Skipped.By.values()))
            .only(Presence.EVENT)),
    HOLDS(counter("hangar_holds_total", Unit.COUNT, "Reasons for not following the desired count, once a pass")
            .by(Label.closed("reason", Reason.values()))
            .only(Presence.EVENT)),
    EXPECTATIONS(counter("hangar_expectations_total", Unit.COUNT, "Expected states by how they ended")
            .by(Label.closed("ending", ClosedExpectation.Ending.values()))
            .only(Presence.EVENT)),
    FAILURES(counter("hangar_failures_total", Unit.COUNT, "Failed calls to the outside world")
            .by(Label.closed("call", "apps", "machines", "signal", "act"), Label.closed("kind", FailureKind.values()))
            .only(Presence.EVENT)),
    VIOLATIONS(counter("hangar_plan_violations_total", Unit.COUNT, "Plans that the checker refused: a bug of ours")),
    BUGS(counter("hangar_bugs_total", Unit.COUNT, "Passes that ended in a programming error")),
    PAUSED(gauge("hangar_paused", Unit.COUNT, "Pauses in force that were asked for through the API")
            .by(Label.closed("mode", "all", "up", "down"))),
    BLAST_SLEEPS(gauge("hangar_blast_radius_sleeps", Unit.MACHINES, "Sleeps of all fleets within `blast-radius.window`")
            .only(Presence.ACTING)),
    BLAST_LIMIT(gauge("hangar_blast_radius_limit", Unit.MACHINES, "Most sleeps of all fleets within it")
            .only(Presence.ACTING)),
    RELEASE_CHECKS(counter(
                    "hangar_release_checks_total",
                    Unit.COUNT,
                    "Questions whether a deploy runs, where `fly.graphql-url` is set")
            .by(Label.closed("result", ReleaseCheck.Result.values()))
            .only(Presence.ACTING));

    @SuppressWarnings("ImmutableEnumChecker") // a record that copies its lists
    private final Spec spec;

    DecisionMetric(Spec spec) {
        this.spec = spec;
    }

    @Override
    public Spec spec() {
        return spec;
    }

    private static Label verbs() {
        return Label.closed("action", "start", "drain", "sleep", "undrain", "destroy", "create");
    }
}
