package dev.hangar.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerTest {
    private static final Instant T0 = RandomOrganization.START;

    private final List<String> heard = new ArrayList<>();
    private final Scheduler scheduler = new Scheduler(T0, time -> {});

    private void say(String what) {
        heard.add((scheduler.now().toEpochMilli() - T0.toEpochMilli()) / 1000 + " " + what);
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    @Test
    void strandsTakeTurnsByTimeAndThenByTheOrderOfAsking() {
        scheduler.start("a", at(1), () -> {
            say("a");
            scheduler.sleepUntil(at(5));
            say("a again");
        });
        scheduler.start("b", at(1), () -> {
            say("b");
            scheduler.sleepUntil(at(3));
            say("b again");
            scheduler.sleepUntil(at(5));
            say("b at last");
        });
        scheduler.at(at(4), () -> say("work"));

        assertThat(scheduler.run(at(10))).isEmpty();
        assertThat(heard).containsExactly("1 a", "1 b", "3 b again", "4 work", "5 a again", "5 b at last");
        assertThat(scheduler.now()).isEqualTo(at(10));
    }

    @Test
    void whoSleepsUntilThePastLetsThoseGoFirstWhoAreDue() {
        scheduler.start("a", at(1), () -> {
            scheduler.sleepUntil(T0);
            say("a");
        });
        scheduler.start("b", at(1), () -> say("b"));

        assertThat(scheduler.run(at(2))).isEmpty();
        assertThat(heard).containsExactly("1 b", "1 a");
    }

    @Test
    void strandsThatAreStillAtWorkEndWithTheRun() {
        scheduler.start("a", at(1), () -> {
            try {
                scheduler.sleepUntil(at(100));
            } finally {
                say("a ends");
            }
        });
        scheduler.start("never started", at(99), () -> say("never"));

        assertThat(scheduler.run(at(2))).isEmpty();
        assertThat(heard).containsExactly("2 a ends");
    }

    @Test
    void whatAStrandThrowsEndsTheRun() {
        IllegalStateException bug = new IllegalStateException("bug");
        scheduler.start("a", at(1), () -> {
            throw bug;
        });
        scheduler.at(at(2), () -> say("later"));

        assertThat(scheduler.run(at(5))).isEqualTo(Optional.of(bug));
        assertThat(heard).isEmpty();
    }

    @Test
    void whatWorkThrowsEndsTheRunAlsoWhileAStrandSleeps() {
        Violation broken = new Violation("floor", "broken");
        scheduler.start("a", at(1), () -> {
            scheduler.sleepUntil(at(4));
            say("a");
        });
        scheduler.at(at(2), () -> {
            throw broken;
        });

        assertThat(scheduler.run(at(5))).isEqualTo(Optional.of(broken));
        assertThat(heard).isEmpty();
    }

    /// Two runs of one seed tell the same story to the last line.
    @Test
    void aSeedDecidesEverything() {
        for (long seed : new long[] {3, 17, 42, 43}) {
            Stage.Run once = Simulation.run(seed);
            Stage.Run again = Simulation.run(seed);
            assertThat(again.universe().tail(10_000))
                    .as("seed %d", seed)
                    .hasSizeGreaterThan(50)
                    .isEqualTo(once.universe().tail(10_000));
            assertThat(again.universe().audit.tally())
                    .isEqualTo(once.universe().audit.tally());
        }
    }
}
