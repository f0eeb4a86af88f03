package dev.hangar.simulator.actors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `fly scale count` at work on one group (facts 7.5).
final class ScaleCount {
    private static final Duration LEASE = Duration.ofMinutes(2);
    /// Creates of one app are limited to about one per second (facts 3).
    private static final Duration BETWEEN_CREATES = Duration.ofSeconds(1);

    private final World world;
    private final SimulatedApp app;
    private final String group;
    private final int count;
    private final Flyctl flyctl;

    ScaleCount(World world, SimulatedApp app, String group, int count) {
        this.world = world;
        this.app = app;
        this.group = group;
        this.count = count;
        flyctl = new Flyctl(world, Person.OWNER, "fly scale count");
    }

    void run() {
        List<SimulatedMachine> all = Fleet.active(app);
        flyctl.lease(
                all,
                LEASE,
                () -> {
                    List<SimulatedMachine> machines = members();
                    if (machines.isEmpty() || machines.size() == count) {
                        flyctl.release(all);
                    } else if (machines.size() > count) {
                        surplus(machines).forEach(machine -> world.destroy(machine, true));
                        flyctl.release(all);
                    } else {
                        grow(machines.getFirst(), count - machines.size(), () -> flyctl.release(all));
                    }
                },
                flyctl::end);
    }

    private List<SimulatedMachine> members() {
        return Fleet.active(app).stream()
                .filter(machine -> machine.group().value().equals(group))
                .toList();
    }

    /// The regions drain in turn, each from the front of its list, whatever states the machines are in.
    private List<SimulatedMachine> surplus(List<SimulatedMachine> machines) {
        SortedMap<Region, List<SimulatedMachine>> byRegion = new TreeMap<>();
        machines.forEach(machine -> byRegion.computeIfAbsent(machine.region(), region -> new ArrayList<>())
                .add(machine));
        List<SimulatedMachine> surplus = new ArrayList<>();
        while (surplus.size() < machines.size() - count) {
            for (List<SimulatedMachine> inRegion : byRegion.values()) {
                if (!inRegion.isEmpty() && surplus.size() < machines.size() - count) {
                    surplus.add(inRegion.removeFirst());
                }
            }
        }
        return surplus;
    }

    /// Clones the first machine, tags of others included, with the image of the last complete release, into the
    /// region that has fewest.
    private void grow(SimulatedMachine first, int missing, Runnable then) {
        Optional<Region> region = members().stream()
                .map(SimulatedMachine::region)
                .distinct()
                .min(Comparator.<Region>comparingLong(this::countIn).thenComparing(Comparator.naturalOrder()));
        if (missing == 0
                || region.isEmpty()
                || world.platform().obstacleToCreate(region.get()).isPresent()) {
            then.run();
            return;
        }
        ObjectNode config = Fleet.clone(first);
        app.releases().reversed().stream()
                .filter(release -> release.status() == Release.Status.COMPLETE)
                .findFirst()
                .ifPresent(release -> config.put("image", release.image()));
        world.create(app, new World.Wish(config, Optional.empty(), region.get(), true, false));
        flyctl.after(BETWEEN_CREATES, () -> grow(first, missing - 1, then));
    }

    private long countIn(Region region) {
        return members().stream()
                .filter(machine -> machine.region().equals(region))
                .count();
    }
}
