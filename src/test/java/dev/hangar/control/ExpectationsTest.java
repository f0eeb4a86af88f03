package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Expectation;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class ExpectationsTest {
    @ParameterizedTest(name = "{0} expected, {1} seen after {2} s → {3}")
    @CsvSource({
        "STARTED, started, 5, MET",
        "STARTED, starting, 5, ",
        "STARTED, stopped, 59, ",
        "STARTED, stopped, 60, EXPIRED",
        "STARTED, stopped, -1, EXPIRED", // the clock went back
        "STARTED, started, 99, MET",
        "SUSPENDED, suspended, 5, MET",
        "SUSPENDED, started, 5, ",
        "SUSPENDED, stopped, 5, FELL_BACK_TO_STOP",
        "SUSPENDED, starting, 5, WOKEN",
        "STOPPED, starting, 5, WOKEN",
        "STOPPED, suspended, 5, ",
        "STOPPED, stopped, 5, MET",
        "DESTROYED, , 5, MET",
        "STARTED, , 5, GONE"
    })
    void howAnExpectationEnds(MachineState expected, String seen, long after, ClosedExpectation.Ending ending) {
        Expectation expectation = new Expectation(ref("a"), expected, T0, T0.plusSeconds(60));
        List<Machine> machines =
                seen == null ? List.of() : List.of(web("a").inState(seen).build());
        Expectations.Sorted sorted = Expectations.sort(List.of(expectation), machines, T0.plusSeconds(after));
        if (ending == null) {
            assertThat(sorted.open()).containsExactly(expectation);
            assertThat(sorted.closed()).isEmpty();
        } else {
            MachineState observed = seen == null ? MachineState.DESTROYED : MachineState.parse(seen);
            assertThat(sorted.open()).isEmpty();
            assertThat(sorted.closed()).containsExactly(new ClosedExpectation(expectation, ending, observed));
        }
    }

    /// Found by the simulation: for 90 s such a machine counted as leaving, and its demand as none.
    @ParameterizedTest(name = "started {0} s after the action → {1}")
    @CsvSource({"-30, ", "0, ", "1, WOKEN", "20, WOKEN"})
    void whatWasWokenAgainIsNoLongerExpectedToSleep(long after, ClosedExpectation.Ending ending) {
        Expectation asleep = new Expectation(ref("a"), MachineState.SUSPENDED, T0, T0.plusSeconds(90));
        Machine awake = web("a").event("start", "started", "proxy", T0.plusSeconds(after))
                .build();
        Expectations.Sorted sorted = Expectations.sort(List.of(asleep), List.of(awake), T0.plusSeconds(30));
        assertThat(sorted.closed())
                .extracting(ClosedExpectation::ending)
                .isEqualTo(ending == null ? List.of() : List.of(ending));
    }

    @Test
    void whatASentActionLeadsUsToExpect() {
        Duration wake = Duration.ofSeconds(60);
        assertThat(Expectations.after(new Action.Start(ref("a"), Reason.DEMAND), T0, wake))
                .contains(new Expectation(ref("a"), MachineState.STARTED, T0, T0.plusSeconds(60)));
        assertThat(Expectations.after(new Action.Sleep(ref("a"), SleepKind.STOP, true, Reason.IDLE), T0, wake))
                .contains(new Expectation(ref("a"), MachineState.STOPPED, T0, T0.plusSeconds(90)));
        assertThat(Expectations.after(new Action.Sleep(ref("a"), SleepKind.SUSPEND, true, Reason.IDLE), T0, wake))
                .contains(new Expectation(ref("a"), MachineState.SUSPENDED, T0, T0.plusSeconds(90)));
        assertThat(Expectations.after(new Action.Destroy(ref("a"), Reason.LAUNCH_PAIR), T0, wake))
                .contains(new Expectation(ref("a"), MachineState.DESTROYED, T0, T0.plusSeconds(90)));
        assertThat(Expectations.after(new Action.Drain(ref("a"), SleepKind.STOP, Reason.IDLE), T0, wake))
                .isEqualTo(Optional.empty());
        assertThat(Expectations.after(new Action.Undrain(ref("a"), Reason.DRAIN_CANCELED), T0, wake))
                .isEqualTo(Optional.empty());
    }
}
