package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Service;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Machine `a` drains beside `b` and `c`. Its tag is 60 s old unless a row says otherwise.
class DrainStepsTest {
    private static final DrainTag TAG = tag(60);
    /// Old enough that no cordon can follow it any more: tags are rounded up to whole seconds.
    private static final DrainTag STRAY = tag(61);

    private static DrainTag tag(long age) {
        return new DrainTag(new MachineId("a"), T0.minusSeconds(age), SleepKind.SUSPEND);
    }

    private static Machines draining() {
        return web("a").cordoned().tagged(TAG);
    }

    record Row(String situation, Given given, String action) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Row> steps() {
        return Stream.of(
                new Row("dry", Given.fleet(draining(), web("b")).concurrency(0, 5), "sleep a IDLE"),
                new Row("still busy", Given.fleet(draining(), web("b")).concurrency(1, 5), ""),
                new Row(
                        "dry by a sample from before the cordon only",
                        Given.fleet(web("a").cordoned().tagged(tag(10)), web("b"))
                                .concurrency(0, 5),
                        ""),
                new Row(
                        "busy, the limit has passed",
                        Given.fleet(web("a").cordoned().tagged(tag(301)), web("b"))
                                .concurrency(1, 5),
                        "sleep a IDLE"),
                new Row(
                        "busy, right before the limit",
                        Given.fleet(web("a").cordoned().tagged(tag(299)), web("b"))
                                .concurrency(1, 5),
                        ""),
                // 21 connections / 20 = 1.05: two wanted, b alone is at hand
                new Row(
                        "demand rises",
                        Given.fleet(draining(), web("b")).concurrency(0, 21),
                        "undrain a DRAIN_CANCELED"),
                new Row(
                        "demand rises in its region only",
                        Given.fleet(web("a").in(LHR).cordoned().tagged(TAG), web("b"), web("c"))
                                .concurrency(6, 0, 0),
                        "undrain a DRAIN_CANCELED"),
                new Row(
                        "a floor asks for it",
                        Given.fleet(draining(), web("b"))
                                .concurrency(0, 0)
                                .settings(Settings.usual().floor(2)),
                        "undrain a DRAIN_CANCELED"),
                new Row(
                        "two drain, one is wanted back for the floor: the other waits until it is served",
                        Given.fleet(
                                        draining(),
                                        web("b").cordoned()
                                                .tagged(new DrainTag(
                                                        new MachineId("b"), T0.minusSeconds(400), SleepKind.STOP)))
                                .concurrency(0, 0)
                                .settings(Settings.usual().floor(1)),
                        "undrain a DRAIN_CANCELED"),
                new Row(
                        "the other one is still waking: it may never arrive",
                        Given.fleet(draining(), web("b").inState("starting").updated(T0))
                                .concurrency(0)
                                .settings(Settings.usual().floor(1)),
                        "undrain a DRAIN_CANCELED"),
                new Row(
                        "the only other one in its region is still waking",
                        Given.fleet(
                                        web("a").in(LHR).cordoned().tagged(TAG),
                                        web("b").in(LHR).inState("starting").updated(T0),
                                        web("c"))
                                .readings(Readings.at(T0).concurrency("a", 0).concurrency("c", 0))
                                .settings(Settings.usual().regionFloor(LHR, 1)),
                        "undrain a DRAIN_CANCELED"),
                new Row(
                        "somebody stopped the other one, and nothing keeps the proxy's traffic but this one",
                        Given.fleet(
                                        draining().autostop(Autostop.OFF),
                                        web("b").stopped().autostop(Autostop.OFF))
                                .concurrency(0),
                        "undrain a DRAIN_CANCELED"),
                new Row(
                        "demand is no longer known",
                        Given.fleet(draining(), web("b"))
                                .readings(Readings.at(T0)
                                        .failed(SignalQuery.PROXY_CONCURRENCY, Reading.AbsenceReason.SOURCE_FAILED)),
                        "undrain a SIGNAL_ABSENT"),
                new Row(
                        "somebody just started another machine: wait for its samples",
                        Given.fleet(
                                        draining(),
                                        web("b"),
                                        web("c").event("start", "started", "proxy", T0.minusSeconds(20)))
                                .concurrency(0, 5),
                        ""),
                new Row(
                        "the same beyond the drain limit",
                        Given.fleet(
                                        web("a").cordoned().tagged(tag(301)),
                                        web("b"),
                                        web("c").event("start", "started", "proxy", T0.minusSeconds(20)))
                                .concurrency(0, 5),
                        "undrain a SIGNAL_ABSENT"),
                new Row(
                        "a deploy begins",
                        Given.fleet(
                                        draining(),
                                        web("b"),
                                        web("c").inState("updating").updated(T0))
                                .concurrency(0, 5),
                        "undrain a DEPLOY_RUNNING"),
                new Row(
                        "somebody holds its lease",
                        Given.fleet(draining().leasedUntil(T0.plusSeconds(9)), web("b"))
                                .concurrency(0, 5),
                        ""),
                new Row(
                        "a standby watches it now",
                        Given.fleet(draining(), web("b"), web("c").stopped().standbyFor("a"))
                                .concurrency(0, 5),
                        "undrain a RESTART_CLEANUP"),
                new Row(
                        "its owner wants it always on now",
                        Given.fleet(
                                        draining()
                                                .services(new Service(
                                                        80,
                                                        false,
                                                        Autostop.OFF,
                                                        0,
                                                        OptionalInt.empty(),
                                                        OptionalInt.empty())),
                                        web("b"))
                                .concurrency(0, 5),
                        "undrain a RESTART_CLEANUP"),
                new Row(
                        "asleep",
                        Given.fleet(draining().suspended(), web("b")).concurrency(0, 5),
                        "undrain a ASLEEP_AGAIN_WAKEABLE"),
                new Row(
                        "asleep, not cordoned any more",
                        Given.fleet(web("a").stopped().tagged(TAG), web("b")).concurrency(0, 5),
                        "undrain a ASLEEP_AGAIN_WAKEABLE"),
                new Row(
                        "falling asleep",
                        Given.fleet(draining().inState("suspending"), web("b")).concurrency(0, 5),
                        ""),
                new Row(
                        "tagged but never cordoned",
                        Given.fleet(web("a").tagged(STRAY), web("b")).concurrency(12, 5),
                        "undrain a RESTART_CLEANUP"),
                new Row(
                        "tagged just now: the cordon of another Hangar may be on its way",
                        Given.fleet(web("a").tagged(tag(59)), web("b")).concurrency(12, 5),
                        ""),
                new Row(
                        "tagged just now by a clock that is a little ahead",
                        Given.fleet(web("a").tagged(tag(-59)), web("b")).concurrency(12, 5),
                        ""),
                new Row(
                        "tagged by a clock that is far ahead",
                        Given.fleet(web("a").tagged(tag(-60)), web("b")).concurrency(12, 5),
                        "undrain a RESTART_CLEANUP"),
                new Row(
                        "failed",
                        Given.fleet(draining().inState("failed"), web("b")).concurrency(0, 5),
                        "undrain a RESTART_CLEANUP"),
                new Row(
                        "the fleet is to be ignored now",
                        Given.fleet(draining(), web("b"))
                                .concurrency(0, 5)
                                .settings(Settings.usual().ignored()),
                        "undrain a RESTART_CLEANUP"),
                new Row(
                        "the tag of the machine it was cloned from",
                        Given.fleet(web("a").cordoned().meta(DrainTag.KEY, "b 1795392000 stop"), web("b"))
                                .concurrency(0, 5),
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void steps(Row row) {
        assertThat(row.given.plan().stream()
                        .filter(action -> action.contains(" a "))
                        .findFirst()
                        .orElse(""))
                .isEqualTo(row.action);
    }

    @Test
    void aDrainThatGoesOnSaysSo() {
        assertThat(Given.fleet(draining(), web("b")).concurrency(1, 5).reason("a"))
                .isEqualTo(Reason.DRAINING);
    }

    @Test
    void onlyAsManyDrainsAsWantedAreCanceled() {
        Given given = Given.fleet(
                        draining(),
                        web("b").cordoned()
                                .tagged(new DrainTag(new MachineId("b"), T0.minusSeconds(60), SleepKind.STOP)),
                        web("c"))
                .concurrency(1, 1, 19); // 21 / 20 = 1.05: two wanted, one at hand
        assertThat(given.plan()).containsExactly("undrain a DRAIN_CANCELED");
    }

    @Test
    void theOneThatIsNotWantedBackWaitsUntilTheFloorIsServed() {
        Given given = Given.fleet(
                        draining(),
                        web("b").cordoned()
                                .tagged(new DrainTag(new MachineId("b"), T0.minusSeconds(400), SleepKind.STOP)))
                .concurrency(0, 0)
                .settings(Settings.usual().floor(1));
        assertThat(given.plan()).containsExactly("undrain a DRAIN_CANCELED");
        assertThat(given.report("b").detail()).isEqualTo("the floor is not served yet");
    }

    /// Neither the tag, which another Hangar may have set, nor a busier machine instead.
    @Test
    void nothingShrinksWhileACordonMayFollowATag() {
        Given given = Given.fleet(web("a").tagged(tag(1)), web("b")).concurrency(0, 5);
        assertThat(given.plan()).isEmpty();
        assertThat(given.reason("a")).isEqualTo(Reason.RESTART_CLEANUP);
        assertThat(given.report("a").detail()).contains("a cordon may follow");
    }

    @Test
    void noBusierMachineGoesWhileAStrayTagComesOff() {
        Given given = Given.fleet(web("a").tagged(STRAY), web("b")).concurrency(0, 5);
        assertThat(given.plan()).containsExactly("undrain a RESTART_CLEANUP");
        assertThat(given.reason("b")).isEqualTo(Reason.RESTART_CLEANUP);
    }

    @Test
    void aSleeperIsNotStartedWhenADrainThatComesBackIsEnough() {
        Given given = Given.fleet(draining().in(LHR), web("b"), web("c").in(LHR).stopped())
                .concurrency(6, 0); // one wanted in lhr
        assertThat(given.plan()).containsExactly("undrain a DRAIN_CANCELED");
    }

    @Test
    void whenFlyRefusedToSuspendItIsStopped() {
        PolicyMemory refused = Given.warm(T0).suspendRefused(new MachineId("a"), T0.minusSeconds(15));
        Given given = Given.fleet(draining(), web("b")).concurrency(0, 5).memory(refused);
        assertThat(given.evaluate().plan().actions())
                .containsExactly(new Action.Sleep(Machines.ref("a"), SleepKind.STOP, true, Reason.IDLE));
    }

    @Test
    void whenFlyRefusedAndOnlySuspendIsWantedItComesBack() {
        PolicyMemory refused = Given.warm(T0).suspendRefused(new MachineId("a"), T0.minusSeconds(15));
        Given given = Given.fleet(draining(), web("b"))
                .concurrency(0, 5)
                .memory(refused)
                .settings(Settings.usual().idleAction(IdleAction.SUSPEND));
        assertThat(given.plan()).containsExactly("undrain a CANNOT_SUSPEND");
    }

    @Test
    void aTwinThatDrainsGoesAsTheTwin() {
        Given given = Given.fleet(
                        draining().created(T0.minus(Duration.ofDays(1)).plusSeconds(30)),
                        web("b").created(T0.minus(Duration.ofDays(1))))
                .concurrency(0, 5);
        assertThat(given.plan()).containsExactly("sleep a LAUNCH_PAIR");
    }
}
