package dev.hangar.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text for GitHub flavored Markdown: what comes from outside can become no tag, table cell, link, image, mention or
/// reference.
final class MarkdownText {
    /// An underscore within a word and marks of lists within a line are left alone.
    private static final Pattern SPECIAL =
            Pattern.compile("[\\\\`*\\[\\]#|<>~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+=]");

    /// What sites make links, mentions and references of, although it is escaped: a blank of no width parts it.
    private static final Pattern LINKED = Pattern.compile("(?i)(@|\\\\#|://|\\bwww\\.|\\bgh-)");

    private static final String APART = "&#8203;";
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private MarkdownText() {}

    /// Words in a paragraph or a cell.
    static String of(String raw) {
        String escaped = SPECIAL.matcher(SafeText.of(raw, true)).replaceAll("\\\\$0");
        return LINKED.matcher(escaped).replaceAll(found -> {
            String mark = found.group();
            return mark.equals("://") ? ":" + APART + "//" : mark + APART;
        });
    }

    /// A name as code, in a paragraph or a cell: nothing in it is looked at but backticks and bars.
    static String code(String raw) {
        String name = SafeText.of(raw, true).replace("`", "<U+0060>").replace("|", "<U+007C>");
        return name.isBlank() ? "` `" : "`" + name + "`";
    }

    /// Lines as they are, fenced so that none of them ends the block.
    static String block(String language, List<String> lines) {
        List<String> safe = lines.stream().map(line -> SafeText.of(line, true)).toList();
        int longest = safe.stream()
                .flatMap(line -> BACKTICKS.matcher(line).results())
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        return safe.stream().collect(Collectors.joining("\n", fence + language + "\n", "\n" + fence + "\n"));
    }

    /// A row of cells that are Markdown already.
    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /// The heading of a table; columns from `right` on are set flush right.
    static String heading(List<String> cells, int right) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < cells.size(); i++) {
            line.append(i < right ? "---|" : "--:|");
        }
        return row(cells) + line + "\n";
    }

    /// A part that is folded away until somebody opens it.
    ///
    /// @param summary harmless words
    static String details(String summary, String content) {
        return "<details>\n<summary>" + summary + "</summary>\n\n" + content.strip() + "\n\n</details>\n";
    }
}
