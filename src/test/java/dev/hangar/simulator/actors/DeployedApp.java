package dev.hangar.simulator.actors;

import dev.hangar.model.Autostop;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A world of one app, `web`, that somebody deploys ten seconds after its start.
final class DeployedApp {
    static final Duration START = Duration.ofSeconds(10);

    static World world(Deploy deploy, Consumer<AppBuilder> machines) {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> {
                    app.service(service -> service.autostop(Autostop.OFF)).release(4);
                    machines.accept(app);
                })
                .inhabitant(Deployer.of("web", deploy))
                .world(5, TestPrices.book());
    }

    static Deploy deploy(Deploy.Strategy strategy) {
        return Deploy.of(START, strategy);
    }

    /// Looks after every event until nothing is left to happen but demand steps.
    static void run(World world, Runnable look) {
        var end = world.now().plus(Duration.ofMinutes(15));
        while (world.now().isBefore(end)) {
            world.advanceTo(world.nextEventAt().orElseThrow());
            look.run();
        }
    }

    static Release release(World world) {
        return TestWorlds.app(world, "web").releases().getLast();
    }

    static List<SimulatedMachine> live(World world) {
        return Fleet.active(TestWorlds.app(world, "web"));
    }

    static List<String> states(World world) {
        return live(world).stream().map(machine -> machine.state().wireName()).toList();
    }

    static Set<String> releaseVersions(World world) {
        return live(world).stream()
                .map(machine -> machine.metadata().getOrDefault("fly_release_version", ""))
                .collect(Collectors.toSet());
    }

    static long leased(World world) {
        return live(world).stream()
                .filter(machine -> machine.leaseAt(world.now())
                        .filter(lease -> lease.owner().equals(Deployer.OWNER))
                        .isPresent())
                .count();
    }

    private DeployedApp() {}
}
