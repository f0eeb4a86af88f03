package dev.hangar.report;

import java.util.List;

/// What policies would have done on demand of the past.
///
/// @param trace name of the demand
/// @param slots slots of 15 s
/// @param held slots without a value of their own, which repeat the one before
/// @param wake who starts machines: `proxy` or `worker`
/// @param startDelaySeconds from the start command until a machine takes work
/// @param lateAfterSeconds a wait up to this is in time
/// @param lateShareTarget share of requests that may be late
/// @param optimumSeconds machine-seconds of the clairvoyant optimum; 0 when there was no demand at all
/// @param demand offered load in machines, over time
/// @param rows one per policy
/// @param notes what should be known beside the figures, whole sentences
public record BacktestReport(
        String trace,
        int slots,
        int held,
        String wake,
        double startDelaySeconds,
        double lateAfterSeconds,
        double lateShareTarget,
        double optimumSeconds,
        BacktestSeries demand,
        List<BacktestRow> rows,
        List<String> notes) {
    public BacktestReport {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /// Days that the demand spans.
    public double days() {
        return slots * 15.0 / 86_400;
    }

    /// Whether the policy of a row kept what was asked for.
    public boolean keeps(BacktestRow row) {
        return row.lateShare() <= lateShareTarget;
    }
}
