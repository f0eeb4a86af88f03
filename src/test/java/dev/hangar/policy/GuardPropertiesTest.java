package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static dev.hangar.policy.Worlds.inEvery;
import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// What the guards promise in every world, told by what the world was drawn from, not by the guards themselves.
class GuardPropertiesTest {
    private static List<Action> plan(RandomWorld world) {
        return Worlds.evaluation(world).plan().actions();
    }

    private static void assertNothingShrinks(RandomWorld world) {
        assertThat(plan(world)).noneMatch(PropertiesTest::shrinks);
    }

    private static boolean isLeased(Machine machine) {
        return machine.lease().filter(lease -> lease.expiresAt().isAfter(T0)).isPresent();
    }

    @Test
    void everyGuardSpeaksInSomeWorld() {
        EnumMap<Reason, Integer> heard = new EnumMap<>(Reason.class);
        for (List<RandomWorld> worlds : List.of(Worlds.WILD, Worlds.CALM)) {
            inEvery(
                    worlds,
                    world -> Worlds.evaluation(world).report().machines().stream()
                            .map(MachineReport::reason)
                            .distinct()
                            .forEach(reason -> heard.merge(reason, 1, Integer::sum)));
        }
        for (Reason guard : List.of(
                Reason.PAUSED,
                Reason.HELD,
                Reason.TRAFFIC_CLIFF,
                Reason.FLAPPING,
                Reason.WOULD_FLAP,
                Reason.YIELDING_TO_PERSON,
                Reason.OTHER_AUTOSCALER,
                Reason.DEPLOY_RUNNING,
                Reason.BUDGET_SPENT)) {
            assertThat(heard.getOrDefault(guard, 0)).as("worlds with %s", guard).isGreaterThan(10);
        }
    }

    @Test
    void aPauseHolds() {
        inEvery(Worlds.WILD, world -> {
            PauseMode pause = world.seen().fleet().machines().stream()
                    .flatMap(machine -> Optional.ofNullable(machine.metadata().get("hangar_pause")).stream())
                    .map(value ->
                            Optional.ofNullable(RandomWorld.PAUSES.get(value)).orElseThrow())
                    .reduce(world.settings().guards().pause(), PauseMode::and);
            if (pause.stopsGrowing()) {
                assertThat(plan(world)).noneMatch(Action.Start.class::isInstance);
            }
            if (pause.stopsShrinking()) {
                assertNothingShrinks(world);
            }
        });
    }

    @Test
    void aHeldMachineIsNotNamedButToTakeBackOurCordon() {
        inEvery(Worlds.WILD, world -> {
            Set<MachineId> held = world.seen().fleet().machines().stream()
                    .filter(machine -> Optional.ofNullable(machine.metadata().get("hangar_hold"))
                            .filter(value -> Boolean.TRUE.equals(RandomWorld.HOLDS.get(value)))
                            .isPresent())
                    .map(Machine::id)
                    .collect(Collectors.toSet());
            assertThat(plan(world))
                    .filteredOn(action -> held.contains(action.machine().id()))
                    .allMatch(Action.Undrain.class::isInstance);
        });
    }

    @Test
    void nothingShrinksOnATrafficCliff() {
        inEvery(Worlds.WILD, world -> {
            TrafficCliff before = world.memory().guards().cliff();
            Duration hold = world.settings().guards().cliffHold();
            Demand demand = Worlds.evaluation(world).report().demand();
            boolean silent = demand.total() == 0 && demand.gap().isEmpty();
            boolean served = world.roster().members().stream()
                    .anyMatch(member -> !member.config().services().isEmpty());
            boolean holds = before.busy().isPresent()
                    && before.fell().map(fell -> fell.plus(hold).isAfter(T0)).orElse(true);
            if (silent && served && holds && !hold.isZero()) {
                assertNothingShrinks(world);
            }
        });
    }

    @Test
    void nothingShrinksWhileTooManySleepsWereUndone() {
        inEvery(Worlds.WILD, world -> {
            long recent = world.memory().guards().flaps().undone().stream()
                    .filter(undone -> undone.isAfter(T0.minusSeconds(3600)))
                    .count();
            int limit = world.settings().guards().flapLimit();
            if (limit > 0 && recent >= limit) {
                assertNothingShrinks(world);
            }
        });
    }

    @Test
    void nothingShrinksWhileSeveralMachinesAreLeased() {
        inEvery(Worlds.WILD, world -> {
            long leased = world.seen().fleet().machines().stream()
                    .filter(GuardPropertiesTest::isLeased)
                    .count();
            if (leased >= 2) {
                assertNothingShrinks(world);
            }
        });
    }

    @Test
    void whatAPersonJustWokeIsNotBegunToSleep() {
        inEvery(Worlds.WILD, world -> {
            Duration patience = world.settings().guards().yieldToPerson();
            for (Machine machine : world.seen().fleet().machines()) {
                boolean byHand = wokenByUser(machine)
                        .filter(at -> at.plus(patience).isAfter(T0))
                        .filter(at -> at.isAfter(machine.createdAt().plusSeconds(600)))
                        .isPresent();
                if (byHand && !world.memory().wakes().containsKey(machine.id())) {
                    assertThat(plan(world))
                            .filteredOn(action -> action.machine().id().equals(machine.id()))
                            .noneMatch(action -> action instanceof Action.Drain
                                    || (action instanceof Action.Sleep sleep && !sleep.drained()));
                }
            }
        });
    }

    private static Optional<Instant> wokenByUser(Machine machine) {
        MachineEvent newest = machine.events().getFirst();
        boolean awake = machine.state() == MachineState.STARTED;
        boolean byUser = newest.type().equals("start") && newest.source().equals("user");
        boolean slept =
                machine.events().size() > 1 && machine.events().get(1).type().equals("suspend");
        return awake && byUser && slept ? Optional.of(newest.at()) : Optional.empty();
    }
}
