package dev.hangar.model;

import java.util.List;
import java.util.regex.Pattern;

/// Makes text from outside fit to be shown: without secrets, without control characters, short.
///
/// What comes in through an adapter goes through here, so that a log, a terminal, the API and a report may show it.
public final class SafeText {
    /// Longest detail of a failure, and of any other text that is only shown, in characters.
    public static final int MAX_DETAIL = 300;

    private static final String REDACTED = "[redacted]";
    /// Also catches a macaroon that was cut short or is not ours.
    private static final Pattern MACAROON = Pattern.compile("fm(1r|1a|2)_[A-Za-z0-9+/=_-]+");

    private SafeText() {}

    /// `text` on one line of at most `max` characters, with every secret and every macaroon replaced.
    public static String of(String text, List<String> secrets, int max) {
        String harmless = text;
        for (String secret : secrets) {
            harmless = secret.isBlank() ? harmless : harmless.replace(secret, REDACTED);
        }
        return shorten(onOneLine(MACAROON.matcher(harmless).replaceAll(REDACTED)), max);
    }

    /// `text` with every control, format and line-separating character replaced by a blank: a terminal, a log and a
    /// web page may show it.
    public static String onOneLine(String text) {
        if (isPlain(text)) {
            return text.strip();
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(SafeText::harmless).forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /// The same, with at most [#MAX_DETAIL] characters.
    public static String label(String text) {
        return shorten(onOneLine(text), MAX_DETAIL);
    }

    /// Nearly every text of a listing is: this spares it the copy.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static int harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> ' ';
            default -> codePoint;
        };
    }

    private static String shorten(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }
}
