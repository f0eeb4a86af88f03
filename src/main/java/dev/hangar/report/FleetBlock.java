package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.model.MicroDollars;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.Role;

/// One fleet of a table: name and dollars, demand, plan, launch pair, and every machine with its reason.
final class FleetBlock {
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_DETAIL = 200;
    private static final int LONGEST_SCALING = 400;
    private static final int INDENT = 2;

    private final Page page;
    private final TableStyle style;
    private final FleetWords words;

    FleetBlock(Page page) {
        this.page = page;
        this.style = page.style();
        this.words = new FleetWords(style);
    }

    void render(PassRecord.Decided decided) {
        FleetReport fleet = decided.evaluation().report();
        heading(decided, fleet);
        if (fleet.machines().stream().anyMatch(machine -> machine.role() != Role.OUTSIDER)) {
            paragraph(words.facts(fleet));
            ScalingWords.of(fleet.scaling()).forEach(rule -> paragraph(style.safe(rule, LONGEST_SCALING)));
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
            paragraph("No changes: " + words.whyNot(fleet));
        } else {
            plan.render(page);
            if (!fleet.holds().isEmpty()) {
                paragraph("Not more because: " + words.holds(fleet));
            }
        }
        LaunchPairWords.of(fleet)
                .ifPresent(pair -> page.paragraph(
                        INDENT, "Launch pair: " + style.safe(pair, LONGEST_DETAIL) + ".", TableStyle.Paint.COSTS));
        WakeWords.of(fleet.times()).ifPresent(waking -> paragraph("Waking: " + waking + "."));
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
}
