package dev.hangar.policy;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Waking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes down which rule finds the number of machines.
final class ScalingReporter {
    private ScalingReporter() {}

    static ScalingReport of(Situation now, PriceBook prices) {
        return switch (now.settings().scaling()) {
            case Scaling.TargetTracking fixed ->
                new ScalingReport.TargetTracking(
                        TargetTracking.utilization(now.roster(), now.settings()),
                        now.settings().stabilization());
            case Scaling.Expression expression ->
                new ScalingReport.Expression(
                        expression.started().text(), now.settings().stabilization());
            case Scaling.Adaptive adaptive -> adaptive(now, adaptive, prices);
        };
    }

    private static ScalingReport adaptive(Situation now, Scaling.Adaptive adaptive, PriceBook prices) {
        Waking waking = AdaptiveScaling.waking(now.memory(), adaptive, now.roster(), now.settings());
        Goal goal = AdaptiveScaling.goal(adaptive);
        Pools pools = now.memory().pools();
        List<PoolReport> reports = new ArrayList<>();
        pools.byRegion()
                .forEach((region, pool) -> reports.add(new PoolReport(
                        Optional.of(region), machine(now, Optional.of(region), prices), pool, waking, goal)));
        pools.withoutRegion()
                .ifPresent(pool -> reports.add(
                        new PoolReport(Optional.empty(), machine(now, Optional.empty(), prices), pool, waking, goal)));
        return new ScalingReport.Adaptive(
                goal, adaptive.lateAfter(), waking, TargetTracking.proxyParks(now.roster()), reports);
    }

    /// The mean price of a started machine.
    private static Optional<Rate> machine(Situation now, Optional<Region> region, PriceBook prices) {
        Rate sum = Rate.ZERO;
        int priced = 0;
        for (Standing member : now.roster().members()) {
            boolean counts = region.isEmpty() || region.get().equals(member.region());
            Optional<Rate> rate = counts ? prices.rate(member.machine(), MachineState.STARTED) : Optional.empty();
            if (rate.isPresent()) {
                sum = sum.plus(rate.get());
                priced++;
            }
        }
        return priced == 0 ? Optional.empty() : Optional.of(sum.times(1.0 / priced));
    }
}
