package dev.hangar.web;

import dev.hangar.model.Region;
import dev.hangar.policy.PoolReport;
import dev.hangar.policy.ScalingReport;
import dev.hangar.policy.adaptive.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Which rule finds the number of machines, in the API. What does not belong to `kind` is null.
///
/// @param kind `target-tracking` or `adaptive`
/// @param targetUtilization share of a machine's capacity that is planned with
/// @param windowSeconds shrinking uses the largest need within it
/// @param lateShare share of requests or jobs that may be late
/// @param lateAfterSeconds what waits longer than this for a machine is late
/// @param inTimeShare share of the wake-ups that are expected to make nobody late
/// @param formula as the user wrote it
/// @param proxyParks whether Fly Proxy parks too, so that the late share is not in our hands
/// @param pools by region, and one for signals without region
public record ScalingView(
        String kind,
        Optional<Double> targetUtilization,
        Optional<String> formula,
        Optional<BigDecimal> windowSeconds,
        Optional<Double> lateShare,
        Optional<BigDecimal> lateAfterSeconds,
        Optional<Double> inTimeShare,
        Optional<Boolean> proxyParks,
        List<PoolView> pools) {
    private static final int MILLIS = 3;

    /// The machines of one region, or of the whole fleet.
    ///
    /// @param region null for signals without region
    /// @param load load that counts now, in machines
    /// @param wanted machines that the rule wants now
    /// @param learnedInSeconds known demand still to be seen until the first rule is chosen; 0 from then on
    /// @param lateShareSoFar what was late under all rules followed so far
    /// @param keepsLateShare whether any rule keeps the share
    /// @param followed the rule that decides now
    /// @param runnerUp the next cheapest rule that keeps the share
    /// @param cheaper the rule that `lateShareForCheaper` would allow
    /// @param usdPer30DaysSavedByResumes what the same promise would cost more if no wake-up were in time
    public record PoolView(
            Optional<String> region,
            double load,
            int wanted,
            BigDecimal learnedInSeconds,
            double lateShareSoFar,
            boolean keepsLateShare,
            RuleView followed,
            Optional<RuleView> runnerUp,
            Optional<RuleView> cheaper,
            Optional<Double> lateShareForCheaper,
            Optional<BigDecimal> usdPer30DaysSavedByResumes) {
        static PoolView of(PoolReport pool) {
            Verdict verdict = pool.verdict();
            return new PoolView(
                    pool.region().map(Region::value),
                    pool.load(),
                    pool.wanted(),
                    seconds(verdict.learnedIn()),
                    verdict.lateShare(),
                    verdict.keepsShare(),
                    RuleView.of(verdict.followed(), pool),
                    verdict.runnerUp().map(rule -> RuleView.of(rule, pool)),
                    verdict.cheaper().map(rule -> RuleView.of(rule, pool)),
                    verdict.shareForCheaper(),
                    pool.perMonth(verdict.savedByResumes()).map(Usd::of));
        }
    }

    /// A rule with the figures of its shadow run.
    ///
    /// @param machines that it runs on average
    /// @param lateShare share of the requests that would have been late
    /// @param usdPer30Days estimate by list prices, null without a price
    public record RuleView(String rule, double machines, double lateShare, Optional<BigDecimal> usdPer30Days) {
        static RuleView of(Verdict.Shadowed rule, PoolReport pool) {
            return new RuleView(
                    rule.rule().words(),
                    rule.machines(),
                    rule.lateShare(),
                    pool.perMonth(rule.machines()).map(Usd::of));
        }
    }

    private static ScalingView fixed(
            String kind, Optional<Double> utilization, Optional<String> formula, Duration window) {
        return new ScalingView(
                kind,
                utilization,
                formula,
                Optional.of(seconds(window)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static ScalingView of(ScalingReport report) {
        return switch (report) {
            case ScalingReport.TargetTracking fixed ->
                fixed("target-tracking", Optional.of(fixed.utilization()), Optional.empty(), fixed.window());
            case ScalingReport.Expression expression ->
                fixed("expression", Optional.empty(), Optional.of(expression.formula()), expression.window());
            case ScalingReport.Adaptive adaptive ->
                new ScalingView(
                        "adaptive",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(adaptive.goal().lateShare()),
                        Optional.of(seconds(adaptive.lateAfter())),
                        Optional.of(adaptive.waking().inTime()),
                        Optional.of(adaptive.proxyParks()),
                        adaptive.pools().stream().map(PoolView::of).toList());
        };
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS);
    }
}
