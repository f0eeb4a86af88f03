package dev.hangar.model;

import java.time.Instant;

/// "This machine should be seen in that state before then": remembered after acting, so that nothing is done twice.
///
/// @param machine whose state
/// @param state state that the action leads to
/// @param since when the action was sent
/// @param until when we stop waiting; after `since`
public record Expectation(MachineRef machine, MachineState state, Instant since, Instant until)
        implements Comparable<Expectation> {
    public Expectation {
        if (!until.isAfter(since)) {
            throw new IllegalArgumentException("expectation of " + machine + " ends before it begins");
        }
    }

    @Override
    public int compareTo(Expectation other) {
        return machine.compareTo(other.machine);
    }
}
