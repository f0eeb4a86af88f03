package dev.hangar.model;

/// A health check's last result.
///
/// @param name check name; `servicecheck-` in front marks a service check (facts 1.3)
/// @param status Fly's word
/// @param output what the check said last, cleaned and cut; may be empty
public record Check(String name, Status status, String output) {
    /// Health in Fly's words.
    public enum Status {
        PASSING,
        WARNING,
        CRITICAL,
        UNRECOGNIZED
    }

    /// A result without its output.
    public Check(String name, Status status) {
        this(name, status, "");
    }
}
