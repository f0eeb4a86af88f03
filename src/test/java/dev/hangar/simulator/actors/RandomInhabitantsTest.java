package dev.hangar.simulator.actors;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Inhabitant;
import dev.hangar.simulator.world.JournalEntry;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.SnapshotLife;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RandomInhabitantsTest {
    private static final AppName WEB = new AppName("web");
    private static final Duration LENGTH = Duration.ofHours(1);

    private static Scenario scenario(long seed) {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app(
                        "web",
                        app -> app.service(service -> service.limits(10, 15))
                                .snapshots(SnapshotLife.typical())
                                .machines(2, "iad")
                                .machines(1, "iad", MachineState.SUSPENDED)
                                .machines(1, "fra", MachineState.STOPPED)
                                .workload(Workload.Web.from("iad", new Demand.Constant(12))))
                .scenario()
                .with(RandomInhabitants.of(new Seed(seed), WEB, LENGTH));
    }

    private static World lived(long seed) {
        World world = new World(scenario(seed), new Seed(seed), TestPrices.book());
        world.advanceTo(TestWorlds.START.plus(LENGTH));
        return world;
    }

    private static List<String> history(World world) {
        return world.journal().stream().map(JournalEntry::toString).toList();
    }

    @Test
    void theSameSeedDrawsTheSamePeopleAndTheyLiveTheSameHour() {
        assertThat(RandomInhabitants.of(new Seed(3), WEB, LENGTH))
                .isEqualTo(RandomInhabitants.of(new Seed(3), WEB, LENGTH));
        assertThat(history(lived(3))).isEqualTo(history(lived(3))).hasSizeGreaterThan(3);
        assertThat(history(lived(3))).isNotEqualTo(history(lived(4)));
    }

    @Test
    void theyLiveInTheTwinAsWell() {
        SimulatedFly fly = new SimulatedFly(scenario(3), new Seed(3), TestPrices.book());
        fly.advanceTo(TestWorlds.START.plus(LENGTH));
        assertThat(fly.figures().actual()).isEqualTo(fly.figures().without());
    }

    @Test
    void manyWorldsLiveThroughTheirHour() {
        Set<String> met = new TreeSet<>();
        Set<Release.Status> ends = new TreeSet<>();
        for (long seed = 0; seed < 150; seed++) {
            for (Inhabitant inhabitant : RandomInhabitants.of(new Seed(seed), WEB, LENGTH)) {
                met.add(inhabitant.getClass().getSimpleName());
            }
            World world = lived(seed);
            TestWorlds.app(world, "web").releases().forEach(release -> ends.add(release.status()));
            assertThat(TestWorlds.app(world, "web").machines())
                    .as("seed %d", seed)
                    .allSatisfy(machine -> isAtRest(world, machine));
        }
        assertThat(met).containsExactly("Deployer", "Misfortune", "OfficialAutoscaler", "Person");
        assertThat(ends).containsExactly(Release.Status.values());
    }

    /// Half an hour after the last deed nobody holds a lease, and no move takes longer than moves take.
    private static void isAtRest(World world, SimulatedMachine machine) {
        assertThat(machine.leaseAt(world.now())).isEmpty();
        assertThat(machine.isStuck()).isFalse();
        if (machine.state().kind() == MachineState.Kind.PASSING) {
            assertThat(machine.updatedAt()).isAfter(world.now().minusSeconds(30));
        }
    }
}
