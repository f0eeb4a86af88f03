package dev.hangar.report;

import dev.hangar.cost.Rate;
import dev.hangar.model.Region;
import dev.hangar.policy.Pool;
import dev.hangar.policy.PoolReport;
import dev.hangar.policy.ScalingReport;
import dev.hangar.policy.adaptive.AdaptiveMemory;
import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Waking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Situations and what is said of them. The figures are of the rules; that they are right others test.
class ScalingWordsTest {
    private static final Instant AT = Instant.parse("2026-11-22T03:14:15Z");
    private static final Rate SMALL = new Rate(846_500);
    private static final Waking COLD = new Waking(Duration.ofSeconds(4), 0, true);
    private static final Waking RESUMES = new Waking(Duration.ofSeconds(4), 0.97, true);
    private static final Goal ONE_PERCENT = Goal.of(0.01);
    private static final int DAY = 5_760;

    private static double chance(int slot) {
        return new SplittableRandom(slot).nextDouble();
    }

    /// Work every half hour on average, for a slot, and nobody knows when.
    private static double sparse(int slot) {
        return chance(slot) < 1 / 120.0 ? 0.4 : 0;
    }

    /// Work now and then, for a minute or two.
    private static double wavy(int slot) {
        return chance(slot / 5) < 0.12 ? 0.2 + 0.6 * chance(-slot) : 0;
    }

    /// Hardly anything, and now and then six machines out of the blue.
    private static double spiky(int slot) {
        return chance(slot) < 1 / 600.0 ? 6 : 0.05;
    }

    private static PoolReport pool(IntToDoubleFunction load, int slots, Waking waking, Goal goal) {
        AdaptiveMemory memory = AdaptiveMemory.NEW;
        for (int slot = 0; slot < slots; slot++) {
            double its = load.applyAsDouble(slot);
            memory = memory.step(its, its * 20, waking, goal);
        }
        return new PoolReport(Optional.empty(), Optional.of(SMALL), new Pool(memory, AT, 0.4, 0), waking, goal);
    }

    private static ScalingReport.Adaptive report(PoolReport... pools) {
        return new ScalingReport.Adaptive(
                pools[0].goal(), Duration.ofSeconds(1), pools[0].waking(), false, List.of(pools));
    }

    private static List<String> words(PoolReport... pools) {
        return ScalingWords.of(report(pools));
    }

    @Test
    void theFixedRuleIsNamedWithItsFigures() {
        assertThat(ScalingWords.of(new ScalingReport.TargetTracking(0.8, Duration.ofSeconds(150))))
                .containsExactly("Rule: target tracking, 80 % of a machine's capacity, largest need of 2m30s.");
    }

    @Test
    void nothingLearnedYetIsSaidWithTheTimeThatItTakes() {
        assertThat(words(pool(ScalingWordsTest::wavy, 100, COLD, ONE_PERCENT)))
                .containsExactly("Rule: head-room 0.15, hold 2m, first machine always. Nothing has been learned yet:"
                        + " it is the rule of the first 45 minutes, and the first choice is made after 20m more of"
                        + " known demand.");
    }

    @Test
    void theRuleItsRunnerUpAndWhatWouldChangeTheAnswer() {
        List<String> words = words(pool(ScalingWordsTest::wavy, 2 * DAY, COLD, ONE_PERCENT));
        assertThat(words)
                .anySatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "Rule: .*: [0-9.]+ machines on average, \\$[0-9.]+ / 30 days, [0-9.]+ % late of 1 %\\."));
        assertThat(words)
                .anySatisfy(line -> assertThat(line)
                        .matches("Next best: .*: (the same|\\$[0-9.]+ / 30 days (more|less)), [0-9.]+ % late\\."));
        assertThat(words)
                .anySatisfy(line -> assertThat(line)
                        .matches("With late-share 0\\.[0-9]+: .*: \\$[0-9.]+ / 30 days less, [0-9.]+ % late\\."));
        assertThat(words)
                .anySatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "It takes turns with .*, so that the share is kept and used: 0\\.[0-9]+ % were late so far\\."));
        assertThat(words).noneSatisfy(line -> assertThat(line).contains("wake-ups"));
    }

    @Test
    void whatResumesInTimeSaveIsSaidInDollars() {
        assertThat(words(pool(ScalingWordsTest::sparse, 4 * DAY, RESUMES, ONE_PERCENT)))
                .anySatisfy(line -> assertThat(line)
                        .matches("97 % of wake-ups are expected within 1s and make nobody late: if all were cold boots,"
                                + " the same promise would cost \\$[12]\\.[0-9]+ / 30 days more\\."));
    }

    @Test
    void whereTheFirstMachineStaysAnywayResumesSaveNothing() {
        assertThat(words(pool(slot -> 0.5, DAY, RESUMES, ONE_PERCENT)))
                .contains("97 % of wake-ups are expected within 1s and make nobody late; here nothing depends on it.");
    }

    @Test
    void thatNoRuleKeepsTheShareIsSaid() {
        assertThat(words(pool(ScalingWordsTest::spiky, DAY, COLD, ONE_PERCENT)))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("No rule keeps late-share 0.01 here: followed is the cheapest of those that come"
                                + " near; ")
                        .endsWith(" were late so far."));
    }

    @Test
    void underALatePriceThePriceIsTheKnob() {
        Goal priced = new Goal(0.01, Optional.of(Duration.ofMinutes(10)));
        List<String> words = words(pool(ScalingWordsTest::sparse, 4 * DAY, COLD, priced));
        assertThat(words).noneSatisfy(line -> assertThat(line).contains("With late-share"));
        assertThat(words)
                .anySatisfy(line -> assertThat(line)
                        .matches("late-price 10m stops before late-share 0.01 is kept: .* late so far\\."));
    }

    @Test
    void withoutAPriceMachinesAreTold() {
        PoolReport priced = pool(ScalingWordsTest::sparse, 4 * DAY, RESUMES, ONE_PERCENT);
        PoolReport unpriced =
                new PoolReport(priced.region(), Optional.empty(), priced.pool(), priced.waking(), priced.goal());
        assertThat(words(unpriced)).noneSatisfy(line -> assertThat(line).contains("$"));
        assertThat(words(unpriced)).anySatisfy(line -> assertThat(line).contains(" machines more."));
    }

    @Test
    void regionsAreNamedAndManyAreToldInShort() {
        PoolReport one = pool(ScalingWordsTest::wavy, 300, COLD, ONE_PERCENT);
        PoolReport[] four = Stream.of("iad", "lhr", "nrt", "syd")
                .map(region -> new PoolReport(
                        Optional.of(new Region(region)), one.machine(), one.pool(), one.waking(), one.goal()))
                .toArray(PoolReport[]::new);
        assertThat(words(four)).hasSize(4).allSatisfy(line -> assertThat(line).startsWith("Rule in "));
        assertThat(words(four[0], four[1])).hasSizeGreaterThan(2);
    }

    @Test
    void besideTheProxyTheFixIsNamed() {
        ScalingReport.Adaptive alone = report(pool(ScalingWordsTest::wavy, 10, COLD, ONE_PERCENT));
        assertThat(ScalingWords.of(new ScalingReport.Adaptive(
                        alone.goal(), alone.lateAfter(), alone.waking(), true, alone.pools())))
                .hasSize(2)
                .last()
                .asString()
                .contains("auto_stop_machines = \"off\"");
    }
}
