package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Autostop;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedLease;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.hangar.simulator.actors.DeployedApp.START;
import static dev.hangar.simulator.actors.DeployedApp.deploy;
import static dev.hangar.simulator.actors.DeployedApp.leased;
import static dev.hangar.simulator.actors.DeployedApp.live;
import static dev.hangar.simulator.actors.DeployedApp.release;
import static dev.hangar.simulator.actors.DeployedApp.releaseVersions;
import static dev.hangar.simulator.actors.DeployedApp.run;
import static dev.hangar.simulator.actors.DeployedApp.states;
import static dev.hangar.simulator.actors.DeployedApp.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/// What every `fly deploy` does: leases, release rows, release command, what it overwrites, how it ends (facts
/// 7.2, 7.3).
class DeployerTest {
    @Test
    void allMachinesAreLeasedForThirteenSecondsThatKeepMoving() {
        World world = world(
                deploy(Deploy.Strategy.ROLLING),
                app -> app.machines(2, "iad").machines(2, "fra", MachineState.STOPPED));
        TestWorlds.pass(world, START.plusMillis(1));
        List<SimulatedLease> first = new ArrayList<>();
        live(world).forEach(machine -> first.add(machine.leaseAt(world.now()).orElseThrow()));
        assertThat(first).hasSize(4).allSatisfy(lease -> {
            assertThat(lease.owner()).isEqualTo(Deployer.OWNER);
            assertThat(lease.expiresAt()).isEqualTo(TestWorlds.START.plus(START).plusSeconds(13));
        });

        for (int refreshes = 1; refreshes <= 2; refreshes++) {
            TestWorlds.pass(world, Duration.ofSeconds(4));
            for (int i = 0; i < 4; i++) {
                SimulatedLease now = live(world).get(i).leaseAt(world.now()).orElseThrow();
                assertThat(now.nonce()).isEqualTo(first.get(i).nonce());
                assertThat(now.expiresAt()).isEqualTo(first.get(i).expiresAt().plusSeconds(4L * refreshes));
            }
        }
    }

