package dev.hangar.web;

import dev.hangar.control.PassRecord;
import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/// The newest record of every fleet and the last few hundred passes in which something was planned, done or refused.
/// Bounded; what is forgotten here is not lost, for the log has it.
public final class Journal {
    /// Notable passes kept.
    public static final int KEPT = 500;

    private final Map<FleetId, PassRecord.Decided> newest = new ConcurrentSkipListMap<>();
    private final Map<AppName, PassRecord.Unread> unread = new ConcurrentSkipListMap<>();
    private final Deque<PassRecord> notable = new ArrayDeque<>();

    /// Notes one pass.
    public void record(PassRecord record) {
        switch (record) {
            case PassRecord.Decided decided -> {
                newest.put(decided.fleet(), decided);
                unread.remove(decided.app());
                boolean quiet = decided.evaluation().plan().isEmpty()
                        && decided.violations().isEmpty()
                        && decided.closed().isEmpty();
                if (!quiet) {
                    keep(Remembered.of(decided));
                }
            }
            case PassRecord.Unread missed -> {
                // Only where there is an older record that it makes old: so no more are kept than there are fleets.
                if (newest.keySet().stream().anyMatch(fleet -> fleet.app().equals(missed.app()))) {
                    unread.put(missed.app(), missed);
                }
                keep(missed);
            }
        }
    }

    private void keep(PassRecord record) {
        synchronized (notable) {
            notable.addFirst(record);
            if (notable.size() > KEPT) {
                notable.removeLast();
            }
        }
    }

    /// The newest record of each fleet, in fleet order.
    public List<PassRecord.Decided> fleets() {
        return List.copyOf(newest.values());
    }

    /// Why the app could not be read since its newest record; empty when that record is as new as can be.
    public Optional<PassRecord.Unread> unread(AppName app) {
        return Optional.ofNullable(unread.get(app));
    }

    /// Notable passes, newest first, at most `limit`.
    public List<PassRecord> notable(int limit) {
        synchronized (notable) {
            return new ArrayList<>(notable).subList(0, Math.min(limit, notable.size()));
        }
    }

    /// Forgets what is no longer there.
    public void retain(Set<FleetId> fleets) {
        newest.keySet().retainAll(fleets);
        unread.keySet().retainAll(fleets.stream().map(FleetId::app).toList());
    }
}
