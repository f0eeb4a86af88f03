package dev.hangar.daemon;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.LoadResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StallLimitsTest {
    private static final Duration LIVENESS = Duration.ofSeconds(90);

    private static StallLimits limits(Map<String, String> more) {
        Map<String, String> variables = new TreeMap<>(Map.of("HANGAR_FLY_TOKEN", "t", "HANGAR_ORG", "acme"));
        variables.putAll(more);
        return switch (ConfigLoader.load(Optional.empty(), variables, Path.of("target", "no-such-directory"))) {
            case LoadResult.Loaded(var settings) -> StallLimits.of(settings, LIVENESS);
            case LoadResult.Problems(var problems) -> throw new AssertionError(problems);
        };
    }

    @Test
    void areThreeTimesLivenessAndACallOfEachKind() {
        // 3 × 90 s, one listing of 10 s + 5 s for its turn, one query of 10 s
        assertThat(limits(Map.of()).later()).isEqualTo(Duration.ofSeconds(295));
    }

    @Test
    void giveTheFirstTickTheTimeForThePast() {
        // One stretch for the window of 5 minutes, 13 for the day: 140 s
        assertThat(limits(Map.of()).first()).isEqualTo(Duration.ofSeconds(295 + 140));
        // 84 + 1 stretches of a week, and one, of 60 s each; the tick's own query takes 60 s as well
        assertThat(limits(Map.of("HANGAR_PROMETHEUS_LEARN_FROM", "7d", "HANGAR_PROMETHEUS_TIMEOUT", "60s"))
                        .first())
                .isEqualTo(Duration.ofSeconds(270 + 15 + 60 + 86 * 60));
    }

    @Test
    void growWithTheAppsThatAreReadOneByOne() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "app-" + i).collect(Collectors.joining(","));

        assertThat(limits(Map.of("HANGAR_APP", hundred)).later()).isEqualTo(Duration.ofSeconds(270 + 100 * 15 + 10));
    }

    @ParameterizedTest
    @CsvSource({
        // interval, time-out of a call; 80 calls with 5 s for their turn, or 10 intervals; three times that and 5 min
        "15s, 10s, PT20M,    PT1H5M",
        "5s,  1s,  PT8M,     PT29M",
        "5m,  10s, PT50M,    PT2H35M",
        "15s, 60s, PT1H26M40S, PT4H25M",
    })
    void givePassesTheTimeOfManyCalls(String interval, String timeout, Duration slow, Duration hung) {
        StallLimits limits = limits(Map.of("HANGAR_INTERVAL", interval, "HANGAR_FLY_TIMEOUT", timeout));

        assertThat(limits.slow()).isEqualTo(slow);
        assertThat(limits.passes()).isEqualTo(hung);
    }
}
