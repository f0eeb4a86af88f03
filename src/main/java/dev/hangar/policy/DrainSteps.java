package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What becomes of machines that carry our tag: the drain is a walk over passes, and this is its next step.
///
/// Awake and cordoned: canceled when demand wants it back or is not known, finished when its work has run dry.
/// Asleep: the cordon comes off, so that it can be woken. Anything else: the tag is taken back.
final class DrainSteps {
    private DrainSteps() {}

    static void choose(Situation now, Choices choices) {
        int wantedBack = Math.max(0, now.target().growTotal() - now.roster().capacity());
        for (Standing standing : now.roster().all()) {
            boolean leased = standing.untouchable().equals(Optional.of(Reason.LEASED));
            if (standing.drain().isEmpty() || leased) {
                continue;
            }
            switch (standing.role()) {
                case DRAINING -> wantedBack -= draining(now, choices, standing, wantedBack);
                case ASLEEP ->
                    choices.act(new Action.Undrain(standing.ref(), Reason.ASLEEP_AGAIN_WAKEABLE), "is asleep");
                case SERVING, UNHEALTHY, OUTSIDER, IDLE_WRECK ->
                    choices.act(new Action.Undrain(standing.ref(), Reason.RESTART_CLEANUP), "tag without a drain");
                case WAKING, LEAVING -> {}
            }
        }
    }

    /// Returns 1 when the machine comes back as capacity, else 0.
    private static int draining(Situation now, Choices choices, Standing standing, int wantedBack) {
        DrainTag tag = standing.drain().orElseThrow();
        boolean regionShort =
                now.roster().capacity(standing.region()) < now.target().grow(standing.region());
        if (wantedBack > 0 || regionShort) {
            choices.act(
                    new Action.Undrain(standing.ref(), Reason.DRAIN_CANCELED),
                    now.demand().describe());
            return 1;
        }
        List<FleetReport.Hold> unknown = now.demand().gap().stream()
                .map(gap -> new FleetReport.Hold(gap.reason(), gap.detail()))
                .toList();
        if (!unknown.isEmpty()) {
            choices.act(
                    new Action.Undrain(standing.ref(), Reason.DRAIN_CANCELED),
                    unknown.getFirst().detail());
            return 1;
        }
        Instant limit = tag.since().plus(now.settings().drainLimit());
        boolean dry = now.demand().isIdleSince(standing.machine().id(), tag.since());
        if (dry || !now.at().isBefore(limit)) {
            Reason reason = now.isTwin(standing) ? Reason.LAUNCH_PAIR : Reason.IDLE;
            choices.act(
                    new Action.Sleep(standing.ref(), sleep(now, standing, tag), true, reason),
                    dry ? "its work has run dry" : "the drain limit has passed");
            return 0;
        }
        choices.leave(standing, Reason.DRAINING, "cordoned since " + tag.since());
        return 0;
    }

    private static SleepKind sleep(Situation now, Standing standing, DrainTag tag) {
        return now.memory().refusesSuspend(standing.machine().id(), now.at()) ? SleepKind.STOP : tag.sleep();
    }
}
