package dev.hangar.simulator.world;

import java.time.Duration;
import java.util.List;

/// A demand curve over virtual time: a pure function of time and seed, so that a world and its twin face the same
/// users whatever is done to their machines. Levels are concurrent requests for web traffic and jobs per minute for
/// queues, never negative.
public sealed interface Demand {
    /// The same all the time.
    record Constant(double level) implements Demand {}

    /// A day: a smooth hill from `low` to `high` and back once per `period`.
    ///
    /// @param period length of a day; shorter than 24 h to compress one into a demonstration
    /// @param phase share of the period by which the day is advanced, in [0, 1); at 0 the start is midnight
    record Daily(Duration period, double low, double high, double phase) implements Demand {}

    /// A low base with one burst in each slot of `every`, at a seeded moment and height.
    ///
    /// @param peak highest level of a burst; the lowest is 60 % of it
    /// @param length how long a burst lasts, shorter than `every`
    record Bursts(double base, double peak, Duration every, Duration length) implements Demand {}

    /// Nothing, except for a visit in some slots of `every`.
    ///
    /// @param probability chance that a slot sees a visit, in [0, 1]
    record Visits(double level, Duration every, Duration length, double probability) implements Demand {}

    /// Written out: the level of the last step that has begun, 0 before the first.
    record Scripted(List<Step> steps) implements Demand {
        public Scripted {
            steps = List.copyOf(steps);
        }
    }

    /// From when on a scripted level holds.
    record Step(Duration from, double level) {}

    /// The level `elapsed` after the start of the world.
    ///
    /// @param noise seed of this curve
    default double level(Duration elapsed, long noise) {
        return switch (this) {
            case Constant(double level) -> level;
            case Daily(Duration period, double low, double high, double phase) -> {
                double turn = (double) elapsed.toMillis() / period.toMillis() + phase;
                yield low + (high - low) * (1 - StrictMath.cos(2 * StrictMath.PI * turn)) / 2;
            }
            case Bursts(double base, double peak, Duration every, Duration length) -> {
                Slot slot = Slot.at(elapsed, every, length, noise);
                yield slot.active() ? base + (peak - base) * (0.6 + 0.4 * slot.chance()) : base;
            }
            case Visits(double level, Duration every, Duration length, double probability) -> {
                Slot slot = Slot.at(elapsed, every, length, noise);
                yield slot.active() && slot.chance() < probability ? level : 0;
            }
            case Scripted(List<Step> steps) -> {
                double level = 0;
                for (Step step : steps) {
                    level = step.from().compareTo(elapsed) <= 0 ? step.level() : level;
                }
                yield level;
            }
        };
    }

    /// A slot of time with something of `length` placed in it at a seeded moment.
    ///
    /// @param active whether that something is going on
    /// @param chance a seeded number in [0, 1) of this slot
    record Slot(boolean active, double chance) {
        static Slot at(Duration elapsed, Duration every, Duration length, long noise) {
            long index = Math.floorDiv(elapsed.toMillis(), every.toMillis());
            long within = Math.floorMod(elapsed.toMillis(), every.toMillis());
            double room = Math.max(0, every.toMillis() - length.toMillis());
            double begin = room * Seed.uniform(noise, 2 * index);
            return new Slot(within >= begin && within < begin + length.toMillis(), Seed.uniform(noise, 2 * index + 1));
        }
    }
}
