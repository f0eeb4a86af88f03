package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdaptiveMemoryTest {
    private static final Goal GOAL = Goal.of(0.01);
    private static final Waking BOOTS = Waking.always(Duration.ofSeconds(5), Duration.ofSeconds(1), true);
    private static final Waking RESUMES = new Waking(Duration.ofSeconds(4), 0.9, true);

    private static AdaptiveMemory constant(AdaptiveMemory from, double load, int slots, Waking waking) {
        AdaptiveMemory memory = from;
        for (int slot = 0; slot < slots; slot++) {
            memory = memory.step(load, 10 * load, waking, GOAL);
        }
        return memory;
    }

    @Test
    void nothingIsWantedBeforeAnythingWasSeen() {
        assertThat(AdaptiveMemory.NEW.isNew()).isTrue();
        assertThat(AdaptiveMemory.NEW.machines()).isZero();
        assertThat(AdaptiveMemory.NEW.begin(2.5).isNew()).isFalse();
        assertThat(AdaptiveMemory.NEW.begin(2.5).slots()).isZero();
        // Head-room 0.15: 2.5 + 0.15 · √2.5 = 2.74.
        assertThat(AdaptiveMemory.NEW.begin(2.5).machines()).isEqualTo(3);
    }

    /// 2 minutes of hold, and an hour of the first machine only where hardly anything wakes in time.
    @Test
    void theFirst45MinutesFollowTheUsualRule() {
        AdaptiveMemory busy = constant(AdaptiveMemory.NEW.begin(4), 4, 20, BOOTS);
        assertThat(busy.machines()).isEqualTo(5);
        assertThat(constant(busy, 0, 8, BOOTS).machines()).isEqualTo(5);
        assertThat(constant(busy, 0, 9, BOOTS).machines()).isEqualTo(1);
        assertThat(constant(busy, 0, 150, BOOTS).machines()).isEqualTo(1);

        AdaptiveMemory resuming = constant(AdaptiveMemory.NEW.begin(4), 4, 20, RESUMES);
        assertThat(constant(resuming, 0, 8, RESUMES).machines()).isEqualTo(5);
        assertThat(constant(resuming, 0, 9, RESUMES).machines()).isZero();
    }

    /// The head-room of the beginning goes with the first choice, after 180 slots, and no slot earlier.
    @Test
    void theFirstChoiceComesAfter45Minutes() {
        AdaptiveMemory memory = constant(AdaptiveMemory.NEW.begin(4), 4, 179, BOOTS);
        assertThat(memory.machines()).isEqualTo(5);
        assertThat(memory.step(4, 40, BOOTS, GOAL).machines()).isEqualTo(4);
    }

    /// Between two choices the rule stays, whatever comes. A goal that changes counts at the next one.
    @Test
    void aChoiceIsMadeEveryQuarterOfAnHour() {
        SplittableRandom chance = new SplittableRandom(7);
        AdaptiveMemory memory = AdaptiveMemory.NEW;
        int changes = 0;
        for (int slot = 1; slot < 4_000; slot++) {
            double load = chance.nextInt(30) == 0 ? chance.nextDouble() * 9 : slot / 700 % 2;
            Rule before = rule(memory);
            memory = memory.step(load, 10 * load, BOOTS, slot / 500 % 2 == 0 ? GOAL : Goal.of(0.2));
            if (slot != 1 && memory.slots() % 60 != 0) {
                assertThat(rule(memory)).as("slot %d", slot).isEqualTo(before);
            } else if (slot > 180 && !rule(memory).equals(before)) {
                changes++;
            }
        }

        assertThat(changes).isGreaterThan(5);
    }

    private static Rule rule(AdaptiveMemory memory) {
        return memory.verdict(BOOTS, GOAL).followed().rule();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40, 300, 5_000})
    void aConstantLoadGetsWhatItTakes(int machines) {
        AdaptiveMemory memory = constant(AdaptiveMemory.NEW.begin(machines), machines, 200, BOOTS);

        for (int slot = 0; slot < 300; slot++) {
            memory = memory.step(machines, 10 * machines, BOOTS, GOAL);
            assertThat(memory.machines()).isEqualTo(machines);
        }
    }

    /// Where nine of ten wake-ups are in time, an idle fleet sleeps; where none is and every request counts, it
    /// does not.
    @ParameterizedTest
    @CsvSource({"0.999, 0", "0, 1"})
    void whatWakesInTimeMaySleep(double inTime, int machines) {
        Waking waking = new Waking(Duration.ofSeconds(4), inTime, true);
        AdaptiveMemory memory = AdaptiveMemory.NEW;
        for (int slot = 0; slot < 6_000; slot++) {
            double load = slot % 160 == 0 ? 0.1 : 0;
            memory = memory.step(load, 10 * load, waking, GOAL);
        }

        assertThat(memory.machines()).isEqualTo(machines);
    }

    @Test
    void anyFiniteLoadGivesACount() {
        double[] odd = {0, Double.MIN_VALUE, 1e-9, 0.999_999_999_9, 1, 1e3, 65_535, 65_536, 1e9, Double.MAX_VALUE};
        SplittableRandom chance = new SplittableRandom(9);
        AdaptiveMemory memory = AdaptiveMemory.NEW;
        for (int slot = 0; slot < 2_000; slot++) {
            double load = odd[chance.nextInt(slot < 1_000 ? 6 : odd.length)];
            memory = memory.step(load, slot % 700 == 0 ? Double.MAX_VALUE : chance.nextInt(50), BOOTS, GOAL);
            assertThat(memory.machines()).as("slot %d, load %s", slot, load).isBetween(0, 65_535);
        }
        // Its sums are finite, else it could not be read again.
        assertThat(AdaptiveMemory.fromBytes(memory.toBytes())).contains(memory);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, -1", "NaN, 1", "1, NaN", "Infinity, 1", "1, Infinity"})
    void whatIsNoLoadIsRefused(double load, double requests) {
        assertThatThrownBy(() -> AdaptiveMemory.NEW.begin(1).step(load, requests, BOOTS, GOAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 0 or more");
    }

    /// A step makes a new memory: the old one can be stepped again and comes to the same, however often.
    @Test
    void aStepChangesNothingButItsResult() {
        SplittableRandom chance = new SplittableRandom(5);
        AdaptiveMemory memory = AdaptiveMemory.NEW;
        for (int slot = 0; slot < 800; slot++) {
            Waking waking = slot % 50 == 0 ? Waking.always(Duration.ofSeconds(50), Duration.ZERO, false) : BOOTS;
            double load = chance.nextInt(3) == 0 ? 0 : chance.nextDouble() * 6;
            byte[] before = memory.toBytes();
            AdaptiveMemory next = memory.step(load, load, waking, GOAL);
            memory.step(9, 9, waking, GOAL);
            memory.step(0, 0, BOOTS, GOAL);

            assertThat(memory.toBytes()).isEqualTo(before);
            assertThat(memory.step(load, load, waking, GOAL)).isEqualTo(next);
            memory = next;
        }
    }
}
