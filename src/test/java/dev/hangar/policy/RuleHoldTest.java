package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.Reason;
import dev.hangar.model.Service;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// A machine that runs for the adaptive rule says so, and what the rule holds.
class RuleHoldTest {
    private static final Service OURS =
            new Service(8080, true, Autostop.OFF, 0, OptionalInt.of(20), OptionalInt.empty());

    private static Settings adaptive() {
        return Settings.usual().scaling(new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1)));
    }

    /// 14 connections each, and 15 s later 5 and none.
    private static Given quieter(Settings settings, Machines a, Machines b) {
        Evaluation busy =
                Given.fleet(a, b).settings(settings).concurrency(14, 14).evaluate();
        return Given.fleet(a, b)
                .settings(settings)
                .at(T0.plusSeconds(15))
                .memory(busy.next())
                .concurrency(5, 0);
    }

    @Test
    void besideTheProxy() {
        Given given = quieter(adaptive(), web("a"), web("b"));
        assertThat(given.plan()).isEmpty();
        assertThat(given.holds()).containsExactly(Reason.RULE_HOLDS);
        assertThat(given.report("b").reason()).isEqualTo(Reason.RULE_HOLDS);
        assertThat(given.report("b").detail()).isEqualTo("the rule holds 2: head-room 0.15, hold 2m");
    }

    @Test
    void whereOnlyWePark() {
        Given given = quieter(adaptive(), web("a").services(OURS), web("b").services(OURS));
        assertThat(given.plan()).isEmpty();
        assertThat(given.holds()).as("kept where it runs").containsExactly(Reason.RULE_HOLDS);
        assertThat(given.report("b").detail()).isEqualTo("the rule holds 2: head-room 0.15, hold 2m");
    }

    @Test
    void byRegion() {
        Machines there = web("b").in(LHR);
        Given given = quieter(adaptive(), web("a"), there);
        assertThat(given.report("b").detail()).isEqualTo("the rule holds 2: iad 1, lhr 1");
    }

    @Test
    void whatDemandOrAFloorNeedsIsNotTheRules() {
        Given needed = Given.fleet(web("a"), web("b")).settings(adaptive()).concurrency(14, 14);
        assertThat(needed.reasons()).containsExactly("a=NEEDED", "b=NEEDED");

        Given floor = quieter(adaptive().floor(2), web("a"), web("b"));
        assertThat(floor.reasons()).containsExactly("a=KEPT_BY_FLOOR", "b=KEPT_BY_FLOOR");
    }

    @Test
    void theFixedRuleHasItsWindow() {
        assertThat(quieter(Settings.usual(), web("a"), web("b")).reasons())
                .containsExactly("a=STABILIZING", "b=STABILIZING");
    }

    @Test
    void whatCouldNotBeRuledOutIsNotTheRules() {
        Readings unknown = Readings.at(T0).concurrency("a", 5).stale("b", 5);
        Evaluation before = Given.fleet(web("a"), web("b"), web("c"))
                .settings(adaptive())
                .readings(unknown)
                .evaluate();
        Given given = Given.fleet(web("a"), web("b"), web("c"))
                .settings(adaptive())
                .at(T0.plusSeconds(15))
                .memory(before.next())
                .concurrency(5, 0, 0);
        assertThat(given.reason("c")).isEqualTo(Reason.STABILIZING);
    }
}
