package dev.hangar.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.cost.PriceBook;
import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The price list against the pages that Fly has published, cell by cell, and against the facts that it was made from,
/// where they lie beside the repository.
class PublishedPricesTest {
    private static final PriceList PRICES = PriceBooks.builtIn();
    private static final Path CELLS = Path.of("src", "test", "resources", "prices", "published-cells.csv");

    /// The page rounds on its way: no cell is further off than this, in micro-dollars per 30 days.
    private static final long ROUNDING = 5_700;

    @Test
    void everyPublishedCellComesOut() throws IOException {
        List<String> lines = Files.readAllLines(CELLS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        String[] sizes = lines.getFirst().split(",", -1);
        int cells = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            assertThat(row).hasSameSizeAs(sizes);
            PriceBook book = PRICES.on(LocalDate.parse(row[0]));
            for (int column = 2; column < row.length; column++) {
                long published = new BigDecimal(row[column]).movePointRight(6).longValueExact();
                long ours = started(book, sizes[column], row[1]).perMonth().value();
                assertThat(ours).as(row[0] + " " + row[1] + " " + sizes[column]).isCloseTo(published, within(ROUNDING));
                cells++;
            }
        }
        assertThat(cells).isEqualTo(36 * 31);
    }

    private static Rate started(PriceBook book, String size, String region) {
        String[] parts = size.split(":", -1);
        CpuKind kind = parts[0].startsWith("shared") ? CpuKind.SHARED : CpuKind.PERFORMANCE;
        int cpus = Integer.parseInt(parts[0].replaceAll("^\\D*(\\d+)x$", "$1"));
        return book.started(Guest.of(kind, cpus, Integer.parseInt(parts[1])), new Region(region))
                .orElseThrow();
    }

    @Test
    void everyRateAndMarkupOfTheFactsIsCarriedOver() throws IOException {
        JsonNode facts = facts();
        JsonNode ours = ours();
        Map.of("current", 1, "previous", 0).forEach((era, index) -> {
            JsonNode theirs = facts.at("/rates/" + era);
            JsonNode mine = ours.at("/eras/" + index);
            assertThat(mine.path("validFrom").asText())
                    .isEqualTo(theirs.path("valid_from").asText());
            same(mine.at("/shared/perVcpuSecond"), theirs.at("/shared/usd_per_vcpu_second"));
            same(mine.at("/shared/includedGb"), theirs.at("/shared/included_memory_gb_per_vcpu"));
            same(mine.at("/performance/perVcpuSecond"), theirs.at("/performance/usd_per_vcpu_second"));
            same(mine.at("/performance/includedGb"), theirs.at("/performance/included_memory_gb_per_vcpu"));
            same(mine.at("/extraMemoryPerGbSecond"), theirs.at("/extra_memory_usd_per_gb_second"));
        });
        assertThat(ours.at("/markups/regions").size())
                .isEqualTo(facts.path("regions").size()
                        + facts.path("retired_regions").size());
        Stream.of("regions", "retired_regions")
                .flatMap(list -> facts.path(list).properties().stream())
                .forEach(region -> assertThat(
                                ours.at("/markups/regions/" + region.getKey()).asText())
                        .isEqualTo(region.getValue().path("exact_ratio").asText()));
        facts.path("retired_regions")
                .fieldNames()
                .forEachRemaining(region -> assertThat(ours.at("/markups/retired"))
                        .anyMatch(retired -> retired.asText().equals(region)));
    }

