package dev.hangar.cli;

import dev.hangar.model.AppName;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A pattern of app names: `*` stands for any characters, `?` for one.
///
/// @param text as the user wrote it, not blank
public record AppPattern(String text) {
    public AppPattern {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a pattern of app names must not be blank");
        }
    }

    public boolean matches(AppName app) {
        return regex().matcher(app.value()).matches();
    }

    private Pattern regex() {
        return Pattern.compile(text.toLowerCase(Locale.ROOT)
                .codePoints()
                .mapToObj(AppPattern::regex)
                .collect(Collectors.joining()));
    }

    private static String regex(int point) {
        return switch (point) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(point));
        };
    }
}
