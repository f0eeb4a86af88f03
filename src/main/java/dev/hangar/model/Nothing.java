package dev.hangar.model;

/// The value of an [Answer] that has no more to say than "done".
public enum Nothing {
    DONE
}
