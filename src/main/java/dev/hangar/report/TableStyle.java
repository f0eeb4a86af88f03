package dev.hangar.report;

/// How a table is set.
///
/// @param width columns; below [#MIN_WIDTH] counts as that
/// @param color whether ANSI colors are used
/// @param unicode whether characters beyond ASCII are used
public record TableStyle(int width, boolean color, boolean unicode) {
    /// Narrower than this an id, a region, a state and two prices no longer fit side by side.
    public static final int MIN_WIDTH = 60;

    public static final int DEFAULT_WIDTH = 100;

    /// Colors of a table by what they say.
    enum Paint {
        PLAIN(""),
        HEADING("1"),
        SAVES("32"),
        COSTS("33"),
        ALARM("31"),
        ASIDE("2");

        private final String code;

        Paint(String code) {
            this.code = code;
        }
    }

    public TableStyle {
        width = Math.max(MIN_WIDTH, width);
    }

    String arrow() {
        return unicode ? "→" : "->";
    }

    String safe(String raw) {
        return SafeText.of(raw, unicode);
    }

    /// As [#safe(String)], cut to `longest` columns.
    String safe(String raw, int longest) {
        String text = safe(raw);
        String mark = unicode ? "…" : "...";
        return text.length() <= longest ? text : text.substring(0, longest - mark.length()) + mark;
    }

    /// Dresses text that has its final width already.
    String paint(String text, Paint paint) {
        return color && paint != Paint.PLAIN ? "\u001b[" + paint.code + "m" + text + "\u001b[0m" : text;
    }

    /// Dollars now and after, such as `$4.39 → $2.34`, or one figure when nothing changes.
    String money(Money money) {
        String now = money.nowPerMonth().toString();
        return money.changes() ? now + " " + arrow() + " " + money.afterPerMonth() : now;
    }

    /// The same by the hour, to a hundredth of a cent: most machines cost less than a cent then.
    String perHour(Money money) {
        String now = Words.fine(money.nowPerHour());
        String after = Words.fine(money.afterPerHour());
        return now.equals(after) ? now : now + " " + arrow() + " " + after;
    }

    static Paint paintOf(Money money) {
        if (!money.changes()) {
            return Paint.PLAIN;
        }
        return money.saving().value() > 0 ? Paint.SAVES : Paint.COSTS;
    }
}
