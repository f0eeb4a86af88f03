package dev.hangar.simulator.api;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Fly's documented rate limits as token buckets in virtual time, one per action and identifier (facts 3).
final class RateLimiter {
    private static final Limit ORDINARY = new Limit(1, 3);
    private static final Limit GET_MACHINE = new Limit(5, 10);

    private final Map<Key, Bucket> buckets = new HashMap<>();

    private record Limit(double perSecond, double burst) {}

    private record Key(String action, String subject) {}

    private record Bucket(double tokens, Instant at) {}

    /// Whether a call is let through; it uses up a token then.
    ///
    /// @param action such as `start`
    /// @param subject machine id, app or organization
    boolean permits(String action, String subject, Instant now) {
        Limit limit = action.equals("get machine") ? GET_MACHINE : ORDINARY;
        Key key = new Key(action, subject);
        Bucket bucket = buckets.getOrDefault(key, new Bucket(limit.burst(), now));
        double seconds = Duration.between(bucket.at(), now).toNanos() / 1e9;
        double tokens = Math.min(limit.burst(), bucket.tokens() + seconds * limit.perSecond());
        boolean permitted = tokens >= 1;
        buckets.put(key, new Bucket(permitted ? tokens - 1 : tokens, now));
        return permitted;
    }
}
