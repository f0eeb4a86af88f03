package dev.hangar.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.cost.PriceBook;
import dev.hangar.cost.PriceBook.CpuPrice;
import dev.hangar.cost.Rate;
import dev.hangar.model.Region;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fly's list prices as data: the table that comes with Hangar, or another of the same form.
///
/// Prices in the table are decimal texts in dollars, so nothing passes through binary fractions; markups are ratios
/// such
/// as `62/52`, taken to 34 digits.
public final class PriceBooks {
    private static final String BUILT_IN = "/prices/fly-2026-10-01.json";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<PriceBook> eras;
    private final StandingPrices standing;

    private PriceBooks(List<PriceBook> eras, StandingPrices standing) {
        this.eras = eras;
        this.standing = standing;
    }

    /// The table that comes with Hangar.
    ///
    /// @throws IllegalStateException when it is missing or broken, which is a bug in the build
    public static PriceBooks builtIn() {
        try (InputStream table = PriceBooks.class.getResourceAsStream(BUILT_IN)) {
            if (table == null) {
                throw new IllegalStateException("this is a bug: price table " + BUILT_IN + " is not in the build");
            }
            return read(table);
        } catch (IOException e) {
            throw new IllegalStateException("this is a bug: price table " + BUILT_IN + ": " + e.getMessage(), e);
        }
    }

    /// A table of the form of the built-in one.
    ///
    /// @throws IOException naming the entry that is missing or cannot be read
    public static PriceBooks read(InputStream table) throws IOException {
        JsonNode root = JSON.readTree(table);
        if (root == null || !root.isObject()) {
            throw new IOException("the price table is not a JSON object");
        }
        try {
            Map<Region, BigDecimal> markups = markups(root);
            List<PriceBook> eras = new ArrayList<>();
            JsonNode list = at(root, "/eras");
            for (int index = 0; index < list.size(); index++) {
                eras.add(era(root, "/eras/" + index, markups));
            }
            if (eras.isEmpty()) {
                throw new IOException("the price table has no era");
            }
            eras.sort(Comparator.comparing(PriceBook::validFrom));
            return new PriceBooks(List.copyOf(eras), standing(root));
        } catch (ArithmeticException | DateTimeException e) {
            throw new IOException("the price table holds an impossible value: " + e.getMessage(), e);
        }
    }

    private static Map<Region, BigDecimal> markups(JsonNode root) throws IOException {
        Map<Region, BigDecimal> markups = new HashMap<>();
        for (Map.Entry<String, JsonNode> markup : at(root, "/markups/regions").properties()) {
            markups.put(new Region(markup.getKey()), ratio(root, "/markups/regions/" + markup.getKey()));
        }
        return markups;
    }

    private static PriceBook era(JsonNode root, String path, Map<Region, BigDecimal> markups) throws IOException {
        return new PriceBook(
                LocalDate.parse(text(root, path + "/validFrom")),
                cpu(root, path + "/shared"),
                cpu(root, path + "/performance"),
                rate(root, path + "/extraMemoryPerGbSecond", Duration.ofSeconds(1)),
                rate(root, "/standing/sleepingRootfsPerGbMonth", Rate.MONTH),
                markups,
                ratio(root, "/markups/elsewhere"));
    }

    private static CpuPrice cpu(JsonNode root, String path) throws IOException {
        return new CpuPrice(
                rate(root, path + "/perVcpuSecond", Duration.ofSeconds(1)), decimal(root, path + "/includedGb"));
    }

    private static StandingPrices standing(JsonNode root) throws IOException {
        return new StandingPrices(
                rate(root, "/standing/volumePerGbMonth", Rate.MONTH),
                rate(root, "/standing/snapshotPerGbMonth", Rate.MONTH),
                at(root, "/standing/snapshotFreeGb").asInt(),
                rate(root, "/standing/dedicatedIpv4PerMonth", Rate.MONTH),
                rate(root, "/standing/staticEgressIpPerHour", HOUR));
    }

    /// Dollars per `time` as trillionths of a dollar per second, half up.
    private static Rate rate(JsonNode root, String path, Duration time) throws IOException {
        BigDecimal pico = decimal(root, path)
                .movePointRight(12)
                .divide(BigDecimal.valueOf(time.toSeconds()), 0, RoundingMode.HALF_UP);
        return new Rate(pico.longValueExact());
    }

    private static BigDecimal ratio(JsonNode root, String path) throws IOException {
        String[] parts = text(root, path).split("/", -1);
        if (parts.length != 2) {
            throw new IOException("price table entry " + path + " must be a ratio such as 62/52");
        }
        return decimal(parts[0], path).divide(decimal(parts[1], path), MathContext.DECIMAL128);
    }

    private static BigDecimal decimal(JsonNode root, String path) throws IOException {
        return decimal(text(root, path), path);
    }

    private static BigDecimal decimal(String text, String path) throws IOException {
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.signum() >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IOException("price table entry " + path + " must be a decimal text, got " + text, e);
        }
        throw new IOException("price table entry " + path + " must not be negative, got " + text);
    }

    private static String text(JsonNode root, String path) throws IOException {
        JsonNode node = at(root, path);
        if (!node.isTextual()) {
            throw new IOException("price table entry " + path + " must be a text");
        }
        return node.asText();
    }

    private static JsonNode at(JsonNode root, String path) throws IOException {
        JsonNode node = root.at(path);
        if (node.isMissingNode()) {
            throw new IOException("price table entry " + path + " is missing");
        }
        return node;
    }

    /// Prices in force on a day. A day before the first era has the first era's prices.
    public PriceBook on(LocalDate day) {
        return eras.stream()
                .filter(era -> !era.validFrom().isAfter(day))
                .reduce((earlier, later) -> later)
                .orElse(eras.getFirst());
    }

    /// Prices of what stands rather than runs, in force since the last era.
    public StandingPrices standing() {
        return standing;
    }
}
