package dev.hangar.control;

import dev.hangar.model.MachineRef;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What we hold at Fly right now: leases and cordons. A graceful stop gives all of it back.
public final class Custody {
    private final Map<MachineRef, LeaseNonce> leases = new ConcurrentHashMap<>();
    private final Map<MachineRef, Boolean> cordons = new ConcurrentHashMap<>();
    private final Set<MachineRef> cordoning = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// From now on no action is begun: we are about to stop.
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    void leased(MachineRef machine, LeaseNonce nonce) {
        leases.put(machine, nonce);
    }

    void released(MachineRef machine) {
        leases.remove(machine);
    }

    void cordoned(MachineRef machine) {
        cordons.put(machine, Boolean.TRUE);
    }

    /// A cordon is on its way to Fly, or about to be.
    void cordoning(MachineRef machine) {
        cordoning.add(machine);
    }

    /// It was answered, or never sent.
    void cordonAnswered(MachineRef machine) {
        cordoning.remove(machine);
    }

    boolean isCordoning(MachineRef machine) {
        return cordoning.contains(machine);
    }

    void uncordoned(MachineRef machine) {
        cordons.remove(machine);
    }

    /// The nonce of the lease that we hold on a machine.
    Optional<LeaseNonce> lease(MachineRef machine) {
        return Optional.ofNullable(leases.get(machine));
    }

    boolean isCordoned(MachineRef machine) {
        return cordons.containsKey(machine);
    }

    /// Machines of which we hold anything, sorted.
    public SortedSet<MachineRef> held() {
        TreeSet<MachineRef> held = new TreeSet<>(leases.keySet());
        held.addAll(cordons.keySet());
        return held;
    }

    public boolean isEmpty() {
        return leases.isEmpty() && cordons.isEmpty();
    }
}
