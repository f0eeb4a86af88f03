package dev.hangar.daemon;

import dev.hangar.model.AppName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Apps whose passes are on their way or at work: one at most of each, so that a slow app neither piles up nor is
/// decided
/// on twice at once.
@Singleton
public class InFlight {
    private final Map<AppName, Long> apps = new ConcurrentHashMap<>();

    /// Claims an app; false when it is still at work.
    public boolean claim(AppName app) {
        return apps.putIfAbsent(app, System.nanoTime()) == null;
    }

    /// Time since an app was claimed; zero when it is not.
    public Duration since(AppName app) {
        long now = System.nanoTime();
        return Duration.ofNanos(now - apps.getOrDefault(app, now));
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
