package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What became of the machines that we created in a fleet: so that none is made twice because the first is not listed
/// yet, and none is tried for ever. A create without an answer may have made one (facts 12).
///
/// @param since first pass of this process that could act; empty before it
/// @param newest when the newest machine seen so far was made, by Fly's clock
/// @param pending the create that is not seen yet
/// @param refusals creates that failed, oldest first, at most [#TRIES]
public record Creates(
        Optional<Instant> since, Optional<Instant> newest, Optional<Pending> pending, List<Refusal> refusals) {
    /// So long the machines are listed without the new one before it counts as not made.
    public static final Duration UNSEEN = Duration.ofMinutes(1);

    /// So many failures, and creating rests.
    static final int TRIES = 3;

    /// For so long a failure counts, and creating rests after the last of [#TRIES].
    static final Duration REST = Duration.ofHours(1);

    static final Creates NEW = new Creates(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /// A create that was sent.
    ///
    /// @param region where
    /// @param before when the newest machine that was known then had been made
    /// @param listedSince first pass after it
    public record Pending(Region region, Optional<Instant> before, Optional<Instant> listedSince) {}

    /// A create that failed, or whose machine never appeared.
    public record Refusal(Instant at, Region region) {}

    public Creates {
        refusals = List.copyOf(refusals);
    }

    /// After the machines of the fleet were listed at `at`.
    Creates seen(Instant at, List<Machine> machines) {
        Optional<Instant> youngest = machines.stream().map(Machine::createdAt).max(Comparator.naturalOrder());
        Optional<Instant> known =
                newest.filter(last -> youngest.filter(last::isBefore).isEmpty()).or(() -> youngest);
        Creates young = new Creates(since.map(first -> earlier(first, at)), known, pending, stillCounting(at));
        if (pending.isEmpty()) {
            return young;
        }
        Pending waiting = pending.get();
        if (machines.stream().anyMatch(machine -> isNew(machine, waiting))) {
            return young.settled(
                    refusals -> refusals.removeIf(refusal -> refusal.region().equals(waiting.region())));
        }
        Instant from = waiting.listedSince().map(first -> earlier(first, at)).orElse(at);
        if (!at.isBefore(from.plus(UNSEEN))) {
            return young.settled(refusals -> refusals.add(new Refusal(at, waiting.region())));
        }
        Pending longer = new Pending(waiting.region(), waiting.before(), Optional.of(from));
        return new Creates(young.since, known, Optional.of(longer), young.refusals);
    }

    private Creates settled(Consumer<List<Refusal>> change) {
        List<Refusal> changed = new ArrayList<>(refusals);
        change.accept(changed);
        return new Creates(since, newest, Optional.empty(), last(changed));
    }

    private static boolean isNew(Machine machine, Pending waiting) {
        return machine.metadata().containsKey(CreateTag.LAUNCH_ID)
                && waiting.before().filter(machine.createdAt()::isAfter).isPresent();
    }

    /// A rest ends as a whole; a single failure is forgotten after its hour.
    private List<Refusal> stillCounting(Instant at) {
        List<Refusal> past = refusals.stream()
                .map(refusal -> new Refusal(earlier(refusal.at(), at), refusal.region()))
                .toList();
        if (past.size() >= TRIES) {
            return past.getLast().at().plus(REST).isAfter(at) ? past : List.of();
        }
        return past.stream()
                .filter(refusal -> refusal.at().plus(REST).isAfter(at))
                .toList();
    }

    /// What a clock that went back has put into the future counts as of now.
    private static Instant earlier(Instant remembered, Instant at) {
        return remembered.isAfter(at) ? at : remembered;
    }

    private static List<Refusal> last(List<Refusal> refusals) {
        return refusals.subList(Math.max(0, refusals.size() - TRIES), refusals.size());
    }

    /// After a pass that could act, with what it sent.
    Creates acted(Instant at, List<Action> sent) {
        Optional<Pending> created = sent.stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .map(create -> new Pending(create.region(), newest, Optional.empty()))
                .findFirst();
        return new Creates(since.or(() -> Optional.of(at)), newest, created.or(() -> pending), refusals);
    }

    /// After Fly refused to create a machine.
    Creates refused(Instant at, Region region) {
        List<Refusal> more = new ArrayList<>(refusals);
        more.add(new Refusal(at, region));
        return new Creates(since, newest, pending, last(more));
    }

    /// Until when creating rests; empty when it does not.
    Optional<Instant> restsUntil() {
        return refusals.size() < TRIES
                ? Optional.empty()
                : Optional.of(refusals.getLast().at().plus(REST));
    }

    /// Whether a create failed in the region within the hour.
    boolean failedIn(Region region) {
        return refusals.stream().anyMatch(refusal -> refusal.region().equals(region));
    }

    /// Why nothing is created before `at` in a process that has just begun: one that died may have left a create behind
    /// that is not listed yet. Empty when it may.
    public Optional<String> tooYoung(Instant at) {
        boolean watched =
                since.filter(first -> !at.isBefore(first.plus(UNSEEN))).isPresent();
        return watched ? Optional.empty() : Optional.of("this process has not watched the fleet for a minute yet");
    }
}
