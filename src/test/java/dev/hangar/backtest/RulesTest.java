package dev.hangar.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What each rule wants, slot by slot. `3*4` are four slots of three.
class RulesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "fly-proxy, 3 0*60, 3*20 2*20 1*20 0",
        "fly-proxy, 3 1*60, 3*20 2*41",
        "fly-proxy, 3 .5*60, 3*20 2*20 1*21",
        "fly-autoscaler, 1.2 0 3.5 2, 2*2 0 4",
        "hpa, 7 7.5*2 8*2, 10*4 12",
        "hpa, .7 70*7, 1*2 5 10 20 40 80 100",
        "hpa, 7 0*22, 10*21 0*2",
        "kpa, .5*2 0*8, 1*8 0*2",
        "kpa, 5.6 0*8, 8*2 6 4 2 1*2 0*2",
        "kpa, .7 2.1 .7*6, 1*2 3*4 1*2",
        "ski-rental, 3 0*8, 3*6 0*3",
        "ski-rental, 3 1 2 0*6, 3*6 2*2 0",
        "target-tracking, 8 8.5*2 9*2, 10*4 12",
        "target-tracking, 8 0*23, 10*22 0*2",
        "always-on, 3 0*3 5, 5*5"
    })
    void wants(String policy, String load, String wanted) {
        assertThat(wanted(policy, expand(load))).isEqualTo(expandedText(wanted));
    }

    /// Each start costs a minute of a machine, those before the first slot too.
    @Test
    void skiRentalIsNeverMoreThanTwiceTheOptimum() {
        double price = 60;
        Traces.inEvery(80, 5, trace -> {
            Tally tally = Replay.run(
                            trace,
                            ReplayTest.scenario(Wake.PROXY, 5, 0),
                            new SkiRentalRule(trace.load(0), SkiRentalRule.KEEP))
                    .tally();
            double before = price * trace.need(0);
            double cost = tally.billedSeconds() + price * tally.starts() + before;
            double optimum = OptimumTest.cost(trace, Optimum.schedule(trace, price), price) + before;
            assertThat(cost).isLessThanOrEqualTo(2 * optimum + 1e-6);
        });
    }

    @Test
    void theSlidingMaximumIsTheLargestOfTheWindow() {
        SplittableRandom chance = new SplittableRandom(1);
        for (int length : new int[] {1, 2, 5, 20}) {
            SlidingMax max = new SlidingMax(length);
            List<Integer> seen = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                seen.add(chance.nextInt(6));
                int expected = seen.stream()
                        .skip(Math.max(0, seen.size() - length))
                        .mapToInt(value -> value)
                        .max()
                        .orElseThrow();
                assertThat(max.add(seen.getLast())).isEqualTo(expected);
            }
        }
    }

    /// As workers, so that only the rule counts; Fly Proxy and the optimum have no worker to serve.
    private static String wanted(String policy, double[] load) {
        DoubleFunction<Decider> maker = switch (policy) {
            case "fly-proxy" -> FlyProxyRule::new;
            case "fly-autoscaler" -> FlyAutoscalerRule::new;
            case "hpa" -> HpaRule::new;
            case "kpa" -> KpaRule::new;
            case "ski-rental" -> first -> new SkiRentalRule(first, SkiRentalRule.KEEP);
            case "target-tracking" -> TargetTrackingRule::new;
            default -> first -> new AlwaysOn(Traces.of(load).peak());
        };
        Decider decider = maker.apply(load[0]);
        List<String> wanted = new ArrayList<>();
        for (double now : load) {
            int count = decider.decide();
            wanted.add(String.valueOf(count));
            decider.saw(now, 0, count);
        }
        return String.join(" ", wanted);
    }

    private static String expandedText(String text) {
        return Arrays.stream(expand(text))
                .mapToObj(value -> String.valueOf((int) value))
                .collect(Collectors.joining(" "));
    }

    private static double[] expand(String text) {
        return Arrays.stream(text.split(" ", -1))
                .flatMapToDouble(word -> {
                    String[] parts = word.split("\\*", -1);
                    int times = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
                    return IntStream.range(0, times).mapToDouble(i -> Double.parseDouble(parts[0]));
                })
                .toArray();
    }
}
