package dev.hangar.config;

import dev.hangar.model.SignalQuery;
import dev.hangar.policy.Capacity;
import dev.hangar.policy.DemandSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The signals that a policy scales on, as one value: a layer replaces the list as a whole.
record SignalUses(List<DemandSignal> signals) {
    /// Fly Proxy's concurrency against each service's own soft limit.
    static final SignalUses DEFAULT = new SignalUses(
            List.of(new DemandSignal(SignalQuery.PROXY_CONCURRENCY, new Capacity.ServiceSoftLimit(), false)));

    /// Not among the scalar keys: read by [PolicyReader].
    static final Key<SignalUses> KEY = new Key<>(
            "signals",
            new Kind<>(
                    SignalUses.class, "a list of signals", Map.of("type", "array"), text -> java.util.Optional.empty()),
            java.util.Optional.empty(),
            "what demand is measured by; the largest load counts");

    SignalUses {
        signals = List.copyOf(signals);
    }

    /// `name=capacity`, with `, outlives-machines` where it does.
    @Override
    public String toString() {
        return signals.stream()
                .map(use -> use.name() + "=" + capacity(use.capacity())
                        + (use.outlivesMachines() ? " outlives-machines" : ""))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    private static String capacity(Capacity capacity) {
        return switch (capacity) {
            case Capacity.ServiceSoftLimit limit -> "soft-limit";
            case Capacity.PerMachine(double units) -> String.valueOf(units);
            case Capacity.Queue(Duration serviceTime, Duration waitTarget) ->
                "service-time " + text(serviceTime) + " wait-target " + text(waitTarget);
        };
    }
}
