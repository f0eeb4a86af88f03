package dev.hangar.policy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// The generated worlds that properties are tried on, each drawn and evaluated once for all of them.
final class Worlds {
    private static final int COUNT = 3_000;

    /// Anything may be wrong in them.
    static final List<RandomWorld> WILD =
            LongStream.rangeClosed(1, COUNT).mapToObj(RandomWorld::wild).toList();

    /// Everything is known in them.
    static final List<RandomWorld> CALM =
            LongStream.rangeClosed(1, COUNT).mapToObj(RandomWorld::calm).toList();

    /// The same, and machines may be created.
    static final List<RandomWorld> GROWING =
            LongStream.rangeClosed(1, COUNT).mapToObj(RandomWorld::growing).toList();

    private static final Map<RandomWorld, Evaluation> EVALUATIONS =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private Worlds() {}

    /// Some of them, for what takes several evaluations each.
    static List<RandomWorld> few(List<RandomWorld> worlds) {
        return worlds.subList(0, 600);
    }

    /// What the engine makes of one of the worlds here.
    static Evaluation evaluation(RandomWorld world) {
        return EVALUATIONS.computeIfAbsent(world, RandomWorld::evaluate);
    }

    /// A failure names its seed.
    static void inEvery(List<RandomWorld> worlds, Consumer<RandomWorld> property) {
        for (RandomWorld world : worlds) {
            try {
                property.accept(world);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("seed " + world.seed() + ": " + broken.getMessage(), broken);
            }
        }
    }
}
