package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.MicroDollars;
import dev.hangar.policy.MachineReport;

/// Dollars of what was carried out.
final class Costs {
    private Costs() {}

    /// What the carried-out actions of a pass cost once; what is in doubt counts.
    static MicroDollars once(PassRecord.Decided decided) {
        return decided.acted().stream()
                .filter(acted -> Acts.happened(acted.outcome()))
                .map(acted -> decided.evaluation().report().machines().stream()
                        .filter(report -> report.machine()
                                .id()
                                .equals(acted.action().machine().id()))
                        .map(MachineReport::once)
                        .reduce(MicroDollars.ZERO, MicroDollars::plus))
                .reduce(MicroDollars.ZERO, MicroDollars::plus);
    }
}
