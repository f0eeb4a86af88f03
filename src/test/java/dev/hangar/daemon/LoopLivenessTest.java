package dev.hangar.daemon;

import dev.hangar.model.AppName;
import dev.hangar.testkit.Passes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Ticks go on every 15 s; passes may take ten minutes.
class LoopLivenessTest {
    private static final AppName SHOP = new AppName("shop");
    private static final AppName BLOG = new AppName("blog");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3_000_000_000L);
    private final LoopState loop = new LoopState(nanos::get, Duration.ofSeconds(15));
    private final InFlight inFlight = new InFlight(nanos::get);
    private final LoopLiveness liveness = new LoopLiveness(loop, inFlight, Duration.ofMinutes(10));

    private void ticksFor(Duration time) {
        for (long left = time.toSeconds(); left > 0; left -= 15) {
            nanos.addAndGet(Duration.ofSeconds(Math.min(15, left)).toNanos());
            loop.ticked(true, List.of());
        }
    }

    private boolean isUp() {
        return liveness.call().getStatus() == HealthCheckResponse.Status.UP;
    }

    @Test
    void goesDownWhenAllPassesHang() {
        inFlight.claim(SHOP);
        ticksFor(Duration.ofMinutes(10));
        assertThat(isUp()).isTrue();

        ticksFor(Duration.ofSeconds(1));
        assertThat(isUp()).isFalse();

        loop.heard(Passes.quiet());
        assertThat(isUp()).isTrue();
    }

    @Test
    void staysUpWhileOtherPassesEnd() {
        inFlight.claim(SHOP);
        for (int i = 0; i < 100; i++) {
            inFlight.claim(BLOG);
            ticksFor(Duration.ofMinutes(1));
            loop.passEnded();
            inFlight.release(BLOG);
        }

        assertThat(isUp()).isTrue();
        assertThat(liveness.call().getData().orElseThrow()).containsEntry("secondsOfOldestPass", 6_000L);
    }

    @Test
    void staysUpWithNothingAtWork() {
        inFlight.claim(SHOP);
        inFlight.release(SHOP);
        ticksFor(Duration.ofHours(8));
        assertThat(isUp()).isTrue();

        // A pass that begins only now is not the one that is missing since.
        inFlight.claim(SHOP);
        ticksFor(Duration.ofMinutes(1));
        assertThat(isUp()).isTrue();
    }

    @Test
    void goesDownWithoutTicks() {
        nanos.addAndGet(Duration.ofSeconds(91).toNanos());

        assertThat(isUp()).isFalse();
    }

    @Test
    void theOldestClaimCountsWhateverComesAfterIt() {
        assertThat(inFlight.oldest()).isZero();
        inFlight.claim(SHOP);
        ticksFor(Duration.ofSeconds(30));
        inFlight.claim(BLOG);
        ticksFor(Duration.ofSeconds(30));
        assertThat(inFlight.oldest()).isEqualTo(Duration.ofMinutes(1));

        inFlight.release(SHOP);
        assertThat(inFlight.oldest()).isEqualTo(Duration.ofSeconds(30));
    }
}
