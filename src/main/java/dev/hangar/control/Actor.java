package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Nothing;
import dev.hangar.model.Outcome;
import dev.hangar.policy.DrainTag;
import dev.hangar.policy.PlanChecker;
import dev.hangar.policy.StartTag;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Carries out single actions: one attempt each, the machine read again right before. Exists in `act` mode only.
public final class Actor {
    private final MachineSource source;
    private final MachineOperator operator;
    private final InstantSource time;
    private final Custody custody;
    private final SleepProtocol sleeping;

    public Actor(MachineSource source, MachineOperator operator, InstantSource time, Custody custody) {
        this.source = source;
        this.operator = operator;
        this.time = time;
        this.custody = custody;
        this.sleeping = new SleepProtocol(source, operator, time, custody);
    }

    /// Sends one action.
    Outcome act(Action action) {
        if (custody.isClosed()) {
            return new Outcome.Skipped("Hangar is stopping");
        }
        return switch (action) {
            case Action.Start start -> start(start);
            case Action.Drain drain -> drain(drain);
            case Action.Undrain undrain -> undrain(undrain.machine());
            case Action.Sleep sleep -> sleeping.sleep(sleep);
            case Action.Destroy destroy -> sleeping.destroy(destroy);
        };
    }

    private Outcome start(Action.Start start) {
        return switch (source.machine(start.machine())) {
            case Answer.Failed<Machine>(Failure failure) -> outcome(failure, false);
            case Answer.Ok<Machine>(Machine fresh) -> {
                if (!PlanChecker.stillFits(start, fresh.state())) {
                    boolean runs = fresh.state() == MachineState.STARTED || fresh.state() == MachineState.STARTING;
                    yield runs ? new Outcome.AlreadySo() : new Outcome.Skipped("is " + fresh.stateText());
                }
                if (isLeased(fresh) || fresh.cordoned()) {
                    yield new Outcome.Skipped(fresh.cordoned() ? "is cordoned" : "is leased");
                }
                Outcome started = outcome(operator.start(start.machine(), Optional.empty()));
                if (started instanceof Outcome.Applied) {
                    // Fly's events do not tell our starts from a person's: this does, also after a restart.
                    String tag = new StartTag(start.machine().id(), time.instant()).value();
                    operator.putMetadata(start.machine(), StartTag.KEY, tag);
                }
                yield started;
            }
        };
    }

    private boolean isLeased(Machine machine) {
        return machine.lease().filter(lease -> lease.isHeldAt(time.instant())).isPresent();
    }

    /// Tag first, then cordon: a crash between the two leaves a tag without effect, never a cordon without a tag.
    private Outcome drain(Action.Drain drain) {
        MachineRef ref = drain.machine();
        switch (source.machine(ref)) {
            case Answer.Failed<Machine>(Failure failure) -> {
                return outcome(failure, false);
            }
            case Answer.Ok<Machine>(Machine fresh) -> {
                boolean leased = isLeased(fresh);
                if (!PlanChecker.stillFits(drain, fresh.state()) || fresh.cordoned() || leased) {
                    return new Outcome.Skipped("is " + fresh.stateText() + (fresh.cordoned() ? ", cordoned" : "")
                            + (leased ? ", leased" : ""));
                }
            }
        }
        // Before the look at the stop: a stop that begins after it then knows that a cordon may follow.
        custody.cordoning(ref);
        try {
            return tagAndCordon(drain);
        } finally {
            custody.cordonAnswered(ref);
        }
    }

    private Outcome tagAndCordon(Action.Drain drain) {
        MachineRef ref = drain.machine();
        DrainTag tag = new DrainTag(ref.id(), time.instant(), drain.sleep());
        custody.cordoned(ref);
        Outcome tagged = outcome(operator.putMetadata(ref, DrainTag.KEY, tag.value()));
        if (tagged instanceof Outcome.Refused) {
            custody.uncordoned(ref);
            return tagged;
        }
        if (tagged instanceof Outcome.InDoubt) {
            return tagged;
        }
        if (custody.isClosed()) {
            // The tag alone has no effect; the next start takes it back.
            return new Outcome.Skipped("Hangar is stopping");
        }
        Outcome cordoned = outcome(operator.cordon(ref, Optional.empty()));
        if (cordoned instanceof Outcome.Refused) {
            undrain(ref);
        }
        return cordoned;
    }

    /// Uncordon first, then the tag: while the tag stands, a restart knows that the cordon may be ours.
    private Outcome undrain(MachineRef ref) {
        Outcome uncordoned = outcome(operator.uncordon(ref, Optional.empty()));
        if (uncordoned instanceof Outcome.Applied || uncordoned instanceof Outcome.AlreadySo) {
            custody.uncordoned(ref);
            Outcome untagged = outcome(operator.removeMetadata(ref, DrainTag.KEY));
            return untagged instanceof Outcome.Applied ? uncordoned : untagged;
        }
        return uncordoned;
    }

    /// Takes over what earlier passes, or an earlier process, left behind: a machine that carries our tag is ours to
    /// uncordon at a stop, one without it is not.
    void adopt(List<Machine> machines) {
        for (Machine machine : machines) {
            if (DrainTag.of(machine).isPresent()) {
                custody.cordoned(MachineRef.of(machine));
            } else {
                custody.uncordoned(MachineRef.of(machine));
            }
        }
    }

    /// Gives back all that we hold of one machine, in the order in which each step is still allowed: our cordon under
    /// our own lease, then the tag, then the lease. Part of a graceful stop.
    ///
    /// A cordon that is still on its way may land afterwards: then the tag stays, without any effect of its own, so
    /// that the next start knows whose cordon it is.
    public void giveBack(MachineRef ref) {
        Optional<LeaseNonce> nonce = custody.lease(ref);
        if (custody.isCordoned(ref) && operator.uncordon(ref, nonce) instanceof Answer.Ok<Nothing>) {
            if (!custody.isCordoning(ref)) {
                operator.removeMetadata(ref, DrainTag.KEY);
            }
            custody.uncordoned(ref);
        }
        nonce.ifPresent(held -> {
            operator.releaseLease(ref, held);
            custody.released(ref);
        });
    }

    private Outcome outcome(Answer<Nothing> answer) {
        return switch (answer) {
            case Answer.Ok<Nothing> ok -> new Outcome.Applied(time.instant());
            case Answer.Failed<Nothing>(Failure failure) -> outcome(failure, true);
        };
    }

    /// A write without an answer, with one that we cannot read, or with a 5xx may have happened; a read without an
    /// answer did nothing.
    static Outcome outcome(Failure failure, boolean written) {
        return written && inDoubt(failure) ? new Outcome.InDoubt(failure) : new Outcome.Refused(failure);
    }

    private static boolean inDoubt(Failure failure) {
        int status = failure.httpStatus().orElse(0);
        return switch (failure.kind()) {
            case TIMED_OUT -> true;
            case INVALID_ANSWER -> status / 100 == 2;
            // Without a status there was no connection.
            case UNAVAILABLE -> status / 100 == 5;
            case THROTTLED, LEASE_HELD, CONFLICT, NOT_FOUND, NO_CAPACITY, UNAUTHORIZED, INVALID_REQUEST -> false;
        };
    }
}
