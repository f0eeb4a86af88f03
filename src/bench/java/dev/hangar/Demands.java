package dev.hangar;

import java.util.SplittableRandom;

/// Made-up demand of one pool, the same in every run: machines of load by slot of 15 s.
public enum Demands {
    /// A day's wave between 5 and 35 machines with noise.
    DENSE {
        @Override
        double load(double before, int slot, SplittableRandom chance) {
            double wave = 20 + 15 * Math.sin(slot * 2 * Math.PI / SLOTS_PER_DAY);
            return wave * (0.9 + 0.2 * chance.nextDouble());
        }
    },

    /// Plateaus of up to 8 machines, bursts and minutes without any load.
    BURSTY {
        @Override
        double load(double before, int slot, SplittableRandom chance) {
            boolean changes = chance.nextInt(25) == 0;
            double level = changes ? Math.max(0, chance.nextDouble() * 12 - 4) : before;
            return chance.nextInt(40) == 0 ? Math.min(40, level * 4) : level;
        }
    },

    /// One slot with a few requests in about half an hour.
    IDLE {
        @Override
        double load(double before, int slot, SplittableRandom chance) {
            return chance.nextInt(120) == 0 ? 0.3 : 0;
        }
    };

    private static final int SLOTS_PER_DAY = 5_760;

    /// Slots of 30 days.
    public static final int MONTH = 30 * SLOTS_PER_DAY;

    abstract double load(double before, int slot, SplittableRandom chance);

    /// Loads of so many slots.
    public double[] loads(int slots, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        double[] loads = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            loads[slot] = load(slot == 0 ? 0 : loads[slot - 1], slot, chance);
        }
        return loads;
    }
}
