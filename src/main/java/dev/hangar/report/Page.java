package dev.hangar.report;

import java.util.ArrayList;
import java.util.List;

/// Lines of text under construction, with paragraphs wrapped to the width.
final class Page {
    private final TableStyle style;
    private final StringBuilder text = new StringBuilder();

    Page(TableStyle style) {
        this.style = style;
    }

    TableStyle style() {
        return style;
    }

    void line(String line) {
        text.append(line).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    /// Adds harmless text, wrapped between words; lines after the first are indented two columns deeper.
    void paragraph(int indent, String words, TableStyle.Paint paint) {
        String margin = " ".repeat(indent);
        for (String line : wrap(words, style.width() - indent)) {
            line(margin + style.paint(line, paint));
        }
    }

    /// Splits at spaces into lines of at most `width` columns; a longer word is broken.
    static List<String> wrap(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String hang = "  ";
        for (String word : words.strip().split(" +", -1)) {
            String rest = word;
            if (!line.toString().isBlank() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(hang);
            }
            line.append(line.toString().isBlank() ? "" : " ");
            while (line.length() + rest.length() > width) {
                int room = width - line.length();
                lines.add(line + rest.substring(0, room));
                rest = rest.substring(room);
                line = new StringBuilder(hang);
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
