package dev.hangar.report;

import java.util.List;
import java.util.stream.Collectors;

/// Rows as RFC 4180 wants them, which no spreadsheet takes for formulas and no terminal for commands.
final class Csv {
    private static final String LINE_END = "\r\n";

    private Csv() {}

    /// One row with its line end.
    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", LINE_END));
    }

    /// A spreadsheet runs what begins with `=`, `+`, `-`, `@`, a tab or a line break (also behind spaces): an
    /// apostrophe before it makes it text. Tabs and line breaks inside are shown as their code points.
    private static String cell(String raw) {
        String first = raw.strip();
        boolean formula = !raw.isEmpty()
                && ("\t\r\n".indexOf(raw.charAt(0)) >= 0 || (!first.isEmpty() && "=+-@".indexOf(first.charAt(0)) >= 0));
        String text = (formula ? "'" : "") + SafeText.of(raw, true);
        return text.matches("[^\",;]*") && text.equals(text.strip()) ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
