package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.testkit.Formulas;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static dev.hangar.policy.Worlds.inEvery;
import static org.assertj.core.api.Assertions.assertThat;

/// What holds in every world that a formula scales.
class ExpressionPropertiesTest {
    private static final List<Scaling> SCALINGS = List.of(
            Formulas.scaling("ceil(queue / 10)"),
            Formulas.scaling("max(floor, min(queue / 5, created))"),
            Formulas.scaling("if(started > queue / 10, started - 1, started + 1)"),
            Formulas.scaling("floor(queue / (started - 1))"));

    private static RandomWorld scaled(RandomWorld world) {
        Scaling scaling = SCALINGS.get((int) (world.seed() % SCALINGS.size()));
        return new RandomWorld(world.seed(), world.seen(), world.memory(), with(world.settings(), scaling));
    }

    /// The same world, where the queue is not known.
    private static RandomWorld blind(RandomWorld world) {
        Observation seen = world.seen();
        TreeMap<SignalName, SignalReadings> readings = new TreeMap<>(seen.readings());
        switch ((int) (world.seed() / SCALINGS.size() % 4)) {
            case 0 -> readings.remove(Settings.QUEUE);
            case 1 -> readings.put(Settings.QUEUE, new SignalReadings(Settings.QUEUE, List.of(), Optional.empty()));
            case 2 ->
                readings.put(
                        Settings.QUEUE, SignalReadings.failed(Settings.QUEUE, Reading.AbsenceReason.PARTIAL_ANSWER));
            default -> {
                Reading stale = new Reading.Stale(0, Duration.ofSeconds(150));
                Sample sample = new Sample(Machines.SHOP, Optional.empty(), Optional.empty(), stale);
                readings.put(Settings.QUEUE, new SignalReadings(Settings.QUEUE, List.of(sample), Optional.empty()));
            }
        }
        return scaled(world).with(new Observation(seen.at(), seen.fleet(), readings, seen.open()));
    }

    private static PolicySettings with(PolicySettings its, Scaling scaling) {
        return new PolicySettings(
                its.ignored(),
                its.floor(),
                its.regionFloors(),
                its.ceiling(),
                its.idleAction(),
                its.launchPair(),
                its.signals(),
                its.targetUtilization(),
                its.tolerance(),
                its.stabilization(),
                its.stepUp(),
                its.stepDown(),
                its.coolDown(),
                its.drainLimit(),
                its.wakeTime(),
                its.budget(),
                its.guards(),
                scaling,
                its.creating(),
                its.self());
    }

    @Test
    void nothingShrinksWhileASignalOfTheFormulaIsUnknown() {
        inEvery(Worlds.WILD, world -> {
            Evaluation evaluation = blind(world).evaluate();
            List<Action> plan = evaluation.plan().actions();
            assertThat(plan).noneMatch(PropertiesTest::shrinks);
            boolean floorsServed =
                    world.roster().capacity() >= evaluation.report().floors().total()
                            && evaluation.report().floors().byRegion().entrySet().stream()
                                    .allMatch(floor -> world.roster().capacity(floor.getKey()) >= floor.getValue());
            if (floorsServed) {
                assertThat(plan).noneMatch(Action.Start.class::isInstance);
            }
        });
    }

    @Test
    void everyPlanPassesThePlanChecker() {
        TreeMap<String, Integer> verbs = new TreeMap<>();
        inEvery(Worlds.WILD, world -> {
            RandomWorld scaled = scaled(world);
            Evaluation evaluation = scaled.evaluate();
            assertThat(PlanChecker.violations(evaluation.plan(), scaled.seen(), evaluation.next(), scaled.settings()))
                    .isEmpty();
            evaluation.plan().actions().forEach(action -> verbs.merge(action.verb(), 1, Integer::sum));
        });
        // Not by being dull.
        for (String verb : List.of("start", "drain", "sleep")) {
            assertThat(verbs.getOrDefault(verb, 0)).as(verb).isGreaterThan(50);
        }
    }

    @Test
    void theOrderOfMachinesAndSamplesDoesNotMatter() {
        inEvery(
                Worlds.few(Worlds.WILD),
                world -> assertThat(scaled(world.shuffled()).evaluate())
                        .isEqualTo(scaled(world).evaluate()));
    }
}
