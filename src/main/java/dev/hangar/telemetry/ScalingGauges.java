package dev.hangar.telemetry;

import dev.hangar.policy.PoolReport;
import dev.hangar.policy.ScalingReport;
import dev.hangar.policy.adaptive.Verdict;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Gauges of the adaptive rule that one fleet follows; figures of the shadow run, worked out at every reading. What is
/// not learned yet is not a number.
final class ScalingGauges {
    private static final double MICRO = 1e-6;

    private ScalingGauges() {}

    /// None for a fleet that is scaled by a fixed rule.
    ///
    /// @param newest what is known now, asked for at every reading
    static List<Meter> of(Instruments instruments, FleetLabels fleet, Supplier<ScalingReport> newest) {
        Builder gauges = new Builder(instruments, fleet, newest);
        return switch (newest.get()) {
            case ScalingReport.TargetTracking fixed -> List.of();
            case ScalingReport.Expression formula -> List.of();
            case ScalingReport.Adaptive adaptive ->
                List.of(
                        gauges.gauge(FleetMetric.WANTED, ScalingGauges::wanted),
                        gauges.gauge(FleetMetric.RULE_MACHINES, its -> sum(its, ScalingGauges::machines)),
                        gauges.gauge(
                                FleetMetric.LATE_SHARE,
                                its -> share(its, verdict -> verdict.followed().lateShare())),
                        gauges.gauge(FleetMetric.LATE_SO_FAR, its -> share(its, Verdict::lateShare)),
                        gauges.gauge(FleetMetric.RESUMES_SAVED, its -> sum(its, ScalingGauges::saved)));
        };
    }

    private record Builder(Instruments instruments, FleetLabels fleet, Supplier<ScalingReport> newest) {
        Meter gauge(Metric metric, ToDoubleFunction<ScalingReport.Adaptive> value) {
            return instruments.gauge(
                    metric,
                    newest,
                    now -> switch (now.get()) {
                        case ScalingReport.TargetTracking fixed -> Double.NaN;
                        case ScalingReport.Expression formula -> Double.NaN;
                        case ScalingReport.Adaptive adaptive -> value.applyAsDouble(adaptive);
                    },
                    fleet.and());
        }
    }

    private static double wanted(ScalingReport.Adaptive adaptive) {
        int regions = 0;
        int fleet = 0;
        for (PoolReport pool : adaptive.pools()) {
            regions += pool.region().isPresent() ? pool.wanted() : 0;
            fleet += pool.region().isPresent() ? 0 : pool.wanted();
        }
        return Math.max(regions, fleet);
    }

    private static double machines(PoolReport pool) {
        Verdict verdict = pool.verdict();
        return verdict.atFirst() ? Double.NaN : verdict.followed().machines();
    }

    private static double saved(PoolReport pool) {
        Verdict verdict = pool.verdict();
        return pool.machine()
                .filter(price -> !verdict.atFirst())
                .map(price -> price.times(verdict.savedByResumes()).perHour().value() * MICRO)
                .orElse(Double.NaN);
    }

    private static double sum(ScalingReport.Adaptive adaptive, ToDoubleFunction<PoolReport> figure) {
        return adaptive.pools().isEmpty()
                ? Double.NaN
                : Math.max(part(adaptive, true, figure), part(adaptive, false, figure));
    }

    /// The pool without region has the load of all regions in it.
    private static double part(ScalingReport.Adaptive adaptive, boolean regional, ToDoubleFunction<PoolReport> figure) {
        return adaptive.pools().stream()
                .filter(pool -> pool.region().isPresent() == regional)
                .mapToDouble(figure)
                .sum();
    }

    /// The mean of all pools, weighed by their requests.
    private static double share(ScalingReport.Adaptive adaptive, ToDoubleFunction<Verdict> figure) {
        double late = 0;
        double requests = 0;
        for (PoolReport pool : adaptive.pools()) {
            Verdict verdict = pool.verdict();
            late += verdict.atFirst() ? Double.NaN : figure.applyAsDouble(verdict) * verdict.requests();
            requests += verdict.requests();
        }
        return requests > 0 ? late / requests : Double.NaN;
    }
}
