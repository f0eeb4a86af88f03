package dev.hangar.prometheus;

import dev.hangar.model.AppName;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// Which apps are asked about.
final class AppSelector {
    /// Beyond this a regular expression costs the server more than series that are thrown away here.
    static final int MOST_NAMES = 200;

    private AppSelector() {}

    /// A condition on the label `app`; empty where all are asked about, and where there are too many to name: then
    /// the answer is to be filtered.
    static String of(Optional<SortedSet<AppName>> apps) {
        return apps.filter(names -> names.size() <= MOST_NAMES)
                .map(AppSelector::named)
                .orElse("");
    }

    /// A condition that takes these apps. What is no letter, digit or hyphen stands for any character, so that
    /// nothing in a name can end the text; the few others that fit are to be filtered.
    static String named(Set<AppName> apps) {
        return apps.stream()
                .map(app -> app.value().replaceAll("[^A-Za-z0-9-]", "."))
                .collect(Collectors.joining("|", "app=~\"", "\""));
    }
}
