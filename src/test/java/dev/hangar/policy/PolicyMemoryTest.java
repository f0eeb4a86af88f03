package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;
import static org.assertj.core.api.Assertions.assertThat;

class PolicyMemoryTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Set<MachineId> PRESENT = Set.of(new MachineId("a"), new MachineId("b"));

    private static Need need(int iad) {
        return new Need(Given.map(IAD, iad), 0, iad);
    }

    private static PolicyMemory seen(PolicyMemory memory, Instant at, int iad) {
        return memory.seen(at, need(iad), PRESENT, WINDOW);
    }

    @Test
    void theFirstPassBeginsTheSeries() {
        PolicyMemory memory = seen(PolicyMemory.NEW, T0, 2);
        assertThat(PolicyMemory.NEW.watched(T0)).isEqualTo(Duration.ZERO);
        assertThat(memory.watched(T0.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(memory.regionWindows()).isEqualTo(Given.map(IAD, MaxWindow.EMPTY.with(T0, 2, WINDOW)));
        assertThat(memory.peakNeed()).isEqualTo(2);
    }

    @ParameterizedTest(name = "a pass {0} s later with a window of {1} s: unbroken {2}")
    @CsvSource({
        "15, 600, true",
        "600, 600, true",
        "601, 600, false",
        "60, 20, true",
        "61, 20, false",
        "-1, 600, false",
        "0, 600, true"
    })
    void aLongGapOrAClockThatWentBackBeginsANewSeries(long later, long window, boolean unbroken) {
        Instant next = T0.plusSeconds(later);
        PolicyMemory memory = seen(PolicyMemory.NEW, T0, 1).seen(next, need(1), PRESENT, Duration.ofSeconds(window));
        assertThat(memory.since()).contains(unbroken ? T0 : next);
        assertThat(memory.lastSeen()).contains(next);
    }

    @Test
    void aRegionWithoutNeedLeavesTheMemoryOnceItsWindowIsEmpty() {
        PolicyMemory memory = PolicyMemory.NEW.seen(T0, new Need(Given.map(LHR, 2), 1, 3), PRESENT, WINDOW);
        PolicyMemory inside = seen(memory, T0.plus(WINDOW), 1);
        assertThat(inside.regionWindows().keySet()).containsExactly(IAD, LHR);
        PolicyMemory outside = seen(inside, T0.plus(WINDOW).plusSeconds(1), 1);
        assertThat(outside.regionWindows().keySet()).containsExactly(IAD);
        assertThat(outside.peakNeed()).as("the peak stays").isEqualTo(3);
    }

    @Test
    void actionsAreRememberedAsBudgetAndWakes() {
        PolicyMemory memory = PolicyMemory.NEW.acted(
                T0,
                List.of(
                        new Action.Start(ref("a"), Reason.DEMAND),
                        new Action.Drain(ref("b"), SleepKind.STOP, Reason.IDLE),
                        new Action.Sleep(ref("c"), SleepKind.STOP, true, Reason.IDLE),
                        new Action.Sleep(ref("d"), SleepKind.STOP, false, Reason.IDLE),
                        new Action.Undrain(ref("e"), Reason.DRAIN_CANCELED)),
                HOUR);
        assertThat(memory.sleeps()).as("a drain counts when it begins").containsExactly(T0, T0);
        assertThat(memory.lastWake()).contains(T0);
        assertThat(memory.wakes()).isEqualTo(Map.of(new MachineId("a"), T0));
    }

    @Test
    void theBudgetWindowSlides() {
        PolicyMemory memory =
                PolicyMemory.NEW.acted(T0, List.of(new Action.Drain(ref("b"), SleepKind.STOP, Reason.IDLE)), HOUR);
        assertThat(memory.sleepsWithin(T0.plus(HOUR).minusNanos(1), HOUR)).isEqualTo(1);
        assertThat(memory.sleepsWithin(T0.plus(HOUR), HOUR)).isZero();
        assertThat(memory.acted(T0.plus(HOUR), List.of(), HOUR).sleeps()).isEmpty();
    }

    @Test
    void machinesThatAreGoneAreForgotten() {
        PolicyMemory memory = PolicyMemory.NEW
                .acted(T0, List.of(new Action.Start(ref("gone"), Reason.DEMAND)), HOUR)
                .suspendRefused(new MachineId("gone"), T0)
                .startRefused(new MachineId("gone"), T0);
        PolicyMemory later = seen(memory, T0.plusSeconds(15), 1);
        assertThat(later.wakes()).isEmpty();
        assertThat(later.suspendRefusals()).isEmpty();
        assertThat(later.startRefusals()).isEmpty();
    }

    @Test
    void refusalsAgeOut() {
        MachineId a = new MachineId("a");
        PolicyMemory memory = PolicyMemory.NEW.suspendRefused(a, T0).startRefused(a, T0);
        assertThat(memory.refusesSuspend(a, T0.plus(Duration.ofDays(1)).minusNanos(1)))
                .isTrue();
        assertThat(memory.refusesSuspend(a, T0.plus(Duration.ofDays(1)))).isFalse();
        assertThat(memory.refusesStart(a, T0.plus(Duration.ofMinutes(5)).minusNanos(1)))
                .isTrue();
        assertThat(memory.refusesStart(a, T0.plus(Duration.ofMinutes(5)))).isFalse();
    }

    @Test
    void aClockThatWentBackMovesWhatItRemembersToNow() {
        Instant back = T0.minus(Duration.ofDays(400));
        PolicyMemory memory = seen(PolicyMemory.NEW, T0, 3)
                .acted(
                        T0,
                        List.of(
                                new Action.Start(ref("a"), Reason.DEMAND),
                                new Action.Drain(ref("b"), SleepKind.STOP, Reason.IDLE)),
                        HOUR)
                .suspendRefused(new MachineId("b"), T0)
                .startRefused(new MachineId("b"), T0);
        PolicyMemory after = seen(memory, back, 1);
        assertThat(after.lastWake()).contains(back);
        assertThat(after.sleeps()).containsExactly(back);
        assertThat(after.wakes().values()).containsExactly(back);
        assertThat(after.sleepsWithin(back.plus(HOUR), HOUR))
                .as("not held up for 400 days")
                .isZero();
        assertThat(after.refusesSuspend(new MachineId("b"), back.plus(Duration.ofDays(2))))
                .isFalse();
        assertThat(after.refusesStart(new MachineId("b"), back.plus(Duration.ofDays(2))))
                .isFalse();
    }

    @Test
    void isAValue() {
        PolicyMemory one = seen(PolicyMemory.NEW, T0, 2);
        assertThat(seen(PolicyMemory.NEW, T0, 2)).isEqualTo(one);
    }
}
