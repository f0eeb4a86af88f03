package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which serving machines are put to sleep: the least busy first, and of a launch the redundant twin unless it is
/// busier.
final class Shrink {
    /// How much busier, in machines, the redundant twin may be than the first and still go before it.
    private static final double TWIN_FIRST_UP_TO = 0.1;

    private final Situation now;
    private final Choices choices;
    private final Map<Region, Integer> takenByRegion = new HashMap<>();
    private final FlapCheck flaps;
    private int taken;

    private Shrink(Situation now, Choices choices) {
        this.now = now;
        this.choices = choices;
        this.flaps = new FlapCheck(now);
    }

    /// Chooses drains and sleeps when nothing closes the gate; returns why fewer than possible are chosen.
    static List<FleetReport.Hold> choose(Situation now, Choices choices) {
        int surplus = now.roster().capacity() - now.target().keepTotal();
        if (surplus <= 0) {
            return stabilizing(now);
        }
        List<FleetReport.Hold> closed = ShrinkGate.closedBy(now);
        if (!closed.isEmpty()) {
            return closed;
        }
        if (tidiesUp(now, choices)) {
            return List.of(new FleetReport.Hold(Reason.RESTART_CLEANUP, "a tag of ours comes off first"));
        }
        return new Shrink(now, choices).choose(surplus);
    }

    /// A started machine that loses a stray tag is a candidate again in the next pass: until then no busier one goes.
    private static boolean tidiesUp(Situation now, Choices choices) {
        return now.roster().in(Role.SERVING).stream().anyMatch(standing -> !choices.isOpen(standing));
    }

    /// A demand that is not fully known, a recent one, or the adaptive rule, is what keeps more than is needed now.
    private static List<FleetReport.Hold> stabilizing(Situation now) {
        if (now.demand().gap().isPresent()) {
            Demand.Gap gap = now.demand().gap().get();
            return List.of(new FleetReport.Hold(gap.reason(), gap.detail()));
        }
        boolean past = now.roster().capacity()
                > Math.max(now.target().growTotal(), now.floors().least());
        if (!past) {
            return List.of();
        }
        List<FleetReport.Hold> holds = new ArrayList<>(now.guards());
        holds.add(RuleHold.of(now)
                .orElseGet(() -> new FleetReport.Hold(
                        Reason.STABILIZING,
                        now.target().keepTotal() + " were needed, or could not be ruled out, within "
                                + now.settings().stabilization().toSeconds() + " s")));
        return holds;
    }

    private List<FleetReport.Hold> choose(int surplus) {
        Budget budget = now.settings().budget();
        int left = budget.sleeps() - now.memory().sleepsWithin(now.at(), budget.window());
        int limit = Math.min(Math.min(surplus, now.settings().stepDown()), left);
        for (Standing candidate : candidates(now, choices)) {
            if (taken < limit) {
                consider(candidate);
            } else if (taken < surplus) {
                boolean spent = taken == left;
                choices.leave(
                        candidate,
                        spent ? Reason.BUDGET_SPENT : Reason.STEP_LIMIT,
                        spent ? "budget of " + budget.sleeps() : limit + " in this pass");
            }
        }
        return List.of();
    }

    private void consider(Standing candidate) {
        if (breaksBound(candidate)) {
            choices.leave(candidate, Reason.KEPT_BY_FLOOR, "floor or demand of " + candidate.region());
            return;
        }
        Optional<Instant> yields = PersonAtWork.yieldsUntil(candidate, now);
        if (yields.isPresent()) {
            choices.leave(candidate, Reason.YIELDING_TO_PERSON, "until " + yields.get());
            return;
        }
        int suspending = now.roster().in(Role.LEAVING).size() + taken;
        boolean refused = now.memory().refusesSuspend(candidate.machine().id(), now.at());
        Sleepability sleep = Sleepability.of(
                candidate.machine(), candidate.config(), now.settings().idleAction(), suspending, refused);
        String how = sleep.obstacles().isEmpty() ? "" : "stop, not suspend: " + String.join(", ", sleep.obstacles());
        if (!sleep.allowed()) {
            choices.leave(candidate, Reason.CANNOT_SUSPEND, String.join(", ", sleep.obstacles()));
            return;
        }
        Optional<String> flap = flaps.undone(candidate);
        if (flap.isPresent()) {
            choices.leave(candidate, Reason.WOULD_FLAP, flap.get());
            return;
        }
        Reason reason = now.isTwin(candidate) ? Reason.LAUNCH_PAIR : Reason.IDLE;
        boolean proxied = !candidate.config().services().isEmpty();
        if (proxied && now.trafficHasAnotherHome(candidate, choices)) {
            choices.act(new Action.Drain(candidate.ref(), sleep.sleep(), reason), how);
        } else if (isIdle(candidate)) {
            choices.act(new Action.Sleep(candidate.ref(), sleep.sleep(), false, reason), how);
        } else {
            choices.leave(candidate, proxied ? Reason.NEEDED : Reason.WORKER_BUSY, loadText(candidate));
            return;
        }
        taken++;
        flaps.taken(candidate);
        takenByRegion.merge(candidate.region(), 1, Integer::sum);
    }

    /// Counts only machines that serve already: one that is still waking may never arrive.
    private boolean breaksBound(Standing candidate) {
        Region region = candidate.region();
        int regionTaken = takenByRegion.getOrDefault(region, 0);
        int servingHere = now.roster().serving(region);
        return now.roster().serving() - taken - 1 < now.floors().least()
                || servingHere - regionTaken - 1 < now.floors().of(region)
                || now.roster().capacity(region) - regionTaken - 1
                        < now.target().keep(region);
    }

    private boolean isIdle(Standing candidate) {
        return now.demand().isIdle(candidate.machine().id(), now.settings());
    }

    private String loadText(Standing candidate) {
        return Optional.ofNullable(
                        now.demand().activity().get(candidate.machine().id()))
                .map(its -> String.format(Locale.ROOT, "load %.2f", its.load()))
                .orElse("its own load is not known");
    }

    /// Who may go to sleep, the first to go first.
    static List<Standing> candidates(Situation now, Choices choices) {
        return now.roster().in(Role.SERVING).stream()
                .filter(standing -> standing.touchable() && choices.isOpen(standing))
                .sorted(order(now))
                .toList();
    }

    /// What the order goes by before all else, the lowest first.
    static double score(Situation now, Standing standing) {
        double load = now.demand().loadOf(standing.machine().id());
        return now.isTwin(standing) ? load - TWIN_FIRST_UP_TO : load;
    }

    private static Comparator<Standing> order(Situation now) {
        return Comparator.comparingDouble((Standing standing) -> score(now, standing))
                .thenComparing(standing -> !now.isTwin(standing))
                .thenComparing(standing -> standing.machine().createdAt(), Comparator.reverseOrder())
                .thenComparing(Standing::machine);
    }
}
