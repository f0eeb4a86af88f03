package dev.hangar.fly;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Our side of Fly's rate limit: one token bucket per action and identifier (facts 3). Never waits. A source and an
/// operator count apart; they share no action but the reading of one Machine, which is needed before a create only.
///
/// A clock that jumps back costs the time of the jump only: refilling goes on from there.
final class RateLimiter {
    /// Each bucket takes some 200 bytes. One that is pushed out comes back full, which is harmless: Fly then answers
    /// 429.
    private static final int MAX_BUCKETS = 20_000;

    private record Key(ApiAction action, String identifier) {}

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .executor(Runnable::run)
            .build();
    private final TimeMeter time;

    RateLimiter(InstantSource clock) {
        this.time = new ClockMeter(clock);
    }

    /// Takes one token; false when there is none.
    ///
    /// @param identifier id of the Machine, or name of the app or organization, that the action is about
    boolean tryTake(ApiAction action, String identifier) {
        return bucket(action, identifier).tryConsume(1);
    }

    /// Whether there is one to take.
    boolean hasToken(ApiAction action, String identifier) {
        return bucket(action, identifier).getAvailableTokens() > 0;
    }

    private Bucket bucket(ApiAction action, String identifier) {
        return buckets.get(
                new Key(action, identifier), key -> newBucket(key.action().allowance()));
    }

    private Bucket newBucket(ApiAction.Allowance allowance) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(allowance.burst())
                .refillGreedy(allowance.perSecond(), Duration.ofSeconds(1))
                .build();
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(time)
                .build();
    }

    /// Counts from the limiter's birth, so that the nanoseconds of a far-off virtual time fit, and only forward.
    private static final class ClockMeter implements TimeMeter {
        private final InstantSource clock;
        private Instant last;
        private long nanos;

        ClockMeter(InstantSource clock) {
            this.clock = clock;
            this.last = clock.instant();
        }

        @Override
        public synchronized long currentTimeNanos() {
            Instant now = clock.instant();
            if (now.isAfter(last)) {
                nanos += Duration.between(last, now).toNanos();
            }
            last = now;
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
