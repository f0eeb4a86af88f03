package dev.hangar.simulator.world;

/// Somebody or something that lives in a world beside Hangar and Fly Proxy: a deployer, a person, another
/// autoscaler, a run of bad luck. It plans what it will do with [World#plan] and acts by the world's public
/// commands.
///
/// One value moves into the world that is acted on and into its twin, so it keeps what it knows of a world in
/// what it plans there, never in itself.
public interface Inhabitant {
    /// Plans its doings; called once per world, at its start, when every machine of the scenario is there.
    void moveIn(World world);
}
