package dev.hangar.policy;

import dev.hangar.model.Region;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.adaptive.Waking;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Queues with a service time and a wait target. `proxy-concurrency` stands for the jobs that a worker runs.
class QueueTest {
    private static final DemandSignal RUNNING =
            new DemandSignal(SignalQuery.PROXY_CONCURRENCY, new Capacity.PerMachine(1), false);

    /// One machine works off two of these: (60 s - 5 s - 15 s) / 20 s.
    private static final DemandSignal WAITING = queue(20, 60);

    private static final Scaling.Adaptive ADAPTIVE =
            new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1));

    private static DemandSignal queue(int serviceSeconds, int waitSeconds) {
        return new DemandSignal(
                Settings.QUEUE,
                new Capacity.Queue(Duration.ofSeconds(serviceSeconds), Duration.ofSeconds(waitSeconds)),
                true);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # service time, wait target, start, jobs that a machine works off in time, late time
            20,  60,  5,   2,   0
            20,  30,  5,   1,   0
            20,  20,  5,   1,   0
            20,  10,  5,   1,  10
            20,   0,  5,   1,  20
            20,  60, 25,   1,   0
            20,  60, 90,   1,  45
             1,  60,  5,  40,   0
            40, 600,  5, 14.5,  0
            """)
    void whatIsLeftOfTheWaitTargetIsWorkedIn(int service, int wait, int start, double jobs, int late) {
        var queue = new Capacity.Queue(Duration.ofSeconds(service), Duration.ofSeconds(wait));

        assertThat(queue.jobs(Duration.ofSeconds(start))).isEqualTo(jobs, within(1e-9));
        assertThat(queue.lateTime(Duration.ofSeconds(start))).isEqualTo(Duration.ofSeconds(late));
    }

    record Row(String situation, Given given, Map<Region, Double> regions, double fleet, List<String> plan) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Given two(double a, double b, DemandSignal... signals) {
        return two(Readings.at(T0).concurrency("a", a).concurrency("b", b).ofApp(Settings.QUEUE, 5), signals);
    }

    private static Given two(Readings readings, DemandSignal... signals) {
        return Given.fleet(
                        worker("a"),
                        worker("b").in(LHR),
                        worker("c").stopped(),
                        worker("d").stopped(),
                        worker("e").in(LHR).stopped())
                .settings(Settings.usual().signals(signals).floor(0))
                .readings(readings);
    }

    private static Readings idle() {
        return Readings.at(T0).concurrency("a", 0).concurrency("b", 0);
    }

    static Stream<Row> rows() {
        DemandSignal rate = new DemandSignal(new SignalName("rate"), new Capacity.PerMachine(10), true);
        return Stream.of(
                // 2 + 5 / 2 = 4.5, and no head-room on top
                new Row(
                        "what waits comes on top of what works",
                        two(1, 1, RUNNING, WAITING),
                        Map.of(IAD, 1.0, LHR, 1.0),
                        4.5,
                        List.of("start c DEMAND", "start d DEMAND", "start e DEMAND")),
                // 0 + 2.5: two of the three are idle here
                new Row(
                        "idle workers take what waits first",
                        two(0, 0, RUNNING, WAITING),
                        Map.of(IAD, 0.0, LHR, 0.0),
                        2.5,
                        List.of("start c DEMAND")),
                new Row(
                        "nothing waits: the sum still stands for the fleet",
                        two(
                                Readings.at(T0)
                                        .concurrency("a", 1)
                                        .concurrency("b", 1)
                                        .ofApp(Settings.QUEUE, 0),
                                RUNNING,
                                WAITING),
                        Map.of(IAD, 1.0, LHR, 1.0),
                        2,
                        List.of()),
                new Row("the queue alone", two(1, 1, WAITING), Map.of(), 2.5, List.of("start c DEMAND")),
                new Row(
                        "by capacity the larger of the two counts, with head-room",
                        two(1, 1, RUNNING, Settings.queue(2)),
                        Map.of(IAD, 1.0, LHR, 1.0),
                        2.5,
                        List.of("start c DEMAND", "start e DEMAND")),
                // max(2, 30 / 10) + 2.5
                new Row(
                        "on top of the largest of the others",
                        two(
                                Readings.at(T0)
                                        .concurrency("a", 1)
                                        .concurrency("b", 1)
                                        .ofApp(rate.name(), 30)
                                        .ofApp(Settings.QUEUE, 5),
                                RUNNING,
                                rate,
                                WAITING),
                        Map.of(IAD, 1.0, LHR, 1.0),
                        5.5,
                        List.of("start c DEMAND", "start d DEMAND", "start e DEMAND")),
                new Row(
                        "a queue by region is worked there",
                        two(
                                idle().concurrency("a", 1)
                                        .ofRegion(Settings.QUEUE, IAD, 0)
                                        .ofRegion(Settings.QUEUE, LHR, 4),
                                RUNNING,
                                WAITING),
                        Map.of(IAD, 1.0, LHR, 2.0),
                        3,
                        List.of("start e DEMAND")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void demand(Row row) {
        Demand demand = row.given().demand();

        assertThat(demand.gap()).isEmpty();
        assertThat(demand.loadByRegion()).isEqualTo(row.regions());
        assertThat(demand.fleetLoad()).isEqualTo(row.fleet(), within(1e-9));
        assertThat(demand.total()).isEqualTo(row.fleet(), within(1e-9));
        assertThat(row.given().plan()).containsExactlyElementsOf(row.plan());
    }

    /// Of the wait target 60 s - 25 s - 15 s are left: as long as one job takes.
    @Test
    void theLearnedStartTimeShortensTheTimeForWhatWaits() {
        PolicyMemory slow = booting(Duration.ofSeconds(25));

        assertThat(two(0, 0, RUNNING, WAITING).memory(slow).demand().total()).isEqualTo(5, within(1e-9));
    }

    private static PolicyMemory booting(Duration took) {
        Machines machine = worker("z");
        for (int i = 6; i > 0; i--) {
            Instant asked = T0.minus(Duration.ofMinutes(10L * i));
            machine.event("stop", "stopped", "flyd", asked.minusSeconds(60))
                    .event("start", "starting", "user", asked)
                    .event("start", "started", "flyd", asked.plus(took));
        }
        PolicyMemory warm = Given.warm(T0);
        return warm.with(warm.times().seen(T0, List.of(machine.build())));
    }

    @Test
    void anEmptyQueueDoesNotSayThatAWorkerIsIdle() {
        Readings empty = Readings.at(T0).ofApp(Settings.QUEUE, 0);
        Settings only = Settings.usual().signals(WAITING).floor(0);

        assertThat(Given.fleet(worker("a"), worker("b"))
                        .settings(only)
                        .readings(empty)
                        .reasons())
                .containsExactly("a=WORKER_BUSY", "b=WORKER_BUSY");
        assertThat(Given.fleet(worker("a"), worker("b"))
                        .settings(Settings.usual()
                                .signals(RUNNING, WAITING)
                                .floor(0)
                                .steps(2, 2))
                        .readings(idle().ofApp(Settings.QUEUE, 0))
                        .plan())
                .containsExactly("sleep a IDLE", "sleep b IDLE");
    }

    @Test
    void theWaitTargetTakesThePlaceOfLateAfter() {
        assertThat(waking(queue(20, 60))).isEqualTo(new Waking(Duration.ZERO, 0, true));
        assertThat(waking(queue(20, 0))).isEqualTo(new Waking(Duration.ofSeconds(20), 0, true));
        assertThat(waking(RUNNING)).isEqualTo(new Waking(Duration.ofSeconds(4), 0, false));
    }

    private static Waking waking(DemandSignal signal) {
        Given given = Given.fleet(worker("a"))
                .settings(Settings.usual().idleAction(IdleAction.STOP).signals(signal));
        return AdaptiveScaling.waking(given.memory(), ADAPTIVE, given.roster(), given.settings());
    }

    @Test
    void theAdaptiveScalingStartsForTheQueueToo() {
        Given given = two(1, 1, RUNNING, WAITING)
                .settings(Settings.usual().signals(RUNNING, WAITING).floor(0).scaling(ADAPTIVE));

        assertThat(given.plan()).containsExactly("start c DEMAND", "start d DEMAND", "start e DEMAND");
        assertThat(given.evaluate().next().pools().withoutRegion())
                .map(Pool::need)
                .contains(5);
    }
}
