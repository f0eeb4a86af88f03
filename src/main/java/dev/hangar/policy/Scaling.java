package dev.hangar.policy;

import dev.hangar.model.SignalName;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the number of machines is found: what the configuration calls `policy.scaling`.
public sealed interface Scaling {
    /// The fixed rule: `ceil(load / target-utilization)` with a dead band, and the largest of the window when
    /// shrinking.
    record TargetTracking() implements Scaling {}

    /// The cheapest of a family of rules that keeps the late share, found by running all of them in the shadow.
    ///
    /// @param lateShare share of requests or jobs that may be late, in (0, 0.5]
    /// @param latePrice machine time that avoiding one late request is worth; unset: as much as the share needs
    /// @param lateAfter what waits longer than this for a machine is late, zero or more
    record Adaptive(double lateShare, Optional<Duration> latePrice, Duration lateAfter) implements Scaling {
        public Adaptive {
            if (!(lateShare > 0) || lateShare > 0.5) {
                throw new IllegalArgumentException("late share must be in (0, 0.5], got " + lateShare);
            }
            if (lateAfter.isNegative()
                    || latePrice.filter(price -> !price.isPositive()).isPresent()) {
                throw new IllegalArgumentException("late-after must not be negative and late-price must be positive");
            }
        }
    }

    /// A formula of the user's, for the whole fleet.
    ///
    /// @param started machines that shall run; a fraction is rounded up
    /// @param signals the signals that the formula reads, by their names in it; every other name is a [BuiltIn]
    record Expression(Formula started, SortedMap<String, SignalName> signals) implements Scaling {
        public Expression {
            signals = Collections.unmodifiableSortedMap(new TreeMap<>(signals));
        }

        public Expression(Formula started, Map<String, SignalName> signals) {
            this(started, new TreeMap<>(signals));
        }
    }
}
