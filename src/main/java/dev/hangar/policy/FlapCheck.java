package dev.hangar.policy;

import dev.hangar.model.Fleet;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SignalReadings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Looks one pass ahead: would a sleep be undone at once? Either by ourselves, since the same work on fewer
/// machines makes the next pass want one more; or by Fly Proxy, which starts a machine once all that run are
/// above their soft limit (facts 6), whatever capacity our own signals give a machine.
///
/// The next pass is not guessed: its observation is made from this one, with the candidate asleep and its work
/// moved to the others of its region, or of the fleet where none is left there, and the same steps look at it.
///
/// A look costs as much as the fleet is large. So only the first few of a kind that may not go are looked at:
/// the others of their region with the same soft limit are busier still.
final class FlapCheck {
    /// Machines of one kind that are looked at and stay, before the rest of it stays unseen.
    static final int LOOKS = 3;

    private final Situation now;
    private final Map<Kind, Integer> staying = new HashMap<>();
    private final int missing;
    private final Set<MachineId> leaving = new HashSet<>();
    private Observation ahead;

    FlapCheck(Situation now) {
        this.now = now;
        this.ahead = now.seen();
        this.missing = missing(now.need(), now.roster());
    }

    private record Kind(Region region, int softLimit) {}

    /// Why the sleep of `candidate` would be undone, once those [#taken] sleep; empty when it would not.
    ///
    /// @param candidate not less busy than those asked about before
    Optional<String> undone(Standing candidate) {
        Kind kind = new Kind(candidate.region(), DemandEstimator.softLimit(candidate));
        int stay = staying.getOrDefault(kind, 0);
        if (stay >= LOOKS) {
            return Optional.of("like " + stay + " less busy machines of its region");
        }
        Optional<String> why = look(candidate);
        if (why.isPresent()) {
            staying.put(kind, stay + 1);
        }
        return why;
    }

    private Optional<String> look(Standing candidate) {
        Observation next = without(candidate);
        Roster roster = Roster.of(next, now.settings());
        Demand demand = DemandEstimator.estimate(
                next, roster, now.settings(), now.memory().times());
        Need need = Recommendation.of(demand, roster, now.settings(), now.memory(), next);
        if (missing(need, roster) > missing) {
            return Optional.of(
                    "without it " + Recommendation.describe(demand, need, now.settings()) + " on " + roster.capacity());
        }
        Optional<Demand.Gap> failing = demand.gap().filter(gap -> gap.reason() == Reason.EXPRESSION_FAILED);
        if (failing.isPresent()) {
            return Optional.of("without it " + failing.get().detail());
        }
        return byProxy(candidate);
    }

    /// Notes that `candidate` will sleep.
    void taken(Standing candidate) {
        ahead = without(candidate);
        leaving.add(candidate.machine().id());
    }

    /// How many machines the need asks for beyond those at hand, as far as the ceiling grants them.
    private int missing(Need need, Roster roster) {
        long regions = 0;
        for (Map.Entry<Region, Integer> wanted : need.byRegion().entrySet()) {
            regions += Math.max(0, wanted.getValue() - roster.capacity(wanted.getKey()));
        }
        int asked = Math.max(Need.saturated(regions), Math.max(0, need.total() - roster.capacity()));
        int room = now.settings().ceiling().orElse(Integer.MAX_VALUE) - roster.capacity();
        return Math.min(asked, Math.max(0, room));
    }

