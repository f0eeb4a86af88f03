package dev.hangar.model;

import java.time.Duration;
import java.util.Optional;

/// How one signal is asked for, once per tick for all fleets.
///
/// @param name which signal
/// @param promql expression whose series carry the label `app`, and `region` and `instance` where they have them
/// @param sampledAt expression with the same labels that gives the Unix time of the newest raw sample, where one can be
///     written; without it the age of a value is only known to be at most `maxAge`
/// @param maxAge oldest sample that counts as fresh; positive
public record SignalQuery(SignalName name, String promql, Optional<String> sampledAt, Duration maxAge) {
    /// Name of the built-in default signal.
    public static final SignalName PROXY_CONCURRENCY = new SignalName("proxy-concurrency");

    public SignalQuery {
        if (!maxAge.isPositive()) {
            throw new IllegalArgumentException("max age of signal " + name + " must be positive, got " + maxAge);
        }
    }

    /// Concurrency per Machine as Fly Proxy counts it, summed over the proxy's blue and green halves (facts 9).
    public static SignalQuery proxyConcurrency(Duration maxAge) {
        return new SignalQuery(
                PROXY_CONCURRENCY,
                "sum by (app, region, instance) (fly_app_concurrency)",
                Optional.of("max by (app, region, instance) (timestamp(fly_app_concurrency))"),
                maxAge);
    }
}
