package dev.hangar.daemon;

import dev.hangar.model.AppName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Apps whose passes are on their way or at work: one at most of each, so that a slow app neither piles up nor is
/// decided
/// on twice at once. Time here is monotonic.
@Singleton
public class InFlight {
    private final Map<AppName, Long> apps = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    public InFlight() {
        this(System::nanoTime);
    }

    /// @param nanos monotonic time
    InFlight(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Claims an app; false when it is still at work.
    public boolean claim(AppName app) {
        return apps.putIfAbsent(app, nanos.getAsLong()) == null;
    }

    /// Time since an app was claimed; zero when it is not.
    public Duration since(AppName app) {
        long now = nanos.getAsLong();
        return Duration.ofNanos(now - apps.getOrDefault(app, now));
    }

    /// Time since the oldest claim; zero when nothing is at work.
    public Duration oldest() {
        long now = nanos.getAsLong();
        // Differences only: a monotonic clock may run over the end of what a long holds.
        return Duration.ofNanos(apps.values().stream()
                .mapToLong(claimed -> Math.max(0, now - claimed))
                .max()
                .orElse(0));
    }

    /// Its work is done.
    public void release(AppName app) {
        apps.remove(app);
    }

    /// Whether nothing is at work.
    public boolean isEmpty() {
        return apps.isEmpty();
    }
}
