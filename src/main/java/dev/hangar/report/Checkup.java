package dev.hangar.report;

import java.time.Instant;
import java.util.List;

/// What `hangar doctor` found.
///
/// @param at when it was looked
/// @param findings in the order in which they are shown
public record Checkup(Instant at, List<Finding> findings) {
    public Checkup {
        findings = List.copyOf(findings);
    }

    /// How many findings matter so much.
    public long count(Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /// 1 with any failure, else 0: warnings are no reason to stop a pipeline.
    public int exitCode() {
        return count(Finding.Level.FAILURE) > 0 ? 1 : 0;
    }
}
