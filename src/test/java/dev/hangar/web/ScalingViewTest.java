package dev.hangar.web;

import dev.hangar.testkit.Passes;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScalingViewTest {
    @Test
    void theFixedRuleHasItsFiguresAndNoPools() {
        ScalingView view = ScalingView.of(Passes.quiet().evaluation().report().scaling());
        assertThat(view.kind()).isEqualTo("target-tracking");
        assertThat(view.targetUtilization()).as("beside the proxy").contains(1.0);
        assertThat(view.windowSeconds()).contains(new BigDecimal("600.000"));
        assertThat(view.pools()).isEmpty();
    }

    @Test
    void theAdaptiveRuleHasDollarsAndARunnerUp() {
        ScalingView view =
                ScalingView.of(Passes.adaptive(400).evaluation().report().scaling());
        assertThat(view.kind()).isEqualTo("adaptive");
        assertThat(view.lateShare()).contains(0.01);
        assertThat(view.proxyParks()).contains(true);
        ScalingView.PoolView pool = view.pools().getFirst();
        assertThat(pool.region()).contains("iad");
        assertThat(pool.learnedInSeconds()).isEqualByComparingTo("0");
        assertThat(pool.followed().rule()).startsWith("head-room");
        // $2.194128 is what one such machine costs in 30 days.
        assertThat(pool.followed().usdPer30Days().orElseThrow().doubleValue())
                .isCloseTo(2.194_128 * pool.followed().machines(), within(1e-5));
        assertThat(pool.runnerUp()).isPresent();
        assertThat(pool.usdPer30DaysSavedByResumes()).isPresent();
    }

    @Test
    void atFirstItSaysForHowLong() {
        ScalingView view =
                ScalingView.of(Passes.adaptive(21).evaluation().report().scaling());
        assertThat(view.pools().getFirst().learnedInSeconds()).isEqualByComparingTo("2400");
    }
}
