package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.policy.PauseMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Pauses that somebody asked for at run time. In memory only: a restart forgets them. Bounded, thread-safe; time comes
/// with each call.
public final class Pauses {
    /// Most pauses at a time.
    public static final int MOST = 100;

    private final Map<String, Pause> byScope = new TreeMap<>();

    /// One pause.
    ///
    /// @param scope apps as they were asked for, such as `shop-*`: one pause for each text
    /// @param covers whether an app is among them
    /// @param mode which way they may not be moved
    /// @param since when it was asked for
    /// @param until when it ends by itself
    /// @param why in the words of whoever asked; may be empty
    public record Pause(
            String scope, Predicate<AppName> covers, PauseMode mode, Instant since, Instant until, String why) {
        boolean holdsAt(Instant at) {
            return until.isAfter(at);
        }
    }

    /// Adds a pause, in place of one with the same scope.
    ///
    /// @return false when there are too many already
    public synchronized boolean put(Pause pause) {
        forget(pause.since());
        if (byScope.size() >= MOST && !byScope.containsKey(pause.scope())) {
            return false;
        }
        byScope.put(pause.scope(), pause);
        return true;
    }

    /// Ends the pause with exactly this scope.
    public synchronized Optional<Pause> remove(String scope, Instant at) {
        forget(at);
        return Optional.ofNullable(byScope.remove(scope));
    }

    /// Pauses in force, by scope.
    public synchronized List<Pause> at(Instant at) {
        forget(at);
        return List.copyOf(byScope.values());
    }

    /// All pauses of an app at once.
    public synchronized PauseMode of(AppName app, Instant at) {
        forget(at);
        return byScope.values().stream()
                .filter(pause -> pause.covers().test(app))
                .map(Pause::mode)
                .reduce(PauseMode.NONE, PauseMode::and);
    }

    /// The settings of `book` under these pauses.
    public AppPass.SettingsBook over(AppPass.SettingsBook book, InstantSource time) {
        return (org, fleet) -> book.of(org, fleet).paused(of(fleet.app(), time.instant()));
    }

    private void forget(Instant at) {
        byScope.values().removeIf(pause -> !pause.holdsAt(at));
    }
}
