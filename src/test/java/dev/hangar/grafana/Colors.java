package dev.hangar.grafana;

import java.util.List;

/// One color for one thing, on all dashboards, as the report's page has them.
final class Colors {
    static final List<Shade> MACHINES = List.of(
            Shade.of("started", "green"),
            Shade.of("suspended", "blue"),
            Shade.of("stopped", "#8e8e8e"),
            Shade.of("changing", "yellow"),
            Shade.of("failed", "red"));

    static final List<Shade> FLEETS = List.of(
            Shade.of("steady", "green"),
            Shade.of("parked", "blue"),
            Shade.of("growing", "dark-green"),
            Shade.of("shrinking", "light-blue"),
            Shade.of("held", "yellow"),
            Shade.of("paused", "purple"),
            Shade.of("ceiling", "orange"),
            Shade.of("blind", "red"),
            Shade.of("left-alone", "#5a5a5a"));

    static final List<Shade> COSTS = List.of(
            Shade.dashed("without Hangar", "#8e8e8e"),
            Shade.area("now", "blue"),
            Shade.of("after the plan", "green"),
            Shade.dashed("budget", "red"));

    static final List<Shade> SAVINGS = List.of(Shade.of("saved", "green"), Shade.of("overspent", "orange"));

    static final List<Shade> OUTCOMES = List.of(
            Shade.of("applied", "green"),
            Shade.of("already-so", "blue"),
            Shade.of("skipped", "yellow"),
            Shade.of("refused", "red"),
            Shade.of("in-doubt", "orange"));

    static final List<Shade> ACTIONS = List.of(
            Shade.of("start", "green"),
            Shade.of("create", "dark-green"),
            Shade.of("sleep", "blue"),
            Shade.of("drain", "light-blue"),
            Shade.of("undrain", "yellow"),
            Shade.of("destroy", "red"));

    static final List<Shade> ENDINGS = List.of(
            Shade.of("met", "green"),
            Shade.of("fell-back-to-stop", "orange"),
            Shade.of("woken", "blue"),
            Shade.of("gone", "#8e8e8e"),
            Shade.of("expired", "red"));

    static final List<Shade> RESULTS =
            List.of(Shade.of("hold", "green"), Shade.of("change", "blue"), Shade.of("unread", "red"));

    static final List<Shade> RELEASES = List.of(
            Shade.of("idle", "green"),
            Shade.of("running", "blue"),
            Shade.of("silent", "yellow"),
            Shade.of("unanswered", "red"));

    static final List<Shade> THROTTLERS = List.of(Shade.of("fly", "red"), Shade.of("hangar", "yellow"));

    private Colors() {}
}
