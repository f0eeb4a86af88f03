package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What a verdict promises is what happens.
class VerdictTest {
    private static final Waking COLD = new Waking(Duration.ofSeconds(4), 0, true);
    private static final int DAY = 5_760;

    /// Visitors every quarter of an hour, for a minute.
    private static AdaptiveMemory after(int slots, Waking waking, Goal goal) {
        SplittableRandom random = new SplittableRandom(17);
        AdaptiveMemory memory = AdaptiveMemory.NEW;
        boolean busy = false;
        for (int slot = 0; slot < slots; slot++) {
            busy = busy ? random.nextInt(4) != 0 : random.nextInt(60) == 0;
            double load = busy ? 0.2 + 0.6 * random.nextDouble() : 0;
            memory = memory.step(load, 20 * load, waking, goal);
        }
        return memory;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05})
    void theShareForTheCheaperRuleIsWhatItTakes(double share) {
        Goal goal = Goal.of(share);
        AdaptiveMemory memory = after(2 * DAY, COLD, goal);
        Verdict verdict = memory.verdict(COLD, goal);
        double needed = verdict.shareForCheaper().orElseThrow();
        assertThat(needed).isGreaterThan(verdict.followed().lateShare());

        Verdict.Shadowed more = memory.verdict(COLD, Goal.of(needed * 1.000_01)).settled();
        assertThat(more.rule()).isEqualTo(verdict.cheaper().orElseThrow().rule());
        assertThat(more.machines()).isLessThan(verdict.followed().machines());
        Verdict.Shadowed less = memory.verdict(COLD, Goal.of(needed * 0.999)).settled();
        assertThat(less.rule()).isNotEqualTo(verdict.cheaper().orElseThrow().rule());
    }

    @Test
    void aLatePriceUnderWhatIsPaidTakesTheCheaperRule() {
        Goal goal = Goal.of(0.01);
        AdaptiveMemory memory = after(2 * DAY, COLD, goal);
        Verdict verdict = memory.verdict(COLD, goal);
        Duration paid = verdict.pricePaid().orElseThrow();
        Goal priced = new Goal(0.01, Optional.of(paid.multipliedBy(99).dividedBy(100)));

        assertThat(memory.verdict(COLD, priced).settled().machines())
                .isCloseTo(verdict.cheaper().orElseThrow().machines(), within(1e-6));
    }

    @Test
    void theRunnerUpIsAnotherRuleThatKeepsTheShare() {
        Goal goal = Goal.of(0.01);
        Verdict verdict = after(2 * DAY, COLD, goal).verdict(COLD, goal);
        Verdict.Shadowed next = verdict.runnerUp().orElseThrow();
        assertThat(next.rule().words()).isNotEqualTo(verdict.followed().rule().words());
        assertThat(next.lateShare()).isLessThanOrEqualTo(0.01);
        assertThat(next.machines()).isGreaterThanOrEqualTo(verdict.settled().machines() * 0.99);
    }

    @Test
    void withoutResumesInTimeNothingIsSavedByThem() {
        Goal goal = Goal.of(0.01);
        assertThat(after(DAY, COLD, goal).verdict(COLD, goal).savedByResumes()).isZero();

        Waking quick = new Waking(Duration.ofSeconds(4), 0.97, true);
        Verdict verdict = after(DAY, quick, goal).verdict(quick, goal);
        assertThat(verdict.savedByResumes())
                .isPositive()
                .isCloseTo(verdict.ifAllCold().machines() - verdict.settled().machines(), within(1e-9));
    }

    @Test
    void theFirstRuleIsTheOneOfTheBeginningForFortyFiveMinutes() {
        Goal goal = Goal.of(0.01);
        assertThat(AdaptiveMemory.NEW.verdict(COLD, goal).learnedIn()).isEqualTo(Duration.ofMinutes(45));
        assertThat(after(179, COLD, goal).verdict(COLD, goal).learnedIn()).isEqualTo(Duration.ofSeconds(15));
        assertThat(after(180, COLD, goal).verdict(COLD, goal).atFirst()).isFalse();
    }

    @Test
    void whatNobodyAskedForHasFiguresAllTheSame() {
        Goal goal = Goal.of(0.01);
        AdaptiveMemory idle = AdaptiveMemory.NEW;
        for (int slot = 0; slot < 300; slot++) {
            idle = idle.step(0, 0, COLD, goal);
        }
        Verdict verdict = idle.verdict(COLD, goal);
        assertThat(verdict.lateShare()).isZero();
        assertThat(verdict.requests()).isZero();
        assertThat(verdict.pricePaid()).isEmpty();
        assertThat(verdict.followed().machines()).isFinite();
        assertThat(verdict.followed().lateShare()).isBetween(0.0, 1.0);
    }
}
