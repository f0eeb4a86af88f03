package dev.hangar.telemetry;

import dev.hangar.control.ClosedExpectation;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.Failure;
import dev.hangar.model.FleetId;
import dev.hangar.model.Outcome;
import dev.hangar.model.SignalName;
import dev.hangar.policy.FleetReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/// Meters of the daemon, all of them derived from pass records. Tags come from closed lists and fleet names only.
///
/// Names, units and meaning of each: `docs/metrics.md`.
public final class PassMeters {
    private static final String BUGS = "hangar.bugs";
    private static final String BUGS_HELP = "Passes that ended in a programming error";
    private static final String VIOLATIONS = "hangar.plan.violations";
    private static final String VIOLATIONS_HELP = "Plans that the checker refused: a bug of ours";

    private final MeterRegistry registry;
    private final Map<FleetId, FleetGauges> fleets = new ConcurrentHashMap<>();
    private final Map<SignalName, Double> signalAges = new ConcurrentHashMap<>();

    public PassMeters(MeterRegistry registry) {
        this.registry = registry;
        // Counted from 0, so that an alert on their increase sees the first one.
        counter(BUGS, BUGS_HELP);
        counter(VIOLATIONS, VIOLATIONS_HELP);
    }

    /// Gauges of one fleet; they read the newest report.
    private static final class FleetGauges {
        private volatile FleetReport report;
        private final List<Gauge> gauges;
        private final List<Gauge> wakes;
        private final List<Gauge> scaling;

        FleetGauges(FleetReport first, FleetId fleet, MeterRegistry registry) {
            report = first;
            Tags tags =
                    Tags.of("app", fleet.app().value(), "group", fleet.group().value());
            wakes = WakeGauges.of(registry, tags, () -> report.times());
            scaling = ScalingGauges.of(registry, tags, () -> report.scaling());
            gauges = List.of(
                    gauge(
                            registry,
                            tags,
                            "hangar.fleet.load",
                            "Offered work in machines at full capacity",
                            FleetGauges::load),
                    gauge(
                            registry,
                            tags,
                            "hangar.fleet.desired",
                            "Machines wanted after window and bounds",
                            FleetReport::desired),
                    gauge(registry, tags, "hangar.fleet.serving", "Machines that serve", FleetReport::serving),
                    gauge(registry, tags, "hangar.fleet.floor", "Machines that stay started", FleetGauges::floor),
                    gauge(registry, tags, "hangar.fleet.machines", "Machines that exist", FleetGauges::machines),
                    gauge(
                            registry,
                            tags,
                            "hangar.fleet.demand.known",
                            "1 when the demand is fully known, else 0",
                            FleetGauges::known));
        }

        private Gauge gauge(
                MeterRegistry registry, Tags tags, String name, String help, ToDoubleFunction<FleetReport> value) {
            return Gauge.builder(name, this, self -> value.applyAsDouble(self.report))
                    .description(help)
                    .tags(tags)
                    .register(registry);
        }

        private static double load(FleetReport report) {
            return report.demand().total();
        }

        private static double floor(FleetReport report) {
            return report.floors().total();
        }

        private static double machines(FleetReport report) {
            return report.machines().size();
        }

        private static double known(FleetReport report) {
            return report.demand().gap().isEmpty() ? 1 : 0;
        }
    }

    /// Counts one pass.
    public void record(PassRecord record) {
        switch (record) {
            case PassRecord.Unread unread -> {
                passes("unread").increment();
                failure("machines", unread.failure());
            }
            case PassRecord.Decided decided -> decided(decided);
        }
    }

    private void decided(PassRecord.Decided decided) {
        FleetReport report = decided.evaluation().report();
        passes(decided.evaluation().plan().isEmpty() ? "hold" : "change").increment();
        FleetGauges gauges = fleets.computeIfAbsent(decided.fleet(), fleet -> new FleetGauges(report, fleet, registry));
        gauges.report = report;
        report.holds().forEach(hold -> hold(hold.reason().code()));
        for (Action action : decided.evaluation().plan().actions()) {
            counter(
                            "hangar.decisions",
                            "Planned actions",
                            "action",
                            action.verb(),
                            "reason",
                            action.reason().code(),
                            "mode",
                            decided.acting() ? "act" : "observe")
                    .increment();
        }
        for (PassRecord.Acted acted : decided.acted()) {
            counter(
                            "hangar.actions",
                            "Actions by what became of them",
                            "action",
                            acted.action().verb(),
                            "outcome",
                            acted.outcome().word())
                    .increment();
            acted.outcome().whyFailed().ifPresent(failure -> failure("act", failure));
            if (acted.outcome() instanceof Outcome.Skipped skipped) {
                counter(
                                "hangar.skips",
                                "Planned actions that were not sent",
                                "by",
                                skipped.by().code())
                        .increment();
            }
        }
        for (ClosedExpectation closed : decided.closed()) {
            counter(
                            "hangar.expectations",
                            "Expected states by how they ended",
                            "ending",
                            closed.ending().name().toLowerCase(Locale.ROOT))
                    .increment();
        }
        if (!decided.violations().isEmpty()) {
            violation();
        }
    }

    void hold(String reason) {
        counter("hangar.holds", "Reasons for not following the desired count", "reason", reason)
                .increment();
    }

    void violation() {
        counter(VIOLATIONS, VIOLATIONS_HELP).increment();
    }

    /// Notes how old the newest usable sample of a signal is.
    public void signalAge(SignalName signal, Duration age) {
        if (signalAges.put(signal, age.toMillis() / 1e3) == null) {
            Gauge.builder("hangar.signal.age.seconds", signalAges, ages -> ages.getOrDefault(signal, Double.NaN))
                    .description("Age of the newest usable sample")
                    .tag("signal", signal.value())
                    .register(registry);
        }
    }

    /// Counts a failed call.
    public void failure(String call, Failure failure) {
        counter(
                        "hangar.failures",
                        "Calls to the outside world that failed",
                        "call",
                        call,
                        "kind",
                        failure.kind().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /// Counts a bug of ours that ended a pass.
    public void bug() {
        counter(BUGS, BUGS_HELP).increment();
    }

    /// Times the passes of one app.
    public void passTook(Duration time) {
        Timer.builder("hangar.pass")
                .description("Time that the passes of one app took, calls included")
                .register(registry)
                .record(time);
    }

    /// Forgets the gauges of fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        fleets.forEach((fleet, gauges) -> {
            if (!present.contains(fleet) && fleets.remove(fleet, gauges)) {
                gauges.gauges.forEach(registry::remove);
                gauges.wakes.forEach(registry::remove);
                gauges.scaling.forEach(registry::remove);
            }
        });
    }

    private Counter passes(String result) {
        return counter("hangar.passes", "Passes by result", "result", result);
    }

    private Counter counter(String name, String help, String... tags) {
        return Counter.builder(name).description(help).tags(tags).register(registry);
    }
}
