package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// One deploy at work: release row, release command, leases on all machines, the strategy, machines for groups that
/// have none, and the end (facts 7.2). How single machines are changed is in [Replacement].
final class Rollout {
    private static final Duration LEASE = Duration.ofSeconds(13);
    private static final Duration REFRESH = Duration.ofSeconds(4);
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration FROM_CREATED_TO_STOPPED = Duration.ofMinutes(1);

    private final World world;
    private final SimulatedApp app;
    private final FlyToml toml;
    private final Deploy deploy;
    private final Flyctl flyctl;
    private final SplittableRandom random;
    private final Release release;
    private final Replacement replacement;
    private List<SimulatedMachine> leased = List.of();
    private final List<SimulatedMachine> made = new ArrayList<>();

    Rollout(World world, SimulatedApp app, FlyToml toml, Deploy deploy) {
        this.world = world;
        this.app = app;
        this.toml = toml;
        this.deploy = deploy;
        int version = nextVersion();
        random = world.chance("deploy " + version, app.name().value());
        flyctl = new Flyctl(world, Deployer.OWNER, "fly deploy");
        release = new Release(
                Long.toString(random.nextLong(1_000_000, 10_000_000)),
                version,
                Release.Status.RUNNING,
                world.now(),
                deploy.strategy().wireName(),
                Deployer.OWNER,
                deploy.image().orElse("registry.fly.io/" + app.name().value() + ":v" + version));
        replacement = new Replacement(world, toml, release, flyctl, this);
    }

    private int nextVersion() {
        int last = app.releases().stream().mapToInt(Release::version).max().orElse(0);
        return last + 1;
    }

    void begin() {
        if (toml.groups().isEmpty()) {
            return;
        }
        world.setRelease(app, release);
        switch (deploy.ending()) {
            case Deploy.Ending.ByItself() -> {}
            case Deploy.Ending.Interrupted(Duration time) -> flyctl.after(time, () -> end(Release.Status.INTERRUPTED));
            case Deploy.Ending.Killed(Duration time) -> flyctl.after(time, flyctl::end);
        }
        switch (deploy.command()) {
            case NONE -> leaseAll();
            case SUCCEEDS -> runReleaseCommand(0);
            case FAILS -> runReleaseCommand(1);
        }
    }

    /// Made with skip_launch, started once it is stopped, gone when its process ends.
    private void runReleaseCommand(int exitCode) {
        Region region = toml.groups().values().iterator().next().region();
        Duration time = Duration.ofSeconds(random.nextLong(3, 21));
        Optional<SimulatedMachine> command = create(toml.releaseCommand(release), region, false, false);
        command.ifPresent(machine -> flyctl.await(
                () -> machine.state() == MachineState.STOPPED,
                FROM_CREATED_TO_STOPPED,
                () -> startReleaseCommand(machine, exitCode, time),
                this::fail));
    }

    private void startReleaseCommand(SimulatedMachine machine, int exitCode, Duration time) {
        if (!world.start(machine).isTaken()) {
            fail();
            return;
        }
        // The process ends whether flyctl still looks or not.
        Flyctl process = new Flyctl(world, Deployer.OWNER, "release command");
        process.await(
                () -> machine.state() == MachineState.STARTED,
                PATIENCE,
                () -> process.after(time, () -> world.crash(machine, exitCode)),
                process::end);
        flyctl.await(() -> Fleet.isGone(machine), PATIENCE, exitCode == 0 ? this::leaseAll : this::fail, this::fail);
    }

    private void leaseAll() {
        List<SimulatedMachine> machines = Fleet.active(app);
        flyctl.lease(
                machines,
                LEASE,
                () -> {
                    leased = machines;
                    flyctl.after(REFRESH, this::refresh);
                    replace();
                },
                this::fail);
    }

    private void refresh() {
        leased.stream().filter(machine -> !Fleet.isGone(machine)).forEach(machine -> flyctl.tryLease(machine, LEASE));
        flyctl.after(REFRESH, this::refresh);
    }

    /// Machines of groups that the file does not name go; the rest is replaced as the strategy says.
    private void replace() {
        leased.stream()
                .filter(machine -> !toml.groups().containsKey(machine.group().value()))
                .forEach(machine -> world.destroy(machine, true));
        List<String> groups = List.copyOf(toml.groups().keySet());
        Pool.run(
                groups,
                1,
                (group, done) -> {
                    List<SimulatedMachine> machines = leased.stream()
                            .filter(machine -> machine.group().value().equals(group) && !Fleet.isGone(machine))
                            .toList();
                    if (machines.isEmpty()) {
                        found(group, done);
                    } else {
                        replacement.run(deploy.strategy(), machines, done);
                    }
                },
                () -> end(Release.Status.COMPLETE));
    }

    /// The machines of a group that has none: a pair behind services, one with a volume, else one and its standby.
    private void found(String name, Runnable done) {
        FlyToml.Group group = toml.groups().get(name);
        if (group == null) {
            done.run();
            return;
        }
        ObjectNode config = toml.fresh(name, group, release);
        if (group.hasMounts()) {
            mount(group, config);
        }
        launch(config, group.region(), first -> {
            if (!deploy.highAvailability() || group.hasMounts()) {
                done.run();
            } else if (group.hasServices()) {
                launch(config, group.region(), second -> done.run());
            } else {
                create(FlyToml.standingBy(config, first.id()), group.region(), false, false)
                        .ifPresent(standby -> done.run());
            }
        });
    }

    private void mount(FlyToml.Group group, ObjectNode config) {
        ObjectNode mount = group.config().path("mounts").path(0).deepCopy();
        String volume = world.freeVolume(
                        app,
                        mount.path("name").asText("data"),
                        group.region(),
                        Math.max(1, mount.path("size_gb").asInt(1)))
                .id();
        config.putArray("mounts").add(mount.put("volume", volume));
    }

    private void launch(ObjectNode config, Region region, Consumer<SimulatedMachine> then) {
        create(config, region, true, false)
                .ifPresent(machine -> flyctl.await(
                        () -> machine.state() == MachineState.STARTED,
                        PATIENCE,
                        () -> then.accept(machine),
                        this::fail));
    }

    /// Makes a machine and leases it for as long as it may take to come up; fails the deploy where there is no
    /// room.
    Optional<SimulatedMachine> create(ObjectNode config, Region region, boolean launch, boolean cordoned) {
        if (world.platform().obstacleToCreate(region).isPresent()) {
            fail();
            return Optional.empty();
        }
        SimulatedMachine machine =
                world.create(app, new World.Wish(config, Optional.empty(), region, launch, cordoned));
        flyctl.tryLease(machine, PATIENCE);
        made.add(machine);
        return Optional.of(machine);
    }

    void fail() {
        end(Release.Status.FAILED);
    }

    private void end(Release.Status status) {
        if (flyctl.isOver()) {
            return;
        }
        flyctl.release(leased);
        flyctl.release(made);
        flyctl.end();
        world.setRelease(app, release.with(status));
    }
}
