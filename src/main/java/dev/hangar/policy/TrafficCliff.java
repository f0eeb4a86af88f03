package dev.hangar.policy;

import dev.hangar.model.AppName;
import dev.hangar.model.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Watches for a traffic cliff: the demand of a busy fleet that is nothing at all a moment later is rather an
/// outage in front of the machines than thrift (a broken edge, DNS, a metric that went silent and reads 0).
///
/// @param busy when the demand was last known to be at least [#BUSY]
/// @param fell since when the demand of a fleet that was just busy is known to be nothing
public record TrafficCliff(Optional<Instant> busy, Optional<Instant> fell) {
    /// Machines' worth of load from which on a fleet counts as busy: below it one quiet minute is nothing unusual.
    public static final double BUSY = 1.0;

    /// How young the busy moment is when the demand is gone "at once". Where passes are further apart, the pass
    /// before counts, but none that is older than [#LONGEST_STEP].
    public static final Duration AT_ONCE = Duration.ofMinutes(1);

    /// The longest that the pass before may lie back.
    public static final Duration LONGEST_STEP = Duration.ofMinutes(6);

    /// How many apps must have had demand for their common silence to be an outage.
    static final int APPS = 3;

    static final TrafficCliff NEW = new TrafficCliff(Optional.empty(), Optional.empty());

    /// The watch after one pass.
    ///
    /// @param before the pass before this one
    /// @param served whether the fleet has services; a queue that was worked off is no outage
    /// @param hold how long a cliff holds; zero turns the watch off
    TrafficCliff seen(Instant at, Optional<Instant> before, Demand demand, boolean served, Duration hold) {
        if (!served || hold.isZero()) {
            return NEW;
        }
        boolean lastPass = busy.isPresent()
                && busy.equals(before)
                && !busy.get().plus(LONGEST_STEP).isBefore(at);
        Optional<Instant> justBusy = busy.filter(
                its -> !its.isAfter(at) && (lastPass || !its.plus(AT_ONCE).isBefore(at)));
        Optional<Instant> falling = fell.map(its -> its.isAfter(at) ? at : its);
        if (demand.gap().isPresent()) {
            // What is not known may still be busy: the moment before a gap is the moment before what follows it. And
            // an old sample is no proof that demand came back.
            return new TrafficCliff(justBusy.isPresent() ? Optional.of(at) : busy, falling);
        }
        if (demand.total() > 0) {
            return new TrafficCliff(demand.total() >= BUSY ? Optional.of(at) : busy, Optional.empty());
        }
        if (falling.isEmpty()) {
            return justBusy.isPresent() ? new TrafficCliff(busy, Optional.of(at)) : NEW;
        }
        return falling.filter(its -> its.plus(hold).isAfter(at)).isPresent() ? new TrafficCliff(busy, falling) : NEW;
    }

    /// Why nothing shrinks; empty when no cliff holds.
    Optional<String> holds(Instant at, Duration hold) {
        return fell.filter(its -> its.plus(hold).isAfter(at))
                .map(its -> "busy a minute before, no demand at all since " + its + ": nothing shrinks until "
                        + its.plus(hold) + " or until there is demand");
    }

    /// Why nothing shrinks while the whole organization is silent; empty when it is not, or has been for longer.
    static Optional<String> holds(Optional<Silence> common, Instant at, Duration hold) {
        return common.filter(silence -> silence.since().plus(hold).isAfter(at))
                .map(silence -> silence.words() + ", since " + silence.since() + ": nothing shrinks until "
                        + silence.since().plus(hold) + " or until any app has demand");
    }

    /// The same over the apps of an organization: at least [#APPS] had demand, and none of them has any now. One
    /// app that still has some shows that the way to the machines, and the measuring, are sound. An app of which
    /// nothing is known now neither proves nor disproves it.
    ///
    /// @param before known demand by app within the last minute, in any unit
    /// @param now known demand by app
    /// @return what happened, in words; empty when it did not
    public static Optional<String> acrossFleets(Map<AppName, Double> before, Map<AppName, Double> now) {
        long had = before.values().stream().filter(demand -> demand > 0).count();
        boolean anyLeft = now.values().stream().anyMatch(demand -> demand > 0);
        long silent = before.entrySet().stream()
                .filter(app -> app.getValue() > 0 && now.containsKey(app.getKey()))
                .count();
        return had >= APPS && !anyLeft && silent >= APPS
                ? Optional.of(silent + " apps at once lost all their demand")
                : Optional.empty();
    }
}
