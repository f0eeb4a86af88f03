package dev.hangar.simulator.world;

import dev.hangar.cost.PriceBook;
import java.time.Instant;
import java.util.Optional;

/// A world that is acted on, and in lockstep with it its twin of the same scenario and seed, in which nobody
/// but Fly Proxy and the inhabitants of the scenario act: the honest answer to "what would it have cost without
/// Hangar".
public final class SimulatedFly {
    private final World actual;
    private final World without;

    /// Builds both worlds.
    public SimulatedFly(Scenario scenario, Seed seed, PriceBook prices) {
        actual = new World(scenario, seed, prices);
        without = new World(scenario, seed, prices);
    }

    /// The world that commands go to.
    public World world() {
        return actual;
    }

    /// Virtual time of both worlds.
    public Instant now() {
        return actual.now();
    }

    /// Moves both worlds on; a time that has passed changes nothing.
    public void advanceTo(Instant target) {
        actual.advanceTo(target);
        without.advanceTo(target);
    }

    /// When something happens next by itself in the actual world.
    public Optional<Instant> nextEventAt() {
        return actual.nextEventAt();
    }

    /// Figures of both worlds until now.
    public Figures figures() {
        return new Figures(actual.now(), actual.tally(), without.tally());
    }
}
