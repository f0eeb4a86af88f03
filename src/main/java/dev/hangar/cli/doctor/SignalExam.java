package dev.hangar.cli.doctor;

import dev.hangar.config.HangarSettings;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Judges what a signal said: whether it may be trusted with a fleet.
final class SignalExam {
    private static final String HISTORY = "history";
    private static final String SIGNAL = "signal";

    private final HangarSettings settings;
    private final FlyExam.Seen seen;
    private final Optional<String> wrongOrg;

    /// @param wrongOrg what is wrong with the organization in the address, if anything is
    SignalExam(HangarSettings settings, FlyExam.Seen seen, Optional<String> wrongOrg) {
        this.settings = settings;
        this.seen = seen;
        this.wrongOrg = wrongOrg;
    }

    /// @param anything whether some machine has series at all, where that is known
    void judge(SignalSnapshot snapshot, Optional<Boolean> anything, Instant at, Notes notes) {
        String name = snapshot.signal() + ": ";
        Optional<Failure> broken = PrometheusExam.broken(snapshot);
        if (broken.filter(failure -> failure.kind() == FailureKind.TIMED_OUT).isPresent()) {
            notes.fail(
                    Cause.TIME_OUT,
                    SIGNAL,
                    name + "no answer in time: " + FlyExam.said(broken.get()),
                    "ask for fewer series or a shorter range, or raise hangar.prometheus.timeout");
            return;
        }
        if (broken.isPresent()) {
            notes.fail(
                    Cause.SIGNAL_REFUSED,
                    SIGNAL,
                    name + "the query failed: " + FlyExam.said(broken.get()),
                    "check hangar.signals." + snapshot.signal() + ".promql; try it in fly-metrics.net or Grafana");
            return;
        }
        snapshot.failure()
                .ifPresent(failure -> notes.warn(
                        Cause.SIGNAL_UNUSABLE,
                        SIGNAL,
                        name + failure.detail(),
                        "aggregate to the labels app, region and instance, as in sum by (app, region, instance) (…)"));
        if (snapshot.samples().isEmpty()) {
            if (snapshot.failure().isEmpty()) {
                empty(name, anything, notes);
            }
            return;
        }
        List<AppName> managed = managed();
        List<AppName> counted = managed.isEmpty()
                ? snapshot.samples().keySet().stream().sorted().toList()
                : managed.stream().filter(snapshot.samples()::containsKey).toList();
        if (counted.isEmpty()) {
            otherApps(name, snapshot, managed, notes);
            return;
        }
        age(name, snapshot, counted, at, notes);
    }

    private void empty(String name, Optional<Boolean> anything, Notes notes) {
        String found = name + "empty result: no series. ";
        if (wrongOrg.isPresent()) {
            notes.fail(
                    Cause.PROMETHEUS_WRONG_ORG,
                    SIGNAL,
                    found + wrongOrg.get(),
                    "set hangar.prometheus.url to that of the organization, or leave it unset and set hangar.org");
            return;
        }
        String why = anything.map(some -> some
                        ? "Other series are there, so address and token are right: stopped machines produce none, and"
                                + " worker groups without a service have no fly_app_concurrency"
                        : "There is not even fly_instance_up: all machines are stopped, or address or token are for"
                                + " another organization")
                .orElse("Stopped machines produce none; worker groups without a service have no fly_app_concurrency;"
                        + " a wrong org slug or app name gives none either");
        notes.warn(
                Cause.SIGNAL_EMPTY,
                SIGNAL,
                found + why,
                "absent is never zero: nothing shrinks on it. For workers, configure a signal such as a queue's depth"
                        + " (docs/guide/scaling.md)");
    }

    private static void otherApps(String name, SignalSnapshot snapshot, List<AppName> managed, Notes notes) {
        notes.warn(
                Cause.SIGNAL_OTHER_APPS,
                SIGNAL,
                name + "series for " + names(List.copyOf(snapshot.samples().keySet())) + ", none for the managed "
                        + names(managed),
                "check the label app of the series, and that address and apps are of one organization; stopped machines"
                        + " produce none");
    }

