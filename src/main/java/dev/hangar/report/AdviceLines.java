package dev.hangar.report;

import dev.hangar.survey.Advice;
import java.util.ArrayList;
import java.util.List;

/// Advice in a table: what fails first, then dollars; each with its evidence, a fix to copy and its page.
final class AdviceLines {
    private static final int MOST = 12;
    private static final int MOST_EVIDENCE = 8;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_WORDS = 300;
    private static final int INDENT = 4;

    private final Page page;
    private final TableStyle style;

    AdviceLines(Page page) {
        this.page = page;
        this.style = page.style();
    }

    void render(List<Advice> advice) {
        if (advice.isEmpty()) {
            return;
        }
        page.blank();
        page.line(style.paint("Advice", TableStyle.Paint.HEADING));
        advice.stream().limit(MOST).forEach(this::one);
        if (advice.size() > MOST) {
            List<Advice> rest = advice.subList(MOST, advice.size());
            page.paragraph(
                    2,
                    "and " + rest.size() + " more (" + AdviceWords.counts(rest) + "), see --format html or json",
                    TableStyle.Paint.PLAIN);
        }
    }

    private void one(Advice advice) {
        page.paragraph(
                2,
                AdviceWords.sign(advice) + " " + advice.topic().code() + "  "
                        + style.safe(AdviceWords.subject(advice), LONGEST_NAME) + ": " + AdviceWords.worth(advice),
                paint(advice));
        words(style.safe(advice.headline(), LONGEST_WORDS) + ".");
        String risk = AdviceWords.risk(advice);
        if (!risk.isEmpty()) {
            words("Risk: " + style.safe(risk, LONGEST_WORDS) + ".");
        }
        evidence(advice);
        advice.fixes().forEach(this::fix);
        page.paragraph(INDENT, "More: " + advice.topic().page(), TableStyle.Paint.ASIDE);
    }

    /// A line for each, so that none is cut in favor of another.
    private void evidence(Advice advice) {
        List<String> seen = new ArrayList<>();
        advice.evidence().stream().limit(MOST_EVIDENCE).forEach(one -> seen.add(style.safe(one, LONGEST_WORDS)));
        int more = advice.evidence().size() - MOST_EVIDENCE;
        if (more > 0) {
            seen.add("and " + more + " more, see --format html or json");
        }
        String machines = AdviceWords.machines(advice);
        if (!machines.isEmpty()) {
            seen.add("it concerns " + style.safe(machines, LONGEST_WORDS));
        }
        words("Seen: " + seen.getFirst() + ".");
        seen.stream()
                .skip(1)
                .forEach(one -> page.paragraph(INDENT + "Seen: ".length(), one + ".", TableStyle.Paint.PLAIN));
    }

    private void words(String text) {
        page.paragraph(INDENT, text, TableStyle.Paint.PLAIN);
    }

    /// What is to be copied is never wrapped nor cut: half a command is worse than a long line.
    private void fix(Advice.Fix fix) {
        switch (fix) {
            case Advice.Fix.Words(String sentence) -> words("Fix: " + style.safe(sentence, LONGEST_WORDS) + ".");
            case Advice.Fix.Command(String line) -> verbatim("Fix, run:", List.of(line));
            case Advice.Fix.Lines(String toml) ->
                verbatim("Fix, in fly.toml:", toml.lines().toList());
        }
    }

    private void verbatim(String heading, List<String> lines) {
        words(heading);
        lines.forEach(line -> page.line(" ".repeat(INDENT + 4) + style.safe(line)));
    }

    private static TableStyle.Paint paint(Advice advice) {
        return switch (advice.worth()) {
            case Advice.Worth.Outage outage -> TableStyle.Paint.ALARM;
            case Advice.Worth.Risk risk -> TableStyle.Paint.COSTS;
            case Advice.Worth.Saves saves -> TableStyle.Paint.SAVES;
            case Advice.Worth.Costs costs -> TableStyle.Paint.COSTS;
            case Advice.Worth.Tidies tidies -> TableStyle.Paint.PLAIN;
        };
    }
}