    @Test
    void everyWorkedExampleOfTheFactsComesOut() throws IOException {
        JsonNode facts = facts();
        for (JsonNode preset : facts.path("presets_at_markup_1")) {
            String size = preset.path("preset").asText() + ":"
                    + preset.path("base_memory_mb").asText();
            JsonNode mine = ours().at("/presets/" + preset.path("preset").asText());
            assertThat(mine.path("cpus").asInt()).isEqualTo(preset.path("cpus").asInt());
            assertThat(mine.path("memoryMb").asInt())
                    .isEqualTo(preset.path("base_memory_mb").asInt());
            assertThat(mine.path("maxMemoryMb").asInt())
                    .isEqualTo(preset.path("max_memory_mb").asInt());
            Map.of("current", "2026-10-01", "previous", "2026-09-30").forEach((era, day) -> {
                Rate rate = started(PRICES.on(LocalDate.parse(day)), size, "iad");
                JsonNode published = preset.path(era);
                assertThat(BigDecimal.valueOf(rate.picoDollarsPerSecond(), 12))
                        .isEqualByComparingTo(decimal(published.path("usd_per_second")));
                assertThat(rate.perHour().value()).isCloseTo(micros(published.path("usd_per_hour")), within(1L));
                assertThat(rate.perMonth().value()).isCloseTo(micros(published.path("usd_per_30d")), within(5_001L));
            });
        }
        for (JsonNode cell : facts.path("published_size_table_at_markup_1")) {
            String size =
                    cell.path("preset").asText() + ":" + cell.path("memory_mb").asText();
            Rate rate = started(PRICES.on(LocalDate.of(2026, 10, 1)), size, "iad");
            assertThat(BigDecimal.valueOf(rate.picoDollarsPerSecond(), 12))
                    .isEqualByComparingTo(decimal(cell.path("current_usd_per_second")));
        }
    }

    @Test
    void whatElseCostsMoneyIsCarriedOver() throws IOException {
        JsonNode facts = facts();
        JsonNode ours = ours();
        same(ours.at("/standing/sleepingRootfsPerGbMonth"), facts.at("/storage/rootfs_stopped_usd_per_gb_30d/value"));
        same(ours.at("/standing/volumePerGbMonth"), facts.at("/storage/volume_usd_per_gb_month/value"));
        same(ours.at("/standing/snapshotPerGbMonth"), facts.at("/storage/volume_snapshot_usd_per_gb_month/value"));
        same(ours.at("/standing/dedicatedIpv4PerMonth"), facts.at("/network/dedicated_ipv4_usd_per_month/value"));
        same(ours.at("/standing/staticEgressIpPerHour"), facts.at("/network/static_egress_ip_usd_per_hour/value"));
        same(ours.at("/standing/certificatePerMonth"), facts.at("/network/certificates_usd_per_month/single"));
        same(
                ours.at("/standing/wildcardCertificatePerMonth"),
                facts.at("/network/certificates_usd_per_month/wildcard"));
        same(ours.at("/others/kubernetesClusterPerMonth"), facts.at("/fly_kubernetes_usd_per_cluster_month/value"));
        facts.at("/gpu/usd_per_gpu_hour_last")
                .properties()
                .forEach(gpu -> same(ours.at("/others/gpuPerHourUntil20260801/" + gpu.getKey()), gpu.getValue()));
        JsonNode blocks = facts.at("/reservations/blocks");
        assertThat(ours.at("/reservations/blocks").size()).isEqualTo(blocks.size());
        for (int index = 0; index < blocks.size(); index++) {
            JsonNode mine = ours.at("/reservations/blocks/" + index);
            same(mine.path("perYear"), blocks.get(index).path("usd_per_year"));
            same(mine.path("creditPerMonth"), blocks.get(index).path("credit_usd_per_month"));
        }
    }

    private static void same(JsonNode ours, JsonNode theirs) {
        assertThat(theirs.isNumber()).isTrue();
        assertThat(new BigDecimal(ours.asText())).isEqualByComparingTo(decimal(theirs));
    }

    private static BigDecimal decimal(JsonNode number) {
        return new BigDecimal(number.asText());
    }

    private static long micros(JsonNode dollars) {
        return decimal(dollars).movePointRight(6).longValue();
    }

    private static JsonNode ours() throws IOException {
        return new ObjectMapper()
                .readTree(
                        Path.of("src/main/resources/prices/fly-2026-10-01.json").toFile());
    }

    private static JsonNode facts() throws IOException {
        Path beside = Path.of("..", "shared", "facts", "fly-prices.json");
        Path facts = Files.exists(beside) ? beside : Path.of("..").resolve(beside);
        if (!Files.exists(facts)) {
            String absent = "the facts do not lie beside this checkout";
            assertThat(System.getenv("OFFICIAL_SPEC_REQUIRED")).as(absent).isNotEqualTo("true");
            System.out.println("skipped: " + absent);
            Assumptions.abort(absent);
        }
        return new ObjectMapper().readTree(facts.toFile());
    }
}
