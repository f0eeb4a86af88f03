package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A report as GitHub flavored Markdown, for a chat, an issue or a pull request: the headline, the spend, the plan as a
/// diff and the advice in sight, every machine behind a fold.
public final class MarkdownReport {
    private static final int MOST_ROWS = 15;
    private static final int MOST_ADVICE = 15;
    private static final int MOST_PLAN_LINES = 60;

    /// GitHub takes 65,536 characters in a comment: more machines than this are left to the other formats.
    private static final int MOST_MACHINES = 200;

    private static final TableStyle PLAIN = new TableStyle(TableStyle.DEFAULT_WIDTH, false, true);

    private final StringBuilder text = new StringBuilder();

    /// The whole report; lines end with `\n`.
    public String render(Report report) {
        text.setLength(0);
        head(report);
        spend(report.findings().bill());
        plan(report);
        advice(report.findings().advice());
        fleets(report);
        unread(report);
        foot(report);
        return text.toString();
    }

    private void head(Report report) {
        Report.Header header = report.header();
        line("## Hangar report of " + MarkdownText.code(header.org().value()));
        if (!Headline.isTold(report)) {
            line(MarkdownText.of(Words.nothingFound(report)));
            return;
        }
        Headline headline = Headline.of(report);
        line("**" + MarkdownText.of(headline.sentence("→")) + "**");
        headline.worstPerMonth().ifPresent(worst -> item("Worst case, everything that was created runs: " + worst));
        if (headline.worst().isPresent()) {
            item("Advice: " + headline.advice());
        }
        headline.certainty().ifPresent(words -> item("Confidence: " + words));
        header.advice().ifPresent(this::item);
        text.append('\n');
    }

    private void spend(Bill bill) {
        if (bill.lines().isEmpty()) {
            return;
        }
        line("### Spend per 30 days");
        line(rows("app", MarkdownText::code, shortened(Spend.byApp(bill), "app")));
        StringBuilder more = new StringBuilder();
        more.append(rows("fleet", MarkdownText::code, shortened(Spend.byFleet(bill), "fleet")))
                .append('\n');
        more.append(rows("region", MarkdownText::code, shortened(Spend.byRegion(bill), "region")))
                .append('\n');
        more.append(rows("kind", MarkdownText::of, Spend.byKind(bill)));
        line(MarkdownText.details("By fleet, region and kind", more.toString()));
    }

    private static String rows(String name, UnaryOperator<String> shown, List<Spend> spends) {
        StringBuilder rows = new StringBuilder(MarkdownText.heading(List.of(name, "now", "planned", "worst case"), 1));
        for (Spend one : spends) {
            rows.append(MarkdownText.row(List.of(
                    shown.apply(one.name()),
                    one.sum().now().perMonth().toString(),
                    one.sum().after().perMonth().toString(),
                    one.sum().worst().perMonth().toString())));
        }
        return rows.toString();
    }

    private static List<Spend> shortened(List<Spend> all, String noun) {
        if (all.size() <= MOST_ROWS + 1) {
            return all;
        }
        List<Spend> shown = new ArrayList<>(all.subList(0, MOST_ROWS));
        List<Spend> rest = all.subList(MOST_ROWS, all.size());
        shown.add(Spend.together(Words.count(rest.size(), "more " + noun), rest));
        return shown;
    }

    private void plan(Report report) {
        List<String> lines = new ArrayList<>();
        int left = 0;
        for (PassRecord.Decided decided : report.decided()) {
            PlanLines plan = PlanLines.of(decided.evaluation(), PLAIN);
            if (plan.isEmpty()) {
                continue;
            }
            if (lines.size() >= MOST_PLAN_LINES) {
                left++;
                continue;
            }
            Money money = Money.of(decided);
            lines.add("  " + decided.fleet() + "  " + PLAIN.money(money)
                    + (decided.violations().isEmpty() ? "" : "  refused by its own checker: a bug, nothing is done"));
            lines.addAll(plan.plain());
        }
        if (left > 0) {
            lines.add("  and " + Words.count(left, "more fleet"));
        }
        if (report.decided().isEmpty()) {
            return;
        }
        line("### Plan");
        line(lines.isEmpty() ? "No changes: every machine stays as it is." : MarkdownText.block("diff", lines));
    }

