package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.hangar.policy.Worlds.inEvery;
import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// No scaling stops a worker that works, or that may: proved on fleets of workers drawn at random, most of them with
/// more workers than their few jobs take.
class BusyWorkersTest {
    private static final DemandSignal RUNNING =
            new DemandSignal(SignalQuery.PROXY_CONCURRENCY, new Capacity.PerMachine(1), false);
    private static final DemandSignal WAITING =
            new DemandSignal(Settings.QUEUE, new Capacity.Queue(Duration.ofSeconds(20), Duration.ofSeconds(60)), true);

    private static final List<RandomWorld> WORLDS =
            LongStream.rangeClosed(1, 1_200).mapToObj(BusyWorkersTest::world).toList();

    private static RandomWorld world(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Machine> machines = new ArrayList<>();
        Readings readings = Readings.at(T0);
        boolean byMachine = random.nextInt(4) > 0;
        boolean faulty = random.nextInt(8) == 0;
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            Machine machine = machine(random, String.valueOf((char) ('a' + i)));
            machines.add(machine);
            if (byMachine && (machine.state() == MachineState.STARTED || random.nextInt(5) == 0)) {
                readings.sample(machine.id().value(), reading(random, faulty));
            }
        }
        if (!byMachine && random.nextBoolean()) {
            readings.ofApp(SignalQuery.PROXY_CONCURRENCY, random.nextInt(3));
        }
        readings.ofApp(Settings.QUEUE, random.nextBoolean() ? 0 : random.nextInt(6));
        Settings settings = Settings.usual()
                .scaling(scaling(random))
                .signals(signals(random))
                .steps(3, random.nextInt(1, 4))
                .budget(9, Duration.ofHours(1))
                .floor(random.nextInt(2));
        return new RandomWorld(
                seed,
                new Observation(T0, Machines.fleet(machines), readings.build(), List.of()),
                Given.warm(T0),
                settings.build());
    }

    private static Machine machine(SplittableRandom random, String id) {
        Machines machine = Machines.worker(id).in(random.nextBoolean() ? IAD : LHR);
        Instant since = T0.minusSeconds(random.nextInt(0, 600));
        return switch (random.nextInt(12)) {
            case 0, 1 -> machine.stopped().build();
            case 2, 3 ->
                machine.cordoned()
                        .tagged(new DrainTag(new MachineId(id), since, SleepKind.STOP))
                        .build();
            case 4 -> machine.host(HostStatus.UNKNOWN).build();
            default -> machine.build();
        };
    }

    private static Reading reading(SplittableRandom random, boolean faulty) {
        double jobs = random.nextInt(3) > 0 ? 0 : random.nextInt(1, 3);
        if (faulty && random.nextInt(3) == 0) {
            return random.nextBoolean()
                    ? new Reading.Stale(jobs, Duration.ofSeconds(150))
                    : new Reading.Absent(Reading.AbsenceReason.NOT_A_NUMBER);
        }
        return new Reading.Fresh(jobs, T0.minusSeconds(random.nextInt(1, 40)));
    }

    private static Scaling scaling(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Scaling.TargetTracking();
            case 1 -> new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1));
            default -> new Scaling.Expression(new Given.Constant(random.nextInt(3), Set.of()), new TreeMap<>());
        };
    }

    private static DemandSignal[] signals(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> new DemandSignal[] {RUNNING};
            case 1 -> new DemandSignal[] {WAITING};
            case 2 -> new DemandSignal[] {RUNNING, Settings.queue(10)};
            default -> new DemandSignal[] {RUNNING, WAITING};
        };
    }

    /// What the readings that the policy goes by say of one machine.
    private static List<Sample> of(MachineId machine, RandomWorld world) {
        return samples(world)
                .filter(sample -> sample.machine().equals(Optional.of(machine)))
                .toList();
    }

    private static Stream<Sample> samples(RandomWorld world) {
        return world.settings().signals().stream()
                .map(DemandSignal::name)
                .flatMap(name -> world.seen().readingsOf(name).samples().stream());
    }

    private static boolean isZero(Sample sample) {
        return sample.reading() instanceof Reading.Fresh(double value, Instant then) && value == 0;
    }

    @Test
    void whoWorksOrMayWorkStays() {
        inEvery(WORLDS, world -> {
            for (Action action : world.evaluate().plan().actions()) {
                assertThat(action).isNotInstanceOf(Action.Drain.class);
                if (!(action instanceof Action.Sleep)) {
                    continue;
                }
                List<Sample> own = of(action.machine().id(), world);
                boolean queue = world.settings().signals().contains(WAITING);
                assertThat(own.isEmpty() && queue)
                        .as("an empty queue says nothing of " + action)
                        .isFalse();
                assertThat(own.isEmpty() ? samples(world).toList() : own)
                        .as(action.toString())
                        .isNotEmpty()
                        .allMatch(BusyWorkersTest::isZero);
            }
        });
    }

    @Test
    void everyScalingPutsIdleWorkersToSleepAndHasBusyOnesToSpare() {
        Map<String, Integer> sleeps = new TreeMap<>();
        Map<String, Integer> spared = new TreeMap<>();
        for (RandomWorld world : WORLDS) {
            Evaluation evaluation = world.evaluate();
            String scaling = world.settings().scaling().getClass().getSimpleName();
            boolean shrinks = evaluation.plan().actions().stream().anyMatch(Action.Sleep.class::isInstance);
            sleeps.merge(scaling, shrinks ? 1 : 0, Integer::sum);
            boolean busy =
                    evaluation.report().machines().stream().anyMatch(machine -> machine.reason() == Reason.WORKER_BUSY);
            spared.merge(scaling, busy ? 1 : 0, Integer::sum);
        }
        assertThat(sleeps)
                .hasSize(3)
                .allSatisfy((scaling, count) -> assertThat(count).isGreaterThan(40));
        assertThat(spared)
                .hasSize(3)
                .allSatisfy((scaling, count) -> assertThat(count).isGreaterThan(10));
    }

    private static Given drained(double jobs) {
        DrainTag overdue = new DrainTag(new MachineId("a"), T0.minus(Duration.ofHours(1)), SleepKind.STOP);
        return Given.fleet(Machines.worker("a").cordoned().tagged(overdue), Machines.worker("b"))
                .settings(Settings.usual().signals(RUNNING, WAITING).floor(1))
                .readings(Readings.at(T0)
                        .concurrency("a", jobs)
                        .concurrency("b", 0)
                        .ofApp(Settings.QUEUE, 0));
    }

    /// An update may make a worker of what drained: the limit is for connections, and it takes the drain back.
    @Test
    void noDrainLimitCutsAJobOff() {
        assertThat(drained(0).plan()).containsExactly("sleep a IDLE");
        assertThat(drained(1).plan()).containsExactly("undrain a WORKER_BUSY");
    }

    @Test
    void thePlanCheckerStopsWhatWouldStopABusyWorker() {
        Given given = Given.fleet(Machines.worker("a"), Machines.worker("b"))
                .settings(Settings.usual().signals(RUNNING, WAITING).floor(0))
                .readings(
                        Readings.at(T0).concurrency("a", 1).concurrency("b", 0).ofApp(Settings.QUEUE, 0));

        assertThat(given.violations(sleep("a"))).containsExactly("sleep shop/a: a worker not known to be idle");
        assertThat(given.violations(sleep("b"))).isEmpty();
    }

    private static Action sleep(String id) {
        return new Action.Sleep(Machines.ref(id), SleepKind.STOP, false, Reason.IDLE);
    }
}
