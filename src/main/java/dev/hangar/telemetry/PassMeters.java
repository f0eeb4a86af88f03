package dev.hangar.telemetry;

import dev.hangar.control.ClosedExpectation;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.Failure;
import dev.hangar.model.FleetId;
import dev.hangar.model.Outcome;
import dev.hangar.policy.FleetReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Meters that are derived from pass records: fleets, decisions, actions. Labels come from closed lists and fleet names
/// only.
///
/// Names, units and meaning of each: [Metric] and `docs/metrics.md`.
public final class PassMeters {
    private final Instruments instruments;
    private final Map<FleetId, FleetMeters> fleets = new ConcurrentHashMap<>();

    public PassMeters(MeterRegistry registry) {
        this.instruments = new Instruments(registry);
        // Counted from 0, so that an alert on their increase sees the first one.
        instruments.counter(DecisionMetric.BUGS);
        instruments.counter(DecisionMetric.VIOLATIONS);
        for (String result : new String[] {"hold", "change", "unread"}) {
            instruments.counter(DecisionMetric.PASSES, result);
        }
        // A registry that outlives a container keeps the meter of the first one.
        instruments.forget(FleetMetric.FLEETS);
        for (FleetStatus status : FleetStatus.values()) {
            instruments.gauge(FleetMetric.FLEETS, this, self -> self.count(status), Metric.Label.word(status));
        }
    }

    private double count(FleetStatus status) {
        return fleets.values().stream()
                .filter(fleet -> fleet.status() == status)
                .count();
    }

    /// Counts one pass.
    public void record(PassRecord record) {
        switch (record) {
            case PassRecord.Unread unread -> {
                instruments.counter(DecisionMetric.PASSES, "unread").increment();
                failure("machines", unread.failure());
                fleets.forEach((fleet, meters) -> {
                    if (fleet.app().equals(unread.app())) {
                        meters.unread();
                    }
                });
            }
            case PassRecord.Decided decided -> decided(decided);
        }
    }

    private void decided(PassRecord.Decided decided) {
        FleetReport report = decided.evaluation().report();
        boolean holds = decided.evaluation().plan().isEmpty();
        instruments.counter(DecisionMetric.PASSES, holds ? "hold" : "change").increment();
        fleets.computeIfAbsent(decided.fleet(), fleet -> new FleetMeters(decided, instruments))
                .record(decided);
        report.holds().forEach(hold -> hold(hold.reason().code()));
        decided.evaluation().plan().actions().forEach(action -> planned(action, decided.acting()));
        decided.acted().forEach(this::acted);
        for (ClosedExpectation closed : decided.closed()) {
            String ending = Metric.Label.word(closed.ending());
            instruments.counter(DecisionMetric.EXPECTATIONS, ending).increment();
        }
        if (!decided.violations().isEmpty()) {
            violation();
        }
    }

    private void planned(Action action, boolean acting) {
        String mode = acting ? "act" : "observe";
        instruments
                .counter(
                        DecisionMetric.DECISIONS, action.verb(), action.reason().code(), mode)
                .increment();
    }

    private void acted(PassRecord.Acted acted) {
        String verb = acted.action().verb();
        instruments
                .counter(DecisionMetric.ACTIONS, verb, acted.outcome().word())
                .increment();
        acted.outcome().whyFailed().ifPresent(failure -> failure("act", failure));
        if (acted.outcome() instanceof Outcome.Skipped skipped) {
            instruments.counter(DecisionMetric.SKIPS, skipped.by().code()).increment();
        }
    }

    void hold(String reason) {
        instruments.counter(DecisionMetric.HOLDS, reason).increment();
    }

    void violation() {
        instruments.counter(DecisionMetric.VIOLATIONS).increment();
    }

    /// Counts a failed call.
    ///
    /// @param call `apps`, `machines`, `signal` or `act`
    public void failure(String call, Failure failure) {
        instruments
                .counter(DecisionMetric.FAILURES, call, Metric.Label.word(failure.kind()))
                .increment();
    }

    /// Counts a bug of ours that ended a pass.
    public void bug() {
        instruments.counter(DecisionMetric.BUGS).increment();
    }

    /// Forgets the meters of fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        fleets.forEach((fleet, meters) -> {
            if (!present.contains(fleet) && fleets.remove(fleet, meters)) {
                meters.remove();
            }
        });
    }
}
