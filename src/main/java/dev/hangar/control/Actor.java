package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Nothing;
import dev.hangar.model.Outcome;
import dev.hangar.policy.DrainTag;
import dev.hangar.policy.HoldTag;
import dev.hangar.policy.PlanChecker;
import dev.hangar.policy.StartTag;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Carries out single actions: one attempt each, the machine read again right before. Exists in `act` mode only.
public final class Actor {
    static final Outcome.Skipped STOPPING = new Outcome.Skipped("Hangar is stopping", Outcome.Skipped.By.STOPPING);
    static final Outcome.Skipped FENCE_RAN_OUT =
            new Outcome.Skipped("its fence ran out before it could be sent", Outcome.Skipped.By.FENCE);

    private final MachineSource source;
    private final MachineOperator operator;
    private final InstantSource time;
    private final Custody custody;
    private final Safeguards safeguards;
    private final SleepProtocol sleeping;

    /// Without safeguards.
    public Actor(MachineSource source, MachineOperator operator, InstantSource time, Custody custody) {
        this(source, operator, time, custody, Safeguards.NONE);
    }

    public Actor(
            MachineSource source,
            MachineOperator operator,
            InstantSource time,
            Custody custody,
            Safeguards safeguards) {
        this.safeguards = safeguards;
        this.source = source;
        this.operator = operator;
        this.time = time;
        this.custody = custody;
        this.sleeping = new SleepProtocol(source, operator, time, custody);
    }

    /// What is asked before capacity is taken, shared by the passes of all fleets.
    public Safeguards safeguards() {
        return safeguards;
    }

    /// What keeps a second Hangar from shrinking the same fleet at the same time, for one pass.
    Fence fence() {
        return new Fence(operator, time, custody);
    }

    /// Sends one action that no fence has to guard.
    Outcome act(Action action) {
        return act(action, () -> true);
    }

    /// Sends one action.
    ///
    /// @param guarded asked right before capacity is taken: whether our fence still stands
    Outcome act(Action action, BooleanSupplier guarded) {
        if (custody.isClosed()) {
            return STOPPING;
        }
        return switch (action) {
            case Action.Start start -> start(start);
            case Action.Drain drain -> drain(drain, guarded);
            case Action.Undrain undrain -> undrain(undrain.machine());
            case Action.Sleep sleep -> sleeping.sleep(sleep, guarded);
            case Action.Destroy destroy -> sleeping.destroy(destroy, guarded);
            case Action.Create create -> create(create, guarded);
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
                Optional<HoldTag> hold = HoldTag.holding(fresh, time.instant());
                if (hold.isPresent()) {
                    yield new Outcome.Skipped("is held: " + hold.get().describe());
                }
                Outcome started = outcome(operator.start(start.machine(), Optional.empty()));
                if (started instanceof Outcome.Applied) {
                    // Fly's events do not tell our starts from a person's: this does, also after a restart.
                    String tag = StartTag.after(fresh, time.instant()).value();
                    operator.putMetadata(start.machine(), StartTag.KEY, tag);
                }
                yield started;
            }
        };
    }

    /// Makes a machine that sleeps. The template is read again: what somebody just changed by hand is not copied.
    private Outcome create(Action.Create create, BooleanSupplier guarded) {
        return switch (source.machine(create.machine())) {
            case Answer.Failed<Machine>(Failure failure) -> outcome(failure, false);
            case Answer.Ok<Machine>(Machine fresh) -> {
                if (!PlanChecker.stillFits(create, fresh.state()) || fresh.cordoned() || isLeased(fresh)) {
                    yield new Outcome.Skipped("its template is " + fresh.stateText()
                            + (fresh.cordoned() ? ", cordoned" : "") + (isLeased(fresh) ? ", leased" : ""));
                }
                if (!guarded.getAsBoolean()) {
                    yield FENCE_RAN_OUT;
                }
                yield switch (operator.create(create.machine(), create.region(), false)) {
                    case Answer.Ok<MachineId> made -> new Outcome.Applied(time.instant());
                    case Answer.Failed<MachineId>(Failure failure) -> outcome(failure, true);
                };
            }
        };
    }

    /// Whether somebody else holds the machine's lease.
    private boolean isLeased(Machine machine) {
        boolean held =
                machine.lease().filter(lease -> lease.isHeldAt(time.instant())).isPresent();
        return held && custody.lease(MachineRef.of(machine)).isEmpty();
    }

    /// Tag first, then cordon: a crash between the two leaves a tag without effect, never a cordon without a tag.
    private Outcome drain(Action.Drain drain, BooleanSupplier guarded) {
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
            return tagAndCordon(drain, guarded);
        } finally {
            custody.cordonAnswered(ref);
        }
    }

    private Outcome tagAndCordon(Action.Drain drain, BooleanSupplier guarded) {
        MachineRef ref = drain.machine();
        Optional<LeaseNonce> nonce = custody.lease(ref);
        DrainTag tag = new DrainTag(ref.id(), time.instant(), drain.sleep());
        custody.cordoned(ref);
        Outcome tagged = outcome(operator.putMetadata(ref, DrainTag.KEY, tag.value(), nonce));
        if (tagged instanceof Outcome.Refused) {
            custody.uncordoned(ref);
            return tagged;
        }
        if (tagged instanceof Outcome.InDoubt) {
            return tagged;
        }
        if (custody.isClosed()) {
            // The tag alone has no effect; the next start takes it back.
            return STOPPING;
        }
        if (!guarded.getAsBoolean()) {
            undrain(ref);
            return FENCE_RAN_OUT;
        }
        Outcome cordoned = outcome(operator.cordon(ref, nonce));
        if (cordoned instanceof Outcome.Refused) {
            undrain(ref);
        }
        return cordoned;
    }

    /// Uncordon first, then the tag: while the tag stands, a restart knows that the cordon may be ours.
    private Outcome undrain(MachineRef ref) {
        Optional<LeaseNonce> nonce = custody.lease(ref);
        Outcome uncordoned = outcome(operator.uncordon(ref, nonce));
        if (uncordoned instanceof Outcome.Applied || uncordoned instanceof Outcome.AlreadySo) {
            custody.uncordoned(ref);
            Outcome untagged = outcome(operator.removeMetadata(ref, DrainTag.KEY, nonce));
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
                operator.removeMetadata(ref, DrainTag.KEY, nonce);
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
