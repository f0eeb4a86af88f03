package dev.hangar.daemon;

import dev.hangar.cli.BuildVersion;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.telemetry.DaemonMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Shows in the meters what this daemon is, from the start.
@Singleton
public class StandingMeters {
    void start(
            @Observes StartupEvent event,
            MeterRegistry registry,
            InstantSource clock,
            HangarSettings settings,
            LoopState loop,
            InFlight inFlight) {
        DaemonMeters meters = new DaemonMeters(registry);
        meters.configured(settings.mode() == Mode.ACT, settings.interval(), settings.spendBudget());
        meters.build(BuildVersion.value(), BuildVersion.revision());
        meters.loop(loop::sinceTick, inFlight::oldest);
        meters.ownCost(System.getenv(), settings.prices(), clock);
    }
}
