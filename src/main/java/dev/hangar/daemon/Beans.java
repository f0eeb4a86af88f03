package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.cli.Launch;
import dev.hangar.cli.TracedWires;
import dev.hangar.cli.Wires;
import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.control.Pauses;
import dev.hangar.telemetry.Accounts;
import dev.hangar.telemetry.CallMeters;
import dev.hangar.telemetry.DecisionLog;
import dev.hangar.telemetry.LoopMeters;
import dev.hangar.telemetry.MoneyMeters;
import dev.hangar.telemetry.PassMeters;
import dev.hangar.telemetry.SpanJson;
import dev.hangar.telemetry.SpanSender;
import dev.hangar.telemetry.Tracer;
import dev.hangar.web.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes beans of the plain classes.
public class Beans {
    /// Property that names the configuration file when no command prepared a launch.
    static final String CONFIG_PROPERTY = "hangar.config";

    @Produces
    @Singleton
    Launch launch() {
        return Launch.prepared().orElseGet(Beans::launchFromConfiguration);
    }

    private static Launch launchFromConfiguration() {
        Optional<Path> file =
                Optional.ofNullable(System.getProperty(CONFIG_PROPERTY)).map(Path::of);
        return switch (ConfigLoader.load(file, System.getenv(), Path.of(""))) {
            case LoadResult.Loaded(HangarSettings settings) ->
                new Launch(settings, InstantSource.system(), 1, record -> {});
            case LoadResult.Problems(var problems) ->
                throw new IllegalStateException(problems.stream()
                        .map(Object::toString)
                        .collect(Collectors.joining("\n", "the configuration has problems:\n", "")));
        };
    }

    @Produces
    @Singleton
    HangarSettings settings(Launch launch) {
        return launch.settings();
    }

    @Produces
    @Singleton
    InstantSource clock(Launch launch) {
        return launch.clock();
    }

    @Produces
    @Singleton
    Tracer tracer(Launch launch) {
        HangarSettings settings = launch.settings();
        Map<String, String> resource = Map.of(
                "service.name", "hangar", "hangar.mode", settings.mode().name().toLowerCase(Locale.ROOT));
        return settings.tracesUrl()
                .map(url -> new Tracer(new SpanSender(url, new SpanJson(resource)), InstantSource.system()))
                .orElse(Tracer.OFF);
    }

    @Produces
    @Singleton
    Assembly assembly(Launch launch, MeterRegistry registry, Tracer tracer) {
        HangarSettings settings = launch.settings();
        Wires network = Wires.network(new CallMeters(registry));
        Wires wires = settings.tracesUrl().isPresent() ? TracedWires.of(network, tracer) : network;
        return Assembly.of(settings, settings.prices(), launch.clock(), wires);
    }

    @Produces
    @Singleton
    LoopState loop(Launch launch) {
        return new LoopState(System::nanoTime, interval(launch));
    }

    @Produces
    @Singleton
    Journal journal() {
        return new Journal();
    }

    @Produces
    @Singleton
    Pauses pauses() {
        return new Pauses();
    }

    @Produces
    @Singleton
    PassMeters meters(MeterRegistry registry, Launch launch) {
        return new PassMeters(registry, System::nanoTime, interval(launch));
    }

    @Produces
    @Singleton
    LoopMeters loopMeters(MeterRegistry registry, Launch launch, PassMeters passes) {
        return new LoopMeters(registry, launch.clock(), passes);
    }

    @Produces
    @Singleton
    Accounts accounts(Launch launch) {
        return new Accounts(launch.settings().prices());
    }

    @Produces
    @Singleton
    MoneyMeters money(MeterRegistry registry, Accounts accounts, Launch launch) {
        return new MoneyMeters(registry, accounts, launch.settings().prices(), launch.clock());
    }

    @Produces
    @Singleton
    DecisionLog decisionLog() {
        return new DecisionLog();
    }

    /// Ticks in one firing of the scheduler, at least 1.
    static int ticksPerFiring(Launch launch) {
        double scaledSeconds = launch.settings().interval().toMillis() / 1e3 / launch.speed();
        return Math.max(1, (int) Math.round(interval(launch).toMillis() / 1e3 / scaledSeconds));
    }

    /// Real time between two firings: the configured interval, shorter when the clock runs faster, never under a
    /// second,
    /// which is as often as the scheduler looks.
    static Duration interval(Launch launch) {
        Duration scaled =
                Duration.ofNanos(Math.round(launch.settings().interval().toNanos() / launch.speed()));
        Duration shortest = Duration.ofSeconds(1);
        return scaled.compareTo(shortest) < 0 ? shortest : scaled;
    }
}
