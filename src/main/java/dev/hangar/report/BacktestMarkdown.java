package dev.hangar.report;

import java.util.List;
import java.util.stream.Collectors;

/// A backtest as Markdown, for a pull request or a document. Lines end with `\n`.
public final class BacktestMarkdown {
    /// The whole text.
    public String render(BacktestReport report) {
        StringBuilder text = new StringBuilder();
        text.append("# Backtest of ").append(escaped(report.trace())).append("\n\n");
        BacktestCells.sentences(report)
                .forEach(sentence -> text.append(sentence).append('\n'));
        report.notes().forEach(note -> text.append("\n> ").append(escaped(note)).append('\n'));
        text.append('\n');
        List<List<String>> cells = BacktestCells.of(report);
        text.append(line(cells.getFirst()));
        text.append(cells.getFirst().stream()
                        .map(heading -> heading.equals("policy") || heading.equals("kept") ? "---" : "---:")
                        .collect(Collectors.joining(" | ", "| ", " |")))
                .append('\n');
        cells.stream().skip(1).forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(BacktestMarkdown::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /// What Markdown or HTML would take for markup becomes text.
    private static String escaped(String text) {
        return SafeText.of(text, true).replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
    }
}
