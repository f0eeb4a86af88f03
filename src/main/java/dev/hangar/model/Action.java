package dev.hangar.model;

/// One intended effect on one machine, as pure data: printed, diffed and simulated as it is executed.
public sealed interface Action {
    /// The machine that it acts on; of a [Create] the one that is cloned, since the new one has no name yet.
    MachineRef machine();

    Reason reason();

    /// Wake the machine.
    record Start(MachineRef machine, Reason reason) implements Action {}

    /// First step of putting a machine to sleep: tag and cordon it, so that its work runs dry.
    record Drain(MachineRef machine, SleepKind sleep, Reason reason) implements Action {}

    /// Last step of putting it to sleep: lease, re-read, suspend or stop, verify, uncordon, release.
    ///
    /// @param drained whether it was drained before: then our cordon and tag come off afterwards
    record Sleep(MachineRef machine, SleepKind sleep, boolean drained, Reason reason) implements Action {}

    /// Take back our cordon and tag: the drain was canceled, or the machine is asleep and may be woken again.
    record Undrain(MachineRef machine, Reason reason) implements Action {}

    /// Destroy the machine. Only ever the redundant twin of a launch pair, asleep and without volume.
    record Destroy(MachineRef machine, Reason reason) implements Action {}

    /// Make one more machine, asleep, with the config of another: nothing happens to that one.
    ///
    /// @param machine the template
    /// @param region where the new machine is made
    record Create(MachineRef machine, Region region, Reason reason) implements Action {}

    /// Whether it takes a machine away from what serves, or could serve.
    default boolean takesCapacity() {
        return switch (this) {
            case Drain drain -> true;
            case Sleep sleep -> true;
            case Destroy destroy -> true;
            case Start start -> false;
            case Undrain undrain -> false;
            case Create create -> false;
        };
    }

    /// `start`, `drain`, `sleep`, `undrain`, `destroy` or `create`: the word of reports and meters.
    default String verb() {
        return switch (this) {
            case Start start -> "start";
            case Drain drain -> "drain";
            case Sleep sleep -> "sleep";
            case Undrain undrain -> "undrain";
            case Destroy destroy -> "destroy";
            case Create create -> "create";
        };
    }
}