    private Optional<String> byProxy(Standing candidate) {
        if (!candidate.config().isWokenByProxy()) {
            return Optional.empty();
        }
        List<Standing> left = now.roster().in(Role.SERVING).stream()
                .filter(other -> !other.ref().equals(candidate.ref())
                        && !leaving.contains(other.machine().id()))
                .toList();
        List<Standing> near = left.stream()
                .filter(other -> other.region().equals(candidate.region()))
                .toList();
        List<Standing> takers = near.isEmpty() ? left : near;
        double connections = connections(near.isEmpty() ? Optional.empty() : Optional.of(candidate.region()));
        double limit = takers.stream().mapToInt(DemandEstimator::softLimit).sum();
        if (connections <= limit) {
            return Optional.empty();
        }
        String on = takers.isEmpty() ? "no machine left" : String.format(Locale.ROOT, "a soft limit of %.0f", limit);
        return Optional.of(
                String.format(Locale.ROOT, "Fly Proxy would start it: %.0f connections on %s", connections, on));
    }

    /// Connections of one region, or of all; what is not known counts for nothing here.
    private double connections(Optional<Region> region) {
        Map<MachineId, Region> regions = new HashMap<>();
        now.roster().members().forEach(member -> regions.put(member.machine().id(), member.region()));
        return now.seen().readingsOf(SignalQuery.PROXY_CONCURRENCY).samples().stream()
                .filter(sample -> sample.machine()
                        .map(regions::get)
                        .filter(where -> region.isEmpty() || region.get().equals(where))
                        .isPresent())
                .mapToDouble(
                        sample -> sample.reading() instanceof Reading.Fresh(double value, Instant then) ? value : 0)
                .sum();
    }

    private Observation without(Standing candidate) {
        MachineRef ref = candidate.ref();
        List<Machine> machines = ahead.fleet().machines().stream()
                .map(machine -> MachineRef.of(machine).equals(ref) ? machine.as(MachineState.STOPPED) : machine)
                .toList();
        Set<MachineId> takers = takers(candidate);
        Map<SignalName, SignalReadings> readings = new TreeMap<>();
        ahead.readings()
                .forEach((signal, its) -> readings.put(
                        signal, new SignalReadings(signal, moved(its.samples(), candidate, takers), its.failure())));
        Fleet fleet = new Fleet(ahead.fleet().id(), ahead.fleet().app(), machines);
        return new Observation(ahead.at(), fleet, readings, ahead.open(), ahead.deploy(), ahead.pauses());
    }

    private Set<MachineId> takers(Standing candidate) {
        Set<MachineId> near = new HashSet<>();
        Set<MachineId> all = new HashSet<>();
        for (Standing other : now.roster().in(Role.SERVING)) {
            MachineId id = other.machine().id();
            if (!other.ref().equals(candidate.ref()) && !leaving.contains(id)) {
                all.add(id);
                if (other.region().equals(candidate.region())) {
                    near.add(id);
                }
            }
        }
        return near.isEmpty() ? all : near;
    }

    /// The samples with the candidate's value spread evenly over the takers'. Where there are none it is left
    /// out: such a machine sleeps only when it is idle.
    private static List<Sample> moved(List<Sample> samples, Standing candidate, Set<MachineId> takers) {
        Optional<MachineId> gone = Optional.of(candidate.machine().id());
        double value = 0;
        List<Sample> others = new ArrayList<>();
        for (Sample sample : samples) {
            if (!sample.machine().equals(gone)) {
                others.add(sample);
            } else if (sample.reading() instanceof Reading.Fresh(double its, Instant then)) {
                value += its;
            }
        }
        long shares = others.stream().filter(sample -> takes(sample, takers)).count();
        List<Sample> moved = new ArrayList<>();
        for (Sample sample : others) {
            boolean takes = value > 0 && takes(sample, takers);
            moved.add(
                    takes && sample.reading() instanceof Reading.Fresh(double its, Instant then)
                            ? new Sample(
                                    sample.app(),
                                    sample.region(),
                                    sample.machine(),
                                    new Reading.Fresh(its + value / shares, then))
                            : sample);
        }
        return moved;
    }

    private static boolean takes(Sample sample, Set<MachineId> takers) {
        return sample.reading() instanceof Reading.Fresh
                && sample.machine().filter(takers::contains).isPresent();
    }
}
