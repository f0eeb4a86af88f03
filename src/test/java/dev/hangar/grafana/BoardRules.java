package dev.hangar.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Rules for a dashboard's file as a whole, whoever wrote it. A problem is one line that names the place.
final class BoardRules {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)");

    /// What Grafana itself puts in.
    private static final Set<String> BUILT_IN = Set.of(
            "__rate_interval",
            "__range",
            "__range_s",
            "__interval",
            "__interval_ms",
            "__value",
            "__url_time_range",
            "__all");

    private BoardRules() {}

    /// All that is wrong with one dashboard, its panels and queries included.
    static List<String> problems(JsonNode board) {
        List<String> problems = new ArrayList<>();
        frame(board, problems);
        variables(board, problems);
        panels(board).forEach(panel -> problems.addAll(PanelRules.problems(panel)));
        problems.addAll(GridRules.problems(panels(board)));
        return problems;
    }

    /// All that is wrong with several dashboards together.
    static List<String> problemsOfAll(List<JsonNode> boards) {
        List<String> problems = new ArrayList<>();
        boards.forEach(board -> problems(board)
                .forEach(problem -> problems.add(board.path("uid").asText() + ": " + problem)));
        repeated(boards.stream().map(board -> board.path("uid").asText()), "uid", problems);
        repeated(boards.stream().map(board -> board.path("title").asText()), "title of a dashboard", problems);
        return problems;
    }

    /// The panels, those of folded rows too.
    static List<JsonNode> panels(JsonNode board) {
        return stream(board.path("panels"))
                .flatMap(panel -> Stream.concat(Stream.of(panel), stream(panel.path("panels"))))
                .toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static void repeated(Stream<String> names, String what, List<String> problems) {
        names.collect(Collectors.groupingBy(name -> name, Collectors.counting()))
                .forEach((name, count) -> {
                    if (count > 1) {
                        problems.add(what + " is not unique: " + name);
                    }
                });
    }

    private static void frame(JsonNode board, List<String> problems) {
        require(board.path("uid").asText().matches("hangar-[a-z-]+"), "uid is not hangar-…", problems);
        require(board.path("id").isNull(), "id is a server's: it must be null", problems);
        require(!board.path("title").asText().isBlank(), "no title", problems);
        require(!board.path("description").asText().isBlank(), "no description", problems);
        require(board.path("schemaVersion").asInt() >= 38, "schemaVersion is older than Grafana 10", problems);
        require(board.path("timezone").asText().equals("browser"), "timezone is not the browser's", problems);
        require(board.path("refresh").asText().equals("30s"), "refresh is not 30s", problems);
        require(board.at("/time/from").asText().startsWith("now-"), "no time range", problems);
        require(stream(board.path("tags")).anyMatch(tag -> tag.asText().equals("hangar")), "not tagged", problems);
        require(
                stream(board.path("links"))
                        .anyMatch(link -> link.path("includeVars").asBoolean()
                                && link.at("/tags/0").asText().equals("hangar")),
                "no links to the other dashboards",
                problems);
        require(
                board.at("/templating/list/0/type").asText().equals("datasource")
                        && board.at("/templating/list/0/query").asText().equals("prometheus"),
                "the first variable is not the data source",
                problems);
    }

    private static void variables(JsonNode board, List<String> problems) {
        Set<String> defined = new TreeSet<>();
        stream(board.at("/templating/list"))
                .forEach(variable -> defined.add(variable.path("name").asText()));
        Set<String> used = new TreeSet<>();
        texts(board).forEach(text -> {
            Matcher matcher = VARIABLE.matcher(text);
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        });
        for (String name : used) {
            require(defined.contains(name) || BUILT_IN.contains(name), "variable is not defined: " + name, problems);
        }
        for (String name : defined) {
            require(used.contains(name), "variable is not used: " + name, problems);
        }
    }

    /// All texts in it.
    private static Stream<String> texts(JsonNode node) {
        return node.isTextual() ? Stream.of(node.asText()) : stream(node).flatMap(BoardRules::texts);
    }

    static void require(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
