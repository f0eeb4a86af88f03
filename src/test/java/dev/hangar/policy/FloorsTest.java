package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.Service;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

class FloorsTest {
    record Row(String situation, Given given, int total, Map<Region, Integer> regions, Optional<Reason> guard) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Row row(String situation, Given given, int total, Map<Region, Integer> regions) {
        return new Row(situation, given, total, regions, Optional.empty());
    }

    private static Row guarded(String situation, Given given, Reason guard) {
        return new Row(situation, given, 0, Map.of(), Optional.of(guard));
    }

    static Stream<Row> floors() {
        Service second = new Service(9090, true, Autostop.STOP, 3, OptionalInt.empty(), OptionalInt.empty());
        return Stream.of(
                row("woken by the proxy, no minimum", Given.fleet(web("a")), 0, Map.of()),
                row(
                        "the service's own minimum, in the primary region",
                        Given.fleet(web("a").min(2)),
                        2,
                        Map.of(IAD, 2)),
                row(
                        "the minimum holds in the primary region wherever machines are",
                        Given.fleet(web("a").min(1).in(LHR), web("b").min(1)),
                        1,
                        Map.of(IAD, 1)),
                row("no primary region known", Given.fleet(web("a").min(1).primary()), 1, Map.of()),
                row(
                        "several services: the largest minimum",
                        Given.fleet(web("a").services(dev.hangar.testkit.Machines.SERVICE, second)),
                        3,
                        Map.of(IAD, 3)),
                row(
                        "mid-deploy the larger minimum counts",
                        Given.fleet(web("a").min(1), web("b").min(2)),
                        2,
                        Map.of(IAD, 2)),
                row(
                        "mid-deploy each primary region keeps the minimum of its own config",
                        Given.fleet(web("a").min(2).primary(LHR).in(LHR), web("b").min(1)),
                        3,
                        Map.of(IAD, 1, LHR, 2)),
                row(
                        "ours replaces the service's",
                        Given.fleet(web("a").min(5)).settings(Settings.usual().floor(2)),
                        2,
                        Map.of()),
                row(
                        "ours may be zero",
                        Given.fleet(web("a").min(5)).settings(Settings.usual().floor(0)),
                        0,
                        Map.of()),
                row(
                        "region floors add up",
                        Given.fleet(web("a").min(5))
                                .settings(Settings.usual().regionFloor(IAD, 2).regionFloor(LHR, 1)),
                        3,
                        Map.of(IAD, 2, LHR, 1)),
                row(
                        "the total may exceed the sum of the regions",
                        Given.fleet(web("a")).settings(Settings.usual().floor(4).regionFloor(LHR, 1)),
                        4,
                        Map.of(LHR, 1)),
                row(
                        "a region's floor of ours leaves the service's own in its primary region",
                        Given.fleet(web("a").min(2)).settings(Settings.usual().regionFloor(LHR, 1)),
                        3,
                        Map.of(IAD, 2, LHR, 1)),
                row(
                        "a region's floor of ours leaves the service's own where no primary region is known",
                        Given.fleet(web("a").min(2).primary())
                                .settings(Settings.usual().regionFloor(LHR, 1)),
                        2,
                        Map.of(LHR, 1)),
                row(
                        "a total of ours replaces the service's own, beside a region's floor too",
                        Given.fleet(web("a").min(5))
                                .settings(Settings.usual().floor(1).regionFloor(LHR, 1)),
                        1,
                        Map.of(LHR, 1)),
                row(
                        "autostop off, but a region's floor of ours says zero",
                        Given.fleet(web("a").autostop(Autostop.OFF))
                                .settings(Settings.usual().regionFloor(LHR, 0)),
                        0,
                        Map.of(LHR, 0)),
                row(
                        "autostop off, but our floor says zero",
                        Given.fleet(web("a").autostop(Autostop.OFF))
                                .settings(Settings.usual().floor(0)),
                        0,
                        Map.of()),
                row(
                        "a worker that a live queue can wake",
                        queue(new Reading.Fresh(0, T0.minusSeconds(9))),
                        0,
                        Map.of()),
                guarded("a worker by itself", Given.fleet(worker("a")), Reason.NOTHING_CAN_WAKE),
                guarded(
                        "a worker whose queue is not known",
                        queue(new Reading.Stale(0, Duration.ofMinutes(4))),
                        Reason.NOTHING_CAN_WAKE),
                guarded(
                        "a worker for which we ask zero",
                        Given.fleet(worker("a")).settings(Settings.usual().floor(0)),
                        Reason.NOTHING_CAN_WAKE),
                guarded("autostart off", Given.fleet(web("a").autostart(false)), Reason.NOTHING_CAN_WAKE),
                guarded(
                        "one of two machines cannot be woken",
                        Given.fleet(web("a"), web("b").autostart(false)),
                        Reason.NOTHING_CAN_WAKE),
                guarded("autostop off", Given.fleet(web("a").autostop(Autostop.OFF)), Reason.AUTOSTOP_OFF));
    }

    private static Given queue(Reading reading) {
        return Given.fleet(worker("a"))
                .settings(Settings.usual().signals(Settings.queue(10)))
                .readings(Readings.at(T0).sample(Settings.QUEUE, Optional.empty(), Optional.empty(), reading));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void floors(Row row) {
        Floors floors = row.given.floors();
        assertThat(floors.total()).isEqualTo(row.total);
        assertThat(floors.byRegion()).isEqualTo(row.regions);
        assertThat(floors.whyNotZero()).isEqualTo(row.guard);
        assertThat(floors.least()).isEqualTo(row.guard.isPresent() ? 1 : row.total);
    }
}
