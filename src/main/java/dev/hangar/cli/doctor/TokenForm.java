package dev.hangar.cli.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a token looks like, told without any part of it.
///
/// @param kind what it seems to be, and how it travels
/// @param flaw what keeps it from being a token, if anything does
/// @param scheme word in front of it in the header: `FlyV1` or `Bearer` (facts 1.1)
/// @param parts what must never be shown
record TokenForm(Kind kind, Optional<String> flaw, String scheme, List<String> parts) {
    private static final Pattern SCHEME = Pattern.compile("^((?i:FlyV1|Bearer)(\\s+|$))+");
    private static final Pattern NAMES_FLY_V1 = Pattern.compile("(?i)(^|[\\s,])FlyV1(\\s|$)");
    private static final Pattern MACAROON = Pattern.compile("^fm(1r|1a|2)_.*", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)^[$<{…].*|.*(replace-me|your[-_ ]?token|changeme|xxxxx|\\.\\.\\.|…).*", Pattern.DOTALL);

    /// Shorter texts would be cut out of words that are no token.
    private static final int SHORTEST_SECRET = 6;

    /// What a token seems to be.
    enum Kind {
        MACAROON("a macaroon (fm2_), as fly tokens create makes it"),
        PERSONAL("a personal token, as older fly auth token prints it"),
        OTHER("no macaroon (fm2_) of fly tokens create");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// @param raw as it was set, not blank
    static TokenForm of(String raw) {
        List<String> parts = Arrays.stream(raw.split(",", -1))
                .map(part -> SCHEME.matcher(part.strip()).replaceFirst(""))
                .filter(part -> !part.isEmpty())
                .toList();
        boolean macaroon =
                parts.stream().anyMatch(part -> MACAROON.matcher(part).matches());
        boolean flyV1 = macaroon || NAMES_FLY_V1.matcher(raw).find();
        List<String> secrets = Arrays.stream(raw.split("[\\s,\"'`]+", -1))
                .filter(part -> part.length() >= SHORTEST_SECRET)
                .toList();
        return new TokenForm(kind(parts, flyV1), flaw(raw, parts), flyV1 ? "FlyV1" : "Bearer", secrets);
    }

    private static Kind kind(List<String> parts, boolean flyV1) {
        if (flyV1) {
            return Kind.MACAROON;
        }
        return parts.stream().anyMatch(part -> part.startsWith("fo1_")) ? Kind.PERSONAL : Kind.OTHER;
    }

    private static Optional<String> flaw(String raw, List<String> parts) {
        String text = raw.strip();
        if (parts.isEmpty()) {
            return Optional.of(
                    "holds the word " + text.split("[\\s,]", 2)[0].toLowerCase(Locale.ROOT) + " and no token");
        }
        if (text.matches("(?s)[\"'`].*|.*[\"'`]")) {
            return Optional.of(
                    "stands in quotes that became part of it (docker --env-file and .env files keep quotes)");
        }
        if (PLACEHOLDER.matcher(text).matches()) {
            return Optional.of("is a placeholder, or a variable that nobody filled in");
        }
        if (parts.stream().anyMatch(part -> part.matches("(?s).*[\\r\\n].*"))) {
            return Optional.of("has a line break inside: it was broken while copying");
        }
        if (parts.stream().anyMatch(part -> !part.matches("[!-~]+"))) {
            return Optional.of("has blanks or characters inside that no token has");
        }
        return Optional.empty();
    }

    /// What it is and how it travels.
    String words() {
        return kind.words() + ", sent as " + scheme;
    }
}