    private void age(String name, SignalSnapshot snapshot, List<AppName> counted, Instant at, Notes notes) {
        Duration maxAge = settings.signals().stream()
                .filter(query -> query.name().equals(snapshot.signal()))
                .map(SignalQuery::maxAge)
                .findFirst()
                .orElse(settings.prometheus().maxAge());
        Optional<Duration> newest = counted.stream()
                .flatMap(app -> snapshot.samples().getOrDefault(app, List.of()).stream())
                .flatMap(sample -> age(sample, at).stream())
                .min(Duration::compareTo);
        boolean fresh = counted.stream()
                .flatMap(app -> snapshot.samples().getOrDefault(app, List.of()).stream())
                .anyMatch(sample -> sample.reading() instanceof Reading.Fresh);
        String youngest = newest.map(age -> "the newest sample is " + words(age) + " old")
                .orElse("no value among them is a number");
        List<AppName> managed = managed();
        List<AppName> missing =
                managed.stream().filter(app -> !counted.contains(app)).toList();
        String found = name + "samples for " + counted.size()
                + (managed.isEmpty() ? "" : " of " + managed.size() + " managed") + " apps; " + youngest;
        if (!fresh) {
            notes.fail(
                    Cause.SIGNAL_OLD,
                    SIGNAL,
                    found + ", max-age is " + words(maxAge) + ": nothing shrinks on it",
                    "see why samples stopped coming; on Fly they are some 30 s to 60 s late, so keep max-age above 75s");
        } else if (missing.isEmpty()) {
            notes.ok(SIGNAL, found + ", max-age is " + words(maxAge));
        } else {
            notes.warn(
                    Cause.SIGNAL_GAPS,
                    SIGNAL,
                    found + "; none for " + names(missing)
                            + ": all machines stopped, or worker groups without a service, which have no"
                            + " fly_app_concurrency",
                    "nothing shrinks in those without samples; workers need a signal of their own"
                            + " (docs/guide/scaling.md)");
        }
    }

    private static Optional<Duration> age(Sample sample, Instant at) {
        return switch (sample.reading()) {
            case Reading.Fresh(double value, Instant sampledAt) -> Optional.of(Duration.between(sampledAt, at));
            case Reading.Stale(double value, Duration age) -> Optional.of(age);
            case Reading.Absent absent -> Optional.empty();
        };
    }

    /// @param past whether there were samples so long ago
    void history(Map<Duration, Boolean> past, Notes notes) {
        if (past.isEmpty()) {
            notes.skip(HISTORY, "no signal answered for the past");
            return;
        }
        String found = past.entrySet().stream()
                .map(entry -> words(entry.getKey()) + " ago: " + (entry.getValue() ? "samples" : "none"))
                .collect(Collectors.joining(", "));
        Duration learn = settings.prometheus().learnFrom();
        if (past.getOrDefault(Duration.ofHours(1), false) || learn.isZero()) {
            notes.ok(HISTORY, found + (learn.isZero() ? "" : "; a start learns from the last " + words(learn)));
        } else {
            notes.warn(
                    Cause.HISTORY_SHORT,
                    HISTORY,
                    found + ": a start that would learn from the last " + words(learn) + " finds little or nothing",
                    "let it run: it learns from then on, and shrinks once a full window has been seen; a server of your"
                            + " own needs longer retention (Fly keeps some 15 days)");
        }
    }

    /// Those whose demand is asked for: databases and builders are never touched.
    private List<AppName> managed() {
        return seen.managed().stream()
                .filter(app -> app.role().isEmpty())
                .map(App::name)
                .toList();
    }

    private static String names(List<AppName> apps) {
        return Names.some(apps.stream().map(AppName::value).toList());
    }

    static String words(Duration time) {
        if (time.toDays() >= 1 && time.toHoursPart() == 0) {
            return time.toDays() + " d";
        }
        if (time.toHours() > 0 && time.toMinutesPart() == 0) {
            return time.toHours() + " h";
        }
        return time.toSeconds() >= 120 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