    @ParameterizedTest(name = "a lease of {0} s: {1}")
    @CsvSource({"45, COMPLETE, 5", "90, FAILED, 4"})
    void aForeignLeaseIsWaitedForDuringAMinute(int seconds, Release.Status status, String version) {
        World world = world(deploy(Deploy.Strategy.ROLLING), app -> app.machines(3, "iad"));
        TestWorlds.pass(world, START.minusSeconds(1));
        SimulatedMachine held = TestWorlds.machine(world, "web", 1);
        SimulatedLease ours = world.lease(held, "hangar@tokens.fly.io", "", Duration.ofSeconds(seconds));
        TestWorlds.pass(world, Duration.ofSeconds(30));
        assertThat(held.leaseAt(world.now())).contains(ours);
        assertThat(leased(world)).isEqualTo(2);
        TestWorlds.pass(world, Duration.ofSeconds(33));
        if (status == Release.Status.FAILED) {
            assertThat(leased(world)).as("given back at once").isZero();
        }

        run(world, () -> {});

        assertThat(release(world).status()).isEqualTo(status);
        assertThat(releaseVersions(world)).containsExactly(version);
        assertThat(leased(world)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Deploy.ReleaseCommand.class)
    void theReleaseCommandRunsFirstInAMachineOfItsOwn(Deploy.ReleaseCommand command) {
        World world = world(deploy(Deploy.Strategy.ROLLING).command(command), app -> app.machines(2, "iad"));
        run(world, () -> {
            boolean running = TestWorlds.app(world, "web").machines().stream()
                    .anyMatch(machine ->
                            machine.group().value().equals("fly_app_release_command") && !Fleet.isGone(machine));
            assertThat(running && leased(world) > 0).isFalse();
        });

        boolean none = command == Deploy.ReleaseCommand.NONE;
        List<SimulatedMachine> all = TestWorlds.app(world, "web").machines();
        assertThat(all).hasSize(none ? 2 : 3);
        if (!none) {
            SimulatedMachine made = all.getLast();
            assertThat(made.state()).isEqualTo(MachineState.DESTROYED);
            assertThat(made.config().autoDestroy()).isTrue();
            assertThat(made.config().envKeys()).contains("RELEASE_COMMAND");
            assertThat(made.config().services()).isEmpty();
        }
        boolean fails = command == Deploy.ReleaseCommand.FAILS;
        assertThat(release(world).status()).isEqualTo(fails ? Release.Status.FAILED : Release.Status.COMPLETE);
        assertThat(releaseVersions(world)).containsExactly(fails ? "4" : "5");
    }

    @Test
    void theFileIsLaidOverWhatPeopleChangedButGuestAndForeignTagsStay() {
        World world = world(deploy(Deploy.Strategy.ROLLING), app -> app.machines(1, "iad"));
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        ObjectNode config = Fleet.config(machine);
        config.withObject("/guest").put("memory_mb", 512);
        config.withArray("/services")
                .removeAll()
                .addObject()
                .put("internal_port", 8080)
                .put("autostop", "suspend");
        config.put("schedule", "daily");
        world.update(machine, config, true);
        world.setMetadata(machine, "hangar", "tag");

        run(world, () -> {});

        assertThat(machine.config().effectiveAutostop()).isEqualTo(Autostop.OFF);
        assertThat(machine.config().guest().memoryMb()).isEqualTo(512);
        assertThat(machine.config().schedule()).contains("daily");
        assertThat(machine.metadata())
                .containsEntry("hangar", "tag")
                .containsEntry("fly_release_version", "5")
                .containsEntry("fly_release_id", release(world).id());
        assertThat(machine.config().image()).isEqualTo("registry.fly.io/web:v5");
    }

    @ParameterizedTest
    @CsvSource({"killed, RUNNING", "interrupted, INTERRUPTED"})
    void aDeployThatIsCutOffLeavesMixedReleases(String how, Release.Status status) {
        Duration time = Duration.ofSeconds(4);
        boolean killed = how.equals("killed");
        World world = world(
                deploy(Deploy.Strategy.ROLLING)
                        .ending(killed ? new Deploy.Ending.Killed(time) : new Deploy.Ending.Interrupted(time)),
                app -> app.machines(4, "iad"));
        TestWorlds.pass(world, START.plus(time).plusMillis(1));
        assertThat(leased(world)).isEqualTo(killed ? 4 : 0);
        TestWorlds.pass(world, Duration.ofSeconds(13));
        assertThat(leased(world)).isZero();

        run(world, () -> {});
        assertThat(releaseVersions(world)).containsExactlyInAnyOrder("4", "5");
        assertThat(release(world).status()).isEqualTo(status);
        assertThat(states(world)).containsOnly("started");
    }

    @ParameterizedTest(name = "volume {0}: {1}")
    @CsvSource({"false, COMPLETE", "true, FAILED"})
    void aMachineWhoseHostIsAwayIsReplacedUnlessItHasAVolume(boolean volume, Release.Status status) {
        World world = world(deploy(Deploy.Strategy.ROLLING), app -> {
            if (volume) {
                app.volume(1);
            }
            app.machines(2, "iad");
        });
        SimulatedMachine away = TestWorlds.machine(world, "web", 0);
        world.setHostStatus(away, HostStatus.UNREACHABLE);
        run(world, () -> {});
        assertThat(release(world).status()).isEqualTo(status);
        assertThat(away.state()).isEqualTo(volume ? MachineState.STARTED : MachineState.DESTROYED);
        assertThat(states(world)).containsExactly("started", "started");
    }

    @Test
    void releasesOfTheScenarioAreKnownAndNewOnesCountOn() {
        World world = world(deploy(Deploy.Strategy.ROLLING), app -> app.machines(1, "iad"));
        assertThat(TestWorlds.app(world, "web").releases())
                .extracting(Release::version, Release::status)
                .containsExactly(tuple(4, Release.Status.COMPLETE));
        TestWorlds.pass(world, START.plusMillis(1));
        assertThat(release(world).version()).isEqualTo(5);
        assertThat(release(world).status()).isEqualTo(Release.Status.RUNNING);
        assertThat(release(world).createdAt()).isEqualTo(TestWorlds.START.plus(START));
    }
}
