package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineState;
import dev.hangar.policy.Basis;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.Scaling;
import dev.hangar.policy.ScalingReport;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Gauges of one fleet; they read its newest pass.
final class FleetGauges {
    private final Instruments instruments;
    private final FleetLabels labels;
    private final List<Meter> meters = new ArrayList<>();
    private final PassAge age;
    private volatile PassRecord.Decided newest;
    private volatile FleetStatus status;
    private volatile boolean paused;
    private volatile boolean unread;
    private volatile boolean hasCeiling;

    FleetGauges(PassRecord.Decided first, Instruments instruments, PassAge age) {
        this.instruments = instruments;
        this.labels = FleetLabels.of(first.fleet());
        this.age = age;
        this.newest = first;
        this.status = FleetStatus.of(first);
        recent(FleetMetric.LOAD, FleetGauges::load);
        recent(FleetMetric.DESIRED, FleetReport::desired);
        recent(FleetMetric.SERVING, FleetReport::serving);
        gauge(FleetMetric.FLOOR, report -> report.floors().total());
        gauge(FleetMetric.DEMAND_KNOWN, report -> report.demand().gap().isEmpty() && isKnown() ? 1 : 0);
        for (MachineStanding standing : MachineStanding.values()) {
            recent(FleetMetric.MACHINES, report -> count(report, standing), Metric.Label.word(standing));
        }
        recent(FleetMetric.TRANSITION, report -> longestTransition());
        add(FleetMetric.PAUSED, self -> self.paused ? 1 : 0);
        add(FleetMetric.BUDGET, FleetGauges::budgetRemaining);
        meters.addAll(WakeGauges.of(instruments, labels, () -> report().times()));
        meters.addAll(ScalingGauges.of(instruments, labels, () -> report().scaling()));
        if (report().scaling() instanceof ScalingReport.Adaptive) {
            add(FleetMetric.LATE_TARGET, FleetGauges::lateShareTarget);
        }
        show(first);
    }

    /// Shows a newer pass.
    void show(PassRecord.Decided pass) {
        newest = pass;
        status = FleetStatus.of(pass);
        paused = FleetStatus.isPaused(pass);
        age.renew();
        unread = false;
        boolean bounded = report().ceiling().isPresent();
        if (bounded && !hasCeiling) {
            hasCeiling = true;
            gauge(FleetMetric.CEILING, report -> report.ceiling().orElse(0));
        }
    }

    /// Its machines could not be read, or a bug ended the pass: what is shown is old.
    void unread() {
        unread = true;
    }

    FleetStatus status() {
        return isKnown() ? status : FleetStatus.BLIND;
    }

    private boolean isKnown() {
        return !unread && !age.isOld();
    }

    void remove() {
        meters.forEach(instruments::remove);
    }

    private FleetReport report() {
        return newest.evaluation().report();
    }

    private void gauge(Metric metric, ToDoubleFunction<FleetReport> value, String... more) {
        meters.add(instruments.gauge(metric, this, self -> value.applyAsDouble(self.report()), labels.and(more)));
    }

    /// What is old is not shown as if it were so now.
    private void recent(Metric metric, ToDoubleFunction<FleetReport> value, String... more) {
        gauge(metric, report -> age.isOld() ? Double.NaN : value.applyAsDouble(report), more);
    }

    private void add(Metric metric, ToDoubleFunction<FleetGauges> value) {
        meters.add(instruments.gauge(metric, this, value, labels.and()));
    }

    /// What is not known is not zero.
    private static double load(FleetReport report) {
        return report.demand().isTotalKnown() ? report.demand().total() : Double.NaN;
    }

    private static double count(FleetReport report, MachineStanding standing) {
        return report.machines().stream()
                .filter(machine -> MachineStanding.of(machine.machine().state()) == standing)
                .count();
    }

    private double longestTransition() {
        Instant at = newest.at();
        return report().machines().stream()
                .filter(machine -> machine.machine().state().kind() == MachineState.Kind.PASSING)
                .map(machine -> Duration.between(since(machine.machine()), at))
                .mapToDouble(time -> Math.max(0, time.toMillis() / 1e3))
                .max()
                .orElse(0);
    }

    /// When the machine got into its state: by its newest event, else by its last change.
    private static Instant since(Machine machine) {
        return machine.events().stream().map(MachineEvent::at).findFirst().orElse(machine.updatedAt());
    }

    private double lateShareTarget() {
        return newest.evaluation().basis().settings().scaling() instanceof Scaling.Adaptive adaptive
                ? adaptive.lateShare()
                : Double.NaN;
    }

    private double budgetRemaining() {
        Basis basis = newest.evaluation().basis();
        int spent = basis.memory()
                .sleepsWithin(newest.at(), basis.settings().budget().window());
        int now = Acts.sleeps(newest);
        return Math.max(0, basis.settings().budget().sleeps() - spent - now);
    }
}
