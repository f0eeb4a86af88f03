package dev.hangar.model;

/// A health check's last result.
///
/// @param name check name; `servicecheck-` in front marks a service check (facts 1.3)
/// @param status Fly's word
public record Check(String name, Status status) {
    /// Health in Fly's words.
    public enum Status {
        PASSING,
        WARNING,
        CRITICAL,
        UNRECOGNIZED
    }
}
