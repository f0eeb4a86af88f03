package dev.hangar.report;

import dev.hangar.survey.Advice;
import java.util.List;

/// Advice in a table: what fails first, then dollars; each with its evidence, a fix to copy and its page.
final class AdviceLines {
    private static final int MOST = 12;
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
        String machines = AdviceWords.machines(advice);
        words("Seen: " + style.safe(String.join("; ", advice.evidence()), LONGEST_WORDS)
                + (machines.isEmpty() ? "" : " (" + style.safe(machines, LONGEST_WORDS) + ")") + ".");
        advice.fixes().forEach(this::fix);
        page.paragraph(INDENT, "More: " + advice.topic().page(), TableStyle.Paint.ASIDE);
    }

    private void words(String text) {
        page.paragraph(INDENT, text, TableStyle.Paint.PLAIN);
    }

    /// What is to be copied is not wrapped between words and keeps its lines.
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
        int room = style.width() - INDENT - 4;
        for (String line : lines) {
            String rest = style.safe(line);
            do {
                page.line(" ".repeat(INDENT + 4) + rest.substring(0, Math.min(room, rest.length())));
                rest = rest.substring(Math.min(room, rest.length()));
            } while (!rest.isEmpty());
        }
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
