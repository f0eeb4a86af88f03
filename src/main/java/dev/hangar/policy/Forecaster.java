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

/// Looks ahead by running the engine on what it has seen, again and again, as a daemon would if the world stood still.
///
/// The first hour is walked pass by pass, the rest in larger steps, and back in single passes where one of those finds
/// something: memory is a value, so that nothing is lost by trying. Bounded by a day, and by what it costs for large
/// fleets.
public final class Forecaster {
    /// So far is looked ahead.
    public static final Duration HORIZON = Duration.ofHours(24);

    /// So much work is done at most: passes, times machines. A fleet of 50 machines is seen to its day's end.
    static final long MOST_WORK = 100_000;

    private static final Duration FINE = Duration.ofHours(1);

    /// No unbroken series of passes has longer steps, whatever the window.
    private static final Duration COARSE = Duration.ofMinutes(1);

    private final PolicyEngine engine;
    private final Duration interval;

    /// @param interval time from one pass to the next
    public Forecaster(PolicyEngine engine, Duration interval) {
        this.engine = engine;
        this.interval = interval;
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
        return moving.isEmpty() ? new Walk(last.basis().seen(), settings).from(last) : new Forecast.Unsettled(moving);
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

    /// One look ahead.
    private final class Walk {
        private final Observation seen;
        private final SettingsOverTime settings;
        private final long passes;

        Walk(Observation seen, SettingsOverTime settings) {
            this.seen = seen;
            this.settings = settings;
            this.passes = MOST_WORK / Math.max(1, seen.fleet().machines().size());
        }

        Forecast from(Evaluation first) {
            Instant end = seen.at().plus(HORIZON);
            Instant at = seen.at();
            Evaluation last = first;
            for (long pass = 0; pass < passes && at.isBefore(end); pass++) {
                Instant next = at.plus(step(at));
                Evaluation then = evaluate(next, last.next());
                if (!then.plan().isEmpty()) {
                    Evaluation found = between(at, last.next(), next).orElse(then);
                    return new Forecast.Later(found.basis().seen().at(), found.plan());
                }
                at = next;
                last = then;
            }
            Instant until = at;
            Optional<Demand.Gap> gap = last.report().demand().gap();
            return gap.<Forecast>map(why -> new Forecast.Unknown(until, why))
                    .orElseGet(() -> new Forecast.Nothing(until));
        }

        private Duration step(Instant at) {
            boolean fine = at.isBefore(seen.at().plus(FINE));
            long together = Math.max(1, COARSE.dividedBy(interval));
            return fine ? interval : interval.multipliedBy(together);
        }

        /// The first of the single passes before `next` that acts.
        private Optional<Evaluation> between(Instant at, PolicyMemory before, Instant next) {
            PolicyMemory memory = before;
            for (Instant then = at.plus(interval); then.isBefore(next); then = then.plus(interval)) {
                Evaluation evaluation = evaluate(then, memory);
                if (!evaluation.plan().isEmpty()) {
                    return Optional.of(evaluation);
                }
                memory = evaluation.next();
            }
            return Optional.empty();
        }

        private Evaluation evaluate(Instant at, PolicyMemory memory) {
            return engine.evaluate(frozen(seen, at), memory, settings.at(at));
        }
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
