package dev.hangar.telemetry;

import dev.hangar.control.BlastRadius;
import dev.hangar.control.Pauses;
import dev.hangar.control.ReleaseCheck;
import dev.hangar.control.Safeguards;
import dev.hangar.policy.PauseMode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Meters of what stands between a plan and its machines; they read it whenever they are asked.
public final class GuardMeters {
    private final Instruments instruments;
    private final InstantSource clock;

    public GuardMeters(MeterRegistry registry, InstantSource clock) {
        this.instruments = new Instruments(registry);
        this.clock = clock;
    }

    /// Watches the pauses of the API.
    public void watch(Pauses pauses) {
        instruments.forget(DecisionMetric.PAUSED);
        for (PauseMode mode : PauseMode.values()) {
            if (mode != PauseMode.NONE) {
                instruments.gauge(
                        DecisionMetric.PAUSED,
                        pauses,
                        held -> held.at(clock.instant()).stream()
                                .filter(pause -> pause.mode() == mode)
                                .count(),
                        Metric.Label.word(mode));
            }
        }
    }

    /// Watches what `act` mode asks before capacity is taken.
    public void watch(Safeguards safeguards) {
        List.of(DecisionMetric.BLAST_SLEEPS, DecisionMetric.BLAST_LIMIT, DecisionMetric.RELEASE_CHECKS)
                .forEach(instruments::forget);
        safeguards.blastRadius().ifPresent(radius -> {
            gauge(DecisionMetric.BLAST_SLEEPS, radius, BlastRadius.State::sleeps);
            gauge(DecisionMetric.BLAST_LIMIT, radius, BlastRadius.State::limit);
        });
        safeguards.releases().ifPresent(check -> {
            for (ReleaseCheck.Result result : ReleaseCheck.Result.values()) {
                instruments.total(DecisionMetric.RELEASE_CHECKS, check, asked -> asked.count(result), result.code());
            }
        });
    }

    private void gauge(Metric metric, BlastRadius radius, ToDoubleFunction<BlastRadius.State> value) {
        instruments.gauge(metric, radius, now -> value.applyAsDouble(now.state(clock.instant())));
    }
}
