package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Outcome;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Asks whether a release of an app is being deployed, right before the app loses capacity.
///
/// No answer means "not now": unknown is never "no deploy". An answer that there is nothing to be seen with this token
/// leaves the guard silent, for the signs in the Machines API remain (facts 7.4.3). Shared by all passes, thread-safe.
public final class ReleaseCheck {
    private final ReleaseSource source;
    private final InstantSource time;
    private final Consumer<String> notices;
    private final Map<Result, Long> counts = new ConcurrentHashMap<>();

    /// How a question ended.
    public enum Result {
        /// A deploy is under way.
        RUNNING,
        /// None is.
        IDLE,
        /// This token, or this app, has no releases to show.
        SILENT,
        /// Nobody could say.
        UNANSWERED;

        /// Such as `running`: the meters' word.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param notices hears in words, once, that the guard is silent
    public ReleaseCheck(ReleaseSource source, InstantSource time, Consumer<String> notices) {
        this.source = source;
        this.time = time;
        this.notices = notices;
    }

    /// Questions that ended so, since the start.
    public long count(Result result) {
        return counts.getOrDefault(result, 0L);
    }

    /// Why the app must not lose capacity now.
    Optional<Outcome> obstacle(AppName app) {
        return switch (source.newest(app)) {
            case Answer.Ok<Optional<Release>>(Optional<Release> release) -> found(release);
            case Answer.Failed<Optional<Release>>(Failure failure) -> failed(app, failure);
        };
    }

    private Optional<Outcome> found(Optional<Release> release) {
        Optional<Release> running = release.filter(newest -> newest.isRunningAt(time.instant()));
        counted(running.isPresent() ? Result.RUNNING : Result.IDLE);
        return running.map(deploy -> skipped(
                "deploy running: release " + (deploy.version().isEmpty() ? "unknown" : "v" + deploy.version())));
    }

    private Optional<Outcome> failed(AppName app, Failure failure) {
        boolean silent = failure.kind() == FailureKind.UNAUTHORIZED || failure.kind() == FailureKind.NOT_FOUND;
        boolean first = counted(silent ? Result.SILENT : Result.UNANSWERED) == 1;
        if (!silent) {
            return Optional.of(skipped("could not ask whether a deploy runs: " + failure));
        }
        if (first) {
            notices.accept("releases of app " + app + " cannot be seen with this token, so running deploys are known by"
                    + " the signs of the Machines API only: " + failure);
        }
        return Optional.empty();
    }

    private long counted(Result result) {
        return counts.merge(result, 1L, Long::sum);
    }

    private static Outcome skipped(String why) {
        return new Outcome.Skipped(why, Outcome.Skipped.By.RELEASE);
    }
}
