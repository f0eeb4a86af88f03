package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Autostop;
import dev.hangar.model.Expectation;
import dev.hangar.model.Fleet;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SignalReadings;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.SHOP;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;

/// A fleet, its readings, a memory and settings, all drawn from one seed.
///
/// @param seed names the world
/// @param seen what is observed
/// @param memory what is remembered
/// @param settings what is wanted
record RandomWorld(long seed, Observation seen, PolicyMemory memory, PolicySettings settings) {
    private static final List<Region> REGIONS = List.of(IAD, LHR, new Region("gru"));
    private static final List<MachineState> STATES = List.of(
            MachineState.STOPPED,
            MachineState.SUSPENDED,
            MachineState.STARTING,
            MachineState.SUSPENDING,
            MachineState.FAILED,
            MachineState.UNRECOGNIZED,
            MachineState.UPDATING);

    /// What people write into `hangar_pause`, and what it means at T0.
    static final SortedMap<String, PauseMode> PAUSES = new TreeMap<>(Map.of(
            "up", PauseMode.UP,
            "down 2026-11-19T09:00:00Z", PauseMode.DOWN,
            "all", PauseMode.ALL,
            "please", PauseMode.ALL,
            "all 2026-11-19T07:00:00Z", PauseMode.NONE));

    /// What people write into `hangar_hold`, and whether it holds at T0.
    static final SortedMap<String, Boolean> HOLDS = new TreeMap<>(Map.of(
            "forever", true,
            "2026-11-19T09:00:00Z", true,
            "please", true,
            "2026-11-19T07:00:00Z", false,
            "forever z", false));

    /// Anything may be wrong: strangers, leases, cordons, gaps, tags, pauses, people, rivals, states on the move.
    static RandomWorld wild(long seed) {
        return wild(seed, Creating.NOTHING);
    }

    /// The same in a fleet of which machines may be created.
    static RandomWorld growing(long seed) {
        return wild(seed, creating(seed));
    }

