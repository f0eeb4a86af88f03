package dev.hangar.simulator.actors;

import java.time.Duration;

/// What a person does at flyctl. Positions count the machines in the order of the API's list, around its end.
public sealed interface Deed {
    /// `fly scale count`: at most, or at least, this many machines of a group (facts 7.5).
    ///
    /// @param group process group
    /// @param count 0 or more
    record ScaleCount(String group, int count) implements Deed {}

    /// One command on one machine.
    record Do(Verb verb, int position) implements Deed {}

    /// `fly machine update --vm-memory`; it boots the machine, whatever its state.
    ///
    /// @param memoryMb a multiple of 256
    record Resize(int position, int memoryMb) implements Deed {}

    /// Sets a metadata key, or removes it where `value` is empty; needs no lease (facts 1.4).
    record Tag(int position, String key, String value) implements Deed {}

    /// What can be done to one machine without saying more.
    enum Verb {
        START,
        STOP,
        SUSPEND,
        RESTART,
        CORDON,
        UNCORDON,
        CLONE,
        DESTROY
    }

    /// A deed and its time.
    ///
    /// @param at how long after the start of the world
    record Planned(Duration at, Deed deed) {}
}
