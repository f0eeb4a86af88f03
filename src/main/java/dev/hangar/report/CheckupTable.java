package dev.hangar.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// A check-up as lines of text: level, what was looked at, what was found, and below it what to do.
public final class CheckupTable {
    private static final int LEVEL_WIDTH = 6;
    private static final String MANUAL = "docs/guide/doctor.md";

    private final TableStyle style;

    public CheckupTable(TableStyle style) {
        this.style = style;
    }

    /// The whole check-up.
    public String render(Checkup checkup) {
        Page page = new Page(style);
        page.line("Hangar doctor at " + checkup.at().truncatedTo(ChronoUnit.SECONDS));
        page.blank();
        int checks = checkup.findings().stream()
                .mapToInt(finding -> style.safe(finding.check()).length())
                .max()
                .orElse(0);
        checkup.findings().forEach(finding -> finding(page, finding, checks + 2));
        page.blank();
        page.paragraph(0, summary(checkup), TableStyle.Paint.PLAIN);
        return page.toString();
    }

    private void finding(Page page, Finding finding, int checks) {
        // Where little room is left beside them, what was found goes below.
        boolean narrow = style.width() - LEVEL_WIDTH - checks < 40;
        int margin = narrow ? LEVEL_WIDTH : LEVEL_WIDTH + checks;
        String head = style.paint(pad(finding.level().word(), LEVEL_WIDTH), paint(finding.level()))
                + pad(style.safe(finding.check()), checks);
        List<String> lines = new ArrayList<>(Page.wrap(style.safe(found(finding)), style.width() - margin));
        finding.fix().ifPresent(fix -> lines.addAll(Page.wrap("fix: " + style.safe(fix), style.width() - margin)));
        page.line(narrow ? head.stripTrailing() : head + lines.removeFirst());
        lines.forEach(line -> page.line(" ".repeat(margin) + line));
    }

    private static String found(Finding finding) {
        return finding.found()
                + finding.cause().map(cause -> " [" + cause + "]").orElse("");
    }

    private static String summary(Checkup checkup) {
        return checkup.count(Finding.Level.OK) + " ok, " + counted(checkup.count(Finding.Level.WARNING), "warning")
                + ", " + counted(checkup.count(Finding.Level.FAILURE), "failure") + ", "
                + checkup.count(Finding.Level.SKIPPED) + " not checked."
                + (checkup.findings().stream()
                                .anyMatch(finding -> finding.cause().isPresent())
                        ? " Words in [ ] are explained in " + MANUAL
                        : " Nothing was changed at Fly.");
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static TableStyle.Paint paint(Finding.Level level) {
        return switch (level) {
            case OK -> TableStyle.Paint.SAVES;
            case WARNING -> TableStyle.Paint.COSTS;
            case FAILURE -> TableStyle.Paint.ALARM;
            case SKIPPED -> TableStyle.Paint.ASIDE;
        };
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
