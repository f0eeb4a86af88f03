package dev.hangar.telemetry;

import dev.hangar.control.BlastRadius;
import dev.hangar.control.Pauses;
import dev.hangar.control.ReleaseCheck;
import dev.hangar.control.Safeguards;
import dev.hangar.policy.PauseMode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Meters of what stands between a plan and its machines; they read it whenever they are asked.
public final class GuardMeters {
    private final MeterRegistry registry;
    private final InstantSource clock;

    public GuardMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /// Watches the pauses of the API.
    public void watch(Pauses pauses) {
        forget("hangar.paused");
        for (PauseMode mode : PauseMode.values()) {
            if (mode != PauseMode.NONE) {
                Gauge.builder(
                                "hangar.paused",
                                pauses,
                                held -> held.at(clock.instant()).stream()
                                        .filter(pause -> pause.mode() == mode)
                                        .count())
                        .description("Pauses in force that were asked for through the API")
                        .tag("mode", mode.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
    }

    /// Watches what `act` mode asks before capacity is taken.
    public void watch(Safeguards safeguards) {
        forget("hangar.blast.radius.sleeps");
        forget("hangar.blast.radius.limit");
        forget("hangar.release.checks");
        safeguards.blastRadius().ifPresent(radius -> {
            gauge(
                    "hangar.blast.radius.sleeps",
                    "Sleeps of all fleets within the window",
                    radius,
                    BlastRadius.State::sleeps);
            gauge(
                    "hangar.blast.radius.limit",
                    "Most sleeps of all fleets within the window",
                    radius,
                    BlastRadius.State::limit);
        });
        safeguards.releases().ifPresent(check -> {
            for (ReleaseCheck.Result result : ReleaseCheck.Result.values()) {
                FunctionCounter.builder("hangar.release.checks", check, asked -> asked.count(result))
                        .description("Questions whether a deploy runs, by how they ended")
                        .tag("result", result.code())
                        .register(registry);
            }
        });
    }

    /// A registry that outlives a container keeps the meter of the first one, which watches what is gone.
    private void forget(String name) {
        registry.find(name).meters().forEach(registry::remove);
    }

    private void gauge(String name, String help, BlastRadius radius, ToDoubleFunction<BlastRadius.State> value) {
        Gauge.builder(name, radius, now -> value.applyAsDouble(now.state(clock.instant())))
                .description(help)
                .register(registry);
    }
}
