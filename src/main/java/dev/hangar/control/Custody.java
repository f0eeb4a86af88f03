package dev.hangar.control;

import dev.hangar.model.MachineRef;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What we hold at Fly right now: leases and cordons. A graceful stop gives all of it back.
public final class Custody {
    private final Map<MachineRef, LeaseNonce> leases = new ConcurrentHashMap<>();
    private final Map<MachineRef, Boolean> cordons = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// From now on no action is begun: we are about to stop.
    public void close() {
        closed = true;
    }

    boolean isClosed() {
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

    void uncordoned(MachineRef machine) {
        cordons.remove(machine);
    }

    /// Leases held, by machine.
    public Map<MachineRef, LeaseNonce> leases() {
        return new TreeMap<>(leases);
    }

    /// Machines cordoned by us.
    public Iterable<MachineRef> cordons() {
        return new TreeMap<>(cordons).keySet();
    }

    public boolean isEmpty() {
        return leases.isEmpty() && cordons.isEmpty();
    }
}
