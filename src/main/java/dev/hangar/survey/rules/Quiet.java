package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Survey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When an app had nothing to do, by its concurrency over time. Times without a sample count as neither.
///
/// @param share share of the known time without a single request or connection, 0 to 1
/// @param wakes times that demand came back after a rest in which Fly Proxy would have put machines to sleep
/// @param span how much time is known
record Quiet(double share, int wakes, Duration span) {
    /// Less than that says nothing of nights and weekends.
    static final Duration LEAST = Duration.ofDays(1);

    /// Fly Proxy was measured to take 5 to 10 minutes to stop an idle machine (facts 6).
    static final Duration PROXY_WAITS = Duration.ofMinutes(10);

    /// Samples further apart have a gap between them: nobody knows what was asked then.
    private static final Duration GAP = Duration.ofHours(2);

    /// Of an app, where one of its fleets has services: the series is the app's, and would else be several fleets'.
    static Optional<Quiet> of(AppSurvey app, Survey survey) {
        long serving = FleetView.of(app).stream()
                .filter(fleet -> fleet.members().stream().anyMatch(Quiet::hasServices))
                .count();
        return serving == 1
                ? Optional.ofNullable(survey.usage().lines().get(app.name())).flatMap(Quiet::of)
                : Optional.empty();
    }

    private static boolean hasServices(MachineReport report) {
        return !FleetView.config(report).services().isEmpty();
    }

    static Optional<Quiet> of(List<Usage.Point> points) {
        Duration known = Duration.ZERO;
        Duration idle = Duration.ZERO;
        int wakes = 0;
        Optional<Instant> idleSince = Optional.empty();
        for (int i = 0; i < points.size(); i++) {
            Usage.Point point = points.get(i);
            Duration until = i + 1 < points.size()
                    ? Duration.between(point.at(), points.get(i + 1).at())
                    : Duration.ZERO;
            boolean gap = until.compareTo(GAP) > 0 || until.isNegative();
            if (point.concurrency().isEmpty()) {
                idleSince = Optional.empty();
                continue;
            }
            known = gap ? known : known.plus(until);
            if (point.concurrency().getAsDouble() == 0) {
                idle = gap ? idle : idle.plus(until);
                idleSince = gap ? Optional.empty() : idleSince.or(() -> Optional.of(point.at()));
                continue;
            }
            boolean slept = idleSince
                    .filter(since -> Duration.between(since, point.at()).compareTo(PROXY_WAITS) >= 0)
                    .isPresent();
            wakes += slept ? 1 : 0;
            idleSince = Optional.empty();
        }
        return known.compareTo(LEAST) < 0
                ? Optional.empty()
                : Optional.of(new Quiet((double) idle.toMillis() / known.toMillis(), wakes, known));
    }

    /// How often machines would be woken in 30 days if it went on like that.
    double wakesPerMonth() {
        return wakes * (double) Duration.ofDays(30).toMillis() / span.toMillis();
    }
}
