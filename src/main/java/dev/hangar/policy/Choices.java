package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What has been chosen for each machine so far: an action, or a reason to leave it.
final class Choices {
    /// The verdict on one machine.
    record Choice(Optional<Action> action, Reason reason, String detail) {}

    private final Map<MachineRef, Choice> byMachine = new LinkedHashMap<>();

    void act(Action action, String detail) {
        byMachine.put(action.machine(), new Choice(Optional.of(action), action.reason(), detail));
    }

    void leave(Standing standing, Reason reason, String detail) {
        byMachine.put(standing.ref(), new Choice(Optional.empty(), reason, detail));
    }

    boolean isOpen(Standing standing) {
        return !byMachine.containsKey(standing.ref());
    }

    Optional<Choice> of(Standing standing) {
        return Optional.ofNullable(byMachine.get(standing.ref()));
    }

    Collection<Choice> all() {
        return byMachine.values();
    }
}
