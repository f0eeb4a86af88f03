package dev.hangar.report;

import dev.hangar.control.Usage;
import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.Machine;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The dearest apps over time on a page: started machines against demand, and what each machine was in.
final class HtmlTimes {
    private static final int MOST_APPS = 8;
    private static final int OPEN = 3;

    private HtmlTimes() {}

    static String of(Report report) {
        SortedMap<AppName, List<Machine>> machines = new TreeMap<>();
        report.decided()
                .forEach(decided -> machines.computeIfAbsent(decided.app(), any -> new ArrayList<>())
                        .addAll(decided.evaluation().report().machines().stream()
                                .map(MachineReport::machine)
                                .toList()));
        List<AppName> apps = dearest(report, machines);
        if (apps.isEmpty()) {
            return "";
        }
        StringBuilder part = new StringBuilder("<section id=\"time\">\n<h2>Over time</h2>\n").append(LEGEND);
        for (int i = 0; i < apps.size(); i++) {
            AppName app = apps.get(i);
            part.append(Html.details(
                    i < OPEN,
                    "<b>" + Markup.text(app.value()) + "</b>",
                    charts(report, app, machines.getOrDefault(app, List.of()))));
        }
        if (machines.size() > apps.size()) {
            part.append(Html.paragraph(
                    "soft", "The " + apps.size() + " dearest of " + machines.size() + " apps are drawn."));
        }
        return part.append("</section>\n").toString();
    }

    /// By spend where there is a bill, else by the number of machines; those with machines only.
    private static List<AppName> dearest(Report report, SortedMap<AppName, List<Machine>> machines) {
        List<String> bySpend =
                Spend.byApp(report.findings().bill()).stream().map(Spend::name).toList();
        Map<String, Integer> rank = new TreeMap<>();
        IntStream.range(0, bySpend.size()).forEach(i -> rank.put(bySpend.get(i), i));
        return machines.keySet().stream()
                .sorted(Comparator.comparingInt((AppName app) -> rank.getOrDefault(app.value(), Integer.MAX_VALUE))
                        .thenComparingInt(
                                app -> -machines.getOrDefault(app, List.of()).size())
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_APPS)
                .toList();
    }

    private static String charts(Report report, AppName app, List<Machine> machines) {
        StringBuilder part = new StringBuilder();
        List<Usage.Point> points = report.findings().lines().getOrDefault(app, List.of());
        if (UsageChart.canShow(points)) {
            OptionalInt capacity = capacity(report.findings(), app);
            part.append(Html.figure(
                    "Started machines and demand of " + app,
                    UsageChart.of(app.value(), points, capacity),
                    capacity.isPresent()
                            ? "Demand in machines: concurrency divided by " + capacity.getAsInt()
                                    + ", what one machine takes by its soft limit."
                            : "Demand by itself: no one capacity of a machine is known."));
        } else {
            part.append(Html.paragraph("soft", "No measurements over time were read of this app."));
        }
        int left = machines.size() - StateChart.MOST;
        return part.append(Html.figure(
                        "States of the machines of " + app,
                        StateChart.of(app.value(), machines, report.header().at()),
                        "The last 24 hours by the machines' events; Fly keeps about 20 of each"
                                + (left > 0 ? ". " + Words.count(left, "more machine") + " not drawn." : ".")))
                .toString();
    }

    /// What one machine takes, where all fleets of the app that tell it agree.
    private static OptionalInt capacity(Findings findings, AppName app) {
        List<Integer> told = findings.capacities().entrySet().stream()
                .filter(entry -> belongs(entry.getKey(), app))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return told.size() == 1 ? OptionalInt.of(told.getFirst()) : OptionalInt.empty();
    }

    private static boolean belongs(FleetId fleet, AppName app) {
        return fleet.app().equals(app);
    }

    private static final String LEGEND = """
            <div class="key"><span><i class="line-started"></i>started machines</span><span><i class="area"></i>demand</span>
            <span><i class="started"></i>started</span><span><i class="suspended"></i>suspended</span>
            <span><i class="stopped"></i>stopped</span><span><i class="moving"></i>between two states</span>
            <span><i class="failed"></i>failed</span><span><i class="unknown"></i>not known</span></div>
            """;
}
