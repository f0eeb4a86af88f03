package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.Service;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.SERVICE;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

class DemandEstimatorTest {
    private static final SignalName RATE = new SignalName("rate");
    private static final DemandSignal PER_REGION = new DemandSignal(RATE, new Capacity.PerMachine(50), false);
    private static final DrainTag TAG = new DrainTag(new MachineId("a"), T0.minusSeconds(60), SleepKind.SUSPEND);
    private static final Reading.Absent NAN = new Reading.Absent(Reading.AbsenceReason.NOT_A_NUMBER);

    record Loads(String situation, Given given, Map<Region, Double> regions, double withoutRegion) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Loads> fullyKnownDemand() {
        Service narrow = new Service(9, true, Autostop.STOP, 0, OptionalInt.of(5), OptionalInt.empty());
        Service unset = new Service(9, true, Autostop.STOP, 0, OptionalInt.empty(), OptionalInt.empty());
        return Stream.of(
                new Loads("nothing to do", Given.fleet(web("a")).concurrency(0), Map.of(IAD, 0.0), 0),
                // 10 / 20 + 5 / 20 in iad, 30 / 20 in lhr
                new Loads(
                        "connections over the soft limit, by region",
                        Given.fleet(web("a"), web("b"), web("c").in(LHR)).concurrency(10, 5, 30),
                        Map.of(IAD, 0.75, LHR, 1.5),
                        0),
                // 10 / 5 and 10 / 50
                new Loads(
                        "each machine's own soft limit",
                        Given.fleet(web("a").softLimit(5), web("b").softLimit(50))
                                .concurrency(10, 10),
                        Map.of(IAD, 2.2),
                        0),
                new Loads(
                        "of two services the smaller limit",
                        Given.fleet(web("a").services(SERVICE, narrow)).concurrency(10),
                        Map.of(IAD, 2.0),
                        0),
                new Loads(
                        "Fly's default limit",
                        Given.fleet(web("a").services(unset)).concurrency(10),
                        Map.of(IAD, 0.5),
                        0),
                new Loads(
                        "the machine's region counts, not the label's",
                        Given.fleet(web("a"))
                                .readings(Readings.at(T0)
                                        .sample(
                                                SignalQuery.PROXY_CONCURRENCY,
                                                Optional.of(LHR),
                                                Optional.of(new MachineId("a")),
                                                new Reading.Fresh(20, T0.minusSeconds(3)))),
                        Map.of(IAD, 1.0),
                        0),
                new Loads(
                        "machines of other groups do not count",
                        Given.fleet(web("a"))
                                .readings(Readings.at(T0).concurrency("a", 2).concurrency("other", 900)),
                        Map.of(IAD, 0.1),
                        0),
                new Loads(
                        "a sleeper's last young sample still counts",
                        Given.fleet(web("a"), web("b").stopped()).concurrency(2, 2),
                        Map.of(IAD, 0.2),
                        0),
                // 120 / 50 in lhr, 25 / 50 in iad
                new Loads(
                        "a signal by region",
                        rate(Readings.at(T0).ofRegion(RATE, LHR, 120).ofRegion(RATE, IAD, 25)),
                        Map.of(LHR, 2.4, IAD, 0.5),
                        0),
                new Loads("a signal of the app", rate(Readings.at(T0).ofApp(RATE, 75)), Map.of(), 1.5),
                // max(2 / 20, 100 / 50) in iad
                new Loads(
                        "of several signals the larger load",
                        Given.fleet(web("a"))
                                .settings(Settings.usual().signals(Settings.CONCURRENCY, PER_REGION))
                                .readings(Readings.at(T0).concurrency("a", 2).ofRegion(RATE, IAD, 100)),
                        Map.of(IAD, 2.0),
                        0),
                new Loads("everybody asleep, no series", Given.fleet(web("a").suspended()), Map.of(), 0),
                new Loads(
                        "a machine that starts has no series yet",
                        Given.fleet(web("a").inState("starting").updated(T0)),
                        Map.of(),
                        0),
                new Loads(
                        "a machine that falls asleep has no series any more",
                        Given.fleet(web("a"), web("b"))
                                .expecting("b", MachineState.SUSPENDED)
                                .concurrency(4),
                        Map.of(IAD, 0.2),
                        0),
                new Loads(
                        "the old series of a machine that sleeps is no gap",
                        Given.fleet(web("a"), web("b").suspended(), web("c").stopped())
                                .readings(Readings.at(T0)
                                        .concurrency("a", 4)
                                        .stale("b", 90)
                                        .sample("c", NAN)),
                        Map.of(IAD, 0.2),
                        0),
                new Loads(
                        "a machine that somebody else cordoned need not have a series",
                        Given.fleet(web("a"), web("b").cordoned()).concurrency(4),
                        Map.of(IAD, 0.2),
                        0),
                new Loads(
                        "but what it still does counts",
                        Given.fleet(web("a"), web("b").cordoned()).concurrency(4, 6),
                        Map.of(IAD, 0.5),
                        0));
    }

