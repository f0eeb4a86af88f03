package dev.hangar.backtest;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OptimumTest {
    @ParameterizedTest
    @CsvSource({
        "'1 0 1', 5, '1 0 1'",
        "'1 0 1', 15, '1 1 1'",
        "'1 0 0 1', 29, '1 0 0 1'",
        "'1 0 0 1', 30, '1 1 1 1'",
        "'3 1 0 2 3', 15, '3 1 1 2 3'",
        "'3 1 0 2 3', 30, '3 2 2 2 3'",
        "'3 1 0 2 3', 45, '3 3 3 3 3'",
        "'0 0 1', 60, '0 0 1'",
        "'2 0 0', 60, '2 0 0'",
        "'2.5 0 1.2', 60, '3 2 2'"
    })
    void bridgesAGapExactlyWhenThatIsNoDearerThanAStart(String load, double startPrice, String expected) {
        int[] schedule = Optimum.schedule(Traces.of(numbers(load)), startPrice);

        assertThat(schedule)
                .containsExactly(Arrays.stream(numbers(expected))
                        .mapToInt(machines -> (int) machines)
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 5, 15, 20, 65, 100})
    void equalsTheExactDynamicProgram(double startPrice) {
        Traces.inEvery(
                30,
                6,
                trace -> assertThat(cost(trace, Optimum.schedule(trace, startPrice), startPrice))
                        .isCloseTo(exact(trace, startPrice), within(1e-6)));
    }

    @Test
    void paysForBoots() {
        Scenario scenario = new Scenario(Wake.PROXY, Duration.ofSeconds(5), Duration.ZERO, 0.01);

        Tally tally = Optimum.run(Traces.of(1, 3, 0, 1), scenario).tally();

        assertThat(tally).isEqualTo(new Tally(5 * 15 + 3 * 5, 0, 0, 0, 3, 3, 0));
    }

    /// The least over all counts of all slots: `best[c]` is the cheapest way to run `c` machines in this slot.
    private static double exact(Trace trace, double startPrice) {
        int peak = trace.peak();
        double[] best = new double[peak + 1];
        for (int count = 0; count <= peak; count++) {
            best[count] = count < trace.need(0)
                    ? Double.POSITIVE_INFINITY
                    : 15.0 * count + startPrice * (count - trace.need(0));
        }
        for (int slot = 1; slot < trace.slots(); slot++) {
            double[] next = new double[peak + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int count = trace.need(slot); count <= peak; count++) {
                for (int before = 0; before <= peak; before++) {
                    double price = best[before] + 15.0 * count + startPrice * Math.max(0, count - before);
                    next[count] = Math.min(next[count], price);
                }
            }
            best = next;
        }
        return Arrays.stream(best).min().orElseThrow();
    }

    static double cost(Trace trace, int[] schedule, double startPrice) {
        double cost = 0;
        int before = trace.need(0);
        for (int slot = 0; slot < schedule.length; slot++) {
            assertThat(schedule[slot]).isGreaterThanOrEqualTo(trace.need(slot));
            cost += 15.0 * schedule[slot] + startPrice * Math.max(0, schedule[slot] - before);
            before = schedule[slot];
        }
        return cost;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
