package dev.hangar.config;

/// A text that never prints itself. Two secrets are equal when their texts are.
///
/// @param reveal the text, for the one place that sends it
public record Secret(String reveal) {
    /// What stands for a secret wherever one would be shown.
    public static final String REDACTED = "<redacted>";

    @Override
    public String toString() {
        return REDACTED;
    }
}
