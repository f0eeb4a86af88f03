package dev.hangar.simulator.world;

import dev.hangar.model.Region;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which hosts and regions have no room left. A suspended machine keeps its place; a stopped one has none
/// (facts 5).
final class Capacity {
    private final Set<String> fullHosts = new TreeSet<>();
    private final Set<Region> fullRegions = new TreeSet<>();

    /// Where a machine without a place can start.
    sealed interface Place {
        /// On the host that it was on.
        record Same() implements Place {}

        /// On another host of the region.
        record Other() implements Place {}

        /// Nowhere.
        ///
        /// @param text Fly's wording (facts 12)
        record Nowhere(String text) implements Place {}
    }

    void setHostFull(String host, boolean full) {
        if (full) {
            fullHosts.add(host);
        } else {
            fullHosts.remove(host);
        }
    }

    void setRegionFull(Region region, boolean full) {
        if (full) {
            fullRegions.add(region);
        } else {
            fullRegions.remove(region);
        }
    }

    boolean isRegionFull(Region region) {
        return fullRegions.contains(region);
    }

    /// The words of a create call that finds its region full (facts 12).
    Optional<String> obstacleToCreate(Region region) {
        return isRegionFull(region) ? Optional.of("could not find a candidate host") : Optional.empty();
    }

    /// A full host turns a machine away, or another host of the region takes it: nobody can tell which (facts
    /// 5), so that a coin decides. A volume ties its machine to the host.
    Place placeFor(SimulatedMachine machine) {
        if (isRegionFull(machine.region())) {
            return new Place.Nowhere("aborted: no capacity");
        }
        if (!fullHosts.contains(machine.host())) {
            return new Place.Same();
        }
        boolean movable = machine.config().volumes().isEmpty();
        return movable && machine.random.nextBoolean()
                ? new Place.Other()
                : new Place.Nowhere("aborted: could not reserve resource for machine: insufficient CPUs available to"
                        + " fulfill request on the current host");
    }
}
