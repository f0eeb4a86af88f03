package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One fleet on a page: what was found, and every machine with its state, reason and dollars.
final class HtmlFleet {
    private static final TableStyle WORDS = new TableStyle(TableStyle.DEFAULT_WIDTH, false, true);

    private static final int MOST_PLANS = 10;

    private HtmlFleet() {}

    static String of(PassRecord.Decided decided, boolean open) {
        FleetReport fleet = decided.evaluation().report();
        Money money = Money.of(decided);
        String summary = "<b>" + Markup.text(decided.fleet().toString()) + "</b> <span class=\"quiet\">"
                + Markup.text(states(fleet.machines())) + "</span> <span class=\"sum " + HtmlSpend.style(money) + "\">"
                + dollars(fleet, money) + "</span>";
        return Html.details(open, summary, inside(decided, fleet));
    }

    /// The plan of all fleets, those without one left out; of many the first are in sight.
    static String plans(List<PassRecord.Decided> fleets) {
        List<PassRecord.Decided> planned = fleets.stream()
                .filter(one -> !one.evaluation().plan().isEmpty())
                .toList();
        StringBuilder part = new StringBuilder("<section id=\"plan\">\n<h2>Plan</h2>\n");
        if (planned.isEmpty()) {
            part.append(Html.paragraph("soft", "No changes: every machine stays as it is."));
        }
        planned.stream().limit(MOST_PLANS).forEach(one -> part.append(plan(one)));
        if (planned.size() > MOST_PLANS) {
            StringBuilder more = new StringBuilder();
            planned.stream().skip(MOST_PLANS).forEach(one -> more.append(plan(one)));
            String summary = "<b>" + Words.count(planned.size() - MOST_PLANS, "more plan") + "</b>";
            part.append(Html.details(false, summary, more.toString()));
        }
        return part.append("</section>\n").toString();
    }

    private static String plan(PassRecord.Decided decided) {
        Money money = Money.of(decided);
        StringBuilder part = new StringBuilder("<h3>")
                .append(Markup.text(decided.fleet().toString()))
                .append(" <span class=\"sum ")
                .append(HtmlSpend.style(money))
                .append("\">")
                .append(WORDS.money(money))
                .append("</span></h3>\n<pre class=\"plan\" tabindex=\"0\">");
        PlanLines.of(decided.evaluation(), WORDS).plain().forEach(line -> part.append(line(line)));
        return part.append("</pre>\n").toString();
    }

    private static String line(String line) {
        String kind = switch (line.charAt(0)) {
            case '+' -> "more";
            case '-' -> "less";
            default -> "changed";
        };
        return "<span class=\"" + kind + "\">" + Markup.text(line) + "</span>\n";
    }

    private static String dollars(FleetReport fleet, Money money) {
        int unpriced = Money.unpriced(fleet.machines());
        return unpriced == fleet.machines().size()
                ? "no price"
                : WORDS.money(money) + (unpriced > 0 ? " and " + unpriced + " without a price" : "");
    }

    /// `2 started, 14 suspended`.
    private static String states(List<MachineReport> machines) {
        Map<String, Long> counts = machines.stream()
                .collect(Collectors.groupingBy(one -> one.machine().stateText(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + WORDS.safe(entry.getKey(), 20))
                .limit(5)
                .collect(Collectors.joining(", "));
    }

    private static String inside(PassRecord.Decided decided, FleetReport fleet) {
        FleetWords words = new FleetWords(WORDS);
        StringBuilder part = new StringBuilder();
        decided.violations()
                .forEach(violation -> part.append(Html.paragraph(
                        "risk", "Plan refused by its own checker, please report this bug: " + violation + ".")));
        if (fleet.machines().stream().anyMatch(machine -> machine.role() != Role.OUTSIDER)) {
            part.append(Html.paragraph("soft", capital(words.facts(fleet)) + "."));
            ScalingWords.of(fleet.scaling()).forEach(rule -> part.append(Html.paragraph("soft", rule)));
        }
        if (decided.evaluation().plan().isEmpty()) {
            part.append(Html.paragraph("soft", "No changes: " + words.whyNot(fleet)));
        } else if (!fleet.holds().isEmpty()) {
            part.append(Html.paragraph("soft", "Not more because: " + words.holds(fleet)));
        }
        LaunchPairWords.of(fleet).ifPresent(pair -> part.append(Html.paragraph("soft", "Launch pair: " + pair + ".")));
        WakeWords.of(fleet.times()).ifPresent(wake -> part.append(Html.paragraph("soft", "Waking: " + wake + ".")));
        return part.append(machines(fleet.machines())).toString();
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String machines(List<MachineReport> machines) {
        StringBuilder table = new StringBuilder("<table class=\"machines\">\n")
                .append(Html.head(List.of("machine", "region", "state", "per 30 days", "reason", "to change")))
                .append("<tbody>\n");
        machines.forEach(one -> table.append(row(one)));
        return Html.scroll("Machines", table.append("</tbody>\n</table>").toString());
    }

    private static String row(MachineReport report) {
        Machine machine = report.machine();
        String detail = report.detail().isEmpty() ? "" : " (" + report.detail() + ")";
        String size = machine.config().map(config -> config.guest().toString()).orElse("size not known");
        return "<tr><td><code>" + Markup.text(machine.id().value()) + "</code><br><span class=\"quiet\">"
                + Markup.text(size) + "</span></td><td>"
                + Markup.text(machine.region().value())
                + "</td><td><span class=\"dot " + dot(machine.state()) + "\"></span>" + Markup.text(machine.stateText())
                + "</td><td class=\"" + Money.of(report).map(HtmlSpend::style).orElse("same") + "\">"
                + Money.of(report).map(WORDS::money).orElse("no price") + "</td><td class=\"words\"><span class=\"id\">"
                + report.reason().code() + "</span> "
                + Markup.text(report.reason().sentence() + detail)
                + "</td><td class=\"words\">" + Markup.text(report.change()) + "</td></tr>\n";
    }

    private static String dot(MachineState state) {
        return switch (state.kind()) {
            case AWAKE -> "started";
            case ASLEEP -> state == MachineState.SUSPENDED ? "suspended" : "stopped";
            case PASSING -> "moving";
            case BROKEN -> "failed";
            case GONE, UNKNOWN -> "unknown";
        };
    }
}
