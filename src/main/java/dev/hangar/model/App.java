package dev.hangar.model;

import java.util.Optional;
import java.util.OptionalInt;

/// A Fly app as listed.
///
/// @param name unique name
/// @param org organization that owns it
/// @param status `pending`, `deployed` or `suspended`: an open set
/// @param role such as `postgres_cluster` or `remote-docker-builder`, where Fly tells
/// @param listedMachines how many machines the listing says it has, where it does (facts 1.2)
public record App(AppName name, OrgSlug org, String status, Optional<String> role, OptionalInt listedMachines)
        implements Comparable<App> {
    /// An app of which no listing says how many machines it has.
    public App(AppName name, OrgSlug org, String status, Optional<String> role) {
        this(name, org, status, role, OptionalInt.empty());
    }

    @Override
    public int compareTo(App other) {
        return name.compareTo(other.name);
    }
}
