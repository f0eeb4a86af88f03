package dev.hangar.cli;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.ManualTime;
import dev.hangar.testkit.Prices;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Promise 2: in `observe` mode no object that can write exists.
class AssemblyTest {
    @TempDir
    private Path nowhere;

    private HangarSettings settings(String mode) {
        Map<String, String> variables = Map.of(
                "HANGAR_FLY_TOKEN", "fm2_t",
                "HANGAR_APP", "shop",
                "HANGAR_PROMETHEUS_URL", "http://127.0.0.1:9090",
                "HANGAR_MODE", mode);
        return switch (ConfigLoader.load(Optional.empty(), variables, nowhere)) {
            case LoadResult.Loaded(HangarSettings loaded) -> loaded;
            case LoadResult.Problems(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Assembly assembled(HangarSettings settings) {
        return Assembly.of(settings, Prices.LIST, new ManualTime(Machines.T0));
    }

    @Test
    void observeConstructsNothingThatCanWrite() {
        assertThat(assembled(settings("observe")).actor()).isEmpty();
        assertThat(assembled(settings("act")).actor()).isPresent();
    }

    @Test
    void aReportConstructsNothingThatCanWriteInAnyMode() {
        assertThat(Assembly.readOnly(settings("act"), Prices.LIST, new ManualTime(Machines.T0))
                        .actor())
                .isEmpty();
    }

    @Test
    void dryRunIsTheDefault() {
        Map<String, String> variables = Map.of(
                "HANGAR_FLY_TOKEN", "fm2_t",
                "HANGAR_APP", "shop",
                "HANGAR_PROMETHEUS_URL", "http://127.0.0.1:9090");
        assertThat(ConfigLoader.load(Optional.empty(), variables, nowhere))
                .isInstanceOfSatisfying(
                        LoadResult.Loaded.class,
                        loaded ->
                                assertThat(assembled(loaded.settings()).actor()).isEmpty());
    }
}
