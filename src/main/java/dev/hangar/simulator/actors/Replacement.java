package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a deploy gives the machines of one group a new release (facts 7.2). Machines that are off stay off.
final class Replacement {
    private static final double MAX_UNAVAILABLE = 0.33;
    private static final int STOPPED_AT_ONCE = 30;
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(1);
    /// A moment for the old machines to run dry; how long flyctl leaves them is not in the facts.
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final String BLUEGREEN_TAG = "fly_bluegreen_deployment_tag";

    private final World world;
    private final FlyToml toml;
    private final Release release;
    private final Flyctl flyctl;
    private final Rollout rollout;

    Replacement(World world, FlyToml toml, Release release, Flyctl flyctl, Rollout rollout) {
        this.world = world;
        this.toml = toml;
        this.release = release;
        this.flyctl = flyctl;
        this.rollout = rollout;
    }

    void run(Deploy.Strategy strategy, List<SimulatedMachine> machines, Runnable done) {
        switch (strategy) {
            case ROLLING -> rolling(machines, done);
            case IMMEDIATE ->
                Pool.run(machines, machines.size(), (machine, next) -> update(machine, false, next), done);
            case CANARY -> canary(machines.getFirst(), () -> rolling(machines, done));
            case BLUEGREEN -> {
                if (machines.stream()
                        .anyMatch(machine -> !machine.config().volumes().isEmpty())) {
                    // flyctl refuses bluegreen for machines with volumes.
                    rollout.fail();
                } else {
                    bluegreen(machines, done);
                }
            }
        }
    }

    private void rolling(List<SimulatedMachine> machines, Runnable done) {
        List<SimulatedMachine> on = machines.stream().filter(Replacement::isOn).toList();
        List<SimulatedMachine> off =
                machines.stream().filter(machine -> !isOn(machine)).toList();
        int width = Math.max(1, (int) Math.ceil(on.size() * MAX_UNAVAILABLE));
        Pool.Work<SimulatedMachine> update = (machine, next) -> update(machine, true, next);
        Pool.run(off, STOPPED_AT_ONCE, update, () -> Pool.run(on, width, update, done));
    }

    /// `started`, `starting` and `failed` machines are launched, all others keep off.
    private static boolean isOn(SimulatedMachine machine) {
        return switch (machine.state()) {
            case STARTED, STARTING, FAILED -> true;
            case CREATED, STOPPED, SUSPENDED, CREATING, STOPPING, RESTARTING, SUSPENDING, DESTROYING, LAUNCH_FAILED ->
                false;
            case UPDATING, REPLACING, DESTROYED, REPLACED, MIGRATED, UNRECOGNIZED -> false;
        };
    }

    /// In place, unless the host is away: then another machine takes over, or the deploy fails for its volume.
    ///
    /// @param waits whether it is over only when the machine has come up
    private void update(SimulatedMachine machine, boolean waits, Runnable done) {
        if (Fleet.isGone(machine)) {
            done.run();
        } else if (Fleet.isHostOk(machine)) {
            flyctl.await(
                    () -> !Fleet.isPassing(machine),
                    UNTIL_SETTLED,
                    () -> updateInPlace(machine, waits, done),
                    rollout::fail);
        } else if (machine.config().volumes().isEmpty()) {
            boolean launch = isOn(machine);
            rollout.create(toml.over(machine, release), machine.region(), launch, false)
                    .ifPresent(heir -> {
                        world.destroy(machine, true);
                        settle(heir, launch, done);
                    });
        } else {
            rollout.fail();
        }
    }

    private void updateInPlace(SimulatedMachine machine, boolean waits, Runnable done) {
        if (Fleet.isGone(machine)) {
            done.run();
            return;
        }
        boolean launch = isOn(machine);
        world.update(machine, toml.over(machine, release), launch);
        if (waits) {
            settle(machine, launch, done);
        } else {
            done.run();
        }
    }

    /// Waits for the end of what has begun. One that Fly Proxy or somebody else put to sleep again, or
    /// destroyed, has been up.
    private void settle(SimulatedMachine machine, boolean launch, Runnable done) {
        flyctl.await(
                () -> !Fleet.isPassing(machine) && machine.state() != MachineState.CREATED,
                Rollout.PATIENCE,
                () -> {
                    if (launch && machine.state().kind() == MachineState.Kind.BROKEN) {
                        rollout.fail();
                    } else {
                        done.run();
                    }
                },
                rollout::fail);
    }

    /// One machine more of the new release, gone when it has come up.
    private void canary(SimulatedMachine like, Runnable then) {
        ObjectNode config = toml.over(like, release);
        config.remove(List.of("mounts", "standbys"));
        config.withObject("/metadata").put("fly_canary", "true");
        rollout.create(config, like.region(), true, false)
                .ifPresent(machine -> settle(machine, true, () -> {
                    world.destroy(machine, true);
                    then.run();
                }));
    }

    /// New machines come up cordoned, at least one of them started; then they take the traffic and the old ones go.
    private void bluegreen(List<SimulatedMachine> blues, Runnable done) {
        boolean allOff = blues.stream().noneMatch(Replacement::isOn);
        List<SimulatedMachine> greens = new ArrayList<>();
        for (SimulatedMachine blue : blues) {
            ObjectNode config = toml.over(blue, release);
            config.withObject("/metadata")
                    .put(BLUEGREEN_TAG, Long.toString(release.createdAt().getEpochSecond()));
            boolean launch = isOn(blue) || (allOff && greens.isEmpty());
            Optional<SimulatedMachine> green = rollout.create(config, blue.region(), launch, true);
            if (green.isEmpty()) {
                return;
            }
            greens.add(green.get());
        }
        Pool.run(greens, greens.size(), (green, next) -> settle(green, true, next), () -> {
            greens.forEach(green -> world.setCordoned(green, false));
            blues.forEach(blue -> world.setMetadata(blue, BLUEGREEN_TAG, "safe_to_destroy"));
            blues.forEach(blue -> world.setCordoned(blue, true));
            flyctl.after(DRAIN, () -> {
                blues.forEach(blue -> world.destroy(blue, true));
                done.run();
            });
        });
    }
}
