package dev.hangar.policy;

import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.util.Optional;

/// How many machines exist in a fleet, and how many shall.
///
/// @param existing machines that count against the limit: all that are not gone
/// @param usable machines that run or could, or of which we cannot tell
/// @param wanted machines that shall be usable, without the limit: those that shall run and the spares, or what the
///     formula says where that is more
/// @param unknown why the formula gives no number; empty when it does, or there is none
record CreatedCount(int existing, int usable, int wanted, Optional<Demand.Gap> unknown) {
    static CreatedCount of(Target target, Roster roster, Demand demand, PolicySettings settings, Observation seen) {
        Creating creating = settings.creating();
        int byDemand = Need.saturated((long) target.desired(roster.capacity()) + creating.spares());
        Optional<FormulaCount> count =
                creating.formula().map(formula -> FormulaCount.of(formula, demand, roster, settings, seen));
        int byFormula = count.filter(FormulaCount.Machines.class::isInstance)
                .map(FormulaCount.Machines.class::cast)
                .map(FormulaCount.Machines::count)
                .orElse(0);
        Optional<Demand.Gap> unknown = count.filter(FormulaCount.Unknown.class::isInstance)
                .map(FormulaCount.Unknown.class::cast)
                .map(FormulaCount.Unknown::why);
        return new CreatedCount(
                existing(roster),
                (int) roster.all().stream().filter(CreatedCount::isUsable).count(),
                Math.max(byDemand, byFormula),
                unknown);
    }

    /// Machines that are there: a stranger's take room as well.
    static int existing(Roster roster) {
        return (int) roster.all().stream()
                .filter(standing -> standing.machine().state().kind() != MachineState.Kind.GONE)
                .count();
    }

    /// Usable machines of one region.
    static int usable(Roster roster, Region region) {
        return (int) roster.all().stream()
                .filter(standing -> isUsable(standing) && standing.region().equals(region))
                .count();
    }

    /// What is broken or does another job is none of ours. What we cannot tell counts: nothing is made on a guess.
    private static boolean isUsable(Standing standing) {
        boolean ofFleet =
                standing.role() != Role.OUTSIDER || standing.untouchable().equals(Optional.of(Reason.HOST_TROUBLE));
        return ofFleet
                && switch (standing.machine().state().kind()) {
                    case AWAKE, ASLEEP, PASSING, UNKNOWN -> true;
                    case BROKEN, GONE -> false;
                };
    }

    /// Whether one more machine is wanted, and there is room for it.
    boolean asksForOne(Creating creating) {
        return usable < wanted && existing < creating.most().orElse(0);
    }
}
