package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Every rule that holds runs and counts as its definition says.
class ShadowTest {
    private static final int SLOTS = 700;

    @ParameterizedTest
    @CsvSource({"true, 5000", "false, 5000", "true, 4000", "true, 0", "false, 0", "true, 19000", "false, 60000"})
    void everyRuleRunsAndCountsAsDefined(boolean proxied, long lateMillis) {
        Waking waking = new Waking(Duration.ofMillis(lateMillis), 0, proxied);
        for (long seed = 1; seed <= 4; seed++) {
            double[] load = new double[SLOTS];
            double[] came = new double[SLOTS];
            draw(new Random(seed), load, came);
            Shadow shadow = new Shadow();
            shadow.begin(load[0]);
            for (int k = 0; k < SLOTS; k++) {
                shadow.step(load[k], came[k], waking);
            }
            for (int rule = 0; rule < RuleFamily.HELD; rule++) {
                if (!RuleFamily.isTwin(rule)) {
                    int[] n = PlainRules.counts(rule, load);
                    PlainRules.Sums expected = PlainRules.sums(n, load, came, waking.lateTime(), proxied);
                    String what = "seed " + seed + " rule " + rule;
                    assertThat(shadow.wanted(rule)).as(what).isEqualTo(n[SLOTS]);
                    assertThat((double) shadow.ledger().cost(rule))
                            .as(what)
                            .isCloseTo(expected.cost(), within(expected.cost() * 1e-4 + 1e-3));
                    assertThat((double) shadow.ledger().late(rule))
                            .as(what)
                            .isCloseTo(expected.late(), within(expected.late() * 1e-4 + 1e-3));
                }
            }
        }
    }

    /// Quiet hours, single requests, plateaus and bursts.
    private static void draw(Random random, double[] load, double[] came) {
        double level = 0;
        for (int k = 0; k < load.length; k++) {
            if (random.nextInt(30) == 0) {
                level = random.nextInt(3) == 0 ? 0 : random.nextDouble() * random.nextInt(1, 9);
            }
            load[k] = random.nextInt(4) == 0 ? level * random.nextDouble() : level;
            came[k] = load[k] == 0 ? 0 : load[k] * 3 * random.nextDouble();
        }
    }

    @Test
    void whatIsFollowedIsCountedLikeTheRuleItself() {
        Waking waking = Waking.always(Duration.ofSeconds(5), Duration.ZERO, true);
        double[] load = new double[SLOTS];
        double[] came = new double[SLOTS];
        draw(new Random(11), load, came);
        Shadow shadow = new Shadow();
        shadow.begin(load[0]);
        shadow.follow(3);
        for (int k = 0; k < SLOTS; k++) {
            if (k == 0) {
                // The first slot began with what the load took.
                assertThat(shadow.wanted(3)).isEqualTo(Shadow.need(load[0]));
            }
            shadow.step(load[k], came[k], waking);
            shadow.follow(3);
        }

        assertThat(shadow.ledger().followedLate()).isCloseTo(shadow.ledger().late(3), within(1e-3f));
    }

    @Test
    void aCopyIsTheSameUntilOneOfThemGoesOn() {
        Waking waking = Waking.always(Duration.ofSeconds(5), Duration.ofSeconds(1), true);
        Shadow shadow = new Shadow();
        shadow.begin(2);
        shadow.step(2, 2, waking);
        Shadow copy = shadow.copy();

        assertThat(copy.same(shadow)).isTrue();
        copy.step(5, 5, waking);
        assertThat(copy.same(shadow)).isFalse();
        shadow.step(5, 5, waking);
        assertThat(copy.same(shadow)).isTrue();
    }
}
