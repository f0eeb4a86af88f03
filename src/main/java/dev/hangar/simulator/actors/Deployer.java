package dev.hangar.simulator.actors;

import dev.hangar.model.AppName;
import dev.hangar.simulator.world.Inhabitant;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.World;
import java.util.List;
import java.util.Optional;

/// Somebody, or a pipeline, that deploys an app with flyctl (facts 7.1 to 7.3).
///
/// @param toml what is deployed; empty for what the machines of the scenario look as if deployed from
/// @param deploys in order of time
public record Deployer(AppName app, Optional<FlyToml> toml, List<Deploy> deploys) implements Inhabitant {
    /// Owner of its leases.
    public static final String OWNER = "deployer@example.com";

    public Deployer {
        deploys = List.copyOf(deploys);
    }

    /// Deploys what runs already.
    public static Deployer of(String app, Deploy... deploys) {
        return new Deployer(new AppName(app), Optional.empty(), List.of(deploys));
    }

    @Override
    public void moveIn(World world) {
        SimulatedApp home = world.app(app).orElseThrow(() -> new IllegalArgumentException("no app " + app));
        FlyToml file = toml.orElseGet(() -> FlyToml.of(home));
        for (Deploy deploy : deploys) {
            world.plan(world.now().plus(deploy.at()), () -> new Rollout(world, home, file, deploy).begin());
        }
    }
}
