package dev.hangar.report;

import dev.hangar.config.EffectiveSetting;
import dev.hangar.control.Explanation;
import dev.hangar.control.PassRecord;
import dev.hangar.model.FleetId;
import dev.hangar.model.MachineId;
import java.util.List;
import java.util.Optional;

/// One fleet of an explanation.
///
/// @param explanation the reasoning of its pass
/// @param settings its policy, key by key, with where each value comes from
/// @param unread what has failed since: all else is as old as the pass
public record Explained(Explanation explanation, List<EffectiveSetting> settings, Optional<PassRecord.Unread> unread) {
    public Explained {
        settings = List.copyOf(settings);
    }

    PassRecord.Decided pass() {
        return explanation.pass();
    }

    FleetId fleet() {
        return pass().fleet();
    }

    /// The machine of this fleet that is called so, by id or by name.
    Optional<MachineId> machine(String called) {
        return pass().evaluation().report().machines().stream()
                .map(report -> report.machine())
                .filter(machine ->
                        machine.id().value().equals(called) || machine.name().equals(called))
                .map(machine -> machine.id())
                .findFirst();
    }
}
