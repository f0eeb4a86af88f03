package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.control.Actor;
import dev.hangar.control.Pauses;
import dev.hangar.telemetry.GuardMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Shows the guards in the meters, from the start.
@Singleton
public class GuardWatch {
    void start(
            @Observes StartupEvent event,
            MeterRegistry registry,
            InstantSource clock,
            Pauses pauses,
            Assembly assembly) {
        GuardMeters meters = new GuardMeters(registry, clock);
        meters.watch(pauses);
        assembly.actor().map(Actor::safeguards).ifPresent(meters::watch);
    }
}
