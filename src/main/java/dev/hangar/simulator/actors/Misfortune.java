package dev.hangar.simulator.actors;

import dev.hangar.model.AppName;
import dev.hangar.model.HostStatus;
import dev.hangar.simulator.world.Inhabitant;
import dev.hangar.simulator.world.Platform;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.Trouble;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.List;

/// What goes wrong with an app's machines by itself (facts 2, 5 and 12).
///
/// @param mishaps in order of time
public record Misfortune(AppName app, List<Mishap> mishaps) implements Inhabitant {
    public Misfortune {
        mishaps = List.copyOf(mishaps);
    }

    /// Bad luck at its times.
    public static Misfortune of(String app, Mishap... mishaps) {
        return new Misfortune(new AppName(app), List.of(mishaps));
    }

    /// One thing that goes wrong.
    ///
    /// @param at how long after the start of the world
    /// @param position which machine, counted around the end of the API's list
    /// @param lasts until hosts and regions are well again and wedged machines are freed
    public record Mishap(Duration at, Kind kind, int position, Duration lasts) {}

    /// What can go wrong.
    public enum Kind {
        CRASH,
        BOOT_LOOP,
        HOST_AWAY,
        HOST_FULL,
        REGION_FULL,
        MIGRATION,
        SNAPSHOT_LOST,
        START_ERROR,
        FAILED_BOOT,
        WEDGED_START,
        WEDGED_STOP
    }

    @Override
    public void moveIn(World world) {
        SimulatedApp home = world.app(app).orElseThrow(() -> new IllegalArgumentException("no app " + app));
        for (Mishap mishap : mishaps) {
            world.plan(world.now().plus(mishap.at()), () -> {
                List<SimulatedMachine> machines = Fleet.active(home);
                if (!machines.isEmpty()) {
                    strike(world, Fleet.at(machines, mishap.position()), mishap);
                }
            });
        }
    }

    private static void strike(World world, SimulatedMachine machine, Mishap mishap) {
        Platform platform = world.platform();
        String host = machine.host();
        switch (mishap.kind()) {
            case CRASH -> world.crash(machine, 1);
            case BOOT_LOOP -> {
                platform.trouble(machine, Trouble.EXIT_AFTER_START, 5);
                world.crash(machine, 1);
            }
            case HOST_AWAY -> {
                platform.setHostStatus(machine, HostStatus.UNREACHABLE);
                later(world, mishap, () -> platform.setHostStatus(machine, HostStatus.OK));
            }
            case HOST_FULL -> {
                platform.setHostFull(host, true);
                later(world, mishap, () -> platform.setHostFull(host, false));
            }
            case REGION_FULL -> {
                platform.setRegionFull(machine.region(), true);
                later(world, mishap, () -> platform.setRegionFull(machine.region(), false));
            }
            case MIGRATION -> platform.migrate(machine);
            case SNAPSHOT_LOST -> platform.loseSnapshot(machine);
            case START_ERROR -> platform.trouble(machine, Trouble.START_ERROR, 2);
            case FAILED_BOOT -> platform.trouble(machine, Trouble.FAILED_BOOT, 1);
            case WEDGED_START -> wedge(world, machine, Trouble.STUCK_STARTING, mishap);
            case WEDGED_STOP -> wedge(world, machine, Trouble.STUCK_STOPPING, mishap);
        }
    }

    /// The next such move hangs until the mishap is over; one that begins later hangs no more.
    private static void wedge(World world, SimulatedMachine machine, Trouble trouble, Mishap mishap) {
        world.platform().trouble(machine, trouble, 1);
        later(world, mishap, () -> {
            world.platform().spare(machine, trouble);
            world.platform().free(machine);
        });
    }

    private static void later(World world, Mishap mishap, Runnable end) {
        world.plan(world.now().plus(mishap.lasts()), end);
    }
}
