package dev.hangar.report;

import dev.hangar.survey.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Advice on a page: what fails first, then dollars; each with evidence, a fix to copy and its page.
final class HtmlAdvice {
    /// The others wait behind a fold.
    private static final int SHOWN = 10;

    private HtmlAdvice() {}

    static String of(List<Advice> advice) {
        if (advice.isEmpty()) {
            return "";
        }
        StringBuilder part = new StringBuilder("<section id=\"advice\">\n<h2>Advice</h2>\n");
        advice.stream().limit(SHOWN).forEach(one -> part.append(one(one)));
        if (advice.size() > SHOWN) {
            List<Advice> rest = advice.subList(SHOWN, advice.size());
            StringBuilder more = new StringBuilder();
            rest.forEach(one -> more.append(one(one)));
            part.append(Html.details(
                    false,
                    "<b>" + rest.size() + " more</b> <span class=\"quiet\">" + Markup.text(AdviceWords.counts(rest))
                            + "</span>",
                    more.toString()));
        }
        return part.append("</section>\n").toString();
    }

    private static String one(Advice advice) {
        String kind = kind(advice.worth());
        StringBuilder card = new StringBuilder("<article class=\"advice " + kind + "\">\n");
        card.append("<p class=\"tags\"><span class=\"badge ")
                .append(kind)
                .append("\">")
                .append(Markup.text(AdviceWords.worth(advice)))
                .append("</span> <span class=\"id\">")
                .append(advice.topic().code())
                .append("</span> ")
                .append(Html.code(AdviceWords.subject(advice)))
                .append("</p>\n<h3>")
                .append(Markup.text(advice.headline()))
                .append("</h3>\n");
        String risk = AdviceWords.risk(advice);
        if (!risk.isEmpty()) {
            card.append(Html.paragraph("risk", "Risk: " + risk + "."));
        }
        List<String> evidence = new ArrayList<>();
        advice.evidence().forEach(sentence -> evidence.add(sentence + "."));
        String machines = AdviceWords.machines(advice);
        if (!machines.isEmpty()) {
            evidence.add("It concerns " + machines + ".");
        }
        card.append(Html.list(evidence));
        advice.fixes().forEach(fix -> card.append(fix(fix)));
        return card.append("<p class=\"soft\">More: ")
                .append(Html.code(advice.topic().page()))
                .append("</p>\n</article>\n")
                .toString();
    }

    /// A command stays one line, whatever is in it.
    private static String fix(Advice.Fix fix) {
        return switch (fix) {
            case Advice.Fix.Words(String sentence) -> "<p><b>Fix:</b> " + Markup.text(sentence) + ".</p>\n";
            case Advice.Fix.Command(String line) -> block("Fix, run:", Stream.of(line));
            case Advice.Fix.Lines(String toml) -> block("Fix, in fly.toml:", toml.lines());
        };
    }

    private static String block(String heading, Stream<String> lines) {
        return lines.map(line -> Markup.text(line) + "\n")
                .collect(Collectors.joining(
                        "", "<p class=\"fix\">" + heading + "</p>\n<pre tabindex=\"0\">", "</pre>\n"));
    }

    private static String kind(Advice.Worth worth) {
        return switch (worth) {
            case Advice.Worth.Outage outage -> "outage";
            case Advice.Worth.Risk risk -> "warns";
            case Advice.Worth.Saves saves -> "saves";
            case Advice.Worth.Costs costs -> "costs";
            case Advice.Worth.Tidies tidies -> "tidies";
        };
    }
}
