package dev.hangar.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Loads configurations that tests write.
final class Loading {
    /// The three variables that one app needs.
    static final Map<String, String> ONE_APP = Map.of(
            "HANGAR_FLY_TOKEN", "fm2_flysecret",
            "HANGAR_APP", "shop",
            "HANGAR_PROMETHEUS_URL", "https://api.fly.io/prometheus/acme/");

    private static final Path NOWHERE = Path.of("target", "no-such-directory");

    private Loading() {}

    /// Without a file.
    static LoadResult load(Map<String, String> environment) {
        return ConfigLoader.load(Optional.empty(), environment, NOWHERE);
    }

    /// With a file of this text, named `hangar.yaml`.
    static LoadResult load(String yaml, Map<String, String> environment) {
        try {
            Path directory = Files.createTempDirectory("hangar-config");
            Path file = Files.writeString(directory.resolve("hangar.yaml"), yaml);
            try {
                return ConfigLoader.load(Optional.empty(), environment, directory);
            } finally {
                Files.delete(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> oneAppAnd(String... more) {
        Map<String, String> environment = new HashMap<>(ONE_APP);
        for (int index = 0; index < more.length; index += 2) {
            environment.put(more[index], more[index + 1]);
        }
        return environment;
    }

    static HangarSettings settings(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded(HangarSettings settings) -> settings;
            case LoadResult.Problems(List<Problem> problems) -> throw new AssertionError(problems.toString());
        };
    }

    static List<String> problems(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded loaded -> List.of();
            case LoadResult.Problems(List<Problem> problems) ->
                problems.stream().map(Problem::toString).toList();
        };
    }
}
