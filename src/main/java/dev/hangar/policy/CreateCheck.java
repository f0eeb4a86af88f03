package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of [PlanChecker] that proves what is created: configured, wanted and within the limit by the machines of
/// this observation, once, from a sound template, in a region of the fleet, and against nothing that forbids it.
final class CreateCheck {
    private CreateCheck() {}

    static void check(
            Plan plan,
            Observation seen,
            PolicyMemory memory,
            PolicySettings settings,
            Map<MachineRef, Standing> byRef,
            List<String> wrong) {
        List<Action.Create> creates = plan.actions().stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .toList();
        if (creates.isEmpty()) {
            return;
        }
        if (creates.size() > 1) {
            wrong.add("creates " + creates.size() + " machines in one pass");
        }
        if (plan.actions().stream().anyMatch(Action::takesCapacity)) {
            wrong.add("creates a machine while it takes capacity");
        }
        Pause pause = Pause.of(seen, settings);
        if (pause.stopsGrowing()) {
            wrong.add("creates although paused: " + pause.detail());
        }
        Roster roster = Roster.of(seen, settings);
        Demand demand = DemandEstimator.estimate(seen, roster, settings, memory.times());
        Creation.obstacle(roster, demand, memory, seen.at())
                .ifPresent(hold -> wrong.add("creates although " + hold.reason().code() + ": " + hold.detail()));
        count(roster, demand, seen, memory, settings).ifPresent(wrong::add);
        creates.forEach(create -> template(create, roster, byRef).ifPresent(wrong::add));
    }

    private static Optional<String> count(
            Roster roster, Demand demand, Observation seen, PolicyMemory memory, PolicySettings settings) {
        Floors floors = Floors.of(roster, settings, demand);
        Need need = Recommendation.of(demand, roster, settings, memory, seen);
        Target target = Target.of(need, Recommendation.kept(memory, settings), floors, settings.ceiling());
        CreatedCount count = CreatedCount.of(target, roster, demand, settings, seen);
        int most = settings.creating().most().orElse(0);
        if (count.existing() + 1 > most) {
            return Optional.of("creates machine " + (count.existing() + 1) + " of " + most);
        }
        boolean wanted =
                count.asksForOne(settings.creating()) && count.unknown().isEmpty();
        return wanted ? Optional.empty() : Optional.of("creates a machine that nothing asks for");
    }

    private static Optional<String> template(Action.Create create, Roster roster, Map<MachineRef, Standing> byRef) {
        Standing template = byRef.get(create.machine());
        if (template == null) {
            return Optional.of("clones " + create.machine() + ", which is not in the fleet");
        }
        if (!Template.isSound(template)) {
            return Optional.of("clones " + create.machine() + ", which is not sound");
        }
        boolean here =
                roster.members().stream().anyMatch(member -> member.region().equals(create.region()));
        return here ? Optional.empty() : Optional.of("creates in " + create.region() + ", where the fleet is not");
    }
}
