package dev.hangar.telemetry;

import dev.hangar.model.AppName;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The apps of the newest tick, and how the newest passes of each ended. An app without machines has passes and no
/// fleet, so this does not follow from what is known of fleets.
final class AppStandings {
    private final Map<AppName, Boolean> wasRead = new ConcurrentHashMap<>();
    private volatile Set<AppName> present = Set.of();

    /// A tick looks after these apps.
    void present(Collection<AppName> apps) {
        present = Set.copyOf(apps);
        wasRead.keySet().retainAll(present);
    }

    /// The passes of an app are over.
    ///
    /// @param read false where its machines could not be read, or a bug ended the passes
    void ended(AppName app, boolean read) {
        wasRead.put(app, read);
    }

    int count() {
        return present.size();
    }

    /// Those of which nothing is known, or nothing new.
    long unread() {
        return present.stream().filter(app -> !wasRead.getOrDefault(app, false)).count();
    }
}
