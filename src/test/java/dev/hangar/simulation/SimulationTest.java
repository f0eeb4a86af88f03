package dev.hangar.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Hundreds of runs, each from one seed. `-Dhangar.seeds=N` sets how many, `-Dhangar.seed=N` runs one alone and
/// `-Dhangar.tail=N` shows more of its history.
class SimulationTest {
    private static final long SEEDS = 600;

    /// Of so many seeds one more has neighbors.
    private static final long PER_NEIGHBOR = 7;

    /// Stories beyond these would only repeat the first ones.
    private static final int STORIES = 3;

    @Test
    void seedsThatFailedOnceHold() throws IOException {
        if (Long.getLong("hangar.seed") == null) {
            hold(
                    regressions().stream().mapToLong(Long::longValue),
                    seed -> Simulation.run(seed, Simulation.Hardship.of(seed).untilTheEnd()));
        }
    }

    @Test
    void everyPromiseHoldsForEverySeed() {
        long one = Long.getLong("hangar.seed", 0);
        long count = Long.getLong("hangar.seeds", SEEDS);
        LongStream alone = LongStream.rangeClosed(1, count);
        LongStream beside = LongStream.rangeClosed(1, count / PER_NEIGHBOR).map(seed -> Neighbors.FIRST + seed);
        Map<String, Integer> tally =
                hold(one > 0 ? LongStream.of(one) : LongStream.concat(alone, beside), Simulation::run);
        if (one == 0 && count >= SEEDS) {
            // A run in which nothing happens proves nothing.
            assertThat(tally)
                    .containsKeys(
                            "drain applied", "undrain applied", "start applied", "sleep in-doubt", "kills", "created")
                    .hasEntrySatisfying("shrinks", times -> assertThat(times).isGreaterThan(1_000))
                    .hasEntrySatisfying("at rest", times -> assertThat(times).isGreaterThan(500));
        }
    }

    private static Map<String, Integer> hold(LongStream seeds, LongFunction<Stage.Run> player) {
        Map<String, Integer> tally = new TreeMap<>();
        Map<String, List<Long>> broken = new TreeMap<>();
        List<String> stories = new ArrayList<>();
        seeds.parallel().mapToObj(player).forEach(run -> {
            synchronized (tally) {
                run.universe().audit.tally().forEach((what, times) -> tally.merge(what, times, Integer::sum));
                if (run.failure().isPresent()) {
                    List<Long> same = broken.computeIfAbsent(run.invariant(), key -> new ArrayList<>());
                    same.add(run.stage().seed());
                    if (same.size() == 1 && stories.size() < STORIES) {
                        stories.add(run.story(Integer.getInteger("hangar.tail", 60)));
                    }
                }
            }
        });
        System.out.println("simulation: " + tally);
        assertThat(broken).as(String.join("\n", stories)).isEmpty();
        return tally;
    }

    private static List<Long> regressions() throws IOException {
        try (InputStream stream = SimulationTest.class.getResourceAsStream("/simulation/regression-seeds.txt")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .flatMap(line -> Arrays.stream(line.split(" +", -1)))
                    .filter(seed -> !seed.isEmpty())
                    .map(Long::valueOf)
                    .toList();
        }
    }
}
