package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every guard in turn, whether it holds or not: what holds is what [ShrinkGate] and the report name, so that a guard
/// that would close the gate is told also where there is nothing to shrink.
///
/// The blast radius is none of these: it weighs all fleets together, right before anything is carried out.
final class GuardReports {
    /// So many machines are named before the rest is counted.
    private static final int NAMED = 3;

    private final Situation now;
    private final FleetReport report;
    private final List<FleetReport.Hold> holds;
    private final List<GuardReport> guards = new ArrayList<>();

    private GuardReports(Situation now, FleetReport report) {
        this.now = now;
        this.report = report;
        this.holds = Stream.concat(ShrinkGate.closedBy(now).stream(), report.holds().stream())
                .toList();
    }

    static List<GuardReport> of(Situation now, FleetReport report) {
        GuardReports all = new GuardReports(now, report);
        all.outside();
        all.time();
        all.amount();
        all.people();
        return List.copyOf(all.guards);
    }

    /// What happens outside of the fleet.
    private void outside() {
        Guards settings = now.settings().guards();
        add("pause", false, "no pause is in force", Reason.PAUSED);
        add(
                "known demand",
                false,
                "nothing that runs is without a fresh sample",
                Reason.NO_SIGNAL,
                Reason.SIGNAL_ABSENT,
                Reason.SIGNAL_STALE,
                Reason.EXPRESSION_FAILED);
        add(
                "traffic cliff",
                settings.cliffHold().isZero(),
                "demand did not vanish at once; that would hold for " + words(settings.cliffHold()),
                Reason.TRAFFIC_CLIFF);
        add("deploy", false, "no sign of a deploy", Reason.DEPLOY_RUNNING);
        add("another autoscaler", false, "nothing else starts these machines", Reason.OTHER_AUTOSCALER);
    }

    /// What has to pass first.
    private void time() {
        PolicySettings settings = now.settings();
        Duration watched = now.memory().watched(now.at());
        add(
                "warm-up",
                settings.stabilization().isZero(),
                "watched for " + words(watched) + ", a full window is " + words(settings.stabilization()),
                Reason.WARMING_UP);
        add(
                "stabilization",
                false,
                "neither the last " + words(settings.stabilization()) + " nor the rule keeps more than is needed",
                Reason.STABILIZING,
                Reason.RULE_HOLDS);
        add(
                "cool-down",
                settings.coolDown().isZero(),
                "no start of ours within " + words(settings.coolDown()),
                Reason.COOLING_DOWN);
    }

    /// What limits how much is done.
    private void amount() {
        PolicySettings settings = now.settings();
        Budget budget = settings.budget();
        int spent = now.memory().sleepsWithin(now.at(), budget.window());
        int limit = settings.guards().flapLimit();
        add(
                "step limit",
                false,
                "at most " + settings.stepUp() + " up and " + settings.stepDown() + " down in one pass",
                Reason.STEP_LIMIT);
        add(
                "disruption budget",
                false,
                spent + " of " + budget.sleeps() + " sleeps within " + words(budget.window()),
                Reason.BUDGET_SPENT);
        add("flap check", false, "no sleep that the next pass would undo", Reason.WOULD_FLAP);
        add(
                "flap limit",
                limit == 0,
                now.memory().guards().flaps().undone().size() + " sleeps undone within the hour, " + limit
                        + " would rest it",
                Reason.FLAPPING);
    }

    /// What somebody wants otherwise.
    private void people() {
        Duration patience = now.settings().guards().yieldToPerson();
        add(
                "yielding to a person",
                patience.isZero(),
                "nobody started a machine by hand within " + words(patience),
                Reason.YIELDING_TO_PERSON,
                Reason.PERSON_SCALED);
        add("hold on a machine", false, "no machine carries hangar_hold", Reason.HELD);
        add(
                "launch pair",
                false,
                "no second machine of a launch is held back",
                Reason.LAUNCH_PAIR_REPORTED,
                Reason.EVIDENCE_GATHERING);
    }

    private void add(String name, boolean off, String quiet, Reason first, Reason... more) {
        Set<Reason> reasons = EnumSet.of(first, more);
        Optional<String> held = pauseOf(reasons).or(() -> ofFleet(reasons)).or(() -> ofMachines(reasons));
        guards.add(held.map(words -> new GuardReport(name, GuardReport.State.HOLDS, words))
                .orElseGet(() -> off
                        ? new GuardReport(name, GuardReport.State.OFF, "turned off by its setting")
                        : new GuardReport(name, GuardReport.State.QUIET, quiet)));
    }

    /// A pause of growing alone closes no gate of shrinking.
    private Optional<String> pauseOf(Set<Reason> reasons) {
        return reasons.contains(Reason.PAUSED) && now.pause().mode() != PauseMode.NONE
                ? Optional.of(now.pause().detail())
                : Optional.empty();
    }

    private Optional<String> ofFleet(Set<Reason> reasons) {
        return holds.stream()
                .filter(hold -> reasons.contains(hold.reason()))
                .map(hold -> told(hold.reason(), hold.detail()))
                .findFirst();
    }

    private Optional<String> ofMachines(Set<Reason> reasons) {
        List<MachineReport> held = report.machines().stream()
                .filter(machine -> reasons.contains(machine.reason()))
                .toList();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        String names = held.stream()
                .limit(NAMED)
                .map(machine -> machine.machine().id())
                .map(MachineId::value)
                .collect(Collectors.joining(", "));
        String rest = held.size() > NAMED ? " and " + (held.size() - NAMED) + " more" : "";
        MachineReport one = held.getFirst();
        return Optional.of(names + rest + ": " + told(one.reason(), one.detail()));
    }

    private static String told(Reason reason, String detail) {
        return detail.isEmpty() ? reason.sentence() : reason.sentence() + " (" + detail + ")";
    }

    /// `10m`, `1h`, `45s`, as the configuration writes them.
    private static String words(Duration time) {
        long unit = time.toHours() > 0 ? Duration.ofMinutes(1).toSeconds() : 1;
        Duration shown = Duration.ofSeconds(time.toSeconds() / unit * unit);
        return shown.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
