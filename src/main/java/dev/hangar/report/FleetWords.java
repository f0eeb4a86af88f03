package dev.hangar.report;

import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.policy.Demand;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.Floors;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What was found of a fleet, in words; names in them are harmless to a terminal.
final class FleetWords {
    private static final int LONGEST_DETAIL = 200;

    private final TableStyle style;

    FleetWords(TableStyle style) {
        this.style = style;
    }

    /// `load 1.20 machines (iad 0.40, ord 0.80), serving 2, desired 2, floor 1 (iad 1), ceiling 3`.
    String facts(FleetReport fleet) {
        List<String> facts = new ArrayList<>();
        facts.add(demand(fleet.demand()));
        facts.add("serving " + fleet.serving());
        facts.add("desired " + fleet.desired());
        facts.add(floor(fleet.floors()));
        fleet.ceiling().ifPresent(ceiling -> facts.add("ceiling " + ceiling));
        return String.join(", ", facts);
    }

    private String demand(Demand demand) {
        String load = Words.load(demand.total());
        if (demand.gap().isPresent()) {
            return demand.total() > 0 ? "load not fully known (at least " + load + " machines)" : "load not known";
        }
        String regions = demand.loadByRegion().size() < 2
                ? ""
                : demand.loadByRegion().entrySet().stream()
                        .map(entry -> safe(entry.getKey()) + " " + Words.load(entry.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
        return "load " + load + " machines" + regions;
    }

    private String safe(Region region) {
        return style.safe(region.value(), MachineLines.LONGEST_REGION);
    }

    private String floor(Floors floors) {
        String why = floors.byRegion().isEmpty()
                ? floors.whyNotZero().map(Reason::code).orElse("")
                : style.safe(Words.byRegion(floors.byRegion()), LONGEST_DETAIL);
        return "floor " + floors.total() + (why.isEmpty() ? "" : " (" + why + ")");
    }

    /// Why nothing is done.
    String whyNot(FleetReport fleet) {
        if (!fleet.holds().isEmpty()) {
            return holds(fleet);
        }
        if (fleet.machines().stream().allMatch(machine -> machine.role() == Role.OUTSIDER)) {
            return "none of these machines is touched.";
        }
        return fleet.capacity() == 0 ? "nothing runs and nothing is needed." : "what runs is what is wanted.";
    }

    /// The detail is left to the machines where one of them names the same reason.
    String holds(FleetReport fleet) {
        Set<Reason> told = fleet.machines().stream().map(MachineReport::reason).collect(Collectors.toSet());
        return fleet.holds().stream()
                .map(hold -> hold.detail().isEmpty() || told.contains(hold.reason())
                        ? hold.reason().sentence()
                        : hold.reason().sentence() + " (" + style.safe(hold.detail(), LONGEST_DETAIL) + ")")
                .collect(Collectors.joining("; ", "", "."));
    }
}
