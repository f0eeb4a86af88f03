package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.cost.StandingPrices;
import dev.hangar.model.Answer;
import dev.hangar.model.VolumeSnapshot;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.SnapshotLines;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Snapshots that a longer retention than Fly's own keeps, as far as they are beyond what is free for the whole
/// organization (facts 10).
final class OldSnapshots implements Rule {
    /// Fly keeps snapshots so long unless told otherwise (facts 10).
    private static final int DEFAULT_DAYS = 5;

    /// A snapshot may live a little longer than its retention until Fly clears up.
    private static final Duration OLD = Duration.ofDays(DEFAULT_DAYS + 1);

    private static final long A_CENT = 10_000;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        Map<String, List<VolumeSnapshot>> old = new TreeMap<>();
        app.snapshots().forEach((volume, answer) -> {
            List<VolumeSnapshot> its = old(answer, survey.at()).toList();
            if (!its.isEmpty()) {
                old.put(volume, its);
            }
        });
        Rate saving = saving(app, survey);
        return saving.perMonth().value() < A_CENT ? List.of() : List.of(advice(app, survey, old, saving));
    }

    private static Stream<VolumeSnapshot> old(Answer<List<VolumeSnapshot>> answer, Instant at) {
        return answer.asOptional().stream()
                .flatMap(List::stream)
                .filter(snapshot -> snapshot.retentionDays() > DEFAULT_DAYS)
                .filter(snapshot -> snapshot.createdAt().isBefore(at.minus(OLD)));
    }

    /// The app's share, by bytes, of what the organization would save without any old snapshot.
    private static Rate saving(AppSurvey app, Survey survey) {
        long own = oldBytes(app, survey.at());
        long all = survey.apps().stream()
                .mapToLong(its -> oldBytes(its, survey.at()))
                .reduce(0, Math::addExact);
        if (own == 0) {
            return Rate.ZERO;
        }
        StandingPrices prices = survey.prices().standing();
        long stored = SnapshotLines.storedBytes(survey);
        Rate whole = SnapshotLines.rate(prices, stored).minus(SnapshotLines.rate(prices, stored - all));
        return whole.times(own / (double) all);
    }

    private static long oldBytes(AppSurvey app, Instant at) {
        return app.snapshots().values().stream()
                .flatMap(answer -> old(answer, at))
                .mapToLong(VolumeSnapshot::storedBytes)
                .map(bytes -> Math.max(0, bytes))
                .reduce(0, Math::addExact);
    }

    private static Advice advice(AppSurvey app, Survey survey, Map<String, List<VolumeSnapshot>> old, Rate saving) {
        List<String> evidence = new ArrayList<>();
        List<Fix> fixes = new ArrayList<>();
        old.forEach((volume, snapshots) -> {
            evidence.add(evidence(volume, snapshots, survey.at()));
            String days = String.valueOf(DEFAULT_DAYS);
            String name = app.name().value();
            fixes.add(ConfigFixes.fly("volumes", "update", volume, "--snapshot-retention", days, "-a", name));
        });
        evidence.add("all known snapshots of the organization store " + gb(SnapshotLines.storedBytes(survey))
                + ", of which " + survey.prices().standing().snapshotFreeGb() + " GB are free");
        fixes.add(new Fix.Words("Snapshots that exist go when the retention ends that they were taken with"));
        int count = old.values().stream().mapToInt(List::size).sum();
        return new Advice(
                Topic.OLD_SNAPSHOTS,
                Advice.Subject.of(app.name()),
                Phrases.count(count, "snapshot") + " older than Fly's own retention of " + DEFAULT_DAYS + " days",
                evidence,
                fixes,
                new Worth.Saves(saving, false, true));
    }

    private static String evidence(String volume, List<VolumeSnapshot> old, Instant at) {
        long bytes = old.stream().mapToLong(VolumeSnapshot::storedBytes).sum();
        Optional<Instant> oldest = old.stream().map(VolumeSnapshot::createdAt).min(Instant::compareTo);
        int retention =
                old.stream().mapToInt(VolumeSnapshot::retentionDays).max().orElse(0);
        return Phrases.count(old.size(), "snapshot") + " of " + volume + " with " + gb(bytes) + ", the oldest "
                + oldest.map(then -> Phrases.time(Duration.between(then, at))).orElse("") + " old, kept for "
                + retention + " days";
    }

    private static String gb(long bytes) {
        return Phrases.number(bytes / (double) SnapshotLines.GB) + " GB";
    }
}
