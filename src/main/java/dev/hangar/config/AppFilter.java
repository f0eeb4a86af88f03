package dev.hangar.config;

import dev.hangar.model.AppName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which apps Hangar looks after.
public final class AppFilter {
    /// Every app of the organization.
    public static final AppFilter ALL = new AppFilter(List.of(new Glob("*")));

    private final List<Glob> globs;

    private AppFilter(List<Glob> globs) {
        this.globs = List.copyOf(globs);
    }

    /// The filter that a text such as `shop-*,blog` spells; empty when a part of it can match no app name.
    public static Optional<AppFilter> parse(String text) {
        List<Glob> globs = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<Glob> glob = Glob.parse(part.strip());
            if (glob.isEmpty()) {
                return Optional.empty();
            }
            glob.ifPresent(globs::add);
        }
        return Optional.of(new AppFilter(globs));
    }

    public boolean includes(AppName app) {
        return globs.stream().anyMatch(glob -> glob.matches(app.value()));
    }

    /// The apps, when all are named in full: then no listing of an organization is needed. Empty when globs are among
    /// them.
    public Optional<List<AppName>> names() {
        return globs.stream().allMatch(Glob::isExact)
                ? Optional.of(globs.stream()
                        .map(glob -> new AppName(glob.text()))
                        .sorted()
                        .distinct()
                        .toList())
                : Optional.empty();
    }

    /// The patterns separated by commas.
    @Override
    public String toString() {
        return String.join(",", globs.stream().map(Glob::text).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AppFilter filter && filter.globs.equals(globs);
    }

    @Override
    public int hashCode() {
        return globs.hashCode();
    }
}
