package dev.hangar.model;

import java.util.Optional;

/// A Fly app as listed.
///
/// @param name unique name
/// @param org organization that owns it
/// @param status `pending`, `deployed` or `suspended`: an open set
/// @param role such as `postgres_cluster` or `remote-docker-builder`, where Fly tells
public record App(AppName name, OrgSlug org, String status, Optional<String> role) implements Comparable<App> {
    @Override
    public int compareTo(App other) {
        return name.compareTo(other.name);
    }
}
