package dev.hangar.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.cost.PriceBook;
import dev.hangar.cost.PriceBook.CpuPrice;
import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.cost.StandingPrices;
import dev.hangar.model.Region;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads Fly's list prices from data: the table that comes with Hangar, or another of the same form.
///
/// Prices in the table are decimal texts in dollars, so nothing passes through binary fractions; markups are ratios
/// such
/// as `62/52`, taken to 34 digits. What a table holds beside the entries read here is for people.
public final class PriceBooks {
    /// Value of `prices.file` that means the table of the build.
    static final String BUILT_IN = "built-in";

    private static final String RESOURCE = "/prices/fly-2026-10-01.json";
    private static final int LARGEST = 1 << 20;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final BigDecimal LARGEST_MARKUP = BigDecimal.valueOf(100);
    /// A dollar per second: nothing that Fly sells comes near it, and sums stay far from the end of a long.
    private static final BigDecimal LARGEST_RATE = BigDecimal.ONE.movePointRight(12);

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(\\.\\d{1,15})?");
    private static final Pattern REGION = Pattern.compile("[a-z]{3}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private PriceBooks(JsonNode root) {
        this.root = root;
    }

    /// The table that comes with Hangar.
    ///
    /// @throws IllegalStateException when it is missing or broken, which is a bug in the build
    public static PriceList builtIn() {
        try (InputStream table = PriceBooks.class.getResourceAsStream(RESOURCE)) {
            if (table == null) {
                throw new IllegalStateException("this is a bug: price table " + RESOURCE + " is not in the build");
            }
            return read(table);
        } catch (IOException e) {
            throw new IllegalStateException("this is a bug: price table " + RESOURCE + ": " + e.getMessage(), e);
        }
    }

    /// What `prices.file` names.
    ///
    /// @throws IOException naming the entry that is missing or cannot be read
    static PriceList named(String file, Path directory) throws IOException {
        if (file.equals(BUILT_IN)) {
            return builtIn();
        }
        try (InputStream table = Files.newInputStream(directory.resolve(file))) {
            return read(table);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        }
    }

    /// A table of the form of the built-in one.
    ///
    /// @throws IOException naming the entry that is missing or cannot be read
    public static PriceList read(InputStream table) throws IOException {
        byte[] bytes = table.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("a price table has at most " + LARGEST + " bytes");
        }
        return new PriceBooks(object(bytes)).list();
    }

    private static JsonNode object(byte[] bytes) throws IOException {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "the price table is not JSON: line " + e.getLocation().getLineNr(), e);
        }
        throw new IOException("the price table is not a JSON object");
    }

    private PriceList list() throws IOException {
        Map<Region, BigDecimal> markups = markups();
        List<PriceBook> eras = new ArrayList<>();
        for (int index = 0; index < at("/eras").size(); index++) {
            PriceBook era = era("/eras/" + index, markups);
            if (eras.stream().anyMatch(other -> other.validFrom().equals(era.validFrom()))) {
                throw wrong("/eras/" + index + "/validFrom", "begins on the day of another era");
            }
            eras.add(era);
        }
        if (eras.isEmpty()) {
            throw wrong("/eras", "must hold an era");
        }
        return new PriceList(date("/seenOn"), eras, standing());
    }

    private Map<Region, BigDecimal> markups() throws IOException {
        Map<Region, BigDecimal> markups = new HashMap<>();
        for (Map.Entry<String, JsonNode> markup : at("/markups/regions").properties()) {
            String path = "/markups/regions/" + markup.getKey();
            if (!REGION.matcher(markup.getKey()).matches()) {
                throw wrong(path, "must be a region of three letters");
            }
            markups.put(new Region(markup.getKey()), ratio(path));
        }
        return markups;
    }

    private PriceBook era(String path, Map<Region, BigDecimal> markups) throws IOException {
        return new PriceBook(
                date(path + "/validFrom"),
                cpu(path + "/shared"),
                cpu(path + "/performance"),
                rate(path + "/extraMemoryPerGbSecond", SECOND),
                rate("/standing/sleepingRootfsPerGbMonth", Rate.MONTH),
                markups,
                ratio("/markups/elsewhere"));
    }

    private CpuPrice cpu(String path) throws IOException {
        return new CpuPrice(rate(path + "/perVcpuSecond", SECOND), decimal(path + "/includedGb"));
    }

    private StandingPrices standing() throws IOException {
        JsonNode free = at("/standing/snapshotFreeGb");
        if (!free.canConvertToInt() || free.asInt() < 0) {
            throw wrong("/standing/snapshotFreeGb", "must be a whole number");
        }
        return new StandingPrices(
                rate("/standing/volumePerGbMonth", Rate.MONTH),
                rate("/standing/snapshotPerGbMonth", Rate.MONTH),
                free.asInt(),
                rate("/standing/dedicatedIpv4PerMonth", Rate.MONTH),
                rate("/standing/staticEgressIpPerHour", HOUR));
    }

    /// Dollars per `time` as trillionths of a dollar per second, half up.
    private Rate rate(String path, Duration time) throws IOException {
        BigDecimal pico =
                decimal(path).movePointRight(12).divide(BigDecimal.valueOf(time.toSeconds()), 0, RoundingMode.HALF_UP);
        if (pico.compareTo(LARGEST_RATE) > 0) {
            throw wrong(path, "is more than a dollar per second");
        }
        return new Rate(pico.longValueExact());
    }

    private BigDecimal ratio(String path) throws IOException {
        String[] parts = text(path).split("/", -1);
        if (parts.length != 2) {
            throw wrong(path, "must be a ratio such as 62/52");
        }
        BigDecimal below = decimal(parts[1], path);
        if (below.signum() == 0) {
            throw wrong(path, "must not divide by zero");
        }
        BigDecimal ratio = decimal(parts[0], path).divide(below, MathContext.DECIMAL128);
        if (ratio.compareTo(LARGEST_MARKUP) > 0) {
            throw wrong(path, "must be at most " + LARGEST_MARKUP);
        }
        return ratio;
    }

    private BigDecimal decimal(String path) throws IOException {
        return decimal(text(path), path);
    }

    private static BigDecimal decimal(String text, String path) throws IOException {
        if (!DECIMAL.matcher(text).matches()) {
            throw wrong(path, "must be a decimal text such as 0.15, got " + shown(text));
        }
        BigDecimal value = new BigDecimal(text);
        if (value.signum() < 0) {
            throw wrong(path, "must not be negative, got " + shown(text));
        }
        return value;
    }

    private LocalDate date(String path) throws IOException {
        try {
            return LocalDate.parse(text(path));
        } catch (DateTimeParseException e) {
            throw new IOException("price table entry " + path + " must be a day such as 2026-10-01", e);
        }
    }

    private String text(String path) throws IOException {
        JsonNode node = at(path);
        if (!node.isTextual()) {
            throw wrong(path, "must be a text");
        }
        return node.asText();
    }

    private JsonNode at(String path) throws IOException {
        JsonNode node = root.at(path);
        if (node.isMissingNode()) {
            throw wrong(path, "is missing");
        }
        return node;
    }

    private static String shown(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "..." : text;
    }

    private static IOException wrong(String path, String what) {
        return new IOException("price table entry " + path + " " + what);
    }
}
