package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Keeps two Hangars from shrinking one fleet at the same time: a short lease on one machine of it, taken before the
/// list that the shrinking is proved on, given back when the pass has shrunk (decision 0008).
///
/// The machine is the lowest id among those that could serve. Two Hangars that see the same fleet meet on it; two that
/// see different ones each find the other's fence in the list that they read after taking their own. One fence belongs
/// to one pass, so to one thread.
final class Fence {
    /// What the lease says of itself: a person who meets it knows whom to ask.
    static final String DESCRIPTION = "hangar: fence";

    /// How every lease of a Hangar begins.
    private static final String OF_HANGAR = "hangar: ";

    /// Longer than the calls under it, and short enough that a crash blocks nobody for long.
    static final Duration LEASE = Duration.ofSeconds(20);

    /// A fence older than that is taken anew before the next action, which may take long itself.
    static final Duration GOOD_FOR = Duration.ofSeconds(5);

    /// So much of the lease must be left when capacity is taken: the call has to arrive under it.
    static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Comparator<MachineRef> LOWEST = Comparator.comparing(MachineRef::id);

    private final MachineOperator operator;
    private final InstantSource time;
    private final Custody custody;
    private Optional<Post> post = Optional.empty();

    Fence(MachineOperator operator, InstantSource time, Custody custody) {
        this.operator = operator;
        this.time = time;
        this.custody = custody;
    }

    /// Where it stands.
    private record Post(MachineRef machine, Instant since) {}

    /// Whether it stands, and long enough yet for one more action.
    boolean isGood() {
        return stands() && age().compareTo(GOOD_FOR) < 0;
    }

    /// Takes it, anew where it stood before: what follows is to be proved on a list that is read afterwards.
    ///
    /// @param candidates machines of the fleet that it may stand on
    /// @return why not; empty when it stands, or when there is no machine to stand on and so none to lose
    Optional<Outcome> take(List<Machine> candidates) {
        release();
        Optional<MachineRef> machine = lowest(candidates);
        if (machine.isEmpty()) {
            return Optional.empty();
        }
        if (custody.isClosed()) {
            return Optional.of(Actor.STOPPING);
        }
        Instant since = time.instant();
        return switch (operator.acquireLease(machine.get(), LEASE, DESCRIPTION)) {
            case Answer.Failed<LeaseNonce>(Failure failure) -> Optional.of(notTaken(machine.get(), failure));
            case Answer.Ok<LeaseNonce>(LeaseNonce nonce) -> {
                custody.leased(machine.get(), nonce);
                post = Optional.of(new Post(machine.get(), since));
                yield Optional.empty();
            }
        };
    }

    private static Outcome notTaken(MachineRef machine, Failure failure) {
        String why = failure.kind() == FailureKind.LEASE_HELD
                ? "another Hangar, a deploy or a person holds the lease of " + machine.id()
                : "the lease of " + machine.id() + " could not be taken: " + failure;
        return new Outcome.Skipped(why, Outcome.Skipped.By.FENCE);
    }

    /// Whether a list that was read after the fence was taken speaks against it.
    ///
    /// @param fresh every machine of the fleet
    /// @param candidates those of them that it may stand on
    Optional<Outcome> contested(List<Machine> fresh, List<Machine> candidates) {
        Optional<MachineRef> standing = post.map(Post::machine);
        Optional<MachineRef> other = fresh.stream()
                .filter(machine -> !standing.equals(Optional.of(MachineRef.of(machine))))
                .filter(machine -> machine.lease().filter(this::isFence).isPresent())
                .map(MachineRef::of)
                .findFirst();
        if (other.isPresent()) {
            return skipped("another Hangar shrinks this fleet: its fence stands on "
                    + other.get().id());
        }
        return lowest(candidates).equals(standing) ? Optional.empty() : skipped("the fleet changed under the fence");
    }

    private static Optional<Outcome> skipped(String why) {
        return Optional.of(new Outcome.Skipped(why, Outcome.Skipped.By.FENCE));
    }

    private boolean isFence(Lease lease) {
        return lease.description().equals(DESCRIPTION) && lease.isHeldAt(time.instant());
    }

    /// Whether somebody who is no Hangar holds the machine's lease. Two Hangars that see such a lease differently
    /// stand on two machines, and each finds the other's fence in the list that it reads afterwards.
    boolean isBarredFrom(Machine machine) {
        return machine.lease()
                .filter(lease ->
                        lease.isHeldAt(time.instant()) && !lease.description().startsWith(OF_HANGAR))
                .isPresent();
    }

    /// The same machines, our own lease left out: it must not pass for somebody else's.
    List<Machine> withoutItself(List<Machine> machines) {
        return machines.stream()
                .map(machine -> stands() && isPost(machine) ? machine.withoutLease() : machine)
                .toList();
    }

    private boolean isPost(Machine machine) {
        return post.filter(at -> at.machine().equals(MachineRef.of(machine))).isPresent();
    }

    /// Whether capacity may still be taken under it.
    boolean guards() {
        return post.isEmpty() || (stands() && age().compareTo(LEASE.minus(MARGIN)) < 0);
    }

    /// Whether we still hold the lease: it ends early with an action on its own machine, and when Hangar stops.
    private boolean stands() {
        return post.flatMap(at -> custody.lease(at.machine())).isPresent();
    }

    /// A clock that went back makes it old.
    private Duration age() {
        Duration age = Duration.between(post.map(Post::since).orElse(Instant.MIN), time.instant());
        return age.isNegative() ? LEASE : age;
    }

    /// Gives it back, if it still stands.
    void release() {
        Optional<Post> left = post;
        post = Optional.empty();
        left.ifPresent(at -> custody.lease(at.machine()).ifPresent(nonce -> {
            try {
                operator.releaseLease(at.machine(), nonce);
            } finally {
                custody.released(at.machine());
            }
        }));
    }

    private static Optional<MachineRef> lowest(List<Machine> candidates) {
        return candidates.stream().map(MachineRef::of).min(LOWEST);
    }
}
