package dev.hangar.grafana;

import dev.hangar.grafana.KnownMetrics.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules for one query, by its text; whether it can be parsed is asked of promtool.
final class QueryRules {
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern VALUE = Pattern.compile("(\\w+)\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern RANGE = Pattern.compile("\\[([^]]*)]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w$])[A-Za-z_:][\\w:]*");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern OURS = Pattern.compile("and on \\(instance\\) hangar_build_info");

    private static final Set<String> LANGUAGE = Set.of(
            "sum",
            "avg",
            "max",
            "min",
            "count",
            "topk",
            "bottomk",
            "rate",
            "increase",
            "histogram_quantile",
            "clamp_min",
            "max_over_time",
            "sort_desc",
            "and",
            "or",
            "unless",
            "bool");
    private static final Set<String> RANGES = Set.of("$__rate_interval", "$__range");

    /// Given by whoever scrapes, of the daemon's own machine: never a fleet's.
    private static final Set<String> SCRAPERS = Set.of("app", "region", "host");

    private QueryRules() {}

    /// @param legend with labels as `{{name}}`; empty where there is none
    static List<String> problems(String expr, String legend) {
        String bare = STRING.matcher(expr).replaceAll("\"\"");
        Set<String> labels = labels(bare, legend);
        String names = GROUPING.matcher(
                        RANGE.matcher(MATCHERS.matcher(bare).replaceAll("")).replaceAll(" "))
                .replaceAll(" ");
        List<Known> metrics = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (MatchResult match : NAME.matcher(names).results().toList()) {
            if (!LANGUAGE.contains(match.group())) {
                Optional<Known> known = KnownMetrics.of(match.group());
                known.ifPresentOrElse(metrics::add, () -> found.add("no such metric: " + match.group()));
                known.ifPresent(metric -> counted(metric, names.substring(0, match.start()), found));
            }
        }
        labelled(labels, metrics, found);
        valued(expr, metrics, found);
        for (MatchResult range : RANGE.matcher(bare).results().toList()) {
            BoardRules.require(RANGES.contains(range.group(1)), "a fixed range: " + range.group(1), found);
        }
        boolean foreign = metrics.stream().anyMatch(metric -> !metric.name().startsWith("hangar_"));
        BoardRules.require(!foreign || OURS.matcher(bare).find(), "reads that metric of everybody's processes", found);
        return found.stream().map(problem -> problem + " in: " + expr).toList();
    }

    private static void counted(Known metric, String before, List<String> found) {
        boolean rated = before.matches("(?s).*\\b(rate|increase)\\(\\s*");
        BoardRules.require(rated || !metric.counter(), "a counter without rate or increase: " + metric.name(), found);
        BoardRules.require(!rated || metric.counter(), "a rate of what is no counter: " + metric.name(), found);
    }

    /// Labels that the query or its legend names.
    private static Set<String> labels(String bare, String legend) {
        Stream<String> matched = MATCHERS.matcher(bare)
                .results()
                .flatMap(braces -> MATCHER.matcher(braces.group(1)).results())
                .map(match -> match.group(1));
        Stream<String> grouped = GROUPING.matcher(bare)
                .results()
                .flatMap(match -> Stream.of(match.group(2).split(",", -1)))
                .map(String::strip);
        Stream<String> shown = LEGEND.matcher(legend).results().map(match -> match.group(1));
        return Stream.of(matched, grouped, shown)
                .flatMap(names -> names)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// A word that a label can never have would show as no data for ever.
    private static void valued(String expr, List<Known> metrics, List<String> found) {
        for (MatchResult match : VALUE.matcher(expr).results().toList()) {
            BoardRules.require(
                    metrics.stream().anyMatch(metric -> metric.takes(match.group(1), match.group(2))),
                    "no such value: " + match.group(1) + "=" + match.group(2),
                    found);
        }
    }

    private static void labelled(Set<String> labels, List<Known> metrics, List<String> found) {
        for (String label : labels) {
            if (SCRAPERS.contains(label)) {
                found.add("a label of the scraper, not of a fleet: " + label);
            } else if (!label.equals("instance") && metrics.stream().noneMatch(metric -> metric.has(label))) {
                found.add("no such label: " + label);
            }
        }
    }
}
