package dev.hangar.simulator.world;

import java.util.SplittableRandom;

/// The one seed of a world, from which each purpose derives its own source of chance. Draws of one purpose never
/// shift another's, so that an extra machine or call leaves the rest of the world as it was.
///
/// @param value any number
public record Seed(long value) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /// A generator for one purpose, such as `delays` of machine `3d8d…`.
    public SplittableRandom generator(String purpose, String subject) {
        return new SplittableRandom(derived(purpose, subject));
    }

    /// A seed for one purpose.
    public long derived(String purpose, String subject) {
        long hash = FNV_OFFSET;
        String text = purpose + '\0' + subject;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mixed(hash ^ mixed(value));
    }

    /// A number in [0, 1) that depends on nothing but `derived` and `index`: noise that can be read at any time.
    static double uniform(long derived, long index) {
        return (mixed(derived + index * 0x9e3779b97f4a7c15L) >>> 11) * 0x1.0p-53;
    }

    private static long mixed(long input) {
        long z = (input ^ (input >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
