package dev.hangar.report;

import java.util.List;

/// A backtest as plain text for people: what was replayed, then a row per policy. Lines end with `\n`.
public final class BacktestTable {
    private final TableStyle style;

    public BacktestTable(TableStyle style) {
        this.style = style;
    }

    /// The whole text.
    public String render(BacktestReport report) {
        Page page = new Page(style);
        page.paragraph(0, "Hangar backtest of " + style.safe(report.trace()), TableStyle.Paint.HEADING);
        BacktestCells.sentences(report).forEach(sentence -> page.paragraph(0, sentence, TableStyle.Paint.ASIDE));
        report.notes().forEach(note -> page.paragraph(0, "! " + style.safe(note), TableStyle.Paint.COSTS));
        page.blank();
        List<List<String>> cells = BacktestCells.of(report);
        Columns columns = new Columns(cells);
        page.line(style.paint(columns.row(0), TableStyle.Paint.HEADING));
        for (int row = 0; row < report.rows().size(); row++) {
            boolean kept = report.keeps(report.rows().get(row));
            page.line(style.paint(columns.row(row + 1), kept ? TableStyle.Paint.PLAIN : TableStyle.Paint.ALARM));
        }
        return page.toString();
    }
}
