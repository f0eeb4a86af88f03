package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.SleepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What becomes of machines that carry our tag: the drain is a walk over passes, and this is its next step.
///
/// Awake and cordoned: taken back when demand or a floor wants it, when demand is not known, when a deploy
/// begins, when a guard rests all shrinking or when it must not be touched any more; finished when its work has
/// run dry. Asleep: the cordon comes off, so that it can be woken. Anything else: the tag is taken back.
final class DrainSteps {
    /// Longer than tag and cordon take, one after the other, with every time-out.
    private static final Duration CORDON_FOLLOWS = Duration.ofSeconds(60);

    private DrainSteps() {}

    static void choose(Situation now, Choices choices) {
        // A floor relies on machines that serve already; one that is still waking may never arrive. What keeps the last
        // machine counts as well: to take our own drain back wakes nothing that somebody parked.
        int wantedBack = Math.max(
                now.target().growTotal() - now.roster().capacity(),
                now.floors().least() - now.roster().serving());
        for (Standing standing : now.roster().all()) {
            boolean leased = standing.untouchable().equals(Optional.of(Reason.LEASED));
            if (standing.drain().isEmpty() || leased) {
                continue;
            }
            switch (standing.role()) {
                case DRAINING -> wantedBack -= draining(now, choices, standing, wantedBack);
                case ASLEEP ->
                    choices.act(new Action.Undrain(standing.ref(), Reason.ASLEEP_AGAIN_WAKEABLE), "is asleep");
                case SERVING, UNHEALTHY, OUTSIDER, IDLE_WRECK -> stray(now, choices, standing);
                case WAKING, LEAVING -> {}
            }
        }
    }

    /// A tag without a drain comes off. One that is young and has no cordon yet may be another Hangar's, whose cordon
    /// is
    /// on its way: taken off now, it would leave a cordon that nobody knows to be ours.
    private static void stray(Situation now, Choices choices, Standing standing) {
        Instant since = standing.drain().orElseThrow().since();
        boolean young = Duration.between(since, now.at()).abs().compareTo(CORDON_FOLLOWS) < 0;
        if (standing.machine().cordoned() || !young) {
            choices.act(new Action.Undrain(standing.ref(), Reason.RESTART_CLEANUP), "tag without a drain");
        } else if (standing.role() == Role.SERVING) {
            choices.leave(standing, Reason.RESTART_CLEANUP, "tagged " + since + ", a cordon may follow");
        }
    }

    /// Returns 1 when the machine comes back as capacity, else 0.
    private static int draining(Situation now, Choices choices, Standing standing, int wantedBack) {
        DrainTag tag = standing.drain().orElseThrow();
        boolean overdue = !now.at().isBefore(tag.since().plus(now.settings().drainLimit()));
        boolean dry = now.demand().isIdleSince(standing.machine().id(), tag.since());
        Optional<FleetReport.Hold> back = comesBack(now, choices, standing, wantedBack, overdue);
        if (back.isPresent()) {
            choices.act(
                    new Action.Undrain(standing.ref(), back.get().reason()),
                    back.get().detail());
            return 1;
        }
        if (overdue && !dry && standing.config().services().isEmpty()) {
            // No cordon keeps jobs from a worker, and no limit may cut one off. We drain none; an update made it one.
            choices.act(new Action.Undrain(standing.ref(), Reason.WORKER_BUSY), "the drain limit is not for workers");
            return 1;
        }
        if (now.demand().gap().isPresent()) {
            choices.leave(standing, Reason.DRAINING, now.demand().gap().get().detail());
        } else if (!floorServed(now, standing.region())) {
            choices.leave(standing, Reason.DRAINING, "the floor is not served yet");
        } else if (dry || overdue) {
            Reason reason = now.isTwin(standing) ? Reason.LAUNCH_PAIR : Reason.IDLE;
            SleepKind sleep = refused(now, standing) ? SleepKind.STOP : tag.sleep();
            choices.act(
                    new Action.Sleep(standing.ref(), sleep, true, reason),
                    dry ? "its work has run dry" : "the drain limit has passed");
        } else {
            choices.leave(standing, Reason.DRAINING, "cordoned since " + tag.since());
        }
        return 0;
    }

    /// Why the drain is taken back; empty when it goes on.
    private static Optional<FleetReport.Hold> comesBack(
            Situation now, Choices choices, Standing standing, int wantedBack, boolean overdue) {
        if (standing.untouchable().isPresent()) {
            return Optional.of(new FleetReport.Hold(
                    Reason.RESTART_CLEANUP, standing.untouchable().get().sentence()));
        }
        if (wantedBack > 0 || regionShort(now, choices, standing.region())) {
            return Optional.of(new FleetReport.Hold(
                    Reason.DRAIN_CANCELED, Recommendation.describe(now.demand(), now.need(), now.settings())));
        }
        Optional<FleetReport.Hold> guard = now.guards().stream().findFirst();
        if (guard.isPresent()) {
            return guard;
        }
        Optional<Demand.Gap> gap = now.demand().gap().filter(its -> !its.brief() || overdue);
        if (gap.isPresent()) {
            return Optional.of(
                    new FleetReport.Hold(gap.get().reason(), gap.get().detail()));
        }
        Optional<String> deploy = Deploys.running(now.roster(), now.at());
        if (deploy.isPresent()) {
            return Optional.of(new FleetReport.Hold(Reason.DEPLOY_RUNNING, deploy.get()));
        }
        return refused(now, standing) && now.settings().idleAction() == IdleAction.SUSPEND
                ? Optional.of(new FleetReport.Hold(Reason.CANNOT_SUSPEND, "Fly refused to suspend it"))
                : Optional.empty();
    }

    /// What comes back in this pass does not count yet: our call may fail.
    private static boolean floorServed(Situation now, Region region) {
        return now.roster().serving() >= now.floors().least()
                && now.roster().serving(region) >= now.floors().of(region);
    }

    private static boolean regionShort(Situation now, Choices choices, Region region) {
        int regained = regained(now, choices, region);
        return now.roster().capacity(region) + regained < now.target().grow(region)
                || now.roster().serving(region) + regained < now.floors().of(region);
    }

    /// Drains of `region` that are taken back in this pass: capacity again at once.
    static int regained(Situation now, Choices choices, Region region) {
        return (int) now.roster().in(Role.DRAINING).stream()
                .filter(standing -> standing.region().equals(region))
                .flatMap(standing -> choices.of(standing).stream())
                .filter(choice -> choice.action().isPresent() && choice.action().get() instanceof Action.Undrain)
                .count();
    }

    private static boolean refused(Situation now, Standing standing) {
        return now.memory().refusesSuspend(standing.machine().id(), now.at());
    }
}