    private static RandomWorld wild(long seed, Creating creating) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(0, 9);
        boolean workers = random.nextInt(5) == 0;
        Machines shape = workers ? Machines.worker("x") : Machines.web("x");
        if (!workers && random.nextInt(3) == 0) {
            shape.min(random.nextInt(0, 3));
        }
        if (!workers && random.nextInt(6) == 0) {
            shape.autostop(Autostop.OFF);
        }
        List<Machine> machines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            machines.add(machine(random, shape.build(), i));
        }
        if (random.nextInt(12) == 0) {
            machines.replaceAll(machine -> machine.config().isEmpty() ? machine : rival(random, machine));
        }
        List<Expectation> open = new ArrayList<>();
        for (Machine machine : machines) {
            if (random.nextInt(15) == 0) {
                MachineState state = random.nextBoolean() ? MachineState.STARTED : MachineState.SUSPENDED;
                open.add(new Expectation(ref(machine.id().value()), state, T0.minusSeconds(9), T0.plusSeconds(50)));
            }
        }
        Observation seen = new Observation(T0, Machines.fleet(machines), readings(random, machines, true), open);
        return new RandomWorld(
                seed,
                seen,
                memory(random).with(guarding(random)),
                settings(random, workers)
                        .guards(guards(random))
                        .creating(creating)
                        .build());
    }

    /// Everything is known and nothing is special: demand, machines, a full window.
    static RandomWorld calm(long seed) {
        return calm(seed, UnaryOperator.identity());
    }

    /// As calm, and no budget slows it down.
    static RandomWorld steady(long seed) {
        return calm(seed, settings -> settings.budget(100, Duration.ofHours(1)));
    }

    static RandomWorld calm(long seed, UnaryOperator<Settings> change) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Machine> machines = new ArrayList<>();
        int count = random.nextInt(1, 9);
        for (int i = 0; i < count; i++) {
            Machines machine = Machines.web(name(i)).in(REGIONS.get(random.nextInt(3)));
            machines.add((random.nextInt(3) == 0 ? machine.suspended() : machine).build());
        }
        Observation seen = new Observation(T0, Machines.fleet(machines), readings(random, machines, false), List.of());
        return new RandomWorld(
                seed,
                seen,
                Given.warm(T0),
                change.apply(settings(random, false)).build());
    }

    private static String name(int index) {
        return String.valueOf((char) ('a' + index));
    }

    private static Machine machine(SplittableRandom random, Machine shape, int index) {
        String id = name(index);
        Machines machine = Machines.from(shape)
                .id(id)
                .in(REGIONS.get(random.nextInt(3)))
                .created(T0.minus(Duration.ofHours(random.nextInt(1, 400))))
                .updated(T0.minusSeconds(random.nextInt(0, 100_000)));
        if (random.nextInt(3) == 0) {
            machine.is(STATES.get(random.nextInt(STATES.size())));
        }
        switch (random.nextInt(24)) {
            case 0 -> machine.leasedUntil(T0.plusSeconds(random.nextInt(-5, 20)));
            case 1 -> machine.cordoned();
            case 2, 3, 4 -> {
                Instant since = T0.minusSeconds(random.nextInt(0, 600));
                SleepKind sleep = random.nextBoolean() ? SleepKind.STOP : SleepKind.SUSPEND;
                machine.cordoned(random.nextInt(4) > 0).tagged(new DrainTag(new MachineId(id), since, sleep));
            }
            case 5 -> machine.schedule("daily");
            case 6 -> machine.unhealthy();
            case 7 -> machine.volume("vol_" + id);
            case 8 -> machine.meta("fly_release_version", "8");
            case 9 -> machine.host(HostStatus.UNKNOWN).withoutConfig();
            case 10 -> machine.standbyFor(name(random.nextInt(0, 8)));
            case 11 -> machine.event("start", "started", "user", T0.minusSeconds(random.nextInt(0, 300)));
            case 12 -> machine.memory(4096);
            default -> {}
        }
        if (!shape.config().orElseThrow().services().isEmpty() && random.nextInt(4) == 0) {
            machine.softLimit(random.nextInt(5, 60));
        }
        people(random, machine);
        return machine.build();
    }

    /// What people and deploys leave on a machine.
    private static void people(SplittableRandom random, Machines machine) {
        switch (random.nextInt(24)) {
            case 0, 1 -> machine.meta(HoldTag.KEY, oneOf(random, HOLDS));
            case 2 -> machine.meta(Pause.KEY, oneOf(random, PAUSES));
            case 3, 4 -> woken(machine, T0.minusSeconds(random.nextInt(30, 5400)));
            case 5 -> machine.leasedUntil(T0.plusSeconds(9));
            default -> {}
        }
    }

    private static <V> String oneOf(SplittableRandom random, SortedMap<String, V> values) {
        return List.copyOf(values.keySet()).get(random.nextInt(values.size()));
    }

    private static Machines woken(Machines machine, Instant at) {
        return machine.event("suspend", "suspended", "flyd", at.minusSeconds(25))
                .event("start", "starting", "user", at);
    }

    /// A machine that something else than we started twice.
    private static Machine rival(SplittableRandom random, Machine machine) {
        Instant last = T0.minusSeconds(random.nextInt(30, 1200));
        return woken(woken(Machines.from(machine), last.minusSeconds(random.nextInt(100, 2000))), last)
                .build();
    }

    private static GuardMemory guarding(SplittableRandom random) {
        TrafficCliff cliff = TrafficCliff.NEW;
        if (random.nextInt(5) == 0) {
            Optional<Instant> fell =
                    random.nextBoolean() ? Optional.empty() : Optional.of(T0.minusSeconds(random.nextInt(1200)));
            cliff = new TrafficCliff(Optional.of(T0.minusSeconds(15)), fell);
        }
        TreeSet<Instant> undone = new TreeSet<>();
        for (int i = random.nextInt(6) == 0 ? random.nextInt(7) : 0; i > 0; i--) {
            undone.add(T0.minusSeconds(random.nextInt(4000)));
        }
        OwnStarts starts = new OwnStarts(Optional.of(T0.minus(Duration.ofHours(2))), new TreeMap<>());
        return new GuardMemory(cliff, new Flaps(new TreeMap<>(), new TreeMap<>(), List.copyOf(undone)), starts);
    }

    /// Drawn apart, so that the other draws stay as they are.
    private static Creating creating(long seed) {
        SplittableRandom own = new SplittableRandom(seed ^ 0x5EED);
        Optional<Scaling.Expression> formula = own.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(new Scaling.Expression(
                        new Given.Constant(own.nextInt(9) - 1, Set.of()), new TreeMap<String, SignalName>()));
        return new Creating(OptionalInt.of(own.nextInt(1, 10)), own.nextInt(4), formula);
    }

    private static Guards guards(SplittableRandom random) {
        List<PauseMode> modes = List.of(PauseMode.ALL, PauseMode.UP, PauseMode.DOWN);
        PauseMode pause = random.nextInt(16) == 0 ? modes.get(random.nextInt(3)) : PauseMode.NONE;
        return new Guards(
                pause,
                random.nextInt(6) == 0 ? Duration.ZERO : Duration.ofHours(1),
                random.nextInt(6) == 0 ? Duration.ZERO : Duration.ofMinutes(15),
                random.nextInt(5));
    }

    private static Map<SignalName, SignalReadings> readings(
            SplittableRandom random, List<Machine> machines, boolean wild) {
        List<Sample> samples = new ArrayList<>();
        double busy = random.nextInt(3) == 0 ? 0 : random.nextDouble(40);
        boolean faulty = wild && random.nextInt(3) == 0;
        for (Machine machine : machines) {
            if (machine.state() == MachineState.STARTED || random.nextInt(5) == 0) {
                double value = random.nextInt(3) == 0 ? 0 : Math.floor(random.nextDouble(busy + 1));
                boolean fault = faulty && random.nextInt(4) == 0;
                Reading reading =
                        fault ? fault(random, value) : new Reading.Fresh(value, T0.minusSeconds(random.nextInt(1, 40)));
                samples.add(new Sample(SHOP, Optional.of(machine.region()), Optional.of(machine.id()), reading));
            }
        }
        TreeMap<SignalName, SignalReadings> all = new TreeMap<>();
        Optional<Reading.AbsenceReason> failure =
                faulty && random.nextInt(6) == 0 ? Optional.of(Reading.AbsenceReason.PARTIAL_ANSWER) : Optional.empty();
        all.put(SignalQuery.PROXY_CONCURRENCY, new SignalReadings(SignalQuery.PROXY_CONCURRENCY, samples, failure));
        Sample depth = new Sample(
                SHOP, Optional.empty(), Optional.empty(), new Reading.Fresh(random.nextInt(0, 60), T0.minusSeconds(5)));
        all.put(Settings.QUEUE, new SignalReadings(Settings.QUEUE, List.of(depth), Optional.empty()));
        return all;
    }

    private static Reading fault(SplittableRandom random, double value) {
        return random.nextBoolean()
                ? new Reading.Stale(value, Duration.ofSeconds(150))
                : new Reading.Absent(Reading.AbsenceReason.NOT_A_NUMBER);
    }

    private static PolicyMemory memory(SplittableRandom random) {
        PolicyMemory memory = random.nextInt(5) == 0 ? PolicyMemory.NEW : Given.warm(T0);
        if (random.nextInt(4) == 0) {
            memory = memory.acted(
                    T0.minusSeconds(random.nextInt(1, 400)),
                    List.of(new Action.Start(ref(name(random.nextInt(8))), Reason.DEMAND)),
                    Duration.ofHours(1));
        }
        for (int i = random.nextInt(0, 5); i > 0; i--) {
            memory = memory.acted(
                    T0.minusSeconds(600L * i),
                    List.of(new Action.Drain(ref("a"), SleepKind.STOP, Reason.IDLE)),
                    Duration.ofHours(1));
        }
        if (random.nextInt(5) == 0) {
            memory = memory.suspendRefused(new MachineId(name(random.nextInt(8))), T0.minusSeconds(60))
                    .startRefused(new MachineId(name(random.nextInt(8))), T0.minusSeconds(60));
        }
        return memory;
    }

    private static Settings settings(SplittableRandom random, boolean workers) {
        Settings settings = Settings.usual()
                .steps(random.nextInt(1, 5), random.nextInt(1, 5))
                .budget(random.nextInt(1, 6), Duration.ofHours(1))
                .target(random.nextInt(5, 11) / 10.0)
                .tolerance(random.nextInt(0, 3) / 10.0)
                .idleAction(List.of(IdleAction.AUTO, IdleAction.SUSPEND, IdleAction.STOP)
                        .get(random.nextInt(3)))
                .launchPair(List.of(LaunchPairMode.REPORT, LaunchPairMode.PARK, LaunchPairMode.DESTROY)
                        .get(random.nextInt(3)));
        int most = 9;
        if (random.nextInt(3) == 0) {
            most = random.nextInt(3, 7);
            settings.ceiling(most);
        }
        if (random.nextInt(3) == 0) {
            settings.floor(random.nextInt(0, Math.min(4, most + 1)));
        }
        if (random.nextInt(3) == 0) {
            settings.regionFloor(LHR, random.nextInt(0, 3));
        }
        if (workers || random.nextInt(4) == 0) {
            settings.signals(Settings.CONCURRENCY, Settings.queue(10));
        } else if (random.nextInt(5) == 0) {
            // More than the soft limit that Fly Proxy goes by.
            settings.signals(new DemandSignal(SignalQuery.PROXY_CONCURRENCY, new Capacity.PerMachine(60), false));
        }
        return settings;
    }

    Evaluation evaluate() {
        return new PolicyEngine(dev.hangar.testkit.Prices.BOOK).evaluate(seen, memory, settings);
    }

    Roster roster() {
        return Roster.of(seen, settings);
    }

    RandomWorld with(Observation other) {
        return new RandomWorld(seed, other, memory, settings);
    }

    /// The same world with its machines and samples in another order.
    RandomWorld shuffled() {
        SplittableRandom random = new SplittableRandom(seed + 1);
        TreeMap<SignalName, SignalReadings> readings = new TreeMap<>();
        seen.readings()
                .forEach((signal, its) ->
                        readings.put(signal, new SignalReadings(signal, mixed(its.samples(), random), its.failure())));
        Fleet fleet = Machines.fleet(mixed(seen.fleet().machines(), random));
        return with(new Observation(seen.at(), fleet, readings, mixed(seen.open(), random)));
    }

    private static <T> List<T> mixed(List<T> list, SplittableRandom random) {
        List<T> mixed = new ArrayList<>();
        for (T item : list) {
            mixed.add(random.nextInt(mixed.size() + 1), item);
        }
        return mixed;
    }

    /// The same world with every known value of proxy concurrency raised by `more`.
    RandomWorld busierBy(double more) {
        TreeMap<SignalName, SignalReadings> readings = new TreeMap<>(seen.readings());
        readings.computeIfPresent(
                SignalQuery.PROXY_CONCURRENCY,
                (signal, its) -> new SignalReadings(
                        signal,
                        its.samples().stream()
                                .map(sample ->
                                        sample.reading() instanceof Reading.Fresh(double value, Instant sampledAt)
                                                ? new Sample(
                                                        sample.app(),
                                                        sample.region(),
                                                        sample.machine(),
                                                        new Reading.Fresh(value + more, sampledAt))
                                                : sample)
                                .toList(),
                        its.failure()));
        return with(new Observation(seen.at(), seen.fleet(), readings, seen.open()));
    }
}
