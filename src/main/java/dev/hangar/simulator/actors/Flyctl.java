package dev.hangar.simulator.actors;

import dev.hangar.model.MachineId;
import dev.hangar.simulator.world.SimulatedLease;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// One command of flyctl while it runs: the leases that it holds, and how it waits. A command that was killed does
/// nothing more; its leases run out (facts 7.3).
final class Flyctl {
    private static final Duration LEASE_PATIENCE = Duration.ofMinutes(1);
    private static final Duration LEASE_PAUSE = Duration.ofMillis(400);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final World world;
    private final String owner;
    private final String description;
    private final Map<MachineId, String> nonces = new TreeMap<>();
    private boolean over;

    Flyctl(World world, String owner, String description) {
        this.world = world;
        this.owner = owner;
        this.description = description;
    }

    /// Goes on after a while, unless the command is over by then.
    void after(Duration time, Runnable next) {
        world.plan(world.now().plus(time), () -> {
            if (!over) {
                next.run();
            }
        });
    }

    /// Looks every second until `goal` is reached.
    void await(BooleanSupplier goal, Duration patience, Runnable then, Runnable late) {
        await(goal, world.now().plus(patience), then, late);
    }

    private void await(BooleanSupplier goal, Instant deadline, Runnable then, Runnable late) {
        if (goal.getAsBoolean()) {
            then.run();
        } else if (world.now().isBefore(deadline)) {
            after(POLL, () -> await(goal, deadline, then, late));
        } else {
            late.run();
        }
    }

    /// Takes the leases of all machines, retrying for up to a minute while others hold one; then it gives up, with
    /// what it had released.
    void lease(Collection<SimulatedMachine> machines, Duration time, Runnable then, Runnable refused) {
        lease(List.copyOf(machines), time, world.now().plus(LEASE_PATIENCE), then, refused);
    }

    private void lease(
            List<SimulatedMachine> machines, Duration time, Instant deadline, Runnable then, Runnable refused) {
        // Every machine is tried: those that are free are held, and kept, while the rest is waited for.
        long missing = machines.stream()
                .filter(machine -> !Fleet.isGone(machine) && !tryLease(machine, time))
                .count();
        if (missing == 0) {
            then.run();
        } else if (world.now().isBefore(deadline)) {
            after(LEASE_PAUSE, () -> lease(machines, time, deadline, then, refused));
        } else {
            release(machines);
            refused.run();
        }
    }

    /// Takes or extends a lease, unless somebody else holds one.
    boolean tryLease(SimulatedMachine machine, Duration time) {
        boolean others = machine.leaseAt(world.now())
                .filter(lease -> !lease.nonce().equals(nonces.get(machine.id())))
                .isPresent();
        if (others) {
            return false;
        }
        SimulatedLease lease = world.lease(machine, owner, description, time);
        nonces.put(machine.id(), lease.nonce());
        return true;
    }

    /// Gives back what it holds of these leases.
    void release(Collection<SimulatedMachine> machines) {
        for (SimulatedMachine machine : machines) {
            String nonce = nonces.remove(machine.id());
            if (nonce != null
                    && machine.leaseAt(world.now())
                            .filter(lease -> lease.nonce().equals(nonce))
                            .isPresent()) {
                world.releaseLease(machine);
            }
        }
    }

    /// The command ends here; nothing that it has planned is done.
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
