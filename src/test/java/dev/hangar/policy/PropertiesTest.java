package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SignalReadings;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds in every world. A failure names its seed.
class PropertiesTest {
    private static final int WORLDS = 3_000;

    private static void inEvery(LongFunction<RandomWorld> draw, Consumer<RandomWorld> property) {
        for (long seed = 1; seed <= WORLDS; seed++) {
            RandomWorld world = draw.apply(seed);
            try {
                property.accept(world);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    private static boolean shrinks(Action action) {
        return switch (action) {
            case Action.Drain drain -> true;
            case Action.Sleep sleep -> true;
            case Action.Destroy destroy -> true;
            case Action.Start start -> false;
            case Action.Undrain undrain -> false;
        };
    }

    private static List<Action> plan(RandomWorld world) {
        return world.evaluate().plan().actions();
    }

    private static long begun(List<Action> plan) {
        return plan.stream()
                .filter(action ->
                        action instanceof Action.Drain || (action instanceof Action.Sleep its && !its.drained()))
                .count();
    }

    @Test
    void theWorldsAreNotDull() {
        TreeMap<String, Integer> verbs = new TreeMap<>();
        inEvery(RandomWorld::wild, world -> plan(world).forEach(action -> verbs.merge(action.verb(), 1, Integer::sum)));
        for (String verb : List.of("start", "drain", "sleep", "undrain")) {
            assertThat(verbs.getOrDefault(verb, 0)).as(verb).isGreaterThan(100);
        }
    }

    @Test
    void everyPlanPassesThePlanChecker() {
        inEvery(RandomWorld::wild, world -> {
            Evaluation evaluation = world.evaluate();
            assertThat(PlanChecker.violations(evaluation.plan(), world.seen(), evaluation.next(), world.settings()))
                    .isEmpty();
        });
    }

    @Test
    void noPlanNamesWhatMustNotBeTouched() {
        inEvery(RandomWorld::wild, world -> {
            for (Action action : plan(world)) {
                assertThat(world.roster().all().stream()
                                .filter(standing -> standing.ref().equals(action.machine())))
                        .singleElement()
                        .matches(standing -> action instanceof Action.Undrain
                                ? standing.drain().isPresent()
                                : standing.touchable());
            }
        });
    }

    @Test
    void theFloorsHoldAfterEveryPlan() {
        inEvery(RandomWorld::wild, world -> {
            Roster roster = world.roster();
            Floors floors = world.evaluate().report().floors();
            TreeMap<Region, Integer> leaving = new TreeMap<>();
            for (Action action : plan(world)) {
                roster.all().stream()
                        .filter(standing -> standing.ref().equals(action.machine()))
                        .filter(standing -> standing.serves() && shrinks(action))
                        .forEach(standing -> leaving.merge(standing.region(), 1, Integer::sum));
            }
            int left = roster.serving() - Need.sum(leaving.values());
            assertThat(leaving.isEmpty() || left >= floors.least()).isTrue();
            leaving.forEach((region, count) ->
                    assertThat(roster.serving(region) - count).isGreaterThanOrEqualTo(floors.of(region)));
        });
    }

    @Test
    void withoutDemandOrFloorNobodyIsWoken() {
        inEvery(RandomWorld::wild, world -> {
            Evaluation evaluation = world.evaluate();
            FleetReport report = evaluation.report();
            if (report.recommendation().total() == 0 && report.floors().total() == 0) {
                assertThat(evaluation.plan().actions()).noneMatch(Action.Start.class::isInstance);
            }
        });
    }

    @Test
    void nothingShrinksOnAGapInWarmUpOrInCoolDown() {
        inEvery(RandomWorld::wild, world -> {
            Evaluation evaluation = world.evaluate();
            PolicyMemory memory = evaluation.next();
            boolean gap = evaluation.report().demand().gap().isPresent();
            boolean warming =
                    memory.watched(world.seen().at()).compareTo(world.settings().stabilization()) < 0;
            boolean cooling = memory.lastWake()
                    .filter(wake -> wake.plus(world.settings().coolDown())
                            .isAfter(world.seen().at()))
                    .isPresent();
            List<Action> plan = evaluation.plan().actions();
            if (gap) {
                assertThat(plan).noneMatch(PropertiesTest::shrinks);
            }
            if (warming || cooling) {
                assertThat(begun(plan)).isZero();
            }
        });
    }

    @Test
    void stepsBudgetAndCeilingAreRespected() {
        inEvery(RandomWorld::wild, world -> {
            PolicySettings settings = world.settings();
            List<Action> plan = plan(world);
            long starts = plan.stream().filter(Action.Start.class::isInstance).count();
            int spent = world.memory()
                    .sleepsWithin(world.seen().at(), settings.budget().window());
            assertThat(starts).isLessThanOrEqualTo(settings.stepUp());
            assertThat(begun(plan)).isLessThanOrEqualTo(settings.stepDown());
            assertThat(begun(plan))
                    .isLessThanOrEqualTo(Math.max(0, settings.budget().sleeps() - spent));
            int capacity = world.roster().capacity();
            int most = settings.ceiling().orElse(Integer.MAX_VALUE);
            assertThat(starts == 0 || capacity + starts <= most).isTrue();
        });
    }

    @Test
    void growthIsNeverBlockedToZeroByTheStepLimit() {
        inEvery(RandomWorld::wild, world -> {
            FleetReport report = world.evaluate().report();
            boolean limited =
                    report.holds().stream().anyMatch(hold -> hold.reason() == dev.hangar.model.Reason.STEP_LIMIT);
            if (limited) {
                assertThat(plan(world)).anyMatch(Action.Start.class::isInstance);
            }
        });
    }

    @Test
    void theOrderOfMachinesAndSamplesDoesNotMatter() {
        inEvery(
                RandomWorld::wild,
                world -> assertThat(world.shuffled().evaluate()).isEqualTo(world.evaluate()));
    }

    @Test
    void theSameWorldGivesTheSameEvaluation() {
        inEvery(RandomWorld::wild, world -> {
            assertThat(world.evaluate()).isEqualTo(world.evaluate());
            assertThat(RandomWorld.wild(world.seed()).evaluate()).isEqualTo(world.evaluate());
        });
    }

    @Test
    void everyMachineHasExactlyOneReport() {
        inEvery(RandomWorld::wild, world -> {
            List<MachineReport> reports = world.evaluate().report().machines();
            assertThat(reports.stream().map(MachineReport::machine))
                    .isEqualTo(world.seen().fleet().machines());
            assertThat(reports.stream().flatMap(report -> report.action().stream()))
                    .containsExactlyInAnyOrderElementsOf(plan(world));
        });
    }

    @Test
    void aPlanThatOnlyShrinksNeverCostsMoreThanDoingNothing() {
        inEvery(RandomWorld::wild, world -> {
            FleetReport report = world.evaluate().report();
            boolean wakes = plan(world).stream().anyMatch(Action.Start.class::isInstance);
            if (!wakes) {
                assertThat(report.after()).isLessThanOrEqualTo(report.now());
            }
        });
    }

    @Test
    void moreDemandNeverLeavesFewerMachines() {
        inEvery(RandomWorld::calm, world -> {
            int before = after(world);
            for (double more : new double[] {0.5, 1, 3, 8, 20, 60}) {
                int now = after(world.busierBy(more));
                assertThat(now).as("%s more connections each", more).isGreaterThanOrEqualTo(before);
                before = now;
            }
        });
    }

    /// Machines that run once the plan is done.
    private static int after(RandomWorld world) {
        List<Action> plan = plan(world);
        long starts = plan.stream().filter(Action.Start.class::isInstance).count();
        long sleeps = plan.stream().filter(PropertiesTest::shrinks).count();
        return (int) (world.roster().capacity() + starts - sleeps);
    }

    /// Growth settles at once. Of at most eight machines one is put to sleep per hour at the least (the budget), so
    /// that 640 passes of a minute are room enough.
    @Test
    void plansCarriedOutPerfectlyComeToRest() {
        for (long seed = 1; seed <= 1_000; seed++) {
            RandomWorld world = RandomWorld.calm(seed);
            int lastPlan = 0;
            for (int pass = 1; pass <= 700 && pass - lastPlan <= 75; pass++) {
                Evaluation evaluation = world.evaluate();
                if (!evaluation.plan().isEmpty()) {
                    lastPlan = pass;
                }
                world = carriedOut(world, evaluation, Duration.ofMinutes(1));
            }
            assertThat(lastPlan).as("seed %d", seed).isLessThanOrEqualTo(640);
        }
    }

    private static RandomWorld carriedOut(RandomWorld world, Evaluation evaluation, Duration step) {
        Instant at = world.seen().at();
        Instant next = at.plus(step);
        List<Action> actions = evaluation.plan().actions();
        List<Machine> machines = new ArrayList<>();
        for (Machine machine : world.seen().fleet().machines()) {
            Machines changed = Machines.from(machine);
            for (Action action : actions) {
                if (action.machine().id().equals(machine.id())) {
                    apply(action, changed, at);
                }
            }
            Machine now = changed.build();
            if (now.state() != MachineState.DESTROYED) {
                machines.add(now);
            }
        }
        PolicyMemory memory =
                evaluation.next().acted(at, actions, world.settings().budget().window());
        Observation seen =
                new Observation(next, Machines.fleet(machines), sameDemand(world, machines, next), List.of());
        return new RandomWorld(world.seed(), seen, memory, world.settings());
    }

    private static void apply(Action action, Machines machine, Instant at) {
        switch (action) {
            case Action.Start start -> machine.is(MachineState.STARTED);
            case Action.Drain drain ->
                machine.cordoned().tagged(new DrainTag(drain.machine().id(), at, drain.sleep()));
            case Action.Sleep sleep ->
                machine.is(sleep.sleep().result()).cordoned(false).withoutMeta(DrainTag.KEY);
            case Action.Undrain undrain -> machine.cordoned(false).withoutMeta(DrainTag.KEY);
            case Action.Destroy destroy -> machine.is(MachineState.DESTROYED);
        }
    }

    /// The demand of the first observation, region by region, spread evenly over what is open to traffic there.
    private static Map<SignalName, SignalReadings> sameDemand(RandomWorld world, List<Machine> machines, Instant at) {
        RandomWorld first = RandomWorld.calm(world.seed());
        TreeMap<Region, Double> demand = new TreeMap<>();
        for (Sample sample :
                first.seen().readingsOf(SignalQuery.PROXY_CONCURRENCY).samples()) {
            if (sample.reading() instanceof Reading.Fresh(double value, Instant then) && !then.isAfter(at)) {
                demand.merge(sample.region().orElseThrow(), value, Double::sum);
            }
        }
        double everything = demand.values().stream().mapToDouble(value -> value).sum();
        long open = machines.stream().filter(PropertiesTest::isOpen).count();
        List<Sample> samples = new ArrayList<>();
        for (Machine machine : machines) {
            if (machine.state() == MachineState.STARTED) {
                long here = machines.stream()
                        .filter(other -> isOpen(other) && other.region().equals(machine.region()))
                        .count();
                boolean homeless = demand.keySet().stream()
                        .anyMatch(region -> machines.stream()
                                .noneMatch(
                                        other -> isOpen(other) && other.region().equals(region)));
                double share = homeless
                        ? everything / Math.max(1, open)
                        : demand.getOrDefault(machine.region(), 0.0) / Math.max(1, here);
                samples.add(new Sample(
                        Machines.SHOP,
                        Optional.of(machine.region()),
                        Optional.of(machine.id()),
                        new Reading.Fresh(isOpen(machine) ? share : 0, at.minusSeconds(11))));
            }
        }
        TreeMap<SignalName, SignalReadings> readings =
                new TreeMap<>(first.seen().readings());
        readings.put(
                SignalQuery.PROXY_CONCURRENCY,
                new SignalReadings(SignalQuery.PROXY_CONCURRENCY, samples, Optional.empty()));
        return readings;
    }

    private static boolean isOpen(Machine machine) {
        return machine.state() == MachineState.STARTED && !machine.cordoned();
    }
}
