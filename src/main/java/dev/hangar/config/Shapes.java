package dev.hangar.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON Schema keywords of values, for editors. A value is read as text, however YAML types it, so numbers and truth
/// values may stand in quotes as well.
final class Shapes {
    private static final String TYPE = "type";
    private static final String STRING = "string";
    private static final String NUMBER = "number";
    private static final String PATTERN = "pattern";
    private static final String DECIMAL = "[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?";
    private static final String GLOB = "[a-z0-9_*-]+";

    private Shapes() {}

    static Map<String, Object> whole(int least, int most) {
        return keywords(List.of("integer", STRING), "minimum", least, "maximum", most, PATTERN, "^[+-]?[0-9]+$");
    }

    static Map<String, Object> fraction(Interval range) {
        return keywords(
                List.of(NUMBER, STRING),
                range.leastIncluded() ? "minimum" : "exclusiveMinimum",
                plain(range.least()),
                range.mostIncluded() ? "maximum" : "exclusiveMaximum",
                plain(range.most()),
                PATTERN,
                "^" + DECIMAL + "$");
    }

    static Map<String, Object> dollars(BigDecimal least, BigDecimal most) {
        return keywords(
                List.of(NUMBER, STRING), "minimum", least, "maximum", most, PATTERN, "^[0-9]{1,8}(\\.[0-9]{1,6})?$");
    }

    /// The range is told in words only: a pattern cannot add up `1h30m`.
    static Map<String, Object> duration() {
        return keywords(STRING, PATTERN, "^([0-9]{1,9}(ms|s|m|h|d))+$");
    }

    static Map<String, Object> choice(List<String> words) {
        return keywords(STRING, "enum", words);
    }

    static Map<String, Object> yesNo() {
        return keywords(List.of("boolean", STRING), PATTERN, "^(true|false)$");
    }

    /// Any text; one that is a number needs no quotes.
    static Map<String, Object> text() {
        return keywords(List.of(STRING, NUMBER), PATTERN, "\\S");
    }

    /// A text of this form.
    static Map<String, Object> text(String pattern) {
        return keywords(List.of(STRING, NUMBER), PATTERN, pattern);
    }

    static Map<String, Object> address() {
        return keywords(STRING, "format", "uri", PATTERN, "^https?://[^/?#@\\s]+(/[^?#\\s]*)?$");
    }

    static Map<String, Object> apps() {
        List<Object> either = List.of(
                text("^" + GLOB + "(\\s*,\\s*" + GLOB + ")*$"),
                keywords("array", "minItems", 1, "items", text("^" + GLOB + "(\\s*,\\s*" + GLOB + ")*$")));
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("anyOf", either);
        return shape;
    }

    static Map<String, Object> capacity() {
        return keywords(List.of(STRING, NUMBER), "exclusiveMinimum", 0, PATTERN, "^(soft-limit|" + DECIMAL + ")$");
    }

    private static BigDecimal plain(double bound) {
        return new BigDecimal(Double.toString(bound)).stripTrailingZeros();
    }

    private static Map<String, Object> keywords(Object type, Object... more) {
        Map<String, Object> keywords = new LinkedHashMap<>();
        keywords.put(TYPE, type instanceof List<?> list ? new ArrayList<>(list) : type);
        for (int index = 0; index < more.length; index += 2) {
            keywords.put(String.valueOf(more[index]), more[index + 1]);
        }
        return keywords;
    }
}
