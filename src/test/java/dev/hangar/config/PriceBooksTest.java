package dev.hangar.config;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.cost.StandingPrices;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// The price table against cells that Fly has published.
class PriceBooksTest {
    private static final PriceList PRICES = PriceBooks.builtIn();

    @ParameterizedTest
    @CsvSource({
        // day, kind, CPUs, MB, region, dollars per 30 days
        "2026-10-01, SHARED,      1, 256,   iad, $2.19",
        "2026-10-01, SHARED,      1, 512,   iad, $3.69",
        "2026-10-01, SHARED,      1, 1024,  iad, $6.70",
        "2026-10-01, SHARED,      1, 2048,  ewr, $12.70",
        "2026-10-01, SHARED,      2, 512,   iad, $4.39",
        "2026-10-01, SHARED,      4, 8192,  iad, $50.80",
        "2026-10-01, SHARED,      8, 16384, iad, $101.60",
        "2026-10-01, PERFORMANCE, 1, 2048,  iad, $33.00",
        "2026-10-01, PERFORMANCE, 1, 8192,  iad, $69.02",
        "2026-10-01, PERFORMANCE, 2, 4096,  iad, $66.00",
        "2026-12-24, SHARED,      1, 256,   iad, $2.19",
        // Regional cells follow from the published ratios: 2.194128 × 62/52, × 84/52, × 59/52
        "2026-10-01, SHARED,      1, 256,   sjc, $2.62",
        "2026-10-01, SHARED,      1, 256,   gru, $3.54",
        "2026-10-01, SHARED,      1, 256,   lhr, $2.49",
        // The era before: cells of the pages of 2024 to 2026
        "2026-09-30, SHARED,      1, 256,   iad, $1.94",
        "2026-09-30, SHARED,      1, 512,   iad, $3.19",
        "2026-09-30, SHARED,      1, 1024,  iad, $5.70",
        "2026-09-30, PERFORMANCE, 1, 2048,  iad, $31.00",
        "2026-09-30, PERFORMANCE, 2, 4096,  iad, $62.00",
        "2026-09-30, SHARED,      1, 256,   sjc, $2.32",
        "2026-09-30, SHARED,      1, 256,   lax, $2.33",
        "2024-07-01, SHARED,      1, 256,   iad, $1.94",
        // Before all eras: the first one. Unknown regions: the ratio of the dearest active one
        "2020-01-01, SHARED,      1, 256,   iad, $1.94",
        "2026-10-01, SHARED,      1, 256,   xyz, $3.54",
    })
    void publishedCells(LocalDate day, CpuKind kind, int cpus, int memoryMb, String region, String dollars) {
        assertThat(PRICES.on(day).started(Guest.of(kind, cpus, memoryMb), new Region(region)))
                .hasValueSatisfying(rate -> assertThat(rate.perMonth()).hasToString(dollars));
    }

    @Test
    void threeMachinesInSanJoseCostWhatThePageOfTheEraBeforeSays() {
        PriceBook book = PRICES.on(LocalDate.of(2026, 8, 7));
        Rate one = book.started(Guest.of(CpuKind.SHARED, 1, 1024), new Region("sjc"))
                .orElseThrow();

        assertThat(one.plus(one).plus(one).perMonth()).hasToString("$20.37");
    }

    @Test
    void whatStandsCostsToo() {
        StandingPrices standing = PRICES.standing();

        assertThat(PRICES.on(LocalDate.of(2026, 11, 1)).rootfsOfSleepers().perMonth())
                .hasToString("$0.15");
        assertThat(standing.volumePerGb().perMonth()).hasToString("$0.15");
        assertThat(standing.snapshotPerGb().perMonth()).hasToString("$0.08");
        assertThat(standing.snapshotFreeGb()).isEqualTo(10);
        assertThat(standing.dedicatedIpv4().perMonth()).hasToString("$2.00");
        assertThat(standing.staticEgressIp().perMonth()).hasToString("$3.60");
    }

    @Test
    void volumesAndSnapshotsCostByGigabyte() {
        StandingPrices standing = PRICES.standing();

        assertThat(standing.volume(40).perMonth()).hasToString("$6.00");
        assertThat(standing.snapshots(10)).isEqualTo(Rate.ZERO);
        assertThat(standing.snapshots(110).perMonth()).hasToString("$8.00");
    }

    @Test
    void agesFromTheDayTheyWereSeen() {
        assertThat(PRICES.seenOn()).isEqualTo("2026-10-09");
        assertThat(PRICES.age(Instant.parse("2026-10-08T00:00:00Z"))).isZero();
        assertThat(PRICES.age(Instant.parse("2026-10-10T12:00:00Z"))).isEqualTo(Duration.ofHours(36));
        assertThat(PRICES.isOld(Instant.parse("2027-04-07T00:00:00Z"))).isFalse();
        assertThat(PRICES.isOld(Instant.parse("2027-04-07T00:00:01Z"))).isTrue();
    }

    @Test
    void erasChangeAtMidnightUtc() {
        assertThat(PRICES.at(Instant.parse("2026-09-30T23:59:59.999Z")).validFrom())
                .isEqualTo("2024-07-01");
        assertThat(PRICES.at(Instant.parse("2026-10-01T00:00:00Z")).validFrom()).isEqualTo("2026-10-01");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "currency": "USD"      | "currency": 1            |
            "62/52"                | "62:52"                  | /markups/regions/sjc must be a ratio
            "62/52"                | "62/0"                   | /markups/regions/sjc must not divide by zero
            "62/52"                | "62/0.001"               | /markups/regions/sjc must be at most 100
            "62/52"                | "a/52"                   | /markups/regions/sjc must be a decimal text
            "sjc":                 | "San Jose":              | /markups/regions/San Jose must be a region
            "0.0000008465"         | 0.0000008465             | /eras/1/shared/perVcpuSecond must be a text
            "0.0000008465"         | "-1"                     | /eras/1/shared/perVcpuSecond must not be negative
            "0.0000008465"         | "1e999999999"            | /eras/1/shared/perVcpuSecond must be a decimal text
            "0.0000008465"         | "8465"                   | /eras/1/shared/perVcpuSecond is more than a dollar
            "validFrom": "2026-10-01" | "validFrom": "October"    | /eras/1/validFrom must be a day
            "validFrom": "2026-10-01" | "validFrom": "2024-07-01" | /eras/1/validFrom begins on the day of another era
            "seenOn":              | "seen":                  | /seenOn is missing
            "snapshotFreeGb": 10   | "snapshotFreeGb": "ten"  | /standing/snapshotFreeGb must be a whole number
            "dedicatedIpv4PerMonth"| "ipv4"                   | /standing/dedicatedIpv4PerMonth is missing
            "eras"                 | "ages"                   | /eras is missing
            """)
    void brokenTablesSayWhere(String old, String broken, String message) throws IOException {
        assertThat(table()).contains(old);
        String table = table().replace(old, broken);
        if (message == null) {
            assertThat(PriceBooks.read(stream(table))).isNotNull();
        } else {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> PriceBooks.read(stream(table)))
                    .withMessageContaining(message);
        }
    }

    @Test
    void noTableAtAll() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> PriceBooks.read(stream("[]")));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PriceBooks.read(stream("{\n\"eras\": [,]")))
                .withMessage("the price table is not JSON: line 2");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PriceBooks.read(stream(" ".repeat((1 << 20) + 1))))
                .withMessageContaining("at most");
    }

    private static String table() throws IOException {
        try (InputStream table = PriceBooks.class.getResourceAsStream("/prices/fly-2026-10-01.json")) {
            if (table == null) {
                throw new IOException("no table");
            }
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
