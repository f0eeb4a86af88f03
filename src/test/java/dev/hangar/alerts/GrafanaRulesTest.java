package dev.hangar.alerts;

import dev.hangar.testkit.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/// Grafana's copy of the alert rules, in its format for provisioning by files, is generated from the rule file.
///
/// A Prometheus rule fires for every series that its expression gives. Grafana wants a condition on numbers: each of
/// ours
/// is zero or more, so the condition is "above -1", and no series is no alert.
class GrafanaRulesTest {
    private static final Path FILE = Path.of("grafana/provisioning/alerting/hangar-rules.yaml");
    private static final int LONGEST_UID = 40;
    private static final String HEAD = """
            # Generated from grafana/alerts/hangar.rules.yml by GrafanaRulesTest: change that file, not this one.
            # hangar-prometheus is the uid of the data source; nothing here is tried in a Grafana, see grafana/alerts/README.md.
            apiVersion: 1
            groups:
            """;

    @Test
    void theCopyIsThatOfTheRuleFile() {
        Golden.assertFile(FILE, generated(AlertRule.all()));
    }

    @Test
    void everyRuleIsThereWithItsExpression() {
        Map<?, ?> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(generated(AlertRule.all()));
        List<String> found = new ArrayList<>();
        for (Object group : AlertRule.list(AlertRule.at(read, "groups"))) {
            for (Object rule : AlertRule.list(AlertRule.at(AlertRule.map(group), "rules"))) {
                Map<?, ?> its = AlertRule.map(rule);
                Map<?, ?> query =
                        AlertRule.map(AlertRule.list(AlertRule.at(its, "data")).getFirst());
                Object expr = AlertRule.at(AlertRule.map(AlertRule.at(query, "model")), "expr");
                found.add(its.get("title") + " " + its.get("for") + " "
                        + String.valueOf(expr).strip());
                assertThat(String.valueOf(its.get("uid"))).hasSizeLessThanOrEqualTo(LONGEST_UID);
            }
        }

        assertThat(found)
                .isEqualTo(AlertRule.all().stream()
                        .map(rule -> rule.name() + " " + rule.lasting() + " " + rule.expr())
                        .toList());
    }

    private static String generated(List<AlertRule> rules) {
        StringBuilder text = new StringBuilder(HEAD);
        byGroup(rules).forEach((group, its) -> {
            text.append("""
                  - orgId: 1
                    name: %s
                    folder: Hangar
                    interval: 1m
                    rules:
                """.formatted(group));
            its.forEach(rule -> text.append(one(rule)));
        });
        return text.toString();
    }

    private static Map<String, List<AlertRule>> byGroup(List<AlertRule> rules) {
        Map<String, List<AlertRule>> groups = new LinkedHashMap<>();
        rules.forEach(rule ->
                groups.computeIfAbsent(rule.group(), name -> new ArrayList<>()).add(rule));
        return groups;
    }

    private static String one(AlertRule rule) {
        return """
                      - uid: %s
                        title: %s
                        condition: B
                        data:
                          - refId: A
                            relativeTimeRange: {from: 600, to: 0}
                            datasourceUid: hangar-prometheus
                            model:
                              refId: A
                              instant: true
                              range: false
                              expr: |
                %s
                          - refId: B
                            datasourceUid: __expr__
                            model:
                              refId: B
                              type: threshold
                              expression: A
                              conditions:
                                - evaluator: {type: gt, params: [-1]}
                        noDataState: OK
                        execErrState: Error
                        for: %s
                        missing_series_evals_to_resolve: 1
                        labels: {severity: %s}
                        annotations:
                          summary: %s
                          description: %s
                          runbook_url: %s
                """.formatted(
                        kebab(rule.name()),
                        rule.name(),
                        rule.expr().indent(18).stripTrailing(),
                        rule.lasting(),
                        rule.labels().get("severity"),
                        quoted(rule.annotation("summary")),
                        quoted(rule.annotation("description")),
                        rule.runbook());
    }

    /// Grafana keeps the text of all values in `$value`; the number of a query is below its letter. Variables in
    /// annotations are left alone by its provisioning, unlike those in labels.
    private static String quoted(String template) {
        return "'" + template.replace("$value ", "$values.A.Value ").replace("'", "''") + "'";
    }

    private static String kebab(String name) {
        return Pattern.compile("(?<!^)([A-Z])").matcher(name).replaceAll("-$1").toLowerCase(Locale.ROOT);
    }
}
