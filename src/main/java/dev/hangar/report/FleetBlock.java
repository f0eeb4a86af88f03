package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.model.MicroDollars;
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

/// One fleet of a table: name and dollars, demand, plan, launch pair, and every machine with its reason.
final class FleetBlock {
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_DETAIL = 200;
    private static final int LONGEST_SCALING = 400;
    private static final int INDENT = 2;

    private final Page page;
    private final TableStyle style;

    FleetBlock(Page page) {
        this.page = page;
        this.style = page.style();
    }

    void render(PassRecord.Decided decided) {
        FleetReport fleet = decided.evaluation().report();
        heading(decided, fleet);
        if (fleet.machines().stream().anyMatch(machine -> machine.role() != Role.OUTSIDER)) {
            paragraph(facts(fleet));
            ScalingWords.of(fleet.scaling()).forEach(words -> paragraph(style.safe(words, LONGEST_SCALING)));
        }
        if (Money.unpriced(fleet.machines()) < fleet.machines().size()) {
            MicroDollars once = Money.once(decided);
            paragraph(style.perHour(Money.of(decided)) + " per hour"
                    + (once.value() == 0 ? "" : "; " + Words.once(once)));
        }
        decided.violations()
                .forEach(violation -> page.paragraph(
                        INDENT,
                        "! plan refused by its own checker, please report this bug: "
                                + style.safe(violation, LONGEST_DETAIL),
                        TableStyle.Paint.ALARM));
        PlanLines plan = PlanLines.of(decided.evaluation(), style);
        if (plan.isEmpty()) {
            paragraph("No changes: " + whyNot(fleet));
        } else {
            plan.render(page);
            if (!fleet.holds().isEmpty()) {
                paragraph("Not more because: " + holds(fleet));
            }
        }
        LaunchPairWords.of(fleet)
                .ifPresent(words -> page.paragraph(
                        INDENT, "Launch pair: " + style.safe(words, LONGEST_DETAIL) + ".", TableStyle.Paint.COSTS));
        WakeWords.of(fleet.times()).ifPresent(words -> paragraph("Waking: " + words + "."));
        MachineLines.of(fleet.machines(), style).render(page);
    }

    void heading(PassRecord.Decided decided, FleetReport fleet) {
        Money money = Money.of(decided);
        String dollars = dollars(fleet, money);
        String name = style.safe(decided.fleet().toString(), LONGEST_NAME);
        String painted = style.paint(dollars, TableStyle.paintOf(money));
        if (name.length() + 2 + dollars.length() <= style.width()) {
            page.line(style.paint(name, TableStyle.Paint.HEADING) + "  " + painted);
        } else {
            page.line(style.paint(name, TableStyle.Paint.HEADING));
            page.line(" ".repeat(INDENT) + painted);
        }
    }

    /// The sum without its change: the plan's lines tell that, and rounding could part them by a cent.
    private String dollars(FleetReport fleet, Money money) {
        int unpriced = Money.unpriced(fleet.machines());
        if (unpriced == 0) {
            return style.money(money) + " per 30 days";
        }
        return unpriced == fleet.machines().size()
                ? "no price"
                : style.money(money) + " per 30 days and " + unpriced + " without a price";
    }

    private void paragraph(String words) {
        page.paragraph(INDENT, words, TableStyle.Paint.PLAIN);
    }

    /// `load 1.20 machines (iad 0.40, ord 0.80), serving 2, desired 2, floor 1 (iad 1), ceiling 3`.
    private String facts(FleetReport fleet) {
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

    private String whyNot(FleetReport fleet) {
        if (!fleet.holds().isEmpty()) {
            return holds(fleet);
        }
        if (fleet.machines().stream().allMatch(machine -> machine.role() == Role.OUTSIDER)) {
            return "none of these machines is touched.";
        }
        return fleet.capacity() == 0 ? "nothing runs and nothing is needed." : "what runs is what is wanted.";
    }

    /// The detail is left to the machines where one of them names the same reason.
    private String holds(FleetReport fleet) {
        Set<Reason> told = fleet.machines().stream().map(MachineReport::reason).collect(Collectors.toSet());
        return fleet.holds().stream()
                .map(hold -> hold.detail().isEmpty() || told.contains(hold.reason())
                        ? hold.reason().sentence()
                        : hold.reason().sentence() + " (" + style.safe(hold.detail(), LONGEST_DETAIL) + ")")
                .collect(Collectors.joining("; ", "", "."));
    }
}
