package dev.hangar.backtest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/// Traces for tests: real ones, which lie beside the repository, small ones and random ones.
final class Traces {
    private static final int SEEDS = 500;

    private Traces() {}

    /// A real trace; `-Dhangar.shared=DIRECTORY` says where. Without it the test is skipped with a sentence, or
    /// fails where `OFFICIAL_SPEC_REQUIRED` is `true`.
    static Trace real(String name) throws TraceException {
        Path file = Path.of(System.getProperty("hangar.shared", "../shared"), "traces", name + ".csv.gz");
        if (!Files.exists(file)) {
            String absent = "the trace is not at " + file + ": nothing was replayed";
            assertThat(System.getenv("OFFICIAL_SPEC_REQUIRED")).as(absent).isNotEqualTo("true");
            System.out.println("skipped: " + absent);
            Assumptions.abort(absent);
        }
        return TraceReader.read(file, OptionalDouble.empty());
    }

    /// Loads by slot; ten requests per machine arrive.
    static Trace of(double... load) {
        double[] arrivals = IntStream.range(0, load.length)
                .mapToDouble(slot -> 10 * load[slot])
                .toArray();
        return Trace.of("small", load, arrivals);
    }

    /// Runs on demand of every kind, by seed: quiet, bursty, climbing, with long and with short gaps.
    static void inEvery(int slots, int peak, Consumer<Trace> check) {
        for (int seed = 0; seed < SEEDS; seed++) {
            check.accept(random(seed, slots, peak));
        }
    }

    static Trace random(long seed, int slots, int peak) {
        SplittableRandom chance = new SplittableRandom(seed);
        double stays = chance.nextDouble();
        double idle = chance.nextDouble();
        double[] load = new double[1 + chance.nextInt(slots)];
        double now = 0;
        for (int slot = 0; slot < load.length; slot++) {
            if (chance.nextDouble() >= stays) {
                now = chance.nextDouble() < idle ? 0 : chance.nextDouble() * peak;
            }
            load[slot] = now;
        }
        return of(load);
    }
}
