package dev.hangar.policy;

/// Which way a fleet may not be moved for now. Our own cordons come off in every mode: they are never left behind.
public enum PauseMode {
    /// Not paused.
    NONE,
    /// Nothing is started, put to sleep or destroyed.
    ALL,
    /// Nothing is started.
    UP,
    /// Nothing is put to sleep or destroyed.
    DOWN;

    /// Whether nothing is started.
    public boolean stopsGrowing() {
        return this == ALL || this == UP;
    }

    /// Whether nothing is put to sleep.
    public boolean stopsShrinking() {
        return this == ALL || this == DOWN;
    }

    /// Both pauses at once.
    public PauseMode and(PauseMode other) {
        boolean up = stopsGrowing() || other.stopsGrowing();
        boolean down = stopsShrinking() || other.stopsShrinking();
        if (up && down) {
            return ALL;
        }
        if (up) {
            return UP;
        }
        return down ? DOWN : NONE;
    }
}
