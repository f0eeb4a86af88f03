package dev.hangar.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
/// @param price what machines cost, where dollars were asked for; every row has dollars then
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
        Optional<BacktestPrice> price,
        List<String> notes) {
    /// Name of the clairvoyant among the policies.
    static final String OPTIMUM = "optimum";

    public BacktestReport {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /// The same with more notes, behind those that are there.
    public BacktestReport noting(List<String> more) {
        return new BacktestReport(
                trace,
                slots,
                held,
                wake,
                startDelaySeconds,
                lateAfterSeconds,
                lateShareTarget,
                optimumSeconds,
                demand,
                rows,
                price,
                Stream.concat(notes.stream(), more.stream()).toList());
    }

    /// Days that the demand spans.
    public double days() {
        return slots * 15.0 / 86_400;
    }

    /// Whether the policy of a row kept what was asked for.
    public boolean keeps(BacktestRow row) {
        return row.lateShare() <= lateShareTarget;
    }

    /// The cheapest policy that kept what was asked for, the clairvoyant aside; the first of those that cost the
    /// same.
    Optional<BacktestRow> best() {
        return rows.stream()
                .filter(row -> keeps(row) && !row.policy().equals(OPTIMUM))
                .min(Comparator.comparingDouble(BacktestRow::billedSeconds));
    }

    /// The row of a policy, where it was asked for.
    Optional<BacktestRow> row(String policy) {
        return rows.stream().filter(row -> row.policy().equals(policy)).findFirst();
    }
}
