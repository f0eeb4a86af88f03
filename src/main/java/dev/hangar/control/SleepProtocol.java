package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Nothing;
import dev.hangar.model.Outcome;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.DrainTag;
import dev.hangar.policy.PlanChecker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/// The last steps of putting a machine to sleep: lease, re-read, act, verify, uncordon, release.
///
/// The lease lasts a few seconds only, since a foreign lease blocks Fly Proxy's autostart and a user's deploy
/// (facts 1.5). The verification waits briefly; what takes longer is finished by the next passes, which find our tag.
final class SleepProtocol {
    /// Longer than the calls under it, and short enough that a crash blocks nobody for long.
    static final Duration LEASE = Duration.ofSeconds(20);

    /// How long we watch the machine fall asleep, with our lease on it: most suspends take 1 to 3 s.
    static final Duration PATIENCE = Duration.ofSeconds(4);

    private final MachineSource source;
    private final MachineOperator operator;
    private final InstantSource time;
    private final Custody custody;

    SleepProtocol(MachineSource source, MachineOperator operator, InstantSource time, Custody custody) {
        this.source = source;
        this.operator = operator;
        this.time = time;
        this.custody = custody;
    }

    Outcome sleep(Action.Sleep sleep, BooleanSupplier guarded) {
        String what = sleep.sleep() == SleepKind.SUSPEND ? "suspend" : "stop";
        MachineRef ref = sleep.machine();
        Outcome outcome =
                underLease(ref, "hangar: " + what, (fresh, nonce) -> fallAsleep(sleep, fresh, nonce, guarded));
        boolean finished = outcome instanceof Outcome.Applied && sleep.drained() && !custody.isCordoned(ref);
        if (finished) {
            // Metadata needs no lease, so nobody has to wait for it.
            operator.removeMetadata(ref, DrainTag.KEY);
        }
        return outcome;
    }

    Outcome destroy(Action.Destroy destroy, BooleanSupplier guarded) {
        return underLease(destroy.machine(), "hangar: destroy", (fresh, nonce) -> {
            boolean bare =
                    fresh.config().filter(config -> config.volumes().isEmpty()).isPresent();
            if (!PlanChecker.stillFits(destroy, fresh.state()) || !bare) {
                return new Outcome.Skipped("is " + fresh.stateText());
            }
            if (!guarded.getAsBoolean()) {
                return Actor.FENCE_RAN_OUT;
            }
            return outcome(operator.destroy(destroy.machine(), Optional.of(nonce)));
        });
    }

    /// Under the fence's lease where the fence stands on this very machine, else under a lease of its own. Either ends
    /// with the action: a lease on a machine that sleeps would keep Fly Proxy from waking it (facts 1.5).
    private Outcome underLease(MachineRef ref, String description, BiFunction<Machine, LeaseNonce, Outcome> action) {
        Answer<LeaseNonce> leased =
                custody.lease(ref).map(Answer::ok).orElseGet(() -> operator.acquireLease(ref, LEASE, description));
        return switch (leased) {
            case Answer.Failed<LeaseNonce>(Failure failure) -> beforeSending(failure);
            case Answer.Ok<LeaseNonce>(LeaseNonce nonce) -> {
                custody.leased(ref, nonce);
                try {
                    yield switch (source.machine(ref)) {
                        case Answer.Failed<Machine>(Failure failure) -> beforeSending(failure);
                        case Answer.Ok<Machine>(Machine fresh) -> action.apply(fresh, nonce);
                    };
                } finally {
                    operator.releaseLease(ref, nonce);
                    custody.released(ref);
                }
            }
        };
    }

    /// A refusal of the lease or of the read must not pass for a refusal to suspend.
    private static Outcome beforeSending(Failure failure) {
        return SuspendRefusal.couldBe(failure.kind())
                ? new Outcome.Skipped("nothing was sent: " + failure)
                : Actor.outcome(failure, false);
    }

    private Outcome fallAsleep(Action.Sleep sleep, Machine fresh, LeaseNonce nonce, BooleanSupplier guarded) {
        boolean asPlanned =
                sleep.drained() ? fresh.cordoned() && DrainTag.of(fresh).isPresent() : !fresh.cordoned();
        if (!PlanChecker.stillFits(sleep, fresh.state()) || !asPlanned) {
            return new Outcome.Skipped("is " + fresh.stateText() + (fresh.cordoned() ? ", cordoned" : ""));
        }
        if (!guarded.getAsBoolean()) {
            return Actor.FENCE_RAN_OUT;
        }
        MachineRef ref = sleep.machine();
        Answer<Nothing> sent = switch (sleep.sleep()) {
            case SUSPEND -> operator.suspend(ref, Optional.of(nonce));
            case STOP -> operator.stop(ref, Optional.of(nonce));
        };
        Outcome outcome = outcome(sent);
        if (outcome instanceof Outcome.Applied && sleep.drained()) {
            finish(sleep, fresh, nonce);
        }
        return outcome;
    }

    /// Uncordons once the machine is seen asleep, so that the proxy can wake it again. Too slow a machine, or a failure
    /// here, leaves the tag: the next pass does it.
    private void finish(Action.Sleep sleep, Machine fresh, LeaseNonce nonce) {
        MachineRef ref = sleep.machine();
        Answer<MachineState> seen = source.await(ref, sleep.sleep().result(), fresh.version(), PATIENCE);
        if (seen instanceof Answer.Ok<MachineState>
                && operator.uncordon(ref, Optional.of(nonce)) instanceof Answer.Ok<Nothing>) {
            custody.uncordoned(ref);
        }
    }

    private Outcome outcome(Answer<Nothing> answer) {
        return switch (answer) {
            case Answer.Ok<Nothing> ok -> new Outcome.Applied(time.instant());
            case Answer.Failed<Nothing>(Failure failure) -> Actor.outcome(failure, true);
        };
    }
}
