package dev.hangar.policy;

import dev.hangar.model.Machine;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Our mark on a machine that we created, part of the config that it is made with.
public final class CreateTag {
    /// Metadata key of a text that is unique to one create.
    public static final String LAUNCH_ID = "hangar_launch_id";

    /// Metadata key that tells people which machine it was cloned from.
    public static final String CREATED_FROM = "hangar_created_from";

    private CreateTag() {}

    /// Whether we made it. A clone of ours that a person makes has a copy of the mark (facts 7.5): of several with
    /// the same one the oldest is ours.
    static boolean isOurs(Machine machine, Collection<Machine> fleet) {
        String mark = machine.metadata().get(LAUNCH_ID);
        if (mark == null) {
            return false;
        }
        Optional<Machine> oldest = fleet.stream()
                .filter(other -> mark.equals(other.metadata().get(LAUNCH_ID)))
                .min(Comparator.comparing(Machine::createdAt).thenComparing(Machine::id));
        return oldest.filter(first -> !first.id().equals(machine.id())).isEmpty();
    }
}
