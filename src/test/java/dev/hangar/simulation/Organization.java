package dev.hangar.simulation;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.Mode;
import dev.hangar.simulator.world.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a run is made of: the world before its first second, the daemon's configuration, and the truth about its
/// fleets.
///
/// @param configuration what the user wrote below `hangar:`, without mode, addresses and tokens
/// @param settle how long it takes at most until everything has come to rest once nothing goes wrong any more
/// @param situation what it is set up for
record Organization(
        Scenario scenario, String configuration, List<FleetTruth> fleets, Duration settle, Situation situation) {
    /// What chance brings.
    Organization(Scenario scenario, String configuration, List<FleetTruth> fleets, Duration settle) {
        this(scenario, configuration, fleets, settle, Situation.ANY);
    }

    /// The configuration, loaded as the daemon loads it.
    HangarSettings settings(Mode mode) {
        String text = "mode: " + mode.name().toLowerCase(Locale.ROOT) + "\n" + configuration;
        try {
            Path file = Files.createTempFile("hangar", ".yaml");
            try {
                Files.writeString(file, "hangar:\n" + text.indent(2));
                return switch (ConfigLoader.load(Optional.of(file), VARIABLES, Path.of(""))) {
                    case LoadResult.Loaded(HangarSettings settings) -> settings;
                    case LoadResult.Problems(var problems) -> throw new IllegalStateException(problems + "\n" + text);
                };
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Map<String, String> VARIABLES = Map.of(
            "HANGAR_FLY_TOKEN", Universe.TOKEN,
            "HANGAR_FLY_BASE_URL", "http://localhost:4280",
            "HANGAR_PROMETHEUS_URL", "http://localhost:9090");
}
