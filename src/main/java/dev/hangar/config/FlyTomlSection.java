package dev.hangar.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hangar.model.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A table of a fly.toml with its place in the file. What a key holds is taken as flyctl takes it; anything else is a
/// problem, and then counts as absent.
///
/// @param file name of the file
/// @param path place of the table, empty for the whole file
/// @param node the table
/// @param lines where keys stand
/// @param problems collects what is wrong
record FlyTomlSection(String file, String path, JsonNode node, FlyTomlLines lines, ProblemCollector problems) {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s|m|h)");
    private static final Pattern MEMORY =
            Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(k|m|g|t)?i?b?", Pattern.CASE_INSENSITIVE);

    boolean has(String key) {
        return !node.path(key).isMissingNode();
    }

    JsonNode raw(String key) {
        return node.path(key);
    }

    /// The table under a key; an empty one when there is none.
    FlyTomlSection table(String key) {
        JsonNode child = node.path(key);
        if (!child.isMissingNode() && !child.isObject()) {
            bad(key, "must be a table");
        }
        return child(key, child.isObject() ? child : JsonNodeFactory.instance.objectNode());
    }

    /// The tables under a key, which may be one table or several; empty ones are left out, as flyctl does.
    List<FlyTomlSection> tables(String key) {
        JsonNode child = node.path(key);
        List<FlyTomlSection> found = new ArrayList<>();
        if (child.isObject() && !child.isEmpty()) {
            found.add(child(key, child));
        } else if (child.isArray()) {
            for (int i = 0; i < child.size(); i++) {
                if (!child.get(i).isObject()) {
                    bad(key, "must be a table, or several");
                    return List.of();
                }
                if (!child.get(i).isEmpty()) {
                    found.add(child(key + "[" + i + "]", child.get(i)));
                }
            }
        } else if (!child.isMissingNode() && !child.isObject()) {
            bad(key, "must be a table, or several");
        }
        return found;
    }

    private FlyTomlSection child(String name, JsonNode child) {
        return new FlyTomlSection(file, full(name), child, lines, problems);
    }

    Optional<String> text(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            bad(key, "must be a text in quotes");
            return Optional.empty();
        }
        return Optional.of(SafeText.label(value.textValue())).filter(text -> !text.isEmpty());
    }

    /// One of some words.
    Optional<String> word(String key, List<String> allowed) {
        Optional<String> word = text(key);
        if (word.isPresent() && !allowed.contains(word.get())) {
            bad(key, "must be one of " + String.join(", ", allowed));
            return Optional.empty();
        }
        return word;
    }

    Optional<Boolean> flag(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            bad(key, "must be true or false");
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    /// A whole number; flyctl takes digits in quotes as well.
    OptionalInt number(String key, int least, int most) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        boolean whole = value.canConvertToInt() && value.isIntegralNumber();
        if (whole || (value.isTextual() && DIGITS.matcher(value.textValue()).matches())) {
            int number = whole ? value.intValue() : Integer.parseInt(value.textValue());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        bad(key, "must be a whole number from " + least + " to " + most);
        return OptionalInt.empty();
    }

    /// Seconds, or a text such as `1m30s`.
    Optional<Duration> duration(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || (value.isTextual() && value.textValue().isEmpty())) {
            return Optional.empty();
        }
        Optional<Duration> time = value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0
                ? Optional.of(Duration.ofSeconds(value.intValue()))
                : goDuration(value.asText(""));
        if (time.isEmpty()) {
            bad(key, "must be seconds, or a text such as \"5s\"");
        }
        return time;
    }

    private static Optional<Duration> goDuration(String text) {
        Matcher part = DURATION_PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.lookingAt()) {
            double nanos = Double.parseDouble(part.group(1)) * nanos(part.group(2));
            sum = sum.plusNanos(Math.round(nanos));
            end = part.end();
            part.region(end, text.length());
        }
        return end == text.length() && end > 0 ? Optional.of(sum) : Optional.empty();
    }

    private static double nanos(String unit) {
        return switch (unit) {
            case "h" -> 3.6e12;
            case "m" -> 6e10;
            case "s" -> 1e9;
            case "ms" -> 1e6;
            case "us", "µs" -> 1e3;
            default -> 1;
        };
    }

    /// Memory in MiB: a number of them, or a text such as `512`, `512mb` or `1gb`.
    OptionalInt memoryMb(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        Matcher memory = MEMORY.matcher(value.isTextual() || value.isIntegralNumber() ? value.asText() : "?");
        if (memory.matches()) {
            double mb = Double.parseDouble(memory.group(1)) * megabytes(memory.group(2), value.asText());
            if (mb >= 1 && mb < 1e7) {
                return OptionalInt.of((int) mb);
            }
        }
        bad(key, "must be MB, or a text such as \"512mb\" or \"1gb\"");
        return OptionalInt.empty();
    }

    /// Without any unit flyctl takes MiB; `512b` would be bytes.
    private static double megabytes(@Nullable String unit, String text) {
        if (unit == null) {
            return DIGITS.matcher(text).matches() ? 1 : 1.0 / (1 << 20);
        }
        return switch (unit.charAt(0)) {
            case 'k', 'K' -> 1.0 / 1024;
            case 'm', 'M' -> 1;
            case 'g', 'G' -> 1024;
            default -> 1024 * 1024;
        };
    }

    /// Texts of a list.
    List<String> texts(String key) {
        JsonNode value = node.path(key);
        List<String> found = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            bad(key, "must be a list of texts");
            return found;
        }
        for (JsonNode entry : value) {
            if (!entry.isTextual() || SafeText.label(entry.textValue()).isEmpty()) {
                bad(key, "must be a list of texts");
                return List.of();
            }
            found.add(SafeText.label(entry.textValue()));
        }
        return found;
    }

    /// Names a value that is not what it should be.
    void bad(String key, String explanation) {
        String full = full(key);
        JsonNode value = node.path(key);
        Optional<String> shown = value.isValueNode() ? Optional.of(SafeText.label(value.asText())) : Optional.empty();
        OptionalInt line = lines.line(full);
        String source = file + (line.isPresent() ? " line " + line.getAsInt() : "");
        problems.add(new Problem(full, shown, explanation, Optional.of(source)));
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
