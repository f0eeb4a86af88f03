package dev.hangar.simulator.world;

import dev.hangar.cost.PriceBook;
import dev.hangar.model.AppName;
import dev.hangar.model.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Writes a scenario down in a few lines. Each app is described by an [AppBuilder].
public final class WorldBuilder {
    private static final Duration DEFAULT_STEP = Duration.ofSeconds(5);

    private final OrgSlug org;
    private final Instant start;
    private final List<Scenario.AppSpec> apps = new ArrayList<>();
    private final Set<AppName> foreignApps = new TreeSet<>();
    private final List<Inhabitant> inhabitants = new ArrayList<>();
    private Duration step = DEFAULT_STEP;

    private WorldBuilder(OrgSlug org, Instant start) {
        this.org = org;
        this.start = start;
    }

    /// Begins a scenario of an organization at a virtual time.
    public static WorldBuilder org(String slug, Instant start) {
        return new WorldBuilder(new OrgSlug(slug), start);
    }

    /// Time between two demand steps, 1 s to 1 min; 5 s by default.
    public WorldBuilder step(Duration time) {
        step = time;
        return this;
    }

    /// Adds an app.
    public WorldBuilder app(String name, Consumer<AppBuilder> description) {
        AppBuilder app = new AppBuilder(name);
        description.accept(app);
        apps.add(app.spec());
        return this;
    }

    /// Adds an app of another organization: known to Fly, forbidden to the token.
    public WorldBuilder foreignApp(String name) {
        foreignApps.add(new AppName(name));
        return this;
    }

    /// Adds somebody who acts in the world beside Hangar.
    public WorldBuilder inhabitant(Inhabitant who) {
        inhabitants.add(who);
        return this;
    }

    /// What was written so far.
    public Scenario scenario() {
        return new Scenario(org, start, step, apps, foreignApps, inhabitants);
    }

    /// A world of this scenario.
    public World world(long seed, PriceBook prices) {
        return new World(scenario(), new Seed(seed), prices);
    }
}