    private static Given rate(Readings readings) {
        return Given.fleet(web("a"), web("b").in(LHR))
                .settings(Settings.usual().signals(PER_REGION))
                .readings(readings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fullyKnownDemand(Loads row) {
        Demand demand = row.given.demand();
        assertThat(demand.gap()).isEmpty();
        assertThat(demand.loadByRegion().keySet()).isEqualTo(row.regions.keySet());
        row.regions.forEach((region, load) -> assertThat(demand.loadByRegion().get(region))
                .isCloseTo(load, org.assertj.core.data.Offset.offset(1e-9)));
        assertThat(demand.fleetLoad()).isEqualTo(row.withoutRegion);
    }

    record Gap(String situation, Given given, Reason reason, String detail, double total) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Gap> unknownIsNeverZero() {
        return Stream.of(
                new Gap(
                        "a stale sample: its last value may grow the fleet",
                        Given.fleet(web("a")).readings(Readings.at(T0).stale("a", 30)),
                        Reason.SIGNAL_ABSENT,
                        "machine a",
                        1.5),
                new Gap(
                        "a stale value of the app",
                        rate(Readings.at(T0)
                                .sample(
                                        RATE,
                                        Optional.empty(),
                                        Optional.empty(),
                                        new Reading.Stale(75, Duration.ofSeconds(200)))),
                        Reason.SIGNAL_STALE,
                        "200 s old",
                        1.5),
                new Gap(
                        "a stale value that is no number",
                        Given.fleet(web("a"), web("b"))
                                .readings(Readings.at(T0).stale("a", Double.NaN).concurrency("b", 30)),
                        Reason.SIGNAL_ABSENT,
                        "machine a",
                        1.5),
                new Gap(
                        "NaN",
                        Given.fleet(web("a")).readings(Readings.at(T0).sample("a", NAN)),
                        Reason.SIGNAL_ABSENT,
                        "NOT_A_NUMBER",
                        0),
                new Gap(
                        "one machine says nothing",
                        Given.fleet(web("a"), web("b")).concurrency(20),
                        Reason.SIGNAL_ABSENT,
                        "machine b",
                        1),
                new Gap(
                        "an unhealthy machine says nothing",
                        Given.fleet(web("a"), web("b").unhealthy()).concurrency(20),
                        Reason.SIGNAL_ABSENT,
                        "machine b",
                        1),
                new Gap(
                        "the machine that we drain says nothing",
                        Given.fleet(web("a").cordoned().tagged(TAG), web("b"))
                                .readings(Readings.at(T0).concurrency("b", 20)),
                        Reason.SIGNAL_ABSENT,
                        "machine a",
                        1),
                new Gap(
                        "no series at all",
                        Given.fleet(web("a")).readings(Readings.at(T0)),
                        Reason.SIGNAL_ABSENT,
                        "machine a",
                        0),
                new Gap(
                        "the query failed, nobody runs",
                        Given.fleet(web("a").stopped())
                                .readings(Readings.at(T0)
                                        .failed(SignalQuery.PROXY_CONCURRENCY, Reading.AbsenceReason.SOURCE_FAILED)),
                        Reason.SIGNAL_ABSENT,
                        "SOURCE_FAILED",
                        0),
                new Gap(
                        "the answer is partial: what it says may grow the fleet",
                        Given.fleet(web("a"), web("b"))
                                .readings(Readings.at(T0)
                                        .concurrency("a", 50)
                                        .failed(SignalQuery.PROXY_CONCURRENCY, Reading.AbsenceReason.PARTIAL_ANSWER)),
                        Reason.SIGNAL_ABSENT,
                        "PARTIAL_ANSWER",
                        2.5),
                new Gap(
                        "a signal of the app without a word on it",
                        rate(Readings.at(T0).empty(RATE)),
                        Reason.SIGNAL_ABSENT,
                        "nothing of this app",
                        0),
                new Gap(
                        "a signal by region is silent on a region where machines run",
                        rate(Readings.at(T0).ofRegion(RATE, IAD, 25)),
                        Reason.SIGNAL_ABSENT,
                        "region lhr",
                        0.5),
                new Gap(
                        "a signal that nobody reads",
                        Given.fleet(web("a")).settings(Settings.usual().signals(PER_REGION)),
                        Reason.SIGNAL_ABSENT,
                        "NOT_CONFIGURED",
                        0),
                new Gap(
                        "a silent queue, nobody runs",
                        Given.fleet(worker("a").stopped())
                                .settings(Settings.usual().signals(Settings.queue(10)))
                                .readings(Readings.at(T0).empty(Settings.QUEUE)),
                        Reason.SIGNAL_ABSENT,
                        "nothing of this app",
                        0),
                new Gap("no signal fits a worker", Given.fleet(worker("a")), Reason.NO_SIGNAL, "no signal", 0),
                new Gap(
                        "no signal at all",
                        Given.fleet(web("a")).settings(Settings.usual().signals()),
                        Reason.NO_SIGNAL,
                        "no signal",
                        0),
                new Gap(
                        "a missing signal outranks an old one",
                        Given.fleet(web("a"), web("b"))
                                .settings(Settings.usual().signals(PER_REGION, Settings.CONCURRENCY))
                                .readings(Readings.at(T0)
                                        .sample(
                                                RATE,
                                                Optional.empty(),
                                                Optional.empty(),
                                                new Reading.Stale(50, Duration.ofSeconds(99)))
                                        .concurrency("a", 0)),
                        Reason.SIGNAL_ABSENT,
                        "machine b",
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unknownIsNeverZero(Gap row) {
        Demand demand = row.given.demand();
        assertThat(demand.gap()).isPresent();
        assertThat(demand.gap().get().reason()).isEqualTo(row.reason);
        assertThat(demand.gap().get().detail()).contains(row.detail);
        assertThat(demand.gap().get().brief()).isFalse();
        assertThat(demand.total()).isEqualTo(row.total);
        assertThat(row.given.plan()).noneMatch(action -> action.startsWith("drain") || action.startsWith("sleep"));
    }

    @Test
    void aMachineThatJustStartedLeavesABriefGap() {
        Given given = Given.fleet(web("a"), web("b").event("start", "started", "proxy", T0.minusSeconds(40)))
                .concurrency(20);
        assertThat(given.demand().gap()).isPresent();
        assertThat(given.demand().gap().get().brief()).isTrue();
        assertThat(given.demand().gap().get().detail()).contains("machine b");
    }

    @Test
    void aBriefGapDoesNotHideALastingOne() {
        Given given = Given.fleet(web("a").event("start", "started", "proxy", T0.minusSeconds(40)), web("b"))
                .readings(Readings.at(T0));
        assertThat(given.demand().gap().orElseThrow().brief()).isFalse();
        assertThat(given.demand().gap().orElseThrow().detail()).contains("machine b");
    }

    @Test
    void activityIsTheLargestLoadAndTheOldestSample() {
        DemandSignal jobs = new DemandSignal(RATE, new Capacity.PerMachine(4), false);
        Demand demand = Given.fleet(web("a"), web("b"))
                .settings(Settings.usual().signals(Settings.CONCURRENCY, jobs))
                .readings(Readings.at(T0)
                        .concurrency("a", 5)
                        .concurrency("b", 0)
                        .sample(
                                RATE,
                                Optional.empty(),
                                Optional.of(new MachineId("a")),
                                new Reading.Fresh(3, T0.minusSeconds(30))))
                .demand();
        // max(5 / 20, 3 / 4), older of 11 s and 30 s; b has no second sample, so its activity is not known
        assertThat(demand.activity())
                .isEqualTo(Map.of(new MachineId("a"), new Demand.Activity(0.75, T0.minusSeconds(30))));
    }

    @Test
    void anyLiveSignalThatOutlivesTheMachinesCanWakeThem() {
        DemandSignal other = new DemandSignal(RATE, new Capacity.PerMachine(5), true);
        Given given = Given.fleet(worker("a"))
                .settings(Settings.usual().signals(Settings.queue(10), other))
                .readings(Readings.at(T0)
                        .ofApp(Settings.QUEUE, 0)
                        .sample(RATE, Optional.empty(), Optional.empty(), new Reading.Stale(0, Duration.ofMinutes(4))));
        assertThat(given.demand().canWake()).isTrue();
    }

    @Test
    void totalIsTheLargerOfRegionsAndFleet() {
        Demand demand = new Demand(Given.map(IAD, 1.5), 1.2, Optional.empty(), new java.util.TreeMap<>(), false);
        assertThat(demand.total()).isEqualTo(1.5);
        assertThat(demand.describe()).isEqualTo("1.50 machines' worth");
    }
}
