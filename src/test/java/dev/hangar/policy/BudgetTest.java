package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// The disruption budget: machines put to sleep within a window. Five machines, all but one of them idle.
class BudgetTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static PolicyMemory spent(String minutesAgo) {
        PolicyMemory memory = Given.warm(T0);
        for (String minutes : minutesAgo.isEmpty() ? new String[0] : minutesAgo.split(" ", -1)) {
            Action drain = new Action.Drain(ref("x"), SleepKind.STOP, Reason.IDLE);
            memory = memory.acted(T0.minus(Duration.ofMinutes(Long.parseLong(minutes))), List.of(drain), HOUR);
        }
        return memory;
    }

    private static Given five(int budget, String minutesAgo) {
        return Given.fleet(web("a"), web("b"), web("c"), web("d"), web("e"))
                .concurrency(0, 1, 2, 3, 9)
                .memory(spent(minutesAgo))
                .settings(Settings.usual().steps(1, 5).budget(budget, HOUR));
    }

    @ParameterizedTest(name = "budget {0} per hour, spent {1} minutes ago: {2}")
    @CsvSource({
        "9, '', 'IDLE IDLE IDLE IDLE NEEDED'",
        "4, '', 'IDLE IDLE IDLE IDLE NEEDED'",
        "3, '', 'IDLE IDLE IDLE BUDGET_SPENT BUDGET_SPENT'",
        "3, '50', 'IDLE IDLE BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT'",
        "3, '50 40 30', 'BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT'",
        // An hour old, it no longer counts.
        "3, '60 40 30', 'IDLE BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT'",
        "3, '59 40 30', 'BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT'",
        // A budget that was lowered is spent, not negative.
        "1, '50 40 30', 'BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT'",
        "0, '', 'BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT BUDGET_SPENT'"
    })
    void sleepsWithinTheWindow(int budget, String minutesAgo, String reasons) {
        Given given = five(budget, minutesAgo);
        assertThat(given.evaluate().report().machines().stream()
                        .map(report -> report.reason().name()))
                .containsExactly(reasons.split(" ", -1));
        assertThat(given.holds().contains(Reason.BUDGET_SPENT)).isEqualTo(!reasons.contains("IDLE"));
    }

    @Test
    void theReportTellsTheSum() {
        assertThat(five(3, "50 40 30").evaluate().report().holds())
                .containsExactly(new FleetReport.Hold(Reason.BUDGET_SPENT, "3 of 3 within 3600 s"));
        assertThat(five(3, "50").report("c").detail()).isEqualTo("budget of 3");
    }

    @Test
    void wakingIsFree() {
        Given given = Given.fleet(web("a"), web("b").suspended())
                .concurrency(30)
                .settings(Settings.usual().budget(0, HOUR));
        assertThat(given.plan()).containsExactly("start b DEMAND");
    }

    @Test
    void aDrainIsPaidWhenItBeginsAndItsSleepIsFree() {
        DrainTag tag = new DrainTag(Machines.ref("a").id(), T0.minusSeconds(60), SleepKind.STOP);
        Given given = Given.fleet(web("a").cordoned().tagged(tag), web("b"))
                .concurrency(0, 5)
                .memory(spent("1 2 3"))
                .settings(Settings.usual().budget(3, HOUR));
        assertThat(given.plan()).containsExactly("sleep a IDLE");
        PolicyMemory slept =
                given.memory().acted(T0, List.of(new Action.Sleep(ref("a"), SleepKind.STOP, true, Reason.IDLE)), HOUR);
        assertThat(slept.sleepsWithin(T0, HOUR)).isEqualTo(3);
        PolicyMemory atOnce =
                given.memory().acted(T0, List.of(new Action.Sleep(ref("a"), SleepKind.STOP, false, Reason.IDLE)), HOUR);
        assertThat(atOnce.sleepsWithin(T0, HOUR)).isEqualTo(4);
    }

    @Test
    void thePlanCheckerProvesIt() {
        Given given = Given.fleet(web("a"), web("b"), web("c"))
                .memory(spent("10 20"))
                .settings(Settings.usual().budget(3, HOUR));
        assertThat(given.violations(PlanCheckerTest.drain("a"))).isEmpty();
        assertThat(given.violations(PlanCheckerTest.drain("a"), PlanCheckerTest.drain("b")))
                .containsExactly("spends 4 of a budget of 3");
    }
}
