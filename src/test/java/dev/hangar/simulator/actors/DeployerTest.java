package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.model.Autostop;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedLease;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.Trouble;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/// `fly deploy` beside us (facts 7.2 and 7.3).
class DeployerTest {
    private static final Duration START = Duration.ofSeconds(10);

    private static World world(Deploy deploy, Consumer<AppBuilder> machines) {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> {
                    app.service(service -> service.autostop(Autostop.OFF)).release(4);
                    machines.accept(app);
                })
                .inhabitant(Deployer.of("web", deploy))
                .world(5, TestPrices.book());
    }

    private static Deploy deploy(Deploy.Strategy strategy) {
        return Deploy.of(START, strategy);
    }

    /// Looks after every event until nothing is left to happen but demand steps.
    private static void run(World world, Runnable look) {
        var end = world.now().plus(Duration.ofMinutes(15));
        while (world.now().isBefore(end)) {
            world.advanceTo(world.nextEventAt().orElseThrow());
            look.run();
        }
    }

    private static Release release(World world) {
        return TestWorlds.app(world, "web").releases().getLast();
    }

    private static List<SimulatedMachine> live(World world) {
        return Fleet.active(TestWorlds.app(world, "web"));
    }

    private static List<String> states(World world) {
        return live(world).stream().map(machine -> machine.state().wireName()).toList();
    }

    private static Set<String> releaseVersions(World world) {
        return live(world).stream()
                .map(machine -> machine.metadata().getOrDefault("fly_release_version", ""))
                .collect(Collectors.toSet());
    }

    private static long leased(World world) {
        return live(world).stream()
                .filter(machine -> machine.leaseAt(world.now())
                        .filter(lease -> lease.owner().equals(Deployer.OWNER))
                        .isPresent())
                .count();
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

        TestWorlds.pass(world, Duration.ofSeconds(4));
        for (int i = 0; i < 4; i++) {
            SimulatedLease now = live(world).get(i).leaseAt(world.now()).orElseThrow();
            assertThat(now.nonce()).isEqualTo(first.get(i).nonce());
            assertThat(now.expiresAt()).isEqualTo(first.get(i).expiresAt().plusSeconds(4));
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

    private static FlyToml toml(String... groups) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.putArray("services").addObject().put("internal_port", 8080);
        SortedMap<String, FlyToml.Group> named = new TreeMap<>();
        for (String group : groups) {
            named.put(group, new FlyToml.Group(new Region("ams"), config));
        }
        return new FlyToml(named);
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
