package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class PauseTest {
    private static final String LATER = "2026-11-19T07:43:18Z";
    private static final String PAST = "2026-11-19T07:43:17Z";

    static Settings paused(PauseMode mode) {
        Guards usual = Guards.USUAL;
        return Settings.usual().guards(new Guards(mode, usual.yieldToPerson(), usual.cliffHold(), usual.flapLimit()));
    }

    private static Machines sign(String id, String value) {
        return web(id).meta(Pause.KEY, value);
    }

    private static Pause of(Machines... fleet) {
        Given given = Given.fleet(fleet);
        return Pause.of(given.observation(), given.settings());
    }

    @ParameterizedTest(name = "hangar_pause = ''{0}'': {1}")
    @CsvSource({
        "all, ALL, 'all, by hangar_pause of machine a'",
        "up, UP, 'up, by hangar_pause of machine a'",
        "down, DOWN, 'down, by hangar_pause of machine a'",
        "down " + LATER + ", DOWN, 'down, by hangar_pause of machine a until " + LATER + "'",
        // The same instant, an hour east.
        "up 2026-11-19T08:43:18+01:00, UP, 'up, by hangar_pause of machine a until " + LATER + "'",
        "'  up\t" + LATER + " ', UP, 'up, by hangar_pause of machine a until " + LATER + "'",
        "all " + PAST + ", NONE, ''",
        "down 1999-01-01T00:00:00Z, NONE, ''",
        // What cannot be read is no permission, and is not repeated.
        "'', ALL, 'all, by hangar_pause of machine a, which cannot be read'",
        "none, ALL, 'all, by hangar_pause of machine a, which cannot be read'",
        "Down, ALL, 'all, by hangar_pause of machine a, which cannot be read'",
        "sideways, ALL, 'all, by hangar_pause of machine a, which cannot be read'",
        "down tomorrow, ALL, 'all, by hangar_pause of machine a, which cannot be read'",
        "down 2026-11-24 08:00:00Z, ALL, 'all, by hangar_pause of machine a, which cannot be read'",
        "down 2026-11-24T08:00:00, ALL, 'all, by hangar_pause of machine a, which cannot be read'",
        "down 1795392000, ALL, 'all, by hangar_pause of machine a, which cannot be read'",
        "sideways " + PAST + ", ALL, 'all, by hangar_pause of machine a, which cannot be read'"
    })
    void metadata(String value, PauseMode mode, String detail) {
        assertThat(of(sign("a", value), web("b"))).isEqualTo(new Pause(mode, detail));
    }

    @Test
    void aPauseEndsAtItsInstantNotAfterIt() {
        assertThat(of(sign("a", "all " + T0)).mode()).isEqualTo(PauseMode.NONE);
        assertThat(of(sign("a", "all " + T0.plusMillis(1))).mode()).isEqualTo(PauseMode.ALL);
    }

    @Test
    void severalPausesAreOneAndEachIsNamed() {
        Given given = Given.fleet(sign("a", "up"), sign("b", "down " + LATER), sign("c", "all " + PAST))
                .settings(paused(PauseMode.UP));
        assertThat(Pause.of(given.observation(), given.settings()))
                .isEqualTo(new Pause(
                        PauseMode.ALL,
                        "up, by configuration or API; up, by hangar_pause of machine a; "
                                + "down, by hangar_pause of machine b until " + LATER));
    }

    @Test
    void whateverCarriesTheSignSpeaksForTheFleet() {
        assertThat(of(web("b"), sign("a", "down").schedule("daily")).mode())
                .as("a stranger in the fleet")
                .isEqualTo(PauseMode.DOWN);
        assertThat(of(web("b"), sign("a", "down").stopped()).mode())
                .as("a sleeper")
                .isEqualTo(PauseMode.DOWN);
    }

    @Test
    void aSignInAnotherFleetOfTheAppCounts() {
        Machine worker = sign("w", "down").group("worker").build();
        Machine gone = sign("x", "up").is(MachineState.DESTROYED).build();
        Given given = Given.fleet(web("a"), web("b")).pauses(Pause.inApp(List.of(worker, gone)));
        assertThat(Pause.of(given.observation(), given.settings()).mode()).isEqualTo(PauseMode.DOWN);
        assertThat(given.plan()).isEmpty();
        assertThat(given.reasons()).containsExactly("a=PAUSED", "b=PAUSED");
    }

    record Row(String situation, Given given, List<String> plan, List<String> reasons, List<Reason> holds) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Row row(
            String situation, Given given, PauseMode mode, List<String> plan, List<String> reasons, Reason... holds) {
        return new Row(situation + ", paused " + mode, given.settings(paused(mode)), plan, reasons, List.of(holds));
    }

    private static Machines draining() {
        DrainTag tag = new DrainTag(new MachineId("a"), T0.minusSeconds(60), SleepKind.SUSPEND);
        return web("a").cordoned().tagged(tag);
    }

    private static Given surplus() {
        return Given.fleet(web("a"), web("b")).concurrency(1, 5);
    }

    private static Given shortage() {
        return Given.fleet(web("a"), web("b").suspended()).concurrency(30);
    }

    private static Given drains() {
        return Given.fleet(draining(), web("b")).concurrency(0, 5);
    }

    private static Given asleep() {
        return Given.fleet(draining().suspended(), web("b")).concurrency(0, 5);
    }

    static Stream<Row> fleets() {
        List<String> sleeps = List.of("drain a IDLE");
        List<String> starts = List.of("start b DEMAND");
        List<String> back = List.of("undrain a PAUSED");
        List<String> uncordons = List.of("undrain a ASLEEP_AGAIN_WAKEABLE");
        return Stream.of(
                row("surplus", surplus(), PauseMode.NONE, sleeps, List.of("a=IDLE", "b=NEEDED")),
                row("surplus", surplus(), PauseMode.UP, sleeps, List.of("a=IDLE", "b=NEEDED")),
                row("surplus", surplus(), PauseMode.DOWN, List.of(), List.of("a=PAUSED", "b=PAUSED"), Reason.PAUSED),
                row("surplus", surplus(), PauseMode.ALL, List.of(), List.of("a=PAUSED", "b=PAUSED"), Reason.PAUSED),
                row("shortage", shortage(), PauseMode.NONE, starts, List.of("a=NEEDED", "b=DEMAND")),
                row("shortage", shortage(), PauseMode.DOWN, starts, List.of("a=NEEDED", "b=DEMAND")),
                row("shortage", shortage(), PauseMode.UP, List.of(), List.of("a=NEEDED", "b=PAUSED"), Reason.PAUSED),
                row("shortage", shortage(), PauseMode.ALL, List.of(), List.of("a=NEEDED", "b=PAUSED"), Reason.PAUSED),
                row("drain", drains(), PauseMode.UP, List.of("sleep a IDLE"), List.of("a=IDLE", "b=NEEDED")),
                row("drain", drains(), PauseMode.DOWN, back, List.of("a=PAUSED", "b=NEEDED")),
                row("drain", drains(), PauseMode.ALL, back, List.of("a=PAUSED", "b=NEEDED")),
                row(
                        "our cordon on a sleeper",
                        asleep(),
                        PauseMode.ALL,
                        uncordons,
                        List.of("a=ASLEEP_AGAIN_WAKEABLE", "b=NEEDED")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fleets(Row row) {
        assertThat(row.given.plan()).isEqualTo(row.plan);
        assertThat(row.given.reasons()).isEqualTo(row.reasons);
        assertThat(row.given.holds()).isEqualTo(row.holds);
    }

    @Test
    void aFloorIsNotServedEitherAndTheReportSaysSo() {
        Given given = Given.fleet(web("a"), web("b").suspended(), web("c").suspended())
                .concurrency(45)
                .settings(paused(PauseMode.UP).floor(2));
        assertThat(given.plan()).isEmpty();
        assertThat(given.evaluate().report().holds())
                .containsExactly(new FleetReport.Hold(
                        Reason.PAUSED, "up, by configuration or API; would start 2 (1 for a floor)"));
        assertThat(given.report("b").detail()).isEqualTo("up, by configuration or API; the floor would start it");
        assertThat(given.report("c").detail()).isEqualTo("up, by configuration or API; demand would start it");
    }

    @Test
    void aDrainIsStillCanceledForDemandWhilePausedUp() {
        Given given = Given.fleet(draining(), web("b")).concurrency(0, 21).settings(paused(PauseMode.UP));
        assertThat(given.plan()).containsExactly("undrain a DRAIN_CANCELED");
    }

    @Test
    void aSecondMachineIsNotDestroyed() {
        Given given = Given.fleet(
                        web("z").created(T0.minus(Duration.ofDays(9))),
                        web("a").created(T0.minus(Duration.ofDays(9)).plusSeconds(70))
                                .stopped())
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("z", 5))
                .memory(Given.watched(T0, LaunchPair.EVIDENCE))
                .settings(paused(PauseMode.DOWN).launchPair(LaunchPairMode.DESTROY));
        assertThat(given.plan()).isEmpty();
        assertThat(given.reason("a")).isEqualTo(Reason.PAUSED);
    }

    @ParameterizedTest
    @EnumSource(PauseMode.class)
    void thePlanCheckerProvesIt(PauseMode mode) {
        Given given = Given.fleet(web("a"), web("b"), web("c").stopped()).settings(paused(mode));
        String cause = mode.name().toLowerCase(java.util.Locale.ROOT) + ", by configuration or API";
        assertThat(given.violations(PlanCheckerTest.start("c")))
                .isEqualTo(mode.stopsGrowing() ? List.of("starts although paused: " + cause) : List.of());
        assertThat(given.violations(PlanCheckerTest.drain("a")))
                .isEqualTo(mode.stopsShrinking() ? List.of("shrinks although paused: " + cause) : List.of());
        Given drain = Given.fleet(draining(), web("b")).settings(paused(mode));
        assertThat(drain.violations(PlanCheckerTest.undrain("a"))).isEmpty();
    }

    @Test
    void withoutASignThereIsNoPause() {
        assertThat(of(web("a"))).isEqualTo(new Pause(PauseMode.NONE, ""));
        assertThat(Pause.inApp(List.of(web("a").build()))).isEqualTo(new TreeMap<>());
    }
}
