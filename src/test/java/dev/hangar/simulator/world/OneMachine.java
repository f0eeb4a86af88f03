package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A world of one app, `web`, whose first machine is under test.
record OneMachine(World world, SimulatedMachine machine) {
    static OneMachine in(MachineState state, Consumer<AppBuilder> more) {
        return in(state, 1, more);
    }

    static OneMachine in(MachineState state, long seed, Consumer<AppBuilder> more) {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .step(Duration.ofSeconds(15))
                .app("web", app -> {
                    more.accept(app);
                    app.machines(1, "iad", state);
                })
                .world(seed, TestPrices.book());
        return of(world);
    }

    static OneMachine of(World world) {
        return new OneMachine(world, TestWorlds.machine(world, "web", 0));
    }

    OneMachine pass(Duration time) {
        TestWorlds.pass(world, time);
        return this;
    }

    /// Steps from event to event until `goal`, for an hour at most.
    OneMachine until(BooleanSupplier goal) {
        var end = world.now().plus(Duration.ofHours(1));
        while (!goal.getAsBoolean()) {
            var next = world.nextEventAt().orElseThrow();
            if (next.isAfter(end)) {
                throw new AssertionError("not reached within an hour; last: " + machine.events());
            }
            world.advanceTo(next);
        }
        return this;
    }

    OneMachine until(MachineState state) {
        return until(() -> machine.state() == state);
    }

    /// Its events since the start of the world, oldest first, as `type status source`.
    List<String> story() {
        return machine.events().reversed().stream()
                .filter(event -> !event.at().isBefore(TestWorlds.START))
                .map(event -> event.type() + " " + event.status() + " " + event.source())
                .toList();
    }
}
