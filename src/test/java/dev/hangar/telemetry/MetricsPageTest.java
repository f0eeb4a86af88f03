package dev.hangar.telemetry;

import dev.hangar.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The tables of the manual are written from the code: `-Dgolden=update`.
class MetricsPageTest {
    private static final Path PAGE = Path.of("docs", "metrics.md");
    private static final String BEGIN = "<!-- From here to the next such line written from the code. -->\n";
    private static final String END = "<!-- To here. -->\n";
    private static final int MOST_VALUES = 12;

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(end).isGreaterThanOrEqualTo(begin);

        Golden.assertFile(PAGE, page.substring(0, begin) + tables() + page.substring(end));
    }

    @Test
    void namesFollowTheRulesOfPrometheus() {
        assertThat(Metric.all()).extracting(metric -> metric.spec().name()).doesNotHaveDuplicates();
        assertThat(Metric.all()).extracting(Metric::spec).allSatisfy(spec -> {
            assertThat(spec.name()).matches("hangar_[a-z]+(_[a-z]+)*");
            assertThat(spec.name().endsWith("_total")).isEqualTo(spec.kind() == Metric.Kind.COUNTER);
            assertThat(spec.name().contains("_seconds")).isEqualTo(spec.unit() == Metric.Unit.SECONDS);
            assertThat(spec.name().contains("_dollars"))
                    .isEqualTo(Stream.of(Metric.Unit.DOLLARS, Metric.Unit.DOLLARS_PER_HOUR)
                            .anyMatch(unit -> unit == spec.unit()));
            assertThat(spec.help()).isNotBlank().doesNotEndWith(".");
            assertThat(spec.labels())
                    .as("Fly's scraper adds labels of the daemon by these names")
                    .extracting(Metric.Label::name)
                    .doesNotContain("app", "region", "host", "instance", "job")
                    .doesNotHaveDuplicates();
        });
    }

    private static String tables() {
        return table("Fleets", FleetMetric.values())
                + table("Money", MoneyMetric.values())
                + table("Decisions and actions", DecisionMetric.values())
                + table("The daemon", DaemonMetric.values())
                + table("The outside world", OutsideMetric.values());
    }

    private static String table(String title, Metric[] metrics) {
        return Stream.of(metrics)
                .map(Metric::spec)
                .map(MetricsPageTest::row)
                .collect(Collectors.joining(
                        "\n",
                        "\n## " + title + "\n\n| name | kind | unit | labels | there | stability | meaning |\n"
                                + "|---|---|---|---|---|---|---|\n",
                        "\n"));
    }

    private static String row(Metric.Spec spec) {
        return "| `%s` | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        spec.name(),
                        word(spec.kind()),
                        spec.unit().text(),
                        labels(spec.labels()),
                        spec.presence().text(),
                        word(spec.stability()),
                        spec.help());
    }

    private static String labels(List<Metric.Label> labels) {
        return labels.stream().map(MetricsPageTest::label).collect(Collectors.joining("; "));
    }

    private static String label(Metric.Label label) {
        String name = "`" + label.name() + "`";
        if (label.values().isEmpty()) {
            return name;
        }
        return label.values().size() > MOST_VALUES
                ? name + " (" + label.values().size() + " words)"
                : name + " " + String.join(", ", label.values());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
