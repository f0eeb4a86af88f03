package dev.hangar.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

class MaxWindowTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Instant s(long seconds) {
        return T0.plusSeconds(seconds);
    }

    @Test
    void anEmptyWindowHoldsZero() {
        assertThat(MaxWindow.EMPTY.max()).isZero();
    }

    @Test
    void theLargestValueStaysUntilItFallsOut() {
        MaxWindow window = MaxWindow.EMPTY.with(s(0), 4, MINUTE).with(s(30), 2, MINUTE);
        assertThat(window.max()).isEqualTo(4);
        assertThat(window.with(s(60), 1, MINUTE).max())
                .as("exactly that old stays")
                .isEqualTo(4);
        assertThat(window.with(s(60).plusNanos(1), 1, MINUTE).max()).isEqualTo(2);
    }

    @Test
    void atEqualTimesTheLargerValueCounts() {
        assertThat(MaxWindow.EMPTY.with(s(0), 3, MINUTE).with(s(0), 5, MINUTE).max())
                .isEqualTo(5);
        assertThat(MaxWindow.EMPTY.with(s(0), 5, MINUTE).with(s(0), 3, MINUTE).max())
                .isEqualTo(5);
    }

    @Test
    void anEqualValueRenewsTheOldOne() {
        MaxWindow window =
                MaxWindow.EMPTY.with(s(0), 3, MINUTE).with(s(50), 3, MINUTE).with(s(100), 1, MINUTE);
        assertThat(window.max()).isEqualTo(3);
        assertThat(window.entries()).hasSize(2);
    }

    @Test
    void afterALongGapOnlyTheNewValueCounts() {
        assertThat(MaxWindow.EMPTY
                        .with(s(0), 9, MINUTE)
                        .with(s(86_400), 1, MINUTE)
                        .max())
                .isEqualTo(1);
    }

    @Test
    void aClockThatGoesBackDropsTheFuture() {
        assertThat(MaxWindow.EMPTY.with(s(100), 9, MINUTE).with(s(0), 2, MINUTE).entries())
                .containsExactly(new MaxWindow.Entry(s(0), 2));
    }

    @Test
    void aWindowWithoutLengthHoldsTheLastInstantOnly() {
        assertThat(MaxWindow.EMPTY
                        .with(s(0), 9, Duration.ZERO)
                        .with(s(1), 2, Duration.ZERO)
                        .max())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void agreesWithTheDefinition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MaxWindow.Entry> all = new ArrayList<>();
        MaxWindow window = MaxWindow.EMPTY;
        Instant at = T0;
        for (int i = 0; i < 500; i++) {
            at = at.plusSeconds(random.nextInt(0, 25));
            int value = random.nextInt(0, 12);
            all.add(new MaxWindow.Entry(at, value));
            window = window.with(at, value, MINUTE);
            Instant oldest = at.minus(MINUTE);
            int expected = all.stream()
                    .filter(entry -> !entry.at().isBefore(oldest))
                    .mapToInt(MaxWindow.Entry::value)
                    .max()
                    .orElseThrow();
            assertThat(window.max()).as("seed %d step %d", seed, i).isEqualTo(expected);
            assertThat(window.entries()).as("bounded by the distinct values").hasSizeLessThanOrEqualTo(12);
        }
    }
}
