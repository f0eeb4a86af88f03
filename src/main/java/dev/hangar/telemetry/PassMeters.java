package dev.hangar.telemetry;

import dev.hangar.control.ClosedExpectation;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FleetId;
import dev.hangar.model.Outcome;
import dev.hangar.model.SignalName;
import dev.hangar.policy.FleetReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Meters that are derived from pass records: fleets, decisions, actions. Labels come from closed lists and fleet names
/// only.
///
/// Names, units and meaning of each: [Metric] and `docs/metrics.md`.
public final class PassMeters {
    private final Instruments instruments;
    private final Map<FleetId, FleetMeters> fleets = new ConcurrentHashMap<>();
    private final AppStandings apps = new AppStandings();

    private final LongSupplier nanos;
    private final Duration interval;

    /// With the usual interval.
    public PassMeters(MeterRegistry registry) {
        this(registry, System::nanoTime, Duration.ofSeconds(15));
    }

    /// @param nanos monotonic time
    /// @param interval real time from one pass to the next: what is several of them old is no longer shown
    public PassMeters(MeterRegistry registry, LongSupplier nanos, Duration interval) {
        this.nanos = nanos;
        this.interval = interval;
        this.instruments = new Instruments(registry);
        // Counted from 0, so that an alert on their increase sees the first one.
        instruments.counter(DecisionMetric.BUGS);
        instruments.counter(DecisionMetric.VIOLATIONS);
        for (String result : new String[] {"hold", "change", "unread"}) {
            instruments.counter(DecisionMetric.PASSES, result);
        }
        // A registry that outlives a container keeps the meter of the first one.
        List.of(FleetMetric.FLEETS, DaemonMetric.APPS, DaemonMetric.UNREAD).forEach(instruments::forget);
        instruments.gauge(DaemonMetric.APPS, apps, AppStandings::count);
        instruments.gauge(DaemonMetric.UNREAD, apps, AppStandings::unread);
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
                unread(unread.app());
            }
            case PassRecord.Decided decided -> decided(decided);
        }
    }

    private void unread(AppName app) {
        fleets.forEach((fleet, meters) -> {
            if (fleet.app().equals(app)) {
                meters.unread();
            }
        });
    }

    private void decided(PassRecord.Decided decided) {
        FleetReport report = decided.evaluation().report();
        boolean holds = decided.evaluation().plan().isEmpty();
        instruments.counter(DecisionMetric.PASSES, holds ? "hold" : "change").increment();
        fleets.compute(decided.fleet(), (fleet, known) -> {
            FleetMeters meters =
                    known == null ? new FleetMeters(decided, instruments, new PassAge(nanos, interval)) : known;
            meters.record(decided);
            return meters;
        });
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

    /// Counts a bug of ours that belongs to no pass.
    public void bug() {
        instruments.counter(DecisionMetric.BUGS).increment();
    }

    /// Counts a bug of ours that ended a pass: until the next one nothing is known of the app's fleets.
    public void bug(AppName app) {
        bug();
        unread(app);
    }

    /// Hears which apps a tick looks after.
    public void apps(Collection<AppName> present) {
        apps.present(present);
    }

    /// Hears that the passes of an app are over.
    ///
    /// @param read false where its machines could not be read, or a bug ended them
    public void ended(AppName app, boolean read) {
        apps.ended(app, read);
    }

    /// How many fleets need a sample of the signal now.
    long fleetsThatNeed(SignalName signal) {
        return fleets.values().stream().filter(fleet -> fleet.needs(signal)).count();
    }

    /// Forgets the meters of fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        fleets.keySet().stream().filter(fleet -> !present.contains(fleet)).forEach(this::forget);
    }

    /// Within the map's lock: a pass at the same time must not make new meters out of those that go.
    private void forget(FleetId gone) {
        fleets.computeIfPresent(gone, (fleet, meters) -> {
            meters.remove();
            return null;
        });
    }
}
