package dev.hangar.simulation;

import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// Somebody beside us who stops, starts, cordons and leases machines by hand, until calm.
final class Person {
    private final Universe universe;
    private final Organization organization;
    private final SplittableRandom random;

    Person(Universe universe, Organization organization, SplittableRandom random) {
        this.universe = universe;
        this.organization = organization;
        this.random = random;
    }

    void begin() {
        if (universe.isCalm()) {
            return;
        }
        universe.scheduler.at(universe.now().plus(Duration.ofSeconds(20 + random.nextInt(240))), () -> {
            if (!universe.isCalm()) {
                deed();
                begin();
            }
        });
    }

    private void deed() {
        FleetTruth fleet =
                organization.fleets().get(random.nextInt(organization.fleets().size()));
        List<SimulatedMachine> machines = universe.audit.machines(fleet);
        SimulatedMachine machine = machines.get(random.nextInt(machines.size()));
        boolean free = machine.leaseAt(universe.now()).isEmpty();
        if (!free) {
            return;
        }
        universe.note("a person turns to " + machine.ref());
        switch (random.nextInt(4)) {
            case 0 -> universe.world().start(machine);
            case 1 -> universe.world().stop(machine);
            case 2 -> {
                if (machine.state() == MachineState.STARTED) {
                    universe.world().lease(machine, "person@example.com", "by hand", Duration.ofSeconds(60));
                }
            }
            default -> cordonForAWhile(machine);
        }
    }

    private void cordonForAWhile(SimulatedMachine machine) {
        if (machine.isCordoned() || machine.metadata().containsKey("hangar_drain")) {
            return;
        }
        String id = machine.id().value();
        universe.audit.foreignCordons.add(id);
        universe.world().setCordoned(machine, true);
        Instant end = universe.now().plus(Duration.ofSeconds(random.nextInt(180)));
        universe.scheduler.at(end, () -> {
            universe.world().setCordoned(machine, false);
            universe.audit.foreignCordons.remove(id);
        });
    }
}
