package dev.hangar.daemon;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Looks every 5 s; 60 s without a tick are too many, 100 s before the first, and so are 80 s at work without the end
/// of
/// of a pass.
class StallTest {
    private static final long START = Long.MAX_VALUE - 3_000_000_000L;
    private static final Duration PASSES = Duration.ofSeconds(80);
    private static final StallLimits LIMITS =
            new StallLimits(Duration.ofSeconds(100), Duration.ofSeconds(60), Duration.ofSeconds(40), PASSES);

    private final Stall stall = new Stall(LIMITS, Duration.ofSeconds(5), START);
    private boolean pastRead = true;
    private long now = START; // runs over the end of what a long holds, as a monotonic clock may

    private boolean lookAfter(Duration time, long ticks) {
        now += time.toNanos();
        return stall.look(new Stall.Seen(now, ticks, pastRead, 0, Duration.ZERO))
                .isPresent();
    }

    /// One look at a loop whose ticks go on.
    private Optional<String> lookAtPasses(long look, Duration time, long passes, Duration oldest) {
        now += time.toNanos();
        return stall.look(new Stall.Seen(now, look, true, passes, oldest));
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
        pastRead = false;

        assertThat(looksUntilStalled(0)).isEqualTo(21);
    }

    @Test
    void soMayALaterOneThatReadsThePastBecauseTheFirstFoundNoApps() {
        pastRead = false;
        lookAfter(Duration.ofSeconds(5), 1);

        assertThat(looksUntilStalled(1)).isEqualTo(21);
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

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // what,                                        s per look, looks per end, oldest s,    stalled at look
        "nothing is at work,                            5,          0,             0,           -1",
        "one hangs and the others end,                  5,          10,            1000000,     -1",
        "as slow as may be,                             5,          16,            80,          -1",
        "all hang,                                      5,          0,             1000000,     17",
        "a tick claims and gives back all the time,     5,          0,             5,           -1",
        "no end for as long as may be,                  5,          17,            80,          -1",
        "none ends and the oldest is too old,           5,          18,            81,          17",
        "a machine that is suspended between looks,     36000,      8,             1000000,     -1",
        "such a machine with all passes hung,           36000,      0,             1000000,     9",
        "a clock that stands still,                     0,          0,             1000000,     -1",
    })
    void passesHangWhenNoneEndsAndTheOldestIsTooOld(
            String what, long seconds, int looksPerEnd, long oldest, int stalledAt) {
        List<Integer> stalled = IntStream.rangeClosed(1, 50)
                .filter(look -> lookAtPasses(
                                look,
                                Duration.ofSeconds(seconds),
                                looksPerEnd == 0 ? 0 : look / looksPerEnd,
                                Duration.ofSeconds(oldest))
                        .isPresent())
                .boxed()
                .toList();

        if (stalledAt < 0) {
            assertThat(stalled).isEmpty();
        } else {
            assertThat(stalled).first().isEqualTo(stalledAt);
        }
    }

    @Test
    void timeWithNothingAtWorkCountsForNoPass() {
        for (int look = 1; look <= 50; look++) {
            assertThat(lookAtPasses(look, Duration.ofSeconds(5), 3, Duration.ZERO))
                    .isEmpty();
        }

        assertThat(lookAtPasses(51, Duration.ofSeconds(5), 3, PASSES.multipliedBy(2)))
                .isEmpty();
    }

    @Test
    void saysWhatHangs() {
        assertThat(IntStream.rangeClosed(1, 17)
                        .mapToObj(look -> lookAtPasses(look, Duration.ofSeconds(5), 0, PASSES.multipliedBy(2)))
                        .flatMap(Optional::stream))
                .containsExactly("passes are at work and none has ended for 85 s");
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
