package dev.hangar.policy.adaptive;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class WakingTest {
    /// Late is what a start takes beyond `late-after`, split into whole slots and the rest of one.
    @ParameterizedTest
    @CsvSource({
        "5, 0, 0, 0.3333",
        "5, 1, 0, 0.2667",
        "0, 0, 0, 0",
        "1, 1, 0, 0",
        "1, 5, 0, 0",
        "15, 0, 1, 0",
        "31, 1, 2, 0",
        "40, 1, 2, 0.6",
        "105, 0, 7, 0",
        "106, 0, 7, 0",
        "3600, 1, 7, 0"
    })
    void lateTimeInSlots(int start, int lateAfter, int slots, double rest) {
        Waking waking = Waking.always(Duration.ofSeconds(start), Duration.ofSeconds(lateAfter), true);

        assertThat(waking.slots()).isEqualTo(slots);
        assertThat(waking.rest()).isCloseTo(rest, within(1e-4));
        assertThat(waking.notInTime()).isEqualTo(1);
    }

    /// A first machine is kept from the beginning only where hardly any wake-up is in time.
    @ParameterizedTest
    @CsvSource({"4, 0, true", "4, 0.24, true", "4, 0.25, false", "4, 1, false", "0, 0, false"})
    void slowWakeUpsAreKnown(int late, double inTime, boolean slow) {
        assertThat(new Waking(Duration.ofSeconds(late), inTime, true).areKnownToBeSlow())
                .isEqualTo(slow);
    }

    /// Of a mixture only those that are not in time count as late: the more resumes hold, the cheaper the rule.
    @Test
    void mixturesScaleWhatIsLate() {
        Ledger ledger = new Ledger();
        ledger.book(0, 1, 0, 40);
        ledger.bookFollowed(10);

        Selection half = new Selection(ledger, Goal.of(0.01), new Waking(Duration.ofSeconds(4), 0.5, true).notInTime());
        Selection never = new Selection(ledger, Goal.of(0.01), new Waking(Duration.ofSeconds(4), 1, true).notInTime());

        assertThat(half.late(0)).isEqualTo(20.25);
        assertThat(half.followedLate()).isEqualTo(5);
        assertThat(never.late(0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "1, -0.1", "1, 1.1", "1, NaN"})
    void whatCannotBeIsRefused(int late, double inTime) {
        assertThatThrownBy(() -> new Waking(Duration.ofSeconds(late), inTime, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("late time");
    }
}
