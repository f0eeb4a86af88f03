package dev.hangar.simulator;

import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.time.Instant;

/// Shared handles of the tests. Time begins at an odd moment, to expose assumptions about epochs.
public final class TestWorlds {
    public static final Instant START = Instant.parse("2026-11-03T04:05:06.789Z");

    private TestWorlds() {}

    public static SimulatedApp app(World world, String name) {
        return world.app(new AppName(name)).orElseThrow();
    }

    /// The machine at a position of an app, from 0.
    public static SimulatedMachine machine(World world, String app, int position) {
        return app(world, app).machines().get(position);
    }

    public static void pass(World world, Duration time) {
        world.advanceTo(world.now().plus(time));
    }
}
