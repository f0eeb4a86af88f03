package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.SleepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How long the machines of one fleet take to wake and to go to sleep, and how often a suspended one still has its
/// snapshot: learned from the events that every listing shows. At most 32 numbers of eight bytes, and three sums.
///
/// A time runs from the event that asked to the event that arrived, by Fly's clock. `started` says that the machine
/// runs, not that its app answers (facts 1.6), so a request may have to wait longer than a boot is said to take.
///
/// No field tells whether a suspended machine resumed or booted cold (facts 2.2), but the time does: see
/// [#quickerThan]. Every move counts once however often it is listed, in whatever order; the newest are kept. A machine
/// that an update kept off is `stopped` afterwards, and its start a boot: it says nothing of snapshots.
///
/// @param boots starts of stopped machines
/// @param wakes starts of suspended machines
/// @param lost those of them that were as long as a cold boot when they were seen; kept apart, since they can be rare
/// @param stops machines that were stopped while they ran
/// @param suspends machines that were suspended
/// @param resumed wakes that were as short as a resume; halved together with `booted` when both come to 256
/// @param booted wakes that were as long as a cold boot
/// @param told sum over the lists of events seen last: while it is the same there is nothing new to learn
public record WakeTimes(
        RecentTimes boots,
        RecentTimes wakes,
        RecentTimes lost,
        RecentTimes stops,
        RecentTimes suspends,
        int resumed,
        int booted,
        long told) {
    /// A cold boot while none has been seen: rather too long than too short (facts 5: 2 s and more).
    public static final Duration UNKNOWN_BOOT = Duration.ofSeconds(5);

    /// A resume while none has been seen (facts 5: a few hundred milliseconds).
    public static final Duration UNKNOWN_RESUME = Duration.ofMillis(500);

    /// Nothing learned yet.
    static final WakeTimes NEW = new WakeTimes(
            RecentTimes.upTo(8),
            RecentTimes.upTo(12),
            RecentTimes.upTo(4),
            RecentTimes.upTo(4),
            RecentTimes.upTo(4),
            0,
            0,
            0);

    private static final long TYPICAL_RESUME_MILLIS = 400;
    private static final Duration SHORTEST_LIMIT = Duration.ofMillis(600);
    private static final Duration LONGEST_LIMIT = Duration.ofSeconds(3);
    private static final int MOST_COUNTED = 256;
    private static final int EVIDENCE = 5;

    /// Fly's clock may be so far ahead of ours.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /// After a listing of the fleet's machines at `at`. An event later than that, beyond what clocks differ by, is not
    /// believed yet.
    WakeTimes seen(Instant at, Collection<Machine> machines) {
        long sum = sum(machines);
        if (sum == told) {
            return this;
        }
        Instant latest = at.plus(AHEAD);
        List<Moves.Move> moves = new ArrayList<>();
        machines.forEach(machine -> moves.addAll(Moves.of(machine.events().stream()
                .filter(event -> !event.at().isAfter(latest))
                .toList())));
        // Boots first: they tell what a long wake is.
        moves.sort(Comparator.comparing(Moves.Move::kind).thenComparing(Moves.Move::at));
        WakeTimes next = this;
        for (Moves.Move move : moves) {
            next = next.with(move);
        }
        // What was not believed has to be looked at again.
        boolean early = machines.stream()
                .flatMap(machine -> machine.events().stream())
                .anyMatch(event -> event.at().isAfter(latest));
        return next.told(early ? told : sum);
    }

    /// Quick to make, and the same for every order of the machines: a list changes at one of its ends, or in length.
    private static long sum(Collection<Machine> machines) {
        long sum = 0;
        for (Machine machine : machines) {
            List<MachineEvent> events = machine.events();
            if (!events.isEmpty()) {
                long ends = 31L * events.getFirst().at().hashCode()
                        + events.getLast().at().hashCode();
                sum += 31 * (31 * ends + events.size()) + machine.id().hashCode();
            }
        }
        return sum;
    }

    private WakeTimes told(long sum) {
        return new WakeTimes(boots, wakes, lost, stops, suspends, resumed, booted, sum);
    }

    private WakeTimes with(Moves.Move move) {
        return switch (move.kind()) {
            case BOOT -> new WakeTimes(boots.with(move), wakes, lost, stops, suspends, resumed, booted, told);
            case STOP -> new WakeTimes(boots, wakes, lost, stops.with(move), suspends, resumed, booted, told);
            case SUSPEND -> new WakeTimes(boots, wakes, lost, stops, suspends.with(move), resumed, booted, told);
            case WAKE -> woke(move);
        };
    }

    private WakeTimes woke(Moves.Move move) {
        RecentTimes more = wakes.with(move);
        if (more.equals(wakes)) {
            return this;
        }
        boolean quick = move.took().compareTo(quickerThan()) < 0;
        int halving = resumed + booted + 1 >= MOST_COUNTED ? 2 : 1;
        return new WakeTimes(
                boots,
                more,
                quick ? lost : lost.with(move),
                stops,
                suspends,
                (resumed + (quick ? 1 : 0)) / halving,
                (booted + (quick ? 0 : 1)) / halving,
                told);
    }

    /// A start of a suspended machine that took less is a resume, else a cold boot: the geometric mean of a usual
    /// resume
    /// (0.4 s) and of what this fleet's stopped machines take to boot (5 s when not known), within 0.6 and 3 s.
    ///
    /// Where a boot is as quick as a resume the two cannot be told apart, and need not be.
    public Duration quickerThan() {
        long boot = Spread.of(boots.millis())
                .map(Spread::median)
                .orElse(UNKNOWN_BOOT)
                .toMillis();
        Duration mean = Duration.ofMillis((long) Math.sqrt((double) TYPICAL_RESUME_MILLIS * boot));
        if (mean.compareTo(SHORTEST_LIMIT) < 0) {
            return SHORTEST_LIMIT;
        }
        return mean.compareTo(LONGEST_LIMIT) > 0 ? LONGEST_LIMIT : mean;
    }

    // Asked for in every step of the past that is learned from: loops, since streams take several times as long.
    private long[] quickMillis() {
        return within(wakes.millis(), 0, quickerThan().toMillis());
    }

    private long[] coldMillis() {
        return joined(boots.millis(), within(lost.millis(), quickerThan().toMillis(), Long.MAX_VALUE));
    }

    /// Those from `least` on, below `most`.
    private static long[] within(long[] millis, long least, long most) {
        long[] found = new long[millis.length];
        int count = 0;
        for (long time : millis) {
            if (time >= least && time < most) {
                found[count++] = time;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static long[] joined(long[] some, long[] others) {
        long[] both = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, both, some.length, others.length);
        return both;
    }

    /// Cold boots: of stopped machines, and of suspended ones whose snapshot was lost. Empty before the first.
    public Optional<Spread> cold() {
        return Spread.of(coldMillis());
    }

    /// Resumes from a snapshot. Empty before the first.
    public Optional<Spread> resumes() {
        return Spread.of(quickMillis());
    }

    /// From asking for a stop until the machine was stopped. Empty before the first.
    public Optional<Spread> stopping() {
        return Spread.of(stops.millis());
    }

    /// From asking for a suspend until the machine was suspended. Empty before the first.
    public Optional<Spread> suspending() {
        return Spread.of(suspends.millis());
    }

    /// The usual cold boot; empty before the first.
    public Optional<Duration> coldStart() {
        return cold().map(Spread::median);
    }

    /// The cold boot to count with: the usual one, 5 s before the first.
    Duration boot() {
        return coldStart().orElse(UNKNOWN_BOOT);
    }

    /// The usual resume; empty before the first.
    public Optional<Duration> resume() {
        return resumes().map(Spread::median);
    }

    /// Starts of suspended machines that were seen; the newer ones weigh more once there were many.
    public int wakesSeen() {
        return resumed + booted;
    }

    /// The share of suspended machines whose start resumes them, 0 to 1: as seen, with one resume and one cold boot
    /// added, so that it is 0.5 when nothing is known and neither 0 nor 1 by little evidence.
    public double resumeShare() {
        return (resumed + 1.0) / (wakesSeen() + 2.0);
    }

    /// Whether at least five wakes were seen of which most found their snapshot lost.
    public boolean losesSnapshots() {
        return wakesSeen() >= EVIDENCE && resumed < booted;
    }

    /// How long the start of a machine is expected to take, by how it was put to sleep.
    public Duration expectedWake(SleepKind slept) {
        Duration boot = boot();
        return switch (slept) {
            case STOP -> boot;
            case SUSPEND -> {
                double share = resumeShare();
                double millis = share * resume().orElse(UNKNOWN_RESUME).toMillis() + (1 - share) * boot.toMillis();
                yield Duration.ofMillis(Math.round(millis));
            }
        };
    }

    /// The share of starts that is expected to take longer than `limit`, 0 to 1, by how the machine was put to sleep.
    /// To what was seen of each, one cold boot of 5 s and one resume of 0.5 s are added.
    public double slowShare(SleepKind slept, Duration limit) {
        double boot = slower(coldMillis(), UNKNOWN_BOOT, limit);
        return switch (slept) {
            case STOP -> boot;
            case SUSPEND -> {
                double share = resumeShare();
                yield share * slower(quickMillis(), UNKNOWN_RESUME, limit) + (1 - share) * boot;
            }
        };
    }

    private static double slower(long[] seen, Duration prior, Duration limit) {
        int slow = prior.compareTo(limit) > 0 ? 1 : 0;
        for (long millis : seen) {
            slow += millis > limit.toMillis() ? 1 : 0;
        }
        return slow / (seen.length + 1.0);
    }
}
