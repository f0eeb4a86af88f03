package dev.hangar.testkit;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.model.OrgSlug;
import dev.hangar.policy.Scaling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Reads formulas as the production does.
public final class Formulas {
    private Formulas() {}

    /// The scaling by `text`, where the signals `queue`, `jobs-running` and `proxy-concurrency` and a ceiling exist.
    ///
    /// @param text without single quotes
    public static Scaling scaling(String text) {
        String yaml = """
                hangar:
                  signals: {queue: {promql: depth}, jobs-running: {promql: running}}
                  policy: {scaling: expression, max-machines-running: 9, expression: {started: '%s'}}
                """.formatted(text);
        Map<String, String> variables = Map.of("HANGAR_FLY_TOKEN", "t", "HANGAR_ORG", "acme");
        try {
            Path file = Files.createTempFile("hangar", ".yaml");
            try {
                Files.writeString(file, yaml);
                return switch (ConfigLoader.load(Optional.of(file), variables, Path.of(""))) {
                    case LoadResult.Loaded(HangarSettings settings) ->
                        settings.policies()
                                .settingsFor(new OrgSlug("acme"), Machines.FLEET)
                                .scaling();
                    case LoadResult.Problems(var problems) -> throw new IllegalArgumentException(problems.toString());
                };
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
