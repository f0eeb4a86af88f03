package dev.hangar.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hangar.config.AppFilter;
import dev.hangar.control.Pauses;
import dev.hangar.policy.PauseMode;
import dev.hangar.report.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `PUT /api/pause` is sent. Everything in it is hostile until it is read.
final class PauseRequest {
    /// Longest body, in characters.
    static final int MAX_BODY = 4_096;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MAX_WHY = 200;
    private static final Set<String> KEYS = Set.of("mode", "scope", "for", "why");
    private static final Pattern SCOPE = Pattern.compile("[a-z0-9*-]{1,63}");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhd])");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(5).build());
    }

    private PauseRequest() {}

    /// What is wrong with a request: which key, its value as sent, and what it may be.
    record Problem(String error, String key, String value, String range) {}

    /// Signals a problem.
    static final class ProblemException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        ProblemException(String error, String key, String value, String range) {
            super(error);
            this.problem = new Problem(error, key, shown(value, MAX_WHY), range);
        }

        Problem problem() {
            return problem;
        }
    }

    /// The pause that `body` asks for, beginning at `now`.
    static Pauses.Pause read(String body, Instant now) throws ProblemException {
        JsonNode json = object(body);
        TreeSet<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    "unknown key", shown(unknown.first(), MAX_WHY), "", "mode, scope, for and why are known");
        }
        String scope = scope(text(json, "scope").orElse(""));
        return new Pauses.Pause(
                scope,
                AppFilter.parse(scope).orElse(AppFilter.ALL)::includes,
                mode(text(json, "mode").orElse("")),
                now,
                now.plus(time(text(json, "for").orElse(""))),
                shown(text(json, "why").orElse(""), MAX_WHY));
    }

    /// A scope as it may be asked for.
    static String scope(String scope) throws ProblemException {
        if (!SCOPE.matcher(scope).matches()) {
            throw new ProblemException(
                    "scope is missing or can match no app",
                    "scope",
                    scope,
                    "* or an app's name, in which * stands for any text");
        }
        return scope;
    }

    private static JsonNode object(String body) throws ProblemException {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // Said below: the parser's own words quote the body.
        }
        throw new ProblemException(
                "the body is no JSON object", "", "", "such as {\"mode\":\"down\",\"scope\":\"*\",\"for\":\"2h\"}");
    }

    private static Optional<String> text(JsonNode json, String key) throws ProblemException {
        JsonNode node = json.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new ProblemException(key + " is no text", key, node.toString(), "a text in quotes");
        }
        return Optional.of(node.textValue());
    }

    private static PauseMode mode(String mode) throws ProblemException {
        return switch (mode) {
            case "all" -> PauseMode.ALL;
            case "up" -> PauseMode.UP;
            case "down" -> PauseMode.DOWN;
            default -> throw new ProblemException("mode is missing or unknown", "mode", mode, "all, up or down");
        };
    }

    private static Duration time(String time) throws ProblemException {
        Matcher matcher = TIME.matcher(time);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            Duration read = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            if (read.compareTo(SHORTEST) >= 0 && read.compareTo(LONGEST) <= 0) {
                return read;
            }
        }
        throw new ProblemException("for is missing or out of range", "for", time, "1m to 7d, in s, m, h or d");
    }

    private static String shown(String text, int max) {
        String clean = SafeText.of(text.length() > max ? text.substring(0, max) : text, true);
        return clean.length() > max ? clean.substring(0, max) : clean;
    }

    /// The mode as it is written.
    static String word(PauseMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
