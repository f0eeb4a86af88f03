package dev.hangar.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What one pass has sent that is not a read: every action once. A lease is no action, and the fence is taken anew in
/// one pass by right; so leases are counted, and given back no more often than they were asked for.
final class Attempts {
    private final Set<String> writes = new HashSet<>();
    private final Map<String, Integer> leasesOpen = new HashMap<>();
    private int fences;

    /// Notes a write that is being sent.
    ///
    /// @param machines of the app: no pass takes capacity from one of them twice, nor needs a fence more often
    /// @throws Violation when the pass does something a second time
    void sent(Call call, int machines) {
        boolean isOfLease = call.verb().equals("lease");
        if (isOfLease && call.request().method().equals("DELETE")) {
            int open = leasesOpen.merge(call.machine().orElseThrow(), -1, Integer::sum);
            require(open >= 0, "one-attempt", call + " gives back more leases than it asked for");
        } else if (isOfLease) {
            leasesOpen.merge(call.machine().orElseThrow(), 1, Integer::sum);
        }
        if (isFence(call)) {
            fences++;
            require(fences <= machines, "bounded-calls", call + ": fence " + fences + " of " + machines + " machines");
        } else if (!isOfLease || call.request().method().equals("POST")) {
            boolean isFirst =
                    writes.add(call.request().method() + " " + call.request().target());
            require(isFirst, "one-attempt", call + " twice in one pass");
        }
    }

    private static boolean isFence(Call call) {
        return call.verb().equals("lease")
                && call.request()
                        .body()
                        .filter(body -> body.contains("hangar: fence"))
                        .isPresent();
    }

    private static void require(boolean holds, String invariant, String what) {
        if (!holds) {
            throw new Violation(invariant, what);
        }
    }
}
