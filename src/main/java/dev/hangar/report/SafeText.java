package dev.hangar.report;

import java.util.Locale;

/// Text from outside, made harmless to show: names and messages may hold escapes that clear a terminal, line breaks
/// that forge a line, or marks that turn the reading direction.
///
/// What is shown as it is takes one column each and reads from left to right; all else appears as its code point,
/// such as `<U+001B>`.
public final class SafeText {
    /// First block that reads from right to left (Hebrew).
    private static final int LEFT_TO_RIGHT_END = 0x590;

    private static final int TYPOGRAPHY_START = 0x2010;
    private static final int TYPOGRAPHY_END = 0x2027;
    private static final int ARROWS_START = 0x2190;
    private static final int ARROWS_END = 0x2200;

    private SafeText() {}

    /// `raw` without anything that could do harm.
    ///
    /// @param unicode whether harmless characters beyond ASCII stay as they are
    public static String of(String raw, boolean unicode) {
        StringBuilder shown = new StringBuilder(raw.length());
        raw.codePoints().forEach(point -> {
            if (isPlainAscii(point) || (unicode && isHarmless(point))) {
                shown.appendCodePoint(point);
            } else {
                shown.append(String.format(Locale.ROOT, "<U+%04X>", point));
            }
        });
        return shown.toString();
    }

    private static boolean isPlainAscii(int point) {
        return point >= ' ' && point <= '~';
    }

    private static boolean isHarmless(int point) {
        boolean block = point < LEFT_TO_RIGHT_END
                || (point >= TYPOGRAPHY_START && point < TYPOGRAPHY_END)
                || (point >= ARROWS_START && point < ARROWS_END);
        return block && point > '~' && takesOneColumn(point);
    }

    private static boolean takesOneColumn(int point) {
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point)
                || type == Character.MATH_SYMBOL
                || type == Character.OTHER_SYMBOL
                || type == Character.CURRENCY_SYMBOL
                || type == Character.DASH_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION;
    }
}