    private void advice(List<Advice> advice) {
        if (advice.isEmpty()) {
            return;
        }
        line("### Advice");
        StringBuilder rows = new StringBuilder(MarkdownText.heading(List.of("advice", "about", "what", "worth"), 4));
        advice.stream()
                .limit(MOST_ADVICE)
                .forEach(one -> rows.append(MarkdownText.row(List.of(
                        (one.worth() instanceof Advice.Worth.Outage
                                ? "**" + one.topic().code() + "**"
                                : one.topic().code()),
                        MarkdownText.code(AdviceWords.subject(one)),
                        MarkdownText.of(one.headline()),
                        AdviceWords.worth(one)))));
        line(rows.toString());
        if (advice.size() > MOST_ADVICE) {
            List<Advice> rest = advice.subList(MOST_ADVICE, advice.size());
            line("and " + rest.size() + " more (" + AdviceWords.counts(rest) + "), see `--format html` or `json`");
        }
        StringBuilder fixes = new StringBuilder();
        advice.stream().limit(MOST_ADVICE).forEach(one -> fixes.append(fixes(one)));
        line(MarkdownText.details("Evidence and fixes", fixes.toString()));
    }

    private static String fixes(Advice advice) {
        StringBuilder part = new StringBuilder("**" + advice.topic().code() + "**, "
                + MarkdownText.code(AdviceWords.subject(advice)) + ": " + MarkdownText.of(advice.headline()) + ".\n\n");
        String risk = AdviceWords.risk(advice);
        if (!risk.isEmpty()) {
            part.append("- Risk: ").append(MarkdownText.of(risk)).append(".\n");
        }
        advice.evidence()
                .forEach(one -> part.append("- ").append(MarkdownText.of(one)).append(".\n"));
        String machines = AdviceWords.machines(advice);
        if (!machines.isEmpty()) {
            part.append("- ").append(MarkdownText.of(machines)).append(".\n");
        }
        part.append('\n');
        for (Advice.Fix fix : advice.fixes()) {
            part.append(
                    switch (fix) {
                        case Advice.Fix.Lines(String toml) ->
                            MarkdownText.block("toml", toml.lines().toList());
                        case Advice.Fix.Command(String command) -> MarkdownText.block("sh", List.of(command));
                        case Advice.Fix.Words(String sentence) -> "Fix: " + MarkdownText.of(sentence) + ".\n";
                    });
            part.append('\n');
        }
        return part.append("More: `")
                .append(advice.topic().page())
                .append("`\n\n")
                .toString();
    }

    private void fleets(Report report) {
        int shown = 0;
        int left = 0;
        for (PassRecord.Decided decided : report.decided()) {
            List<MachineReport> machines = decided.evaluation().report().machines();
            if (shown + machines.size() > MOST_MACHINES) {
                left += machines.size();
                continue;
            }
            shown += machines.size();
            line(MarkdownText.details(
                    "<code>" + Markup.text(decided.fleet().toString()) + "</code>: "
                            + Words.count(machines.size(), "machine") + ", " + PLAIN.money(Money.of(decided))
                            + " per 30 days",
                    machines(machines)));
        }
        if (left > 0) {
            line(Words.count(left, "more machine") + ": see `--format csv`, `html` or `json`.");
        }
    }

    private static String machines(List<MachineReport> machines) {
        StringBuilder rows = new StringBuilder(
                MarkdownText.heading(List.of("machine", "region", "state", "reason", "to change", "per 30 days"), 5));
        for (MachineReport one : machines) {
            String detail = one.detail().isEmpty() ? "" : " (" + one.detail() + ")";
            rows.append(MarkdownText.row(List.of(
                    MarkdownText.code(one.machine().id().value()),
                    MarkdownText.code(one.machine().region().value()),
                    MarkdownText.code(one.machine().stateText()),
                    "`" + one.reason().code() + "` "
                            + MarkdownText.of(one.reason().sentence() + detail),
                    MarkdownText.of(one.change()),
                    Money.of(one).map(PLAIN::money).orElse("no price"))));
        }
        return rows.toString();
    }

    private void unread(Report report) {
        List<String> doubts =
                report.findings().confidence().map(Confidence::doubts).orElse(List.of());
        if (report.problems().isEmpty() && report.unread().isEmpty() && doubts.isEmpty()) {
            return;
        }
        line("### What could not be read, and what the figures rest on");
        report.problems().forEach(problem -> item(problem.subject() + ": " + problem.failure()));
        report.unread().forEach(unread -> item("app " + unread.app() + ": " + unread.failure()));
        doubts.forEach(this::item);
        text.append('\n');
    }

    private void foot(Report report) {
        Report.Header header = report.header();
        Optional<Bill> bill = Optional.of(report.findings().bill()).filter(one -> !one.equals(Bill.NONE));
        bill.ifPresent(one -> line(Words.hangar(one) + "."));
        if (header.prices().isOld(header.at())) {
            line("**" + Words.OLD_PRICES + "**");
        }
        line("<sub>" + Words.when(header.at()) + ", dry run. " + Words.prices(header) + "</sub>");
    }

    private void item(String words) {
        text.append("- ").append(MarkdownText.of(words)).append('\n');
    }

    private void line(String markdown) {
        text.append(markdown.stripTrailing()).append("\n\n");
    }
}
