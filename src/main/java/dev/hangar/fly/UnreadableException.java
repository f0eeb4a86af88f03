package dev.hangar.fly;

/// Part of an answer that cannot be understood. The message names the part and never quotes the answer.
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String what) {
        super(what);
    }

    /// What could not be understood.
    String what() {
        return String.valueOf(getMessage());
    }
}
