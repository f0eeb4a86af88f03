package dev.hangar.model;

/// Checks shared by the identifiers of this package.
final class Text {
    private Text() {}

    /// Returns `value` when it holds a visible character.
    ///
    /// @throws IllegalArgumentException naming `what` otherwise
    static String required(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return value;
    }
}
