package dev.hangar.policy.adaptive;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StairsTest {
    private static final int[] HOLD_SLOTS = {0, 2, 4, 8, 20, 40, 80, 240};

    /// Few distinct values never need more steps than there are, so the maxima are exact, across the wrap of the
    /// slots.
    @Test
    void maximaOfEveryHoldAreExactForSmallFleets() {
        Random random = new Random(3);
        int first = 65_000;
        int[] values = new int[2_000];
        Stairs stairs = new Stairs();
        char[] wanted = new char[64];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(random.nextInt(1, 15));
            stairs.push(5, first + i, values[i]);
            stairs.maxima(5, first + i, wanted);
            for (int hold = 0; hold < HOLD_SLOTS.length; hold++) {
                int from = Math.max(0, i - HOLD_SLOTS[hold]);
                int expected = Arrays.stream(values, from, i + 1).max().orElseThrow();
                assertThat((int) wanted[40 + hold])
                        .as("slot " + i + " hold " + hold)
                        .isEqualTo(expected);
            }
        }
    }

    /// A long steady fall needs more steps than there are: what is joined errs towards more machines.
    @Test
    void whereStepsAreJoinedTooMuchIsHeldRatherThanTooLittle() {
        int[] values = new int[300];
        Stairs stairs = new Stairs();
        char[] wanted = new char[64];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1_000 - 3 * i;
            stairs.push(0, i, values[i]);
            stairs.maxima(0, i, wanted);
            for (int hold = 0; hold < HOLD_SLOTS.length; hold++) {
                int from = Math.max(0, i - HOLD_SLOTS[hold]);
                int least = Arrays.stream(values, from, i + 1).max().orElseThrow();
                assertThat((int) wanted[hold]).isBetween(least, 1_000);
            }
            assertThat((int) wanted[0]).isEqualTo(values[i]);
        }
    }
}
