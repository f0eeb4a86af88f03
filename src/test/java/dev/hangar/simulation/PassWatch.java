package dev.hangar.simulation;

import dev.hangar.control.PassRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the audit knows of one pass over an app while it runs.
final class PassWatch {
    final DaemonProcess process;
    final String app;
    final Instant began;
    /// What the daemon was told of demand for this pass.
    final Map<String, DemandEvidence> demand;
    /// What was sent that is not a read.
    final Attempts attempts = new Attempts();
    /// Machines that went to sleep by this pass, by fleet.
    final Map<String, Integer> sleeps = new HashMap<>();
    final List<PassRecord> records = new ArrayList<>();
    /// The newest listing of machines that was delivered, and the first.
    List<Seen> newest = List.of();
    List<Seen> first = List.of();
    /// Machines that this pass took since the newest listing.
    final Set<String> taken = new HashSet<>();
    /// The newest listing as it was sent.
    String listing = "";
    /// Whether something was sent that is not a read.
    boolean wrote;
    int calls;
    int listings;
    /// When the newest listing was made.
    Instant newestFrom = Instant.EPOCH;

    /// One machine of a listing, as the truth was when the listing was made.
    record Seen(String id, String group, String region, boolean serving, boolean awake, boolean gone) {}

    PassWatch(DaemonProcess process, String app, Instant began, Map<String, DemandEvidence> demand) {
        this.process = process;
        this.app = app;
        this.began = began;
        this.demand = demand;
    }

    /// The daemon's time of the tick that asked for demand.
    Instant at() {
        return demand.values().stream()
                .map(evidence -> Instant.ofEpochMilli((long) (evidence.askedAt() * 1000)))
                .max(java.util.Comparator.naturalOrder())
                .orElse(began);
    }

    @Override
    public String toString() {
        return process + " pass of " + app + " since " + began;
    }
}
