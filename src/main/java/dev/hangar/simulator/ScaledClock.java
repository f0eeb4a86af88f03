package dev.hangar.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Virtual time: start + speed × elapsed real time.
final class ScaledClock implements InstantSource {
    private final Instant start;
    private final BigDecimal speed;
    private final LongSupplier nanoTime;
    private final long origin;

    ScaledClock(SimulatorSettings settings) {
        start = settings.start();
        speed = BigDecimal.valueOf(settings.speed());
        nanoTime = settings.nanoTime();
        origin = nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        BigDecimal elapsed = BigDecimal.valueOf(nanoTime.getAsLong() - origin);
        return start.plusNanos(
                elapsed.multiply(speed).setScale(0, RoundingMode.FLOOR).longValueExact());
    }
}
