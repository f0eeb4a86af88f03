package dev.hangar.policy;

import dev.hangar.model.Expectation;
import dev.hangar.model.MachineId;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Looks ahead by running the engine on what it has seen, pass by pass, as a daemon would if the world stood still.
///
/// Bounded by a day, and by what that costs for large fleets: about half a second of one core.
public final class Forecaster {
    /// So far is looked ahead.
    public static final Duration HORIZON = Duration.ofHours(24);

    /// So much work is done at most: passes, times machines. With a pass each 15 s a fleet of 30 machines is seen to
    /// the end of its day.
    static final long MOST_WORK = 200_000;

    /// What a pass costs beside its machines, in machines.
    private static final int PASS = 5;

    private final PolicyEngine engine;
    private final Duration interval;
    private final Duration horizon;

    /// @param interval time from one pass to the next
    public Forecaster(PolicyEngine engine, Duration interval) {
        this(engine, interval, HORIZON);
    }

    /// Looks ahead no further than `horizon`.
    Forecaster(PolicyEngine engine, Duration interval, Duration horizon) {
        this.engine = engine;
        this.interval = interval;
        this.horizon = horizon;
    }

    /// The settings of one fleet as they will be, such as without a pause that ends.
    @FunctionalInterface
    public interface SettingsOverTime {
        PolicySettings at(Instant at);
    }

    /// What comes after an evaluation.
    public Forecast after(Evaluation last, SettingsOverTime settings) {
        if (!last.plan().isEmpty()) {
            return new Forecast.Now(last.plan());
        }
        List<MachineId> moving = moving(last);
        return moving.isEmpty() ? ahead(last, settings) : new Forecast.Unsettled(moving);
    }

    private static List<MachineId> moving(Evaluation last) {
        Stream<MachineId> byState = last.report().machines().stream()
                .filter(report -> report.role() == Role.WAKING || report.role() == Role.LEAVING)
                .map(MachineReport::machine)
                .map(machine -> machine.id());
        Stream<MachineId> expected =
                last.basis().seen().open().stream().map(Expectation::machine).map(machine -> machine.id());
        return Stream.concat(byState, expected).distinct().sorted().toList();
    }

    private Forecast ahead(Evaluation first, SettingsOverTime settings) {
        Observation seen = first.basis().seen();
        long passes = MOST_WORK / (PASS + seen.fleet().machines().size());
        Instant end = seen.at().plus(horizon);
        Instant at = seen.at();
        Evaluation last = first;
        for (long pass = 0; pass < passes && at.isBefore(end); pass++) {
            at = at.plus(interval);
            last = engine.evaluate(frozen(seen, at), last.next(), settings.at(at));
            if (!last.plan().isEmpty()) {
                return new Forecast.Later(at, last.plan());
            }
        }
        Instant until = at;
        Optional<Demand.Gap> gap = last.report().demand().gap();
        return gap.<Forecast>map(why -> new Forecast.Unknown(until, why)).orElseGet(() -> new Forecast.Nothing(until));
    }

    /// The same observation at a later instant: every value as it was, and as young as it was.
    static Observation frozen(Observation seen, Instant at) {
        Duration passed = Duration.between(seen.at(), at);
        Map<SignalName, SignalReadings> readings = new TreeMap<>();
        seen.readings()
                .forEach((signal, its) -> readings.put(
                        signal,
                        new SignalReadings(
                                signal,
                                its.samples().stream()
                                        .map(sample -> later(sample, passed))
                                        .toList(),
                                its.failure())));
        return new Observation(at, seen.fleet(), readings, seen.open(), seen.deploy(), seen.pauses(), seen.silence());
    }

    private static Sample later(Sample sample, Duration passed) {
        Reading reading = switch (sample.reading()) {
            case Reading.Fresh(double value, Instant then) -> new Reading.Fresh(value, then.plus(passed));
            case Reading.Stale stale -> stale;
            case Reading.Absent absent -> absent;
        };
        return new Sample(sample.app(), sample.region(), sample.machine(), reading);
    }
}
