package dev.hangar.report;

/// Text for a page: nothing that comes from outside can become a tag, an attribute or an escape.
final class Markup {
    private Markup() {}

    /// `raw` as it may stand between tags and in a quoted attribute.
    static String text(String raw) {
        return SafeText.of(raw, true)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
