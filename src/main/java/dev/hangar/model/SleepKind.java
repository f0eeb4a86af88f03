package dev.hangar.model;

/// How a machine is put to sleep. Both cost the same asleep (facts 10); a suspended one wakes faster.
public enum SleepKind {
    SUSPEND(MachineState.SUSPENDED),
    STOP(MachineState.STOPPED);

    private final MachineState result;

    SleepKind(MachineState result) {
        this.result = result;
    }

    /// The state that it leads to when all goes well.
    public MachineState result() {
        return result;
    }
}
