package dev.hangar.report;

import dev.hangar.config.EffectiveSetting;
import dev.hangar.control.Explainer;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.Outcome;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.policy.PolicyEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

import static dev.hangar.report.FleetMaker.fleet;
import static dev.hangar.report.MachineMaker.machine;

/// Explanations of small fleets, by the real engine.
final class Explains {
    private static final Explainer EXPLAINER =
            new Explainer(new PolicyEngine(FleetMaker.PRICES), Duration.ofSeconds(15));
    private static final Prices PRICES = new Prices(FleetMaker.PRICES.validFrom(), LocalDate.parse("2026-10-09"));

    private Explains() {}

    /// Made once: each takes a look ahead.
    private static final List<Arguments> CASES = make().toList();

    static Stream<Arguments> cases() {
        return CASES.stream();
    }

    private static Stream<Arguments> make() {
        return Stream.of(
                Arguments.of("now", fresh(Reports.launchPair(LaunchPairMode.PARK))),
                Arguments.of("later", fresh(Reports.launchPairSeenOnce())),
                Arguments.of("nothing", fresh(Reports.steady())),
                Arguments.of("unknown", fresh(Reports.gap())),
                Arguments.of("growing", fresh(Reports.growing())),
                Arguments.of("adaptive", fresh(Reports.adaptive(Duration.ofHours(20)))),
                Arguments.of("hostile", fresh(Reports.hostile())),
                Arguments.of("never-touched", fresh(strangers())),
                Arguments.of("many", fresh(many())),
                Arguments.of("machine", machineOf(stopped(), "3d8d990f4d2e58")),
                Arguments.of(
                        "machine-later", machineOf(fresh(Reports.launchPairSeenOnce()), "quiet-sky-148e445b9e7089")),
                Arguments.of("acted", last(acted(), List.of(), Optional.of(unread()))));
    }

    private static PassRecord.Decided strangers() {
        return fleet("cron")
                .with(machine("148e445b9e7089", "iad", "stopped").scheduled())
                .decide();
    }

    private static PassRecord.Decided many() {
        FleetMaker many = fleet("herd").floor(40);
        IntStream.range(0, 40)
                .forEach(i -> many.with(
                        machine("9185" + (1000 + i) + "ab", "iad", "started").younger(Duration.ofMinutes(7L * i)),
                        i % 20));
        return many.decide();
    }

    /// A launch pair of which the second machine was put to sleep by us at three in the morning.
    private static ExplainReport stopped() {
        Instant three = Instant.parse("2026-11-22T03:00:20Z");
        PassRecord.Decided past = sent(Reports.launchPair(LaunchPairMode.PARK), three.minusSeconds(4));
        return last(
                fleet("blog")
                        .with(machine("148e445b9e7089", "iad", "started"), 8)
                        .with(machine("3d8d990f4d2e58", "iad", "suspended")
                                .younger(Duration.ofMinutes(1))
                                .events(
                                        new MachineEvent("suspend", "suspended", "flyd", three.plusSeconds(2)),
                                        new MachineEvent("suspend", "suspending", "user", three),
                                        new MachineEvent("start", "started", "flyd", three.minusSeconds(3598)),
                                        new MachineEvent("start", "starting", "proxy", three.minusSeconds(3600)),
                                        new MachineEvent("stop", "stopping", "user", three.minusSeconds(86_400)),
                                        new MachineEvent("dance", "dancing", "nobody", three.minusSeconds(90_000))))
                        .decide(),
                List.of(past),
                Optional.empty());
    }

    /// A pass that slept the second machine of the pair at `at`.
    private static PassRecord.Decided sent(PassRecord.Decided pass, Instant at) {
        Action drain = pass.evaluation().plan().actions().getFirst();
        Action sleep = new Action.Sleep(drain.machine(), SleepKind.SUSPEND, true, drain.reason());
        return acting(pass, at, List.of(new PassRecord.Acted(sleep, new Outcome.Applied(at))));
    }

    private static PassRecord.Decided acted() {
        PassRecord.Decided pass = Reports.growing();
        List<Action> actions = pass.evaluation().plan().actions();
        Failure full = Failure.of(FailureKind.NO_CAPACITY, "no room on this host");
        return acting(
                pass,
                pass.at(),
                actions.stream()
                        .map(action -> new PassRecord.Acted(action, new Outcome.Refused(full)))
                        .toList());
    }

    private static PassRecord.Decided acting(PassRecord.Decided pass, Instant at, List<PassRecord.Acted> acted) {
        Evaluation evaluation = pass.evaluation();
        return new PassRecord.Decided(pass.id(), pass.fleet(), at, true, evaluation, List.of(), acted, List.of());
    }

    private static PassRecord.Unread unread() {
        return new PassRecord.Unread(
                Reports.growing().app(), FleetMaker.AT.plusSeconds(15), Failure.of(FailureKind.TIMED_OUT, "no answer"));
    }

    static ExplainReport fresh(PassRecord.Decided pass) {
        return of(pass, ExplainReport.Source.FRESH, FleetMaker.AT, List.of(), Optional.empty());
    }

    private static ExplainReport last(
            PassRecord.Decided pass, List<PassRecord> past, Optional<PassRecord.Unread> unread) {
        return of(pass, ExplainReport.Source.LAST, FleetMaker.AT.plusSeconds(21), past, unread);
    }

    private static ExplainReport of(
            PassRecord.Decided pass,
            ExplainReport.Source source,
            Instant at,
            List<PassRecord> past,
            Optional<PassRecord.Unread> unread) {
        Explained one = new Explained(
                EXPLAINER.explain(pass, then -> pass.evaluation().basis().settings(), past),
                List.of(
                        new EffectiveSetting("policy.min-machines-running", "2", "hangar.yaml:7"),
                        new EffectiveSetting("policy.max-machines-running", "(unset)", "default"),
                        new EffectiveSetting("policy.stabilization", "5m", "default")),
                unread);
        return new ExplainReport(
                new ExplainReport.Header(at, source, pass.acting() ? Report.Mode.ACT : Report.Mode.OBSERVE, PRICES),
                List.of(one),
                Optional.empty());
    }

    static ExplainReport machineOf(ExplainReport report, String called) {
        return report.only(called).orElseThrow();
    }
}
