package dev.hangar.alerts;

import dev.hangar.testkit.MetricNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The alert rules pass their own tests in Prometheus' own engine, and keep the house rules for alerts.
class AlertRulesTest {
    private static final Path TESTS = Path.of("grafana/alerts/hangar.rules.test.yml");
    private static final Path DAYS = Path.of("grafana/alerts/hangar.days.test.yml");
    private static final Path PAGES = Path.of("docs/runbooks");
    private static final List<String> HEADINGS =
            List.of("## What it means", "## How bad", "## Look", "## Mend", "## Silence", "## Why this threshold");
    private static final Set<String> SEVERITIES = Set.of("page", "ticket", "info");

    private static final Pattern LINK = Pattern.compile("]\\((?!https)([^)#]+)(#[^)]*)?\\)");

    static Stream<AlertRule> rules() {
        return AlertRule.all().stream();
    }

    @Test
    void promtoolFindsNothingWrong() throws IOException, InterruptedException {
        Promtool.Answer answer = Promtool.start(
                        "check", "rules", "--lint=all", "--lint-fatal", AlertRule.FILE.toString())
                .answer();

        assertThat(answer.exit()).as(answer.said()).isZero();
        assertThat(answer.said()).contains(AlertRule.all().size() + " rules found");
    }

    @Test
    void everyAlertFiresWhenItShallAndOnlyThen() throws IOException, InterruptedException {
        // Both at once: each takes half a minute to a minute of one core.
        Promtool minutes = Promtool.start("test", "rules", TESTS.toString());
        Promtool days = Promtool.start("test", "rules", DAYS.toString());

        Promtool.Answer ofMinutes = minutes.answer();
        Promtool.Answer ofDays = days.answer();
        assertThat(ofMinutes.exit()).as(ofMinutes.said()).isZero();
        assertThat(ofDays.exit()).as(ofDays.said()).isZero();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void firesInATestAndIsSilentInOthers(AlertRule rule) throws IOException {
        String tests = Files.readString(TESTS) + Files.readString(DAYS);

        assertThat(tests)
                .containsPattern(
                        "alertname: " + rule.name() + "\\n +exp_alerts:\\n +- exp_labels: .*\\n +exp_annotations:")
                .containsPattern("alertname: " + rule.name() + ", exp_alerts: \\[]}");
    }

    @Test
    void theQuietCasesLookAtEveryAlert() throws IOException {
        List<String> quiet = Stream.of(TESTS, DAYS)
                .flatMap(AlertRulesTest::cases)
                .filter(text -> text.startsWith("'all: "))
                .toList();

        assertThat(quiet).hasSizeGreaterThanOrEqualTo(4);
        assertThat(quiet)
                .allSatisfy(text -> assertThat(rules().map(AlertRule::name))
                        .allMatch(name -> text.contains("alertname: " + name + ", exp_alerts: []}")));
    }

    private static Stream<String> cases(Path file) {
        try {
            return Stream.of(Files.readString(file).split("\\n  - name: ")).skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void namesAreUnique() {
        assertThat(rules().map(AlertRule::name)).doesNotHaveDuplicates().allMatch(name -> name.matches("Hangar\\w+"));
    }

    /// What vmalert records is not where it reads when it runs beside Fly's Prometheus, so an alert must not need it.
    @ParameterizedTest
    @MethodSource("rules")
    void recordsNothing(AlertRule rule) {
        assertThat(rule.keys())
                .contains("alert", "expr", "labels", "annotations")
                .doesNotContain("record");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void asksOnlyForMetricsThatExist(AlertRule rule) {
        assertThat(MetricNames.in(rule.expr())).isNotEmpty();
        assertThat(MetricNames.problems(rule.expr())).isEmpty();
    }

    /// The daemon's own labels come from the scraper and change when its machine is replaced; an alert that carried
    /// them
    /// all would start anew then.
    @ParameterizedTest
    @MethodSource("rules")
    void saysWhatAndHowBadInPlainWords(AlertRule rule) {
        assertThat(rule.labels().keySet()).containsExactly("severity");
        assertThat(rule.labels().get("severity")).isIn(SEVERITIES);
        assertThat(rule.annotations().keySet()).containsExactlyInAnyOrder("summary", "description", "runbook_url");
        assertThat(rule.annotations().get("summary")).doesNotEndWith(".").hasSizeBetween(10, 120);
        assertThat(rule.annotations().get("description")).endsWith(".").hasSizeBetween(40, 400);
        if (rule.isOfAFleet()) {
            assertThat(rule.annotations().get("summary")).contains("$labels.fleet_app", "$labels.fleet_group");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hasAPageWithTheFixedHeadings(AlertRule rule) throws IOException {
        assertThat(rule.runbook()).isEqualTo("docs/runbooks/" + kebab(rule.name()) + ".md");
        List<String> page = Files.readAllLines(Path.of(rule.runbook()));

        assertThat(page.getFirst()).isEqualTo("# " + rule.name());
        assertThat(page).contains("Severity: " + rule.labels().get("severity") + ".");
        assertThat(page.stream().filter(line -> line.startsWith("#")).skip(1)).isEqualTo(HEADINGS);
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains("[" + rule.name() + "](" + kebab(rule.name()) + ".md) | "
                        + rule.labels().get("severity") + " | "
                        + (rule.lasting().equals("0s") ? "at once" : rule.lasting()) + " |");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itsPageLinksToWhatIsThereAndAsksForMetricsThatExist(AlertRule rule) throws IOException {
        String page = Files.readString(Path.of(rule.runbook()));

        assertThat(LINK.matcher(page).results().map(found -> found.group(1)))
                .allSatisfy(link -> assertThat(PAGES.resolve(link)).exists());
        assertThat(MetricNames.problems(page)).isEmpty();
    }

    @Test
    void everyPageHasAnAlert() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            Set<String> named = pages.map(page -> page.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(named)
                    .isEqualTo(rules().map(rule -> kebab(rule.name()) + ".md")
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static String kebab(String name) {
        return Pattern.compile("(?<!^)([A-Z])")
                .matcher(name.substring("Hangar".length()))
                .replaceAll("-$1")
                .toLowerCase(Locale.ROOT);
    }
}
