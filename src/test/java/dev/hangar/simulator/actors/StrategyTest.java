package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.Trouble;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

/// How a deploy replaces machines, and makes them where there are none (facts 7.1 and 7.2).
class StrategyTest {
    private static FlyToml toml(String... groups) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.putArray("services").addObject().put("internal_port", 8080);
        SortedMap<String, FlyToml.Group> named = new TreeMap<>();
        for (String group : groups) {
            named.put(group, new FlyToml.Group(new Region("ams"), config));
        }
        return new FlyToml(named);
    }

    @ParameterizedTest
    @EnumSource(
            value = Deploy.Strategy.class,
            names = {"ROLLING", "CANARY", "IMMEDIATE"})
    void machinesAreUpdatedInPlaceAndThoseThatWereOffStayOff(Deploy.Strategy strategy) {
        World world = world(
                deploy(strategy),
                app -> app.machines(3, "iad")
                        .machines(1, "iad", MachineState.STOPPED)
                        .machines(1, "iad", MachineState.SUSPENDED));
        List<SimulatedMachine> before = live(world);
        List<Integer> down = new ArrayList<>();
        run(
                world,
                () -> down.add((int) before.stream()
                        .limit(3)
                        .filter(machine -> machine.state() != MachineState.STARTED)
                        .count()));

        assertThat(live(world)).isEqualTo(before);
        assertThat(states(world)).containsExactly("started", "started", "started", "stopped", "stopped");
        assertThat(releaseVersions(world)).containsExactly("5");
        assertThat(before).allSatisfy(machine -> assertThat(machine.versions()).hasSize(2));
        assertThat(release(world).status()).isEqualTo(Release.Status.COMPLETE);
        assertThat(release(world).strategy()).isEqualTo(strategy.wireName());
        assertThat(leased(world)).isZero();
        // max_unavailable 0.33 of three is one
        assertThat(down).contains(strategy == Deploy.Strategy.IMMEDIATE ? 3 : 1);
        assertThat(down).allMatch(count -> count <= (strategy == Deploy.Strategy.IMMEDIATE ? 3 : 1));
    }

    @Test
    void aCanaryComesUpFirstAndGoes() {
        World world = world(deploy(Deploy.Strategy.CANARY), app -> app.machines(2, "iad"));
        run(world, () -> {});
        List<SimulatedMachine> all = TestWorlds.app(world, "web").machines();
        assertThat(all).hasSize(3);
        assertThat(all.getLast().metadata()).containsEntry("fly_canary", "true");
        assertThat(all.getLast().state()).isEqualTo(MachineState.DESTROYED);
        assertThat(all.getFirst().metadata()).doesNotContainKey("fly_canary");
    }

    @ParameterizedTest(name = "blues {0}: greens {1}")
    @CsvSource({
        "started started, started started",
        "started stopped, started stopped",
        "stopped suspended, started stopped"
    })
    void bluegreenBringsNewMachinesUpCordonedAndAtLeastOneOfThemStarted(String blues, String greens) {
        World world = world(deploy(Deploy.Strategy.BLUEGREEN), app -> {
            for (String state : blues.split(" ", -1)) {
                app.machines(1, "iad", MachineState.parse(state));
            }
        });
        List<SimulatedMachine> before = live(world);
        run(world, () -> {
            // until the greens take over they get no traffic, and the blues stay
            List<SimulatedMachine> young = new ArrayList<>(live(world));
            young.removeAll(before);
            if (before.stream().noneMatch(blue -> blue.isCordoned() || Fleet.isGone(blue))) {
                assertThat(young).allMatch(SimulatedMachine::isCordoned);
            }
            if (young.stream().anyMatch(SimulatedMachine::isCordoned)) {
                assertThat(before).noneMatch(Fleet::isGone);
            }
        });

        assertThat(before)
                .allMatch(Fleet::isGone)
                .allSatisfy(blue ->
                        assertThat(blue.metadata()).containsEntry("fly_bluegreen_deployment_tag", "safe_to_destroy"));
        assertThat(String.join(" ", states(world))).isEqualTo(greens);
        assertThat(live(world)).noneMatch(SimulatedMachine::isCordoned);
        assertThat(live(world).getFirst().metadata().get("fly_bluegreen_deployment_tag"))
                .matches("\\d{10}");
        assertThat(releaseVersions(world)).containsExactly("5");
        assertThat(leased(world)).isZero();
    }

    @Test
    void bluegreenThatFailsLeavesItsGreensBehind() {
        World world = world(deploy(Deploy.Strategy.BLUEGREEN), app -> app.machines(1, "iad"));
        TestWorlds.pass(world, START.plusMillis(1));
        world.platform().trouble(live(world).getLast(), Trouble.FAILED_BOOT, 1);
        run(world, () -> {});
        assertThat(states(world)).containsExactly("started", "launch_failed");
        assertThat(release(world).status()).isEqualTo(Release.Status.FAILED);
    }

    @ParameterizedTest(name = "{0}, ha {1}: {2}")
    @CsvSource({
        "services, true,  started started",
        "services, false, started",
        "mounts,   true,  started",
        "workers,  true,  started stopped",
        "workers,  false, started",
    })
    void aDeployAfterScaleToZeroMakesWhatAFirstDeployMakes(String kind, boolean pairs, String expected) {
        Deploy deploy = pairs
                ? deploy(Deploy.Strategy.ROLLING)
                : deploy(Deploy.Strategy.ROLLING).withoutHighAvailability();
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> {
                    switch (kind) {
                        case "services" -> app.service(service -> {});
                        case "mounts" -> app.service(service -> {}).volume(2);
                        default -> app.group("worker");
                    }
                    app.machines(1, "fra");
                })
                .inhabitant(Deployer.of("web", deploy))
                .world(5, TestPrices.book());
        SimulatedMachine gone = TestWorlds.machine(world, "web", 0);
        world.destroy(gone, true);
        run(world, () -> {});

        assertThat(String.join(" ", states(world))).isEqualTo(expected);
        assertThat(live(world)).allSatisfy(machine -> {
            assertThat(machine.region().value()).isEqualTo("fra");
            assertThat(machine.group()).isEqualTo(gone.group());
        });
        if (expected.equals("started stopped")) {
            assertThat(live(world).getLast().config().standbyFor())
                    .containsExactly(live(world).getFirst().id());
            assertThat(live(world).getLast().config().envKeys()).contains("FLY_STANDBY_FOR");
        }
        if (kind.equals("mounts")) {
            assertThat(TestWorlds.app(world, "web").volumes().getFirst().attachedTo())
                    .contains(live(world).getFirst().id());
        }
    }

    @Test
    void aFirstDeployMakesPairsTheSecondOnceTheFirstIsUp() {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> {})
                .inhabitant(new Deployer(
                        new AppName("web"), Optional.of(toml("api", "web")), List.of(deploy(Deploy.Strategy.ROLLING))))
                .world(5, TestPrices.book());
        assertThat(TestWorlds.app(world, "web").releases()).isEmpty();
        run(world, () -> {
            List<SimulatedMachine> all = live(world);
            if (all.size() % 2 == 1) {
                assertThat(all.getLast().state()).isIn(MachineState.STARTING, MachineState.STARTED);
            }
        });

        List<SimulatedMachine> all = live(world);
        assertThat(all).extracting(machine -> machine.group().value()).containsExactly("api", "api", "web", "web");
        assertThat(states(world)).containsOnly("started");
        assertThat(release(world).version()).isEqualTo(1);
        Duration apart = Duration.between(all.getFirst().createdAt(), all.get(1).createdAt());
        assertThat(apart).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
        assertThat(all.getFirst().metadata())
                .containsEntry("fly_platform_version", "v2")
                .containsEntry("fly_release_version", "1");
    }

    @Test
    void machinesOfGroupsThatTheFileDoesNotNameAreDestroyed() {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app(
                        "web",
                        app -> app.group("old").machines(1, "iad").group("web").machines(1, "iad"))
                .inhabitant(new Deployer(
                        new AppName("web"), Optional.of(toml("web")), List.of(deploy(Deploy.Strategy.ROLLING))))
                .world(5, TestPrices.book());
        run(world, () -> {});
        assertThat(live(world)).containsExactly(TestWorlds.machine(world, "web", 1));
    }
}
