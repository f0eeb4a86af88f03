package dev.hangar.report;

import java.util.List;
import java.util.stream.IntStream;

/// Sections of an explanation on a page: a title, and below it words, rows and tables that keep to the width.
final class ExplainSection {
    private static final int TITLE = 2;
    private static final int INDENT = 4;
    private static final int LONGEST = 500;

    private final Page page;
    private final TableStyle style;

    ExplainSection(Page page) {
        this.page = page;
        this.style = page.style();
    }

    TableStyle style() {
        return style;
    }

    int indent() {
        return INDENT;
    }

    void title(String words) {
        page.blank();
        page.paragraph(TITLE, words, TableStyle.Paint.HEADING);
    }

    /// Text of any origin, wrapped.
    void words(String words) {
        words(words, TableStyle.Paint.PLAIN);
    }

    void words(String words, TableStyle.Paint paint) {
        page.paragraph(INDENT, style.safe(words, LONGEST), paint);
    }

    /// A harmless label, and text of any origin beside it, wrapped below itself.
    void row(String label, String words, TableStyle.Paint paint) {
        int room = style.width() - INDENT - label.length();
        List<String> lines = Page.wrap(style.safe(words, LONGEST), room);
        String margin = " ".repeat(INDENT);
        for (int i = 0; i < lines.size(); i++) {
            String before = i == 0 ? label : " ".repeat(label.length());
            page.line(margin + style.paint((before + lines.get(i)).stripTrailing(), paint));
        }
    }

    /// Harmless cells, the first row a heading. Where the width does not take them the columns go that are
    /// `dispensable`,
    /// the first named first.
    void table(List<List<String>> rows, int... dispensable) {
        List<List<String>> shown = rows;
        int gone = 0;
        for (int column : dispensable) {
            if (new Columns(shown).width() <= style.width() - INDENT) {
                break;
            }
            int index = column - gone;
            shown = shown.stream().map(row -> without(row, index)).toList();
            gone++;
        }
        Columns columns = new Columns(shown);
        for (int i = 0; i < shown.size(); i++) {
            String line = columns.row(i);
            int room = style.width() - INDENT;
            String cut = line.length() <= room ? line : line.substring(0, room);
            page.line(" ".repeat(INDENT) + style.paint(cut, i == 0 ? TableStyle.Paint.ASIDE : TableStyle.Paint.PLAIN));
        }
    }

    private static List<String> without(List<String> row, int index) {
        return IntStream.range(0, row.size())
                .filter(i -> i != index)
                .mapToObj(row::get)
                .toList();
    }
}
