package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.OrgSlug;
import java.util.List;
import java.util.Optional;

/// Port to what our own token may do. Changes nothing at Fly; every call is one attempt, bounded in time.
public interface TokenSource {
    /// What one token covers.
    ///
    /// @param org organization, where the token names one
    /// @param apps apps that it is restricted to; empty when it is not
    record Covered(Optional<OrgSlug> org, List<AppName> apps) {
        public Covered {
            apps = List.copyOf(apps);
        }
    }

    /// What the tokens cover, in their order.
    Answer<List<Covered>> covered();

    /// Whether they may change machines of an app.
    Answer<Boolean> mayWrite(AppName app);
}
