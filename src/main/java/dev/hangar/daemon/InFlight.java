package dev.hangar.daemon;

import dev.hangar.model.AppName;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Apps whose passes are on their way or at work: one at most of each, so that a slow app neither piles up nor is
/// decided
/// on twice at once.
@Singleton
public class InFlight {
    private final Set<AppName> apps = ConcurrentHashMap.newKeySet();

    /// Claims an app; false when it is still at work.
    public boolean claim(AppName app) {
        return apps.add(app);
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
