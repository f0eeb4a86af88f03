package dev.hangar.policy;

/// How the user wants idle machines put to sleep.
public enum IdleAction {
    /// Suspend where Fly allows it, else stop, and say why.
    AUTO,
    /// Suspend only: a machine that cannot be suspended stays awake.
    SUSPEND,
    /// Stop always.
    STOP
}
