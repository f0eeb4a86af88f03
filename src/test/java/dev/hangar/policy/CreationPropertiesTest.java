package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.hangar.policy.Worlds.inEvery;
import static org.assertj.core.api.Assertions.assertThat;

/// What holds of created machines in every world.
class CreationPropertiesTest {
    private static Stream<Action.Create> creates(Evaluation evaluation) {
        return evaluation.plan().actions().stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast);
    }

    private static long existing(RandomWorld world) {
        return world.seen().fleet().machines().stream()
                .filter(machine -> machine.state().kind() != MachineState.Kind.GONE)
                .count();
    }

    @Test
    void theWorldsAreNotDull() {
        assertThat(Worlds.GROWING.stream()
                        .filter(world -> creates(Worlds.evaluation(world)).count() == 1)
                        .count())
                .isGreaterThan(100);
    }

    @Test
    void everyPlanPassesThePlanChecker() {
        inEvery(Worlds.GROWING, world -> {
            Evaluation evaluation = Worlds.evaluation(world);
            assertThat(PlanChecker.violations(evaluation.plan(), world.seen(), evaluation.next(), world.settings()))
                    .isEmpty();
        });
    }

    @Test
    void atMostOneIsMadeAndNeverBeyondTheLimit() {
        inEvery(Worlds.GROWING, world -> {
            long made = creates(Worlds.evaluation(world)).count();
            assertThat(made).isLessThanOrEqualTo(1);
            if (made > 0) {
                assertThat(existing(world) + made)
                        .isLessThanOrEqualTo(world.settings().creating().most().orElseThrow());
            }
        });
    }

    @Test
    void nothingElseChangesBecauseOfIt() {
        inEvery(Worlds.few(Worlds.GROWING), world -> {
            List<Action> others = Worlds.evaluation(world).plan().actions().stream()
                    .filter(action -> !(action instanceof Action.Create))
                    .toList();
            assertThat(others)
                    .isEqualTo(RandomWorld.wild(world.seed()).evaluate().plan().actions());
        });
    }

    @Test
    void thePlanCheckerRefusesWhateverTheEngineWouldNotCreate() {
        inEvery(Worlds.GROWING, world -> {
            Evaluation evaluation = Worlds.evaluation(world);
            List<Action.Create> made = creates(evaluation).toList();
            if (made.isEmpty() && evaluation.plan().isEmpty()) {
                for (Standing standing : world.roster().all()) {
                    Plan plan = new Plan(world.seen().at(), List.of(create(standing.ref(), standing.region())));
                    assertThat(PlanChecker.violations(plan, world.seen(), evaluation.next(), world.settings()))
                            .isNotEmpty();
                }
            }
        });
    }

    private static Action create(MachineRef template, Region region) {
        return new Action.Create(template, region, Reason.MORE_WANTED);
    }

    /// Pass after pass, each create carried out.
    @Test
    void aFleetGrowsToWhatIsWantedAndStops() {
        inEvery(Worlds.GROWING.subList(0, 200), first -> {
            RandomWorld calm = RandomWorld.calm(
                    first.seed(), settings -> settings.creating(first.settings().creating()));
            RandomWorld world = calm;
            int most = first.settings().creating().most().orElseThrow();
            long before = existing(world);
            for (int pass = 0; pass < 40; pass++) {
                world = ClosedLoop.next(calm, world, world.evaluate(), Duration.ofSeconds(15));
                assertThat(existing(world)).isLessThanOrEqualTo(Math.max(before, most));
            }
            assertThat(creates(world.evaluate())).isEmpty();
        });
    }
}
