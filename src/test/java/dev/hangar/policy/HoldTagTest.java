package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class HoldTagTest {
    private static final String LATER = "2026-11-19T07:43:18Z";
    private static final String PAST = "2026-11-19T07:43:17Z";

    private static Machines held(String id) {
        return web(id).meta(HoldTag.KEY, "forever");
    }

    @ParameterizedTest(name = "hangar_hold = ''{0}'' on machine a: {1}")
    @CsvSource({
        "forever, hangar_hold without an end",
        "forever a, hangar_hold without an end",
        LATER + ", hangar_hold until " + LATER,
        LATER + " a, hangar_hold until " + LATER,
        "2026-11-19T08:43:18+01:00, hangar_hold until " + LATER,
        "' " + LATER + " ', hangar_hold until " + LATER,
        PAST + ",",
        PAST + " a,",
        // Clones copy metadata.
        "forever b,",
        LATER + " 148e445b6d2089,",
        "nonsense b,",
        // What cannot be read holds.
        "'', 'hangar_hold cannot be read, so it holds'",
        "yes, 'hangar_hold cannot be read, so it holds'",
        "Forever, 'hangar_hold cannot be read, so it holds'",
        "nonsense a, 'hangar_hold cannot be read, so it holds'",
        "2026-11-24, 'hangar_hold cannot be read, so it holds'",
        "2026-11-24 08:00:00Z, 'hangar_hold cannot be read, so it holds'",
        "2026-11-24T08:00:00, 'hangar_hold cannot be read, so it holds'",
        "1795392000, 'hangar_hold cannot be read, so it holds'",
        PAST + " a b, 'hangar_hold cannot be read, so it holds'"
    })
    void metadata(String value, String description) {
        Optional<String> said =
                HoldTag.holding(web("a").meta(HoldTag.KEY, value).build(), T0).map(HoldTag::describe);
        assertThat(said).isEqualTo(Optional.ofNullable(description));
    }

    @Test
    void aHoldEndsAtItsInstantNotAfterIt() {
        assertThat(HoldTag.holding(web("a").meta(HoldTag.KEY, T0.toString()).build(), T0))
                .isEmpty();
        assertThat(HoldTag.holding(
                        web("a").meta(HoldTag.KEY, T0.plusNanos(1).toString()).build(), T0))
                .isPresent();
    }

    record Row(String situation, Given given, List<String> plan, List<String> reasons) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static DrainTag tag() {
        return new DrainTag(new MachineId("a"), T0.minusSeconds(60), SleepKind.SUSPEND);
    }

    static Stream<Row> fleets() {
        return Stream.of(
                new Row(
                        "it is not put to sleep, another one goes",
                        Given.fleet(held("a"), web("b")).concurrency(0, 1),
                        List.of("drain b IDLE"),
                        List.of("a=HELD", "b=IDLE")),
                new Row(
                        "it is not started, another one is",
                        Given.fleet(held("a").suspended(), web("b").suspended(), web("c"))
                                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("c", 30)),
                        List.of("start b DEMAND"),
                        List.of("a=HELD", "b=DEMAND", "c=NEEDED")),
                new Row(
                        "it counts as capacity: nobody is started beside it",
                        Given.fleet(held("a"), web("b").suspended())
                                .concurrency(0)
                                .settings(Settings.usual().floor(1)),
                        List.of(),
                        List.of("a=HELD", "b=NOT_NEEDED")),
                new Row(
                        "it serves the floor: the other one may go",
                        Given.fleet(held("a"), web("b"))
                                .settings(Settings.usual().floor(1)),
                        List.of("drain b IDLE"),
                        List.of("a=HELD", "b=IDLE")),
                new Row(
                        "another machine's hold, copied with a clone",
                        Given.fleet(web("a").meta(HoldTag.KEY, "forever b"), web("b"))
                                .concurrency(0, 1),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=NEEDED")),
                new Row(
                        "held while it drains: our cordon comes off, nothing else",
                        Given.fleet(held("a").cordoned().tagged(tag()), web("b"))
                                .concurrency(0, 5),
                        List.of("undrain a RESTART_CLEANUP"),
                        List.of("a=RESTART_CLEANUP", "b=NEEDED")),
                new Row(
                        "a lease outranks it: then even the cordon waits",
                        Given.fleet(held("a").leasedUntil(T0.plusSeconds(9)), web("b"))
                                .concurrency(0, 25),
                        List.of(),
                        List.of("a=LEASED", "b=NEEDED")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fleets(Row row) {
        assertThat(row.given.plan()).isEqualTo(row.plan);
        assertThat(row.given.reasons()).isEqualTo(row.reasons);
    }

    @Test
    void theReportTellsUntilWhen() {
        Given given = Given.fleet(web("a").meta(HoldTag.KEY, LATER), web("b"));
        assertThat(given.report("a").detail()).isEqualTo("hangar_hold until " + LATER);
    }

    @Test
    void thePlanCheckerProvesIt() {
        Given given = Given.fleet(held("a"), web("b"), held("c").stopped());
        assertThat(given.violations(PlanCheckerTest.drain("a"))).containsExactly("drain shop/a: held");
        assertThat(given.violations(PlanCheckerTest.sleep("a", false))).contains("sleep shop/a: held");
        assertThat(given.violations(PlanCheckerTest.start("c"))).containsExactly("start shop/c: held");
        Given drained = Given.fleet(held("a").cordoned().tagged(tag()), web("b"));
        assertThat(drained.violations(PlanCheckerTest.sleep("a", true))).containsExactly("sleep shop/a: held");
        assertThat(drained.violations(PlanCheckerTest.undrain("a"))).isEmpty();
    }
}
