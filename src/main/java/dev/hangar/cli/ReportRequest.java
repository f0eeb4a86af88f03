package dev.hangar.cli;

import dev.hangar.model.OrgSlug;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a report is wanted of.
///
/// @param config configuration file; empty for the usual places
/// @param apps apps to look at; those that do not match are best not even read
/// @param org organization to look at instead of the configured one
/// @param flyTomls files that the user gave, to be compared with what is deployed
/// @param window how far back use is read, a minute or more; zero for plans alone: nothing is read then but what they
///     rest on
public record ReportRequest(
        Optional<Path> config, Optional<AppPattern> apps, Optional<OrgSlug> org, List<Path> flyTomls, Duration window) {
    /// Two weeks: Fly keeps about fifteen days (facts 9).
    public static final Duration DEFAULT_WINDOW = Duration.ofDays(14);

    public ReportRequest {
        flyTomls = List.copyOf(flyTomls);
    }

    /// Of the configured organization, over the usual window.
    public ReportRequest(Optional<Path> config, Optional<AppPattern> apps) {
        this(config, apps, Optional.empty(), List.of(), DEFAULT_WINDOW);
    }

    /// Whether more is wanted than plans.
    boolean wantsSurvey() {
        return window.isPositive();
    }
}
