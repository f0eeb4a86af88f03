package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which apps are managed, read anew once a minute. When the reading fails the last list stays, so that a hiccup of the
/// API neither forgets a fleet nor stops its passes. Used by one thread at a time.
public final class AppDirectory {
    private static final Duration MAX_AGE = Duration.ofSeconds(60);

    private final MachineSource source;
    private final Optional<OrgSlug> org;
    private final List<AppName> named;
    private final Predicate<AppName> managed;
    private List<App> apps = List.of();
    private Optional<Instant> readAt = Optional.empty();
    private List<Failure> failures = List.of();

    /// @param org organization to list; without one only `named` apps are read
    /// @param named apps given by exact name
    /// @param managed which listed apps count
    public AppDirectory(MachineSource source, Optional<OrgSlug> org, List<AppName> named, Predicate<AppName> managed) {
        this.source = source;
        this.org = org;
        this.named = List.copyOf(named);
        this.managed = managed;
    }

    /// The managed apps at `at`, sorted.
    public List<App> apps(Instant at) {
        boolean young = readAt.filter(read -> !read.plus(MAX_AGE).isBefore(at) && !read.isAfter(at))
                .isPresent();
        if (!young || !failures.isEmpty()) {
            read(at);
        }
        return apps;
    }

    /// What failed at the last reading; empty when it succeeded.
    public List<Failure> failures() {
        return failures;
    }

    /// Whether the list was ever read.
    public boolean isKnown() {
        return readAt.isPresent();
    }

    private void read(Instant at) {
        List<Failure> failed = new ArrayList<>();
        List<App> found = new ArrayList<>();
        if (org.isPresent()) {
            switch (source.apps(org.get())) {
                case Answer.Ok<List<App>>(List<App> listed) ->
                    listed.stream().filter(app -> managed.test(app.name())).forEach(found::add);
                case Answer.Failed<List<App>>(Failure failure) -> failed.add(failure);
            }
        } else {
            for (AppName name : named) {
                switch (source.app(name)) {
                    case Answer.Ok<App>(App app) -> found.add(app);
                    case Answer.Failed<App>(Failure failure) -> {
                        failed.add(failure);
                        apps.stream().filter(old -> old.name().equals(name)).forEach(found::add);
                    }
                }
            }
        }
        failures = List.copyOf(failed);
        if (failed.isEmpty() || (org.isEmpty() && !found.isEmpty())) {
            apps = found.stream().sorted().toList();
            readAt = Optional.of(at);
        }
    }
}
