package dev.hangar.telemetry;

import dev.hangar.model.Region;
import dev.hangar.policy.PoolReport;
import dev.hangar.policy.ScalingReport;
import dev.hangar.policy.adaptive.Verdict;
import java.util.Locale;
import java.util.stream.Collectors;

/// The rule that a decision followed, for a log line.
final class ScalingLine {
    /// Fly has some 20 regions: a line names the first few.
    private static final int MOST_POOLS = 4;

    private ScalingLine() {}

    /// `target-tracking`, or `"iad head-room 0.15, hold 2m 1.47 machines $3.22/30d late 0.60%"`.
    static String of(ScalingReport report) {
        return switch (report) {
            case ScalingReport.TargetTracking fixed -> "target-tracking";
            case ScalingReport.Expression formula -> "expression";
            case ScalingReport.Adaptive adaptive ->
                adaptive.pools().stream()
                        .limit(MOST_POOLS)
                        .map(ScalingLine::of)
                        .collect(Collectors.joining(
                                "; ", "\"", adaptive.pools().size() > MOST_POOLS ? "; ...\"" : "\""));
        };
    }

    private static String of(PoolReport pool) {
        Verdict verdict = pool.verdict();
        String rule =
                pool.region().map(Region::value).map(region -> region + " ").orElse("")
                        + verdict.followed().rule().words();
        if (verdict.atFirst()) {
            return rule + " (nothing learned yet)";
        }
        String dollars = pool.perMonth(verdict.followed().machines())
                .map(amount -> " " + amount + "/30d")
                .orElse("");
        return rule
                + String.format(
                        Locale.ROOT,
                        " %.2f machines%s late %.2f%%",
                        verdict.followed().machines(),
                        dollars,
                        100 * verdict.followed().lateShare());
    }
}
