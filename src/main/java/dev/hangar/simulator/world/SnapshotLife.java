package dev.hangar.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/// How long the snapshot of a suspended machine can be resumed from. Fly guarantees no life (facts 5), nor does it
/// publish figures.
///
/// @param age at which it is gone; empty for never
/// @param lossShare share of starts that find it gone before that, 0 to 1
public record SnapshotLife(Optional<Delays.Range> age, double lossShare) {
    public SnapshotLife {
        if (!(lossShare >= 0 && lossShare <= 1)) {
            throw new IllegalArgumentException("lossShare must be 0 to 1, got " + lossShare);
        }
    }

    /// Lost by nothing but updates, migration and stops.
    public static SnapshotLife endless() {
        return new SnapshotLife(Optional.empty(), 0);
    }

    /// A guess at daily life: gone after half a day to a week, one start in 50 finds it gone before.
    public static SnapshotLife typical() {
        return new SnapshotLife(Optional.of(new Delays.Range(Duration.ofHours(12), Duration.ofDays(7))), 0.02);
    }

    Instant drawEnd(Instant taken, SplittableRandom random) {
        return age.map(range -> taken.plus(range.draw(random))).orElse(Instant.MAX);
    }

    /// Draws nothing where nothing can be lost, so that the setting shifts no other draw.
    boolean drawLoss(SplittableRandom random) {
        return lossShare > 0 && random.nextDouble() < lossShare;
    }
}
