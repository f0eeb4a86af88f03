package dev.hangar.report;

import java.util.List;
import java.util.stream.Collectors;

/// Parts that pages are put together from. What is called words comes from outside or may: it is made harmless here.
final class Html {
    private Html() {}

    static String paragraph(String style, String words) {
        return "<p class=\"" + style + "\">" + Markup.text(words) + "</p>\n";
    }

    static String code(String words) {
        return "<code>" + Markup.text(words) + "</code>";
    }

    /// A list of sentences.
    static String list(List<String> words) {
        return words.stream()
                .map(one -> "<li>" + Markup.text(one) + "</li>\n")
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    /// Something wide, which moves by itself instead of the page; reached by keyboard too.
    static String scroll(String label, String markup) {
        return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + Markup.text(label) + "\">"
                + markup + "</div>\n";
    }

    static String figure(String label, String svg, String caption) {
        return "<figure>" + scroll(label, svg) + "<figcaption>" + Markup.text(caption) + "</figcaption></figure>\n";
    }

    /// A part that opens and closes.
    ///
    /// @param summary markup
    /// @param content markup
    static String details(boolean open, String summary, String content) {
        return "<details" + (open ? " open" : "") + "><summary>" + summary + "</summary>\n<div class=\"inside\">\n"
                + content + "</div></details>\n";
    }

    /// A heading row of a table.
    static String head(List<String> words) {
        return words.stream()
                .map(one -> "<th scope=\"col\">" + Markup.text(one) + "</th>")
                .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>\n"));
    }
}
