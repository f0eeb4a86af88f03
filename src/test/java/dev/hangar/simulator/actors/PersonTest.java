package dev.hangar.simulator.actors;

import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// A person at flyctl beside us (facts 7.3 and 7.5).
class PersonTest {
    private static final Duration WHEN = Duration.ofSeconds(30);

    private static World world(Deed deed, Consumer<AppBuilder> machines) {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> {
                    app.service(service -> {});
                    machines.accept(app);
                })
                .inhabitant(Person.of("web", new Deed.Planned(WHEN, deed)))
                .world(5, TestPrices.book());
    }

    private static List<SimulatedMachine> machines(World world) {
        return TestWorlds.app(world, "web").machines();
    }

    private static void pass(World world, int seconds) {
        TestWorlds.pass(world, WHEN.plusSeconds(seconds));
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "START,   stopped,   started",
        "STOP,    started,   stopped",
        "SUSPEND, started,   suspended",
        "RESTART, started,   started",
        "DESTROY, started,   destroyed",
        "DESTROY, suspended, destroyed",
    })
    void oneCommandOnOneMachine(Deed.Verb verb, String from, String to) {
        World world =
                world(new Deed.Do(verb, 5), app -> app.machines(1, "iad").machines(1, "iad", MachineState.parse(from)));
        TestWorlds.pass(world, WHEN.minusSeconds(1));
        assertThat(machines(world).get(1).state().wireName()).isEqualTo(from);

        pass(world, 30);
        assertThat(machines(world).get(1).state().wireName()).isEqualTo(to);
        assertThat(machines(world).getFirst().state()).isEqualTo(MachineState.STARTED);
        assertThat(machines(world))
                .allMatch(machine -> machine.leaseAt(world.now()).isEmpty());
    }

    @Test
    void cordonAndUncordon() {
        for (Deed.Verb verb : List.of(Deed.Verb.CORDON, Deed.Verb.UNCORDON)) {
            World world = world(new Deed.Do(verb, 0), app -> app.machines(1, "iad"));
            world.setCordoned(machines(world).getFirst(), verb == Deed.Verb.UNCORDON);
            pass(world, 1);
            assertThat(machines(world).getFirst().isCordoned()).isEqualTo(verb == Deed.Verb.CORDON);
        }
    }

    @Test
    void aCloneHasTheTagsOfOthersButNeitherVolumeNorStandbys() {
        World world = world(
                new Deed.Do(Deed.Verb.CLONE, 1),
                app -> app.metadata("hangar", "tag of another machine")
                        .volume(1)
                        .machines(1, "iad")
                        .standby("iad", 0));
        pass(world, 30);
        SimulatedMachine clone = machines(world).getLast();
        assertThat(machines(world)).hasSize(3);
        assertThat(clone.metadata()).isEqualTo(machines(world).getFirst().metadata());
        assertThat(clone.config().standbyFor()).isEmpty();
        assertThat(clone.config().volumes()).isEmpty();
        assertThat(clone.state()).isEqualTo(MachineState.STARTED);
    }

    @ParameterizedTest(name = "from {0} to {1}: destroyed {2}, made {3}")
    @CsvSource({
        "iad iad iad,         1, 0 1, 0",
        // the regions drain in turn: ams is before iad
        "iad iad ams ams,     2, 0 2, 0",
        "iad iad iad ams,     1, 0 1 3, 0",
        "iad iad,             0, 0 1, 0",
        "iad iad,             4, '',  2",
        "iad,                 1, '',  0",
    })
    void scaleCountDestroysTheFirstOfEachRegionWhateverTheirStateOrClonesTheFirst(
            String regions, int count, String destroyed, int made) {
        List<String> in = List.of(regions.split(" ", -1));
        World world = world(new Deed.ScaleCount("app", count), app -> {
            app.metadata("hangar", "tag");
            for (int i = 0; i < in.size(); i++) {
                // later ones sleep, and yet the started ones go
                app.machines(1, in.get(i), i == 0 ? MachineState.STARTED : MachineState.STOPPED);
            }
        });
        pass(world, 60);

        List<SimulatedMachine> all = machines(world);
        List<String> gone = IntStream.range(0, in.size())
                .filter(i -> Fleet.isGone(all.get(i)))
                .mapToObj(Integer::toString)
                .toList();
        assertThat(String.join(" ", gone)).isEqualTo(destroyed);
        assertThat(all.subList(in.size(), all.size())).hasSize(made).allSatisfy(machine -> {
            assertThat(machine.state()).isEqualTo(MachineState.STARTED);
            assertThat(machine.metadata()).containsEntry("hangar", "tag");
        });
        assertThat(all).allMatch(machine -> machine.leaseAt(world.now()).isEmpty());
    }

    @Test
    void scaleCountGrowsWhereFewestAreAndStopsWhereThereIsNoRoom() {
        World world = world(
                new Deed.ScaleCount("app", 6), app -> app.machines(2, "iad").machines(1, "fra"));
        TestWorlds.pass(world, WHEN.plusMillis(1500));
        world.platform().setRegionFull(new Region("iad"), true);
        pass(world, 60);
        assertThat(machines(world).stream()
                        .skip(3)
                        .map(machine -> machine.region().value()))
                .containsExactly("fra", "fra");
    }

    @Test
    void resizeBootsTheMachineUnderItsLease() {
        World world = world(new Deed.Resize(0, 1024), app -> app.machines(1, "iad", MachineState.STOPPED));
        SimulatedMachine machine = machines(world).getFirst();
        TestWorlds.pass(world, WHEN.plusMillis(1));
        assertThat(machine.leaseAt(world.now()).orElseThrow().owner()).isEqualTo(Person.OWNER);
        assertThat(machine.leaseAt(world.now()).orElseThrow().expiresAt())
                .isEqualTo(TestWorlds.START.plus(WHEN).plusSeconds(120));

        pass(world, 30);
        assertThat(machine.state()).isEqualTo(MachineState.STARTED);
        assertThat(machine.config().guest().memoryMb()).isEqualTo(1024);
        assertThat(machine.leaseAt(world.now())).isEmpty();
    }

    @Test
    void aTagNeedsNoLease() {
        World world = world(new Deed.Tag(0, "note", "mine"), app -> app.machines(1, "iad"));
        SimulatedMachine machine = machines(world).getFirst();
        world.lease(machine, "hangar@tokens.fly.io", "", Duration.ofHours(1));
        pass(world, 1);
        assertThat(machine.metadata()).containsEntry("note", "mine");
        assertThat(machine.versions()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource({"50, stopped", "120, started"})
    void aForeignLeaseIsWaitedForDuringAMinuteAndNothingIsDoneWithoutIt(int seconds, String expected) {
        World world = world(new Deed.Do(Deed.Verb.STOP, 0), app -> app.machines(1, "iad"));
        SimulatedMachine machine = machines(world).getFirst();
        world.lease(machine, "hangar@tokens.fly.io", "", WHEN.plusSeconds(seconds));
        TestWorlds.pass(world, WHEN.plusSeconds(seconds - 1));
        assertThat(machine.state()).isEqualTo(MachineState.STARTED);
        pass(world, 120);
        assertThat(machine.state().wireName()).isEqualTo(expected);
    }

    @Test
    void aMachineWhoseConfigIsNotShownIsNotCloned() {
        World world = world(new Deed.Do(Deed.Verb.CLONE, 0), app -> app.machines(1, "iad"));
        world.setHostStatus(machines(world).getFirst(), HostStatus.UNREACHABLE);
        pass(world, 30);
        assertThat(machines(world)).hasSize(1);
    }
}
