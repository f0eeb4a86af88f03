package dev.hangar.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.grafana.Dashboard.Row;
import dev.hangar.grafana.Dashboard.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Each rule refuses what it is there for: a sound dashboard is broken in one place, and that place is named.
class RulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode sound(String uid) throws IOException {
        Panel load = Panel.lines("Load", "How much work there is.", Unit.COUNT)
                .ask(Promql.each("hangar_fleet_load"), "{{fleet_app}} / {{fleet_group}}");
        Panel bugs = Panel.stat("Bugs", "Bugs of ours.", Unit.COUNT)
                .ask(Promql.times("hangar_bugs_total"), "bugs")
                .steps(Step.green("none"), Step.red(1, "some"));
        Dashboard board = new Dashboard(
                uid,
                "Sound " + uid,
                "Nothing is wrong with it.",
                "now-1h",
                List.of(Variable.APPS, Variable.GROUPS),
                List.of(Row.of("All", load, bugs)));
        return (ObjectNode) JSON.readTree(DashboardJson.text(board));
    }

    /// @param problem what the rules say of it
    record Break(String what, Consumer<ObjectNode> hand, String problem) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Break board(String field, String value, String problem) {
        return new Break("board " + field + " = " + value, board -> board.put(field, value), problem);
    }

    /// Breaks the first panel that has a query.
    private static Break panel(String what, Consumer<ObjectNode> hand, String problem) {
        return new Break(what, board -> hand.accept((ObjectNode) board.at("/panels/1")), problem);
    }

    private static Break target(String field, String value, String problem) {
        return panel(
                "query " + field + " = " + value,
                panel -> ((ObjectNode) panel.at("/targets/0")).put(field, value),
                problem);
    }

    static Stream<Break> breaks() {
        return Stream.of(
                board("uid", "", "uid is not hangar-…"),
                board("id", "7", "id is a server's"),
                board("title", "", "no title"),
                board("description", "", "no description"),
                board("schemaVersion", "16", "schemaVersion is older"),
                board("timezone", "utc", "timezone is not the browser's"),
                board("refresh", "5s", "refresh is not 30s"),
                new Break("no time", board -> board.remove("time"), "no time range"),
                new Break("no tag", board -> board.putArray("tags"), "not tagged"),
                new Break("no links", board -> board.putArray("links"), "no links to the other dashboards"),
                new Break(
                        "no data source",
                        board -> ((ArrayNode) board.at("/templating/list")).remove(0),
                        "the first variable is not the data source"),
                new Break(
                        "a variable less",
                        board -> ((ArrayNode) board.at("/templating/list")).remove(1),
                        "variable is not defined: fleet_app"),
                new Break(
                        "a variable more",
                        board -> ((ArrayNode) board.at("/templating/list"))
                                .addObject()
                                .put("name", "idle"),
                        "variable is not used: idle"),
                panel("old type", panel -> panel.put("type", "graph"), "panel type is old or unknown: graph"),
                panel("no title", panel -> panel.put("title", " "), "no title"),
                panel("no description", panel -> panel.remove("description"), "no description in sentences"),
                panel("half a sentence", panel -> panel.put("description", "load"), "no description in sentences"),
                panel("no unit", panel -> ((ObjectNode) panel.at("/fieldConfig/defaults")).remove("unit"), "no unit"),
                panel("no query", panel -> panel.putArray("targets"), "no query"),
                panel(
                        "a query twice",
                        panel -> ((ArrayNode) panel.path("targets"))
                                .add(panel.at("/targets/0").deepCopy()),
                        "refId is not unique: A"),
                panel(
                        "a server's data source",
                        panel -> ((ObjectNode) panel.path("datasource")).put("uid", "PBFA97CFB590B2093"),
                        "data source is not the variable's"),
                panel(
                        "Grafana's own thresholds",
                        panel -> ((ObjectNode) panel.at("/fieldConfig/defaults")).remove("thresholds"),
                        "no thresholds"),
                new Break(
                        "a color without meaning",
                        board -> ((ObjectNode) board.at("/panels/2")).put("description", "Bugs of ours."),
                        "says not what is red"),
                panel("an id twice", panel -> panel.put("id", 3), "panel id is not unique: 3"),
                panel(
                        "on another",
                        panel -> ((ObjectNode) panel.path("gridPos")).put("x", 10),
                        "panels overlap: \"Load\" and \"Bugs\""),
                panel("too wide", panel -> ((ObjectNode) panel.path("gridPos")).put("w", 25), "not on the grid"),
                panel("nowhere", panel -> panel.remove("gridPos"), "not on the grid"),
                target("legendFormat", "", "no legend"),
                target("legendFormat", "{{machine}}", "no such label: machine"),
                target("expr", "hangar_fleet_lode", "no such metric: hangar_fleet_lode"),
                target("expr", "sum($__interval_min * hangar_bugs_total)", "variable is not defined: __interval_min"));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void refuses(Break broken) throws IOException {
        ObjectNode board = sound("hangar-a");
        broken.hand().accept(board);

        assertThat(BoardRules.problems(board)).anyMatch(problem -> problem.contains(broken.problem()));
    }

    @Test
    void acceptsWhatIsSound() throws IOException {
        assertThat(BoardRules.problemsOfAll(List.of(sound("hangar-a"), sound("hangar-b"))))
                .isEmpty();
    }

    @Test
    void refusesTwoOfOneName() throws IOException {
        List<JsonNode> twice = List.of(sound("hangar-a"), sound("hangar-a"));

        assertThat(BoardRules.problemsOfAll(twice))
                .containsExactlyInAnyOrder(
                        "uid is not unique: hangar-a", "title of a dashboard is not unique: Sound hangar-a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(hangar_bugs_total) | a counter without rate or increase: hangar_bugs_total",
                "rate(hangar_fleet_load[$__rate_interval]) | a rate of what is no counter: hangar_fleet_load",
                "increase(hangar_bugs_total[5m]) | a fixed range: 5m",
                "sum by (app) (hangar_fleet_load) | a label of the scraper, not of a fleet: app",
                "hangar_fleet_load{region=~\"iad\"} | a label of the scraper, not of a fleet: region",
                "sum by (group) (hangar_fleet_load) | no such label: group",
                "max(hangar_fleet_load{fleet=~\"a\"}) | no such label: fleet",
                "max(hangar_fleets{state=\"blnd\"}) | no such value: state=blnd",
                "max(process_cpu_usage) | reads that metric of everybody's processes",
                "max(hangar_pass_seconds) | no such metric: hangar_pass_seconds",
            })
    void refusesQuery(String query, String problem) {
        assertThat(QueryRules.problems(query, "")).containsExactly(problem + " in: " + query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sum(rate(hangar_bugs_total[$__rate_interval])) * 60",
                "max(process_cpu_usage and on (instance) hangar_build_info)",
                "max by (fleet_app) (hangar_fleet_load{fleet_app=~\"app|region\"})",
                "histogram_quantile(0.5, sum by (le) (rate(hangar_pass_lag_seconds_bucket[$__rate_interval])))",
            })
    void acceptsQuery(String query) {
        assertThat(QueryRules.problems(query, "")).isEmpty();
    }

    @Test
    void promtoolRefusesWhatCannotBeParsed(@TempDir Path directory) throws IOException, InterruptedException {
        assertThat(Promtool.complaint(List.of("sum(up)", "sum(up"), directory)).contains("query:1");
        assertThat(Promtool.complaint(List.of("sum(up)"), directory)).isEmpty();
    }
}
