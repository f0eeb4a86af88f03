package dev.hangar.simulation;

import dev.hangar.control.PassRecord;
import java.util.List;

/// Promise 3 and the daemon's own proof, on every record.
final class Records {
    private Records() {}

    static void check(PassWatch watch, PassRecord.Decided decided) {
        if (!decided.violations().isEmpty()) {
            throw new Violation("plan-proved", decided.id() + ": " + decided.violations());
        }
        List<String> reported = decided.evaluation().report().machines().stream()
                .filter(report -> !report.reason().sentence().isBlank())
                .map(report -> report.machine().id().value())
                .sorted()
                .toList();
        List<String> present = watch.first.stream()
                .filter(seen -> seen.group().equals(decided.fleet().group().value()) && !seen.gone())
                .map(PassWatch.Seen::id)
                .sorted()
                .toList();
        if (!reported.equals(present)) {
            throw new Violation(
                    "every-machine-has-a-reason", decided.id() + " tells of " + reported + ", not " + present);
        }
    }
}
