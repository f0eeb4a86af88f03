package dev.hangar.policy;

import dev.hangar.model.Check;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class RosterTest {
    @ParameterizedTest
    @CsvSource({
        "started, SERVING, ",
        "stopped, ASLEEP, ",
        "suspended, ASLEEP, ",
        "starting, WAKING, IN_MOTION",
        "restarting, WAKING, IN_MOTION",
        "updating, WAKING, IN_MOTION",
        "replacing, WAKING, IN_MOTION",
        "creating, WAKING, IN_MOTION",
        "stopping, LEAVING, IN_MOTION",
        "suspending, LEAVING, IN_MOTION",
        "destroying, LEAVING, IN_MOTION",
        "created, IDLE_WRECK, IN_MOTION",
        "destroyed, IDLE_WRECK, IN_MOTION",
        "replaced, IDLE_WRECK, IN_MOTION",
        "migrated, IDLE_WRECK, IN_MOTION",
        "failed, IDLE_WRECK, BROKEN",
        "launch_failed, IDLE_WRECK, BROKEN",
        "hibernating, IDLE_WRECK, UNKNOWN_STATE"
    })
    void everyStateHasARoleAndAReason(String word, Role role, Reason reason) {
        Standing standing =
                Given.fleet(web("a").inState(word).updated(T0.minusSeconds(5))).standing("a");
        assertThat(standing.role()).isEqualTo(role);
        assertThat(standing.untouchable()).isEqualTo(Optional.ofNullable(reason));
    }

    record Row(String situation, Machines machine, Role role) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Row> started() {
        DrainTag tag = new DrainTag(Machines.ref("a").id(), T0.minusSeconds(60), SleepKind.SUSPEND);
        return Stream.of(
                new Row("healthy", web("a").check("servicecheck-1", Check.Status.PASSING), Role.SERVING),
                new Row("warning", web("a").check("servicecheck-1", Check.Status.WARNING), Role.SERVING),
                new Row("critical", web("a").unhealthy(), Role.UNHEALTHY),
                new Row(
                        "critical, with a tag but no cordon",
                        web("a").unhealthy().tagged(tag),
                        Role.UNHEALTHY),
                new Row("tagged but not cordoned", web("a").tagged(tag), Role.SERVING),
                new Row("cordoned by us", web("a").cordoned().tagged(tag), Role.DRAINING),
                new Row(
                        "cordoned by us, critical",
                        web("a").unhealthy().cordoned().tagged(tag),
                        Role.DRAINING),
                new Row("cordoned by somebody else", web("a").cordoned(), Role.DRAINING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void started(Row row) {
        assertThat(Given.fleet(row.machine).standing("a").role()).isEqualTo(row.role);
    }

    @ParameterizedTest
    @CsvSource({"STARTED, stopped, WAKING", "SUSPENDED, started, LEAVING", "STOPPED, started, LEAVING"})
    void anOpenExpectationOutranksTheState(MachineState expected, String state, Role role) {
        Standing standing =
                Given.fleet(web("a").inState(state)).expecting("a", expected).standing("a");
        assertThat(standing.role()).isEqualTo(role);
        assertThat(standing.untouchable()).contains(Reason.EXPECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "starting, PT5M, WAKING",
        "starting, PT5M1S, IDLE_WRECK",
        "updating, PT10M, WAKING",
        "updating, PT10M1S, IDLE_WRECK",
        "stopping, PT1H, LEAVING"
    })
    void aWedgedMachineIsNoCapacity(String word, Duration since, Role role) {
        Standing standing =
                Given.fleet(web("a").inState(word).updated(T0.minus(since))).standing("a");
        assertThat(standing.role()).isEqualTo(role);
        assertThat(standing.untouchable()).contains(Reason.IN_MOTION);
    }

    @Test
    void capacityCountsServingAndWakingByRegion() {
        Roster roster = Given.fleet(
                        web("a"),
                        web("b").inState("starting").updated(T0.minusSeconds(5)),
                        web("c").in(LHR),
                        web("d").in(LHR).stopped(),
                        web("e").unhealthy(),
                        web("f").cordoned(),
                        web("g").schedule("daily"))
                .roster();
        assertThat(roster.capacity()).isEqualTo(3);
        assertThat(roster.capacity(IAD)).isEqualTo(2);
        assertThat(roster.capacity(LHR)).isEqualTo(1);
        assertThat(roster.serving()).isEqualTo(2);
        assertThat(roster.members()).hasSize(6);
    }
}
