package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static dev.hangar.policy.Worlds.inEvery;
import static org.assertj.core.api.Assertions.assertThat;

/// What holds in every world.
class PropertiesTest {
    static boolean shrinks(Action action) {
        return switch (action) {
            case Action.Drain drain -> true;
            case Action.Sleep sleep -> true;
            case Action.Destroy destroy -> true;
            case Action.Start start -> false;
            case Action.Undrain undrain -> false;
            case Action.Create create -> false;
        };
    }

    private static List<Action> plan(RandomWorld world) {
        return Worlds.evaluation(world).plan().actions();
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
        inEvery(Worlds.WILD, world -> plan(world).forEach(action -> verbs.merge(action.verb(), 1, Integer::sum)));
        for (String verb : List.of("start", "drain", "sleep", "undrain")) {
            assertThat(verbs.getOrDefault(verb, 0)).as(verb).isGreaterThan(80);
        }
    }

    @Test
    void everyPlanPassesThePlanChecker() {
        inEvery(Worlds.WILD, world -> {
            Evaluation evaluation = Worlds.evaluation(world);
            assertThat(PlanChecker.violations(evaluation.plan(), world.seen(), evaluation.next(), world.settings()))
                    .isEmpty();
        });
    }

    @Test
    void noPlanNamesWhatMustNotBeTouched() {
        inEvery(Worlds.WILD, world -> {
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
        inEvery(Worlds.WILD, world -> {
            Roster roster = world.roster();
            Floors floors = Worlds.evaluation(world).report().floors();
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
        inEvery(Worlds.WILD, world -> {
            Evaluation evaluation = Worlds.evaluation(world);
            FleetReport report = evaluation.report();
            if (report.recommendation().total() == 0 && report.floors().total() == 0) {
                assertThat(evaluation.plan().actions()).noneMatch(Action.Start.class::isInstance);
            }
        });
    }

    @Test
    void nothingShrinksOnAGapInWarmUpOrInCoolDown() {
        inEvery(Worlds.WILD, world -> {
            Evaluation evaluation = Worlds.evaluation(world);
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
        inEvery(Worlds.WILD, world -> {
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
        inEvery(Worlds.WILD, world -> {
            FleetReport report = Worlds.evaluation(world).report();
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
                Worlds.few(Worlds.WILD),
                world -> assertThat(world.shuffled().evaluate()).isEqualTo(Worlds.evaluation(world)));
    }

    @Test
    void theSameWorldGivesTheSameEvaluation() {
        inEvery(Worlds.few(Worlds.WILD), world -> {
            assertThat(world.evaluate()).isEqualTo(Worlds.evaluation(world));
            assertThat(RandomWorld.wild(world.seed()).evaluate()).isEqualTo(Worlds.evaluation(world));
        });
    }

    @Test
    void everyMachineHasExactlyOneReport() {
        inEvery(Worlds.WILD, world -> {
            List<MachineReport> reports = Worlds.evaluation(world).report().machines();
            assertThat(reports.stream().map(MachineReport::machine))
                    .isEqualTo(world.seen().fleet().machines());
            assertThat(reports.stream().flatMap(report -> report.action().stream()))
                    .containsExactlyInAnyOrderElementsOf(plan(world));
        });
    }

    @Test
    void aPlanThatOnlyShrinksNeverCostsMoreThanDoingNothing() {
        inEvery(Worlds.WILD, world -> {
            FleetReport report = Worlds.evaluation(world).report();
            boolean wakes = plan(world).stream().anyMatch(Action.Start.class::isInstance);
            if (!wakes) {
                assertThat(report.after()).isLessThanOrEqualTo(report.now());
            }
        });
    }

    /// What a deploy, a pause or a ceiling makes of the wish is another matter: demand itself is never misread.
    @Test
    void moreDemandNeverAsksForFewerMachines() {
        inEvery(Worlds.few(Worlds.WILD), world -> {
            int before = Worlds.evaluation(world).report().recommendation().total();
            for (double more : new double[] {0.5, 3, 20}) {
                int now = world.busierBy(more)
                        .evaluate()
                        .report()
                        .recommendation()
                        .total();
                assertThat(now).as("%s more connections each", more).isGreaterThanOrEqualTo(before);
                before = now;
            }
        });
    }

    @Test
    void moreDemandNeverLeavesFewerMachinesNorPutsMoreToSleep() {
        inEvery(Worlds.few(Worlds.CALM), world -> {
            int before = after(world, plan(world));
            long sleeps = plan(world).stream().filter(PropertiesTest::shrinks).count();
            for (double more : new double[] {0.5, 1, 3, 8, 20, 60}) {
                RandomWorld busier = world.busierBy(more);
                List<Action> plan = busier.evaluate().plan().actions();
                int now = after(busier, plan);
                assertThat(now).as("%s more connections each", more).isGreaterThanOrEqualTo(before);
                before = now;
                long sleepsNow = plan.stream().filter(PropertiesTest::shrinks).count();
                assertThat(sleepsNow)
                        .as("sleeps at %s more connections each", more)
                        .isLessThanOrEqualTo(sleeps);
                sleeps = sleepsNow;
            }
        });
    }

    @Test
    void whenDemandNeedsNoMoreThePlanCostsNoMore() {
        inEvery(Worlds.WILD, world -> {
            FleetReport report = Worlds.evaluation(world).report();
            Roster roster = world.roster();
            Need need = report.recommendation();
            Floors floors = report.floors();
            boolean enough = roster.capacity() >= Math.max(need.total(), floors.total())
                    && need.byRegion().entrySet().stream()
                            .allMatch(region -> roster.capacity(region.getKey()) >= region.getValue())
                    && floors.byRegion().entrySet().stream()
                            .allMatch(region -> roster.capacity(region.getKey()) >= region.getValue());
            if (enough) {
                assertThat(plan(world)).noneMatch(Action.Start.class::isInstance);
                assertThat(report.after()).isLessThanOrEqualTo(report.now());
            }
        });
    }

    /// Machines that run once the plan is done.
    private static int after(RandomWorld world, List<Action> plan) {
        long starts = plan.stream().filter(Action.Start.class::isInstance).count();
        long sleeps = plan.stream().filter(PropertiesTest::shrinks).count();
        return (int) (world.roster().capacity() + starts - sleeps);
    }

    /// Growth settles at once. Of at most eight machines one is put to sleep per hour at the least (the budget), so
    /// that 640 passes of a minute are room enough, and 75 without a plan are the end.
    @Test
    void plansCarriedOutPerfectlyComeToRest() {
        for (long seed = 1; seed <= 60; seed++) {
            assertThat(lastPlan(RandomWorld.calm(seed), 700, 75))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(640);
        }
    }

    /// 40 passes of a minute: the first ones may start and drain, the last ones find a satisfied world, and a
    /// satisfied world gives no plan.
    @Test
    void aConstantDemandDoesNotFlap() {
        for (long seed = 1; seed <= 120; seed++) {
            assertThat(lastPlan(RandomWorld.steady(seed), 40, 40))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(25);
        }
    }

    /// The last pass that planned anything, where every plan is carried out perfectly, a pass per minute.
    ///
    /// @param passes how many are looked at
    /// @param quiet passes without a plan that end it earlier
    private static int lastPlan(RandomWorld first, int passes, int quiet) {
        RandomWorld world = first;
        int lastPlan = 0;
        for (int pass = 1; pass <= passes && pass - lastPlan <= quiet; pass++) {
            Evaluation evaluation = world.evaluate();
            if (!evaluation.plan().isEmpty()) {
                lastPlan = pass;
            }
            world = ClosedLoop.next(first, world, evaluation, Duration.ofMinutes(1));
        }
        return lastPlan;
    }
}
