package dev.hangar.report;

import dev.hangar.config.EffectiveSetting;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Outcome;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.GuardReport;
import dev.hangar.policy.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// An explanation as plain text for people: what was read, what it means, what holds, who would go first, what is done,
/// what comes next. Lines end with `\n`.
public final class ExplainText {
    private static final int INDENT = 2;
    private static final int LONGEST = 300;

    private final TableStyle style;

    public ExplainText(TableStyle style) {
        this.style = style;
    }

    /// All of it.
    public String render(ExplainReport report) {
        Page page = new Page(style);
        for (Explained fleet : report.fleets()) {
            new Block(page, report, fleet).render();
        }
        page.paragraph(0, ForecastWords.LIMITS, TableStyle.Paint.ASIDE);
        page.paragraph(
                0,
                "Estimates by list prices of " + report.header().prices().of() + ", not a bill.",
                TableStyle.Paint.ASIDE);
        return page.toString();
    }

    /// One fleet.
    private final class Block {
        private final Page page;
        private final ExplainReport report;
        private final Explained one;
        private final FleetReport fleet;
        private final ExplainSection section;
        private final ExplainReport.Source source;

        Block(Page page, ExplainReport report, Explained one) {
            this.page = page;
            this.report = report;
            this.one = one;
            this.fleet = one.pass().evaluation().report();
            this.section = new ExplainSection(page);
            this.source = report.header().source();
        }

        void render() {
            new FleetBlock(page).heading(one.pass(), fleet);
            basis();
            report.machine().ifPresent(id -> new ExplainMachine(section, one, source).render(id));
            section.title(report.machine().isPresent() ? "Next in its fleet" : "Next");
            section.words(ForecastWords.ofFleet(one.pass(), one.explanation().forecast()) + ".");
            if (fleet.machines().stream().anyMatch(machine -> machine.role() != Role.OUTSIDER)) {
                plan();
                new ExplainNumbers(section, one).render();
                guards();
                new ExplainCandidates(section, one).render();
            }
            policy();
            if (report.machine().isEmpty()) {
                section.title("Machines");
                MachineLines.of(fleet.machines(), style).render(page);
                new ExplainEvents(section, source).render(one.explanation().events(), true);
            }
            page.blank();
        }

        private void basis() {
            PassRecord.Decided pass = one.pass();
            boolean last = source == ExplainReport.Source.LAST;
            Duration age = Duration.between(pass.at(), report.header().at());
            String which = last
                    ? "The daemon's last pass, at " + TimeWords.full(pass.at()) + ", " + TimeWords.length(age) + " ago"
                    : "A fresh pass, at " + TimeWords.full(pass.at());
            String acts = pass.acting()
                    ? "; mode act: what is planned is done."
                    : last
                            ? "; mode observe: nothing is done, only told."
                            : "; a dry run, nothing is done (mode "
                                    + report.header().mode().word() + ").";
            page.paragraph(INDENT, which + acts, TableStyle.Paint.PLAIN);
            one.unread()
                    .ifPresent(missed -> page.paragraph(
                            INDENT,
                            "! Not read since: at " + TimeWords.full(missed.at()) + " "
                                    + style.safe(missed.failure().toString(), LONGEST),
                            TableStyle.Paint.ALARM));
        }

        private void plan() {
            PassRecord.Decided pass = one.pass();
            section.title("Plan of this pass");
            pass.violations()
                    .forEach(violation -> page.paragraph(
                            section.indent(),
                            "! refused by its own checker, please report this bug: " + style.safe(violation, LONGEST),
                            TableStyle.Paint.ALARM));
            PlanLines plan = PlanLines.of(pass.evaluation(), style);
            if (plan.isEmpty()) {
                section.words("Nothing is to be done.");
            } else {
                plan.render(page);
            }
            pass.acted().forEach(acted -> section.words(acted(acted)));
            fleet.holds()
                    .forEach(hold -> section.words("Held: " + hold.reason().code() + ", "
                            + hold.reason().sentence()
                            + (hold.detail().isEmpty() ? "" : " (" + hold.detail() + ")") + ". To change: "
                            + hold.reason().change() + "."));
        }

        private void guards() {
            List<GuardReport> guards = one.explanation().reasoning().guards();
            long holding = guards.stream()
                    .filter(guard -> guard.state() == GuardReport.State.HOLDS)
                    .count();
            section.title(
                    holding == 0 ? "Guards: all quiet" : "Guards: " + holding + " of " + guards.size() + " hold back");
            int widest = guards.stream()
                    .mapToInt(guard -> guard.name().length())
                    .max()
                    .orElse(0);
            for (GuardReport guard : guards) {
                section.row(
                        pad(guard.name(), widest) + "  " + pad(Words.code(guard.state()), "holds".length()) + "  ",
                        guard.words(),
                        guard.state() == GuardReport.State.HOLDS ? TableStyle.Paint.COSTS : TableStyle.Paint.ASIDE);
            }
            section.row(
                    pad("before acting", widest) + "  apart  ",
                    "blast radius, release check and fence look right before anything is done",
                    TableStyle.Paint.ASIDE);
        }

        /// What somebody wrote, line by line, and the rest in one paragraph.
        private void policy() {
            if (one.settings().isEmpty()) {
                return;
            }
            section.title("Policy in force");
            List<EffectiveSetting> written = one.settings().stream()
                    .filter(setting -> !setting.source().equals("default"))
                    .toList();
            written.forEach(
                    setting -> section.words(setting.key() + " = " + setting.value() + " (" + setting.source() + ")"));
            String defaults = one.settings().stream()
                    .filter(setting -> setting.source().equals("default")
                            && !setting.value().equals("(unset)"))
                    .map(setting -> shortened(setting.key()) + " " + setting.value())
                    .collect(Collectors.joining(", "));
            page.paragraph(
                    section.indent(),
                    (written.isEmpty() ? "All by default: " : "By default: ") + style.safe(defaults) + ".",
                    TableStyle.Paint.ASIDE);
        }

        private static String shortened(String key) {
            return key.startsWith("policy.") ? key.substring("policy.".length()) : key;
        }
    }

    /// What became of an action, in words.
    static String acted(PassRecord.Acted acted) {
        Outcome outcome = acted.outcome();
        String what =
                Words.verb(acted.action()) + " " + acted.action().machine().id() + ": " + outcome.word();
        return outcome instanceof Outcome.Skipped(String why, Outcome.Skipped.By by)
                ? what + ", " + by.code() + ": " + why
                : what + outcome.whyFailed().map(why -> ", " + why).orElse("");
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
