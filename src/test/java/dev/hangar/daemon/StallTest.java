package dev.hangar.daemon;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Looks every 5 s; 60 s without a tick are too many, 100 s before the first.
class StallTest {
    private static final long START = Long.MAX_VALUE - 3_000_000_000L;
    private static final StallLimits LIMITS = new StallLimits(Duration.ofSeconds(100), Duration.ofSeconds(60));

    private final Stall stall = new Stall(LIMITS, Duration.ofSeconds(5), START);
    private long now = START; // runs over the end of what a long holds, as a monotonic clock may

    private boolean lookAfter(Duration time, long ticks) {
        now += time.toNanos();
        return stall.look(now, ticks);
    }

    /// Looks 5 s apart until one finds a stall; at most 100.
    private int looksUntilStalled(long ticks) {
        for (int looks = 1; looks <= 100; looks++) {
            if (lookAfter(Duration.ofSeconds(5), ticks)) {
                return looks;
            }
        }
        return -1;
    }

    @Test
    void theFirstTickMayTakeLonger() {
        assertThat(looksUntilStalled(0)).isEqualTo(21);
    }

    @Test
    void laterOnesMayNot() {
        lookAfter(Duration.ofSeconds(5), 1);

        assertThat(looksUntilStalled(1)).isEqualTo(13);
    }

    @Test
    void everyTickClearsWhatWasWitnessed() {
        for (int tick = 1; tick <= 50; tick++) {
            for (int look = 0; look < 12; look++) {
                assertThat(lookAfter(Duration.ofSeconds(5), tick)).isFalse();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "suspended for a night,             PT8H,   false",
        "suspended for three weeks,         PT504H, false",
        "a clock that stands still,         PT0S,   false",
        "a clock that runs backwards,       PT-1H,  false",
        "the last of the time that it has,  PT5S,   false",
        "a look too late for what is left,  PT6S,   true",
    })
    void aJumpOfTheClockIsNoStall(String what, Duration jump, boolean stalled) {
        lookAfter(Duration.ofSeconds(5), 1);
        int looksBefore = what.contains("left") || what.contains("last") ? 11 : 10;
        for (int look = 0; look < looksBefore; look++) {
            assertThat(lookAfter(Duration.ofSeconds(5), 1)).isFalse();
        }

        assertThat(lookAfter(jump, 1)).isEqualTo(stalled);
    }

    @Test
    void aMachineThatIsSuspendedAgainAndAgainTicksInBetween() {
        for (int tick = 1; tick <= 100; tick++) {
            assertThat(lookAfter(Duration.ofHours(1), tick)).isFalse();
            assertThat(lookAfter(Duration.ofSeconds(5), tick)).isFalse();
        }
    }

    @Test
    void aWatchThatLagsStillFindsWhatHangs() {
        // Every look comes after a minute, and counts for 10 s.
        List<Boolean> looks = Arrays.asList(new Boolean[8]);
        lookAfter(Duration.ofSeconds(5), 1);

        looks.replaceAll(look -> lookAfter(Duration.ofMinutes(1), 1));

        assertThat(looks).containsExactly(false, false, false, false, false, false, true, true);
    }
}
