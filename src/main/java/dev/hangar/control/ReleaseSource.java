package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import java.util.Optional;

/// Port to Fly's releases. Reads only. Every call is one attempt, bounded in time.
@FunctionalInterface
public interface ReleaseSource {
    /// The newest release of an app, finished or not; empty when it was never released, as apps made without `flyctl`.
    ///
    /// `NOT_FOUND` and `UNAUTHORIZED` say that this token has no releases of the app to show.
    Answer<Optional<Release>> newest(AppName app);
}
