package dev.hangar.backtest;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Small traces worked out by hand. `late` are requests, `unserved` machines times slots without capacity.
class ReplayTest {
    @ParameterizedTest(name = "{0}, {1}, start {2} s, late after {3} s")
    @CsvSource(delimiter = '|', textBlock = """
            one grows     | PROXY  |  5 |  0 | 1 2 2 .5  | 10 20 20 5 | 1 1 2 1   |  90 |  3.333333 | 0.333333 | 1 | 1 1 1
            one grows     | WORKER |  5 |  0 | 1 2 2 .5  | 10 20 20 5 | 1 1 2 1   |  75 | 13.333333 | 1.333333 | 2 | 1 1 2
            in time       | PROXY  |  5 |  1 | 1 2 2 .5  | 10 20 20 5 | 1 1 2 1   |  90 |  2.666667 | 0.266667 | 1 | 1 1 1
            in time       | PROXY  |  5 |  5 | 1 2 2 .5  | 10 20 20 5 | 1 1 2 1   |  90 |         0 |        0 | 0 | 1 1 1
            in time       | PROXY  |  5 | 60 | 1 2 2 .5  | 10 20 20 5 | 1 1 2 1   |  90 |         0 |        0 | 0 | 1 1 1
            still full    | WORKER |  5 |  5 | 1 2 2 .5  | 10 20 20 5 | 1 1 2 1   |  75 |        10 |        1 | 1 | 1 1 2
            at once       | PROXY  |  0 |  0 | 1 2 2 .5  | 10 20 20 5 | 1 1 2 1   |  90 |         1 |        0 | 0 | 1 1 1
            longer boot   | PROXY  | 20 |  0 | 1 2 2 2   | 10 20 20 20| 1 1 2 2   | 105 | 13.333333 | 1.333333 | 2 | 1 0 1
            longer boot   | WORKER | 20 |  0 | 1 2 2 2   | 10 20 20 20| 1 1 2 2   |  90 | 23.333333 | 2.333333 | 3 | 1 0 2
            longer boot   | PROXY  | 20 |  5 | 1 2 2 2   | 10 20 20 20| 1 1 2 2   | 105 |        11 |        1 | 1 | 1 0 1
            whole slots   | PROXY  | 30 |  0 | 1 2 2 2   | 10 20 20 20| 1 1 2 2   | 105 |        21 |        2 | 2 | 1 0 1
            least one     | PROXY  |  5 |  0 | 0 .1 .1   | 0 2 2      | 0 0 1     |  30 |         1 | 0.0333333333 | 1 | 1 0 1
            least a part  | PROXY  |  5 |  0 | 0 .1 .1   | 0 .5 .5    | 0 0 1     |  30 |        .5 | 0.0333333333 | 1 | 1 0 1
            nobody came   | PROXY  |  5 |  0 | 0 .1 .1   | 0 0 .5     | 0 0 1     |  30 |         0 | 0.0333333333 | 1 | 1 0 1
            nobody waits  | PROXY  |  5 |  5 | 0 .1 .1   | 0 2 2      | 0 0 1     |  30 |         0 |        0 | 0 | 1 0 1
            stopped early | PROXY  |  5 |  0 | 3 3       | 30 30      | 3 1       |  90 |  6.666667 | 0.666667 | 1 | 2 2 2
            stopped early | PROXY  | 20 |  0 | 2 2       | 20 20      | 2 1       |  60 |        10 |        1 | 1 | 1 1 1
            first is full | WORKER |  5 |  0 | 2 2       | 20 20      | 1 2       |  45 | 13.333333 | 1.333333 | 2 | 1 0 2
            no demand     | PROXY  |  5 |  0 | 0 0       | 0 0        | 1 0       |  15 |         0 |        0 | 0 | 0 1 0
            """)
    void countsBillAndLateness(
            String name,
            Wake wake,
            int startDelay,
            int lateAfter,
            String load,
            String arrivals,
            String wanted,
            double billed,
            double late,
            double unserved,
            int lateSlots,
            String startsStopsCold) {
        Trace trace = Trace.of(name, numbers(load), numbers(arrivals));

        Tally tally = Replay.run(trace, scenario(wake, startDelay, lateAfter), new Script(numbers(wanted)))
                .tally();

        assertThat(tally.billedSeconds()).isEqualTo(billed);
        assertThat(tally.lateShare()).isCloseTo(share(late, numbers(arrivals)), within(1e-6));
        assertThat(tally.overload()).isCloseTo(share(unserved, numbers(load)), within(1e-6));
        assertThat(tally.lateSlots()).isCloseTo(lateSlots / (double) trace.slots(), within(1e-9));
        assertThat(tally.starts() + " " + tally.stops() + " " + tally.coldStarts())
                .isEqualTo(startsStopsCold);
        assertThat(tally.actions()).isEqualTo(tally.starts() + tally.stops());
    }

    @Test
    void theBillDoesNotDependOnWhatCountsAsLate() {
        Traces.inEvery(50, 5, trace -> {
            double strict = Replay.run(trace, scenario(Wake.PROXY, 20, 0), new SkiRentalRule(0, SkiRentalRule.KEEP))
                    .tally()
                    .billedSeconds();
            double lenient = Replay.run(trace, scenario(Wake.PROXY, 20, 10), new SkiRentalRule(0, SkiRentalRule.KEEP))
                    .tally()
                    .billedSeconds();
            assertThat(lenient).isEqualTo(strict);
        });
    }

    @Test
    void aPolicyIsShownASlotOnlyAfterItDecided() {
        StringBuilder calls = new StringBuilder();
        Decider decider = new Decider() {
            @Override
            public int decide() {
                calls.append("? ");
                return 1;
            }

            @Override
            public void saw(double load, double arrivals, int effective) {
                calls.append(load)
                        .append('/')
                        .append(arrivals)
                        .append('/')
                        .append(effective)
                        .append(' ');
            }
        };

        Replay.run(Traces.of(1, 2), scenario(Wake.PROXY, 5, 0), decider);

        assertThat(calls.toString()).isEqualTo("? 1.0/10.0/1 ? 2.0/20.0/2 ");
    }

    @Test
    void lessThanNothingIsABugOfThePolicy() {
        assertThatThrownBy(() -> Replay.run(Traces.of(1), scenario(Wake.PROXY, 5, 0), new Script(new double[] {-1})))
                .isInstanceOf(IllegalStateException.class);
    }

    static Scenario scenario(Wake wake, int startDelay, int lateAfter) {
        return new Scenario(wake, Duration.ofSeconds(startDelay), Duration.ofSeconds(lateAfter), 0.01);
    }

    private static double share(double part, double[] whole) {
        double sum = Arrays.stream(whole).sum();
        return sum > 0 ? part / sum : 0;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.strip().split(" +", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// Wants what was written down.
    private static final class Script implements Decider {
        private final double[] wanted;
        private int slot;

        Script(double[] wanted) {
            this.wanted = wanted;
        }

        @Override
        public int decide() {
            return (int) wanted[slot++];
        }

        @Override
        public void saw(double load, double arrivals, int effective) {}
    }
}
