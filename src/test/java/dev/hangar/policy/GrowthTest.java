package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

class GrowthTest {
    record Row(String situation, Given given, List<String> plan, List<Reason> holds) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Machines lhr(String id) {
        return web(id).in(LHR);
    }

    static Stream<Row> growth() {
        return Stream.of(
                // 42 / 20 = 2.1, so three: two more
                new Row(
                        "demand wakes what it needs, suspended ones first",
                        Given.fleet(web("a"), web("b").stopped(), web("c").suspended(), web("d").stopped())
                                .concurrency(42),
                        List.of("start b DEMAND", "start c DEMAND"),
                        List.of()),
                new Row(
                        "the region that lacks comes first, even stopped",
                        Given.fleet(web("a"), web("b").suspended(), lhr("c"), lhr("d").stopped())
                                .readings(Readings.at(T0).concurrency("a", 5).concurrency("c", 25)),
                        List.of("start d DEMAND"),
                        List.of()),
                new Row(
                        "where a region has no sleeper another helps out",
                        Given.fleet(lhr("a"), web("b").suspended()).concurrency(25),
                        List.of("start b DEMAND"),
                        List.of()),
                new Row(
                        "a region lacks, the total does not, and it has no sleeper",
                        Given.fleet(lhr("a"), web("b"), web("c"), web("d").stopped())
                                .concurrency(25, 1, 1)
                                .settings(Settings.usual().ceiling(9)),
                        List.of(),
                        List.of(Reason.NOTHING_TO_START)),
                new Row(
                        "a region's floor is missing while the total is satisfied",
                        Given.fleet(web("a"), web("b"), lhr("c").stopped())
                                .concurrency(21, 20)
                                .settings(Settings.usual().regionFloor(LHR, 1)),
                        List.of("start c FLOOR"),
                        List.of(Reason.NOTHING_TO_START)),
                new Row(
                        "the same at the ceiling",
                        Given.fleet(web("a"), web("b"), lhr("c").stopped())
                                .concurrency(13, 13)
                                .settings(Settings.usual().regionFloor(LHR, 1).ceiling(2)),
                        List.of(),
                        List.of(Reason.AT_CEILING)),
                new Row(
                        "the ceiling cuts",
                        Given.fleet(web("a"), web("b").stopped(), web("c").stopped(), web("d").stopped())
                                .concurrency(55)
                                .settings(Settings.usual().ceiling(2)),
                        List.of("start b DEMAND"),
                        List.of(Reason.AT_CEILING)),
                new Row(
                        "the step limit cuts, but never to zero",
                        Given.fleet(web("a"), web("b").stopped(), web("c").stopped(), web("d").stopped())
                                .concurrency(55)
                                .settings(Settings.usual().steps(1, 1)),
                        List.of("start b DEMAND"),
                        List.of(Reason.STEP_LIMIT)),
                new Row(
                        "nobody is left to start",
                        Given.fleet(web("a"), web("b").stopped()).concurrency(90),
                        List.of("start b DEMAND"),
                        List.of(Reason.NOTHING_TO_START)),
                new Row(
                        "what is already waking is not asked twice",
                        Given.fleet(web("a"), web("b").inState("starting").updated(T0), web("c").stopped())
                                .concurrency(21),
                        List.of(),
                        List.of()),
                new Row(
                        "a start that wedged is made up for",
                        Given.fleet(
                                        web("a"),
                                        web("b").inState("starting").updated(T0.minus(Duration.ofMinutes(6))),
                                        web("c").stopped())
                                .concurrency(21),
                        List.of("start c DEMAND"),
                        List.of()),
                new Row(
                        "a leased, a cordoned and a scheduled sleeper stay asleep",
                        Given.fleet(
                                        web("a"),
                                        web("b").stopped().leasedUntil(T0.plusSeconds(9)),
                                        web("c").stopped().cordoned(),
                                        web("d").stopped().schedule("daily"))
                                .concurrency(90),
                        List.of(),
                        List.of(Reason.NOTHING_TO_START)),
                new Row(
                        "only the part that the floor lacks is woken for the floor",
                        Given.fleet(web("a"), web("b").stopped(), web("c").stopped())
                                .concurrency(42)
                                .settings(Settings.usual().floor(2)),
                        List.of("start b FLOOR", "start c DEMAND"),
                        List.of()),
                new Row(
                        "everybody asleep and nothing asked",
                        Given.fleet(web("a").stopped(), web("b").suspended()),
                        List.of(),
                        List.of()),
                new Row(
                        "everybody asleep, the service's own minimum is one",
                        Given.fleet(
                                web("a").stopped().min(1), web("b").suspended().min(1)),
                        List.of("start b FLOOR"),
                        List.of()),
                new Row(
                        "somebody parked workers that nothing could wake: they stay parked",
                        Given.fleet(worker("a").stopped(), worker("b").stopped()),
                        List.of(),
                        List.of(Reason.NO_SIGNAL)),
                new Row(
                        "somebody parked the only worker, its queue is not known",
                        Given.fleet(worker("a").stopped())
                                .settings(Settings.usual().signals(Settings.queue(10)))
                                .readings(Readings.at(T0)),
                        List.of(),
                        List.of(Reason.SIGNAL_ABSENT)),
                new Row(
                        "somebody parked a fleet with autostop off",
                        Given.fleet(
                                web("a").stopped().autostop(Autostop.OFF),
                                web("b").suspended().autostop(Autostop.OFF)),
                        List.of(),
                        List.of()),
                new Row(
                        "somebody parked a fleet without autostart",
                        Given.fleet(web("a").stopped().autostart(false)),
                        List.of(),
                        List.of()),
                new Row(
                        "a queue wakes workers from zero",
                        Given.fleet(worker("a").stopped(), worker("b").stopped())
                                .settings(Settings.usual().signals(Settings.queue(10)))
                                .readings(Readings.at(T0).ofApp(Settings.QUEUE, 3)),
                        List.of("start a DEMAND"),
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void growth(Row row) {
        assertThat(row.given.plan()).isEqualTo(row.plan);
        assertThat(row.given.holds()).isEqualTo(row.holds);
    }

    /// The order of a plan is by machine; the order of choice shows when only one may be woken.
    @Test
    void suspendedBeforeStopped() {
        Given given = Given.fleet(web("a"), web("b").stopped(), web("c").suspended())
                .concurrency(21)
                .settings(Settings.usual().steps(1, 1));
        assertThat(given.plan()).containsExactly("start c DEMAND");
    }

    @Test
    void theTwinOfALaunchIsWokenLast() {
        Given given = Given.fleet(
                        web("z").suspended().created(T0.minus(Duration.ofDays(1))),
                        web("a").suspended()
                                .created(T0.minus(Duration.ofDays(1)).plusSeconds(70)))
                .settings(Settings.usual().floor(1));
        assertThat(given.plan()).containsExactly("start z FLOOR");
    }

    @Test
    void aMachineThatRefusedToStartIsTriedAfterTheOthers() {
        Given given = Given.fleet(web("a"), web("b").suspended(), web("c").stopped())
                .concurrency(21)
                .memory(Given.warm(T0).startRefused(new MachineId("b"), T0.minusSeconds(15)));
        assertThat(given.plan()).containsExactly("start c DEMAND");
    }

    @Test
    void butItIsTriedAgainWhenNoOtherIsLeft() {
        Given given = Given.fleet(web("a"), web("b").suspended())
                .concurrency(21)
                .memory(Given.warm(T0).startRefused(new MachineId("b"), T0.minusSeconds(15)));
        assertThat(given.plan()).containsExactly("start b DEMAND");
    }

    @Test
    void reasonsOfSleepersTellWhyTheySleep() {
        Given limited = Given.fleet(web("a"), web("b").stopped(), web("c").stopped())
                .concurrency(55)
                .settings(Settings.usual().steps(1, 1));
        assertThat(limited.reasons()).containsExactly("a=NEEDED", "b=DEMAND", "c=STEP_LIMIT");
        Given idle = Given.fleet(web("a"), web("b").stopped()).concurrency(5);
        assertThat(idle.reasons()).containsExactly("a=NEEDED", "b=NOT_NEEDED");
    }
}
