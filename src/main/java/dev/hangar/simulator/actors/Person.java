package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.simulator.world.Inhabitant;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Somebody at flyctl who looks after an app by hand, as its commands do it: a lease of 120 s around every
/// change of a machine, asked for during a minute, and nothing done without it (facts 7.3).
///
/// @param deeds in order of time
public record Person(AppName app, List<Deed.Planned> deeds) implements Inhabitant {
    /// Owner of the leases.
    public static final String OWNER = "person@example.com";

    private static final Duration LEASE = Duration.ofMinutes(2);

    public Person {
        deeds = List.copyOf(deeds);
    }

    /// Somebody who does things at their times.
    public static Person of(String app, Deed.Planned... deeds) {
        return new Person(new AppName(app), List.of(deeds));
    }

    @Override
    public void moveIn(World world) {
        SimulatedApp home = world.app(app).orElseThrow(() -> new IllegalArgumentException("no app " + app));
        for (Deed.Planned planned : deeds) {
            world.plan(world.now().plus(planned.at()), () -> act(world, home, planned.deed()));
        }
    }

    private static void act(World world, SimulatedApp app, Deed deed) {
        List<SimulatedMachine> machines = Fleet.active(app);
        if (machines.isEmpty()) {
            return;
        }
        switch (deed) {
            case Deed.ScaleCount(String group, int count) -> new ScaleCount(world, app, group, count).run();
            case Deed.Do(Deed.Verb verb, int position) -> leased(world, Fleet.at(machines, position), verb);
            case Deed.Resize(int position, int memoryMb) -> resize(world, Fleet.at(machines, position), memoryMb);
            case Deed.Tag(int position, String key, String value) ->
                world.setMetadata(Fleet.at(machines, position), key, value);
        }
    }

    private static void leased(World world, SimulatedMachine machine, Deed.Verb verb) {
        Flyctl flyctl = new Flyctl(world, OWNER, "fly machine " + verb.name().toLowerCase(Locale.ROOT));
        List<SimulatedMachine> one = List.of(machine);
        flyctl.lease(
                one,
                LEASE,
                () -> {
                    act(world, machine, verb);
                    flyctl.release(one);
                },
                flyctl::end);
    }

    private static void act(World world, SimulatedMachine machine, Deed.Verb verb) {
        if (Fleet.isGone(machine)) {
            return;
        }
        switch (verb) {
            case START -> world.start(machine);
            case STOP -> world.stop(machine);
            case SUSPEND -> world.suspend(machine);
            case RESTART -> world.restart(machine);
            case CORDON -> world.setCordoned(machine, true);
            case UNCORDON -> world.setCordoned(machine, false);
            case CLONE -> copy(world, machine);
            case DESTROY -> world.destroy(machine, true);
        }
    }

    /// Needs a whole config: none is shown while the host is away.
    private static void copy(World world, SimulatedMachine machine) {
        boolean room = world.platform().obstacleToCreate(machine.region()).isEmpty();
        if (room && Fleet.isHostOk(machine)) {
            world.app(machine.ref().app())
                    .ifPresent(app -> world.create(
                            app,
                            new World.Wish(Fleet.clone(machine), Optional.empty(), machine.region(), true, false)));
        }
    }

    /// The lease is held until the machine has come up.
    private static void resize(World world, SimulatedMachine machine, int memoryMb) {
        Flyctl flyctl = new Flyctl(world, OWNER, "fly machine update");
        List<SimulatedMachine> one = List.of(machine);
        Runnable release = () -> flyctl.release(one);
        flyctl.lease(
                one,
                LEASE,
                () -> {
                    if (Fleet.isGone(machine) || Fleet.isPassing(machine) || !Fleet.isHostOk(machine)) {
                        release.run();
                        return;
                    }
                    ObjectNode config = Fleet.config(machine);
                    config.withObject("/guest").put("memory_mb", memoryMb);
                    world.update(machine, config, true);
                    flyctl.await(() -> !Fleet.isPassing(machine), LEASE, release, release);
                },
                flyctl::end);
    }
}
