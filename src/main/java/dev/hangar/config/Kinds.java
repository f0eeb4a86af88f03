package dev.hangar.config;

import dev.hangar.model.MicroDollars;
import dev.hangar.policy.Capacity;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kinds of value that the configuration knows.
final class Kinds {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));

    static final String SLUG = "[a-z0-9][a-z0-9-]*";
    private static final int LAST_PORT = 65535;
    private static final Pattern INSIDE_FLY = Pattern.compile("_api\\.internal(?::(\\d{1,5}))?");
    private static final Pattern SCHEMES = Pattern.compile("^(?:(?i:FlyV1|Bearer)(?:\\s+|$))+");

    private static final BigDecimal LEAST_DOLLARS = new BigDecimal("0.01");
    private static final BigDecimal MOST_DOLLARS = new BigDecimal("10000000");

    private Kinds() {}

    /// Whole numbers, both ends included.
    static Kind<Integer> whole(int least, int most) {
        return new Kind<>(
                Integer.class, "a whole number from " + least + " to " + most, Shapes.whole(least, most), text -> {
                    try {
                        int value = Integer.parseInt(text);
                        return value < least || value > most ? Optional.empty() : Optional.of(value);
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                });
    }

    /// Fractions: never percent.
    static Kind<Double> fraction(String range) {
        Interval interval = Interval.of(range);
        return new Kind<>(
                Double.class,
                "a number in " + range,
                Shapes.fraction(interval),
                text -> decimal(text).filter(interval::holds));
    }

    /// Amounts of dollars, to the cent and finer.
    static Kind<MicroDollars> dollars() {
        return new Kind<>(
                MicroDollars.class,
                "dollars from 0.01 to 10000000, such as 40 or 12.50",
                Shapes.dollars(LEAST_DOLLARS, MOST_DOLLARS),
                text -> text.matches("\\d{1,8}(\\.\\d{1,6})?")
                        ? Optional.of(new BigDecimal(text))
                                .filter(amount ->
                                        amount.compareTo(LEAST_DOLLARS) >= 0 && amount.compareTo(MOST_DOLLARS) <= 0)
                                .map(amount -> new MicroDollars(
                                        amount.movePointRight(6).longValueExact()))
                        : Optional.empty());
    }

    private static Optional<Double> decimal(String text) {
        try {
            // The pattern keeps out what Double.parseDouble takes besides: NaN, hex, a trailing "d".
            return text.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")
                    ? Optional.of(Double.parseDouble(text)).filter(Double::isFinite)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Durations such as `15s`, `5m`, `1h30m`, `500ms`; both ends included.
    static Kind<Duration> duration(String least, String most) {
        Duration shortest = duration(least).orElseThrow();
        Duration longest = duration(most).orElseThrow();
        return new Kind<>(
                Duration.class,
                "a duration from " + least + " to " + most + ", in ms, s, m, h or d",
                Shapes.duration(),
                text -> duration(text)
                        .filter(value -> value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0));
    }

    private static Optional<Duration> duration(String text) {
        Matcher part = DURATION.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (end < text.length()) {
            if (!part.find(end) || part.start() != end) {
                return Optional.empty();
            }
            Duration unit = UNITS.getOrDefault(part.group(2), Duration.ZERO);
            sum = sum.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
            end = part.end();
        }
        return end == 0 ? Optional.empty() : Optional.of(sum);
    }

    /// Words of an enum, in lower case.
    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(Kinds::word).toList();
        return new Kind<>(
                type,
                "one of " + String.join(", ", words),
                Shapes.choice(words),
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> word(constant).equals(text))
                        .findFirst());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind<Boolean> yesNo() {
        return new Kind<>(Boolean.class, "true or false", Shapes.yesNo(), text -> switch (text) {
            case "true" -> Optional.of(Boolean.TRUE);
            case "false" -> Optional.of(Boolean.FALSE);
            default -> Optional.empty();
        });
    }

    /// Any text that is not blank.
    static Kind<String> text(String what) {
        return new Kind<>(
                String.class, what, Shapes.text(), text -> Optional.of(text).filter(value -> !value.isBlank()));
    }

    /// Names in Fly's alphabet.
    static Kind<String> slug(String what) {
        return new Kind<>(
                String.class,
                what + " of lower-case letters, digits and dashes",
                Shapes.text("^" + SLUG + "$"),
                text -> Optional.of(text).filter(value -> value.matches(SLUG)));
    }

    /// Tokens as people paste them: several are joined by commas, and the words `FlyV1` and `Bearer` may stand in
    /// front.
    /// Whatever passes can travel in a header.
    static Kind<Secret> secret() {
        return new Kind<>(
                Secret.class,
                "a token of visible ASCII characters, or several joined by commas",
                Shapes.text(),
                text -> Optional.of(text).filter(Kinds::isToken).map(Secret::new),
                text -> Secret.REDACTED);
    }

    private static boolean isToken(String text) {
        List<String> parts = Arrays.stream(text.split(",", -1))
                .map(part -> SCHEMES.matcher(part.strip()).replaceFirst(""))
                .filter(part -> !part.isEmpty())
                .toList();
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.matches("[!-~]+"));
    }

    /// Plain addresses. A user part is refused, and hidden where the problem is shown: it may hold a password.
    static Kind<URI> address() {
        return address(Kinds::hasUsableHost);
    }

    /// Plain addresses, and `http://_api.internal`: with its underscore no host name by the book, but the Machines API
    /// inside an organization's network (facts 1.1).
    static Kind<URI> addressInsideFly() {
        return address(uri -> hasUsableHost(uri) || isInsideFly(uri));
    }

    private static Kind<URI> address(Predicate<URI> goodHost) {
        return new Kind<>(
                URI.class,
                "an address such as https://host/path, without user, query and fragment",
                Shapes.address(),
                text -> plainAddress(text).filter(goodHost),
                text -> text.replaceFirst("(?s)^([A-Za-z]+://)?.*@", "$1" + Secret.REDACTED + "@")
                        .replaceFirst("(?s)[?#].*", "?…"));
    }

    private static boolean hasUsableHost(URI address) {
        return address.getHost() != null && address.getPort() != 0 && address.getPort() <= LAST_PORT;
    }

    private static boolean isInsideFly(URI address) {
        Matcher authority = INSIDE_FLY.matcher(String.valueOf(address.getRawAuthority()));
        if (!"http".equals(address.getScheme()) || !authority.matches()) {
            return false;
        }
        int port =
                Optional.ofNullable(authority.group(1)).map(Integer::parseInt).orElse(1);
        return port >= 1 && port <= LAST_PORT;
    }

    /// What a server can listen on. Names are not looked up.
    static Kind<String> listenAddress() {
        return new Kind<>(
                String.class,
                "an IP address or a host name, such as 127.0.0.1, :: or localhost",
                Shapes.text("^[A-Za-z0-9:.%-]+$"),
                text -> Optional.of(text).filter(Kinds::isListenAddress));
    }

    private static boolean isListenAddress(String text) {
        boolean literal = text.contains(":") || text.matches("[0-9.]*\\.[0-9.]*");
        if (!literal) {
            return text.matches("[A-Za-z0-9][A-Za-z0-9.-]*");
        }
        try {
            // Addresses of fewer than four numbers are read as well, but mean something else than they seem to.
            return !InetAddress.ofLiteral(text).isMulticastAddress()
                    && (text.contains(":") || text.matches("\\d+(\\.\\d+){3}"))
                    && !text.startsWith("[");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<URI> plainAddress(String text) {
        try {
            URI address = URI.create(text);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            boolean plain = address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
            return http && plain ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Kind<AppFilter> apps() {
        return new Kind<>(
                AppFilter.class,
                "names or globs of apps, such as shop or shop-*, separated by commas",
                Shapes.apps(),
                AppFilter::parse);
    }

    /// Formulas. A broken one is read too: what is wrong with it is told by [FormulaCheck].
    static Kind<FormulaText> formula() {
        return new Kind<>(
                FormulaText.class,
                "a formula such as ceil(queue_depth / 10)",
                Shapes.text(),
                text -> Optional.of(text).filter(value -> !value.isBlank()).map(FormulaParser::parse));
    }

    static Kind<Capacity> capacity() {
        return new Kind<>(
                Capacity.class,
                "soft-limit or a number above 0",
                Shapes.capacity(),
                text -> text.equals("soft-limit")
                        ? Optional.of(new Capacity.ServiceSoftLimit())
                        : decimal(text).filter(units -> units > 0).map(Capacity.PerMachine::new));
    }
}
