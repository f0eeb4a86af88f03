package dev.hangar.prometheus;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Reading.AbsenceReason;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Gathers what the series of one query say of one instant, and joins value and sample time by subject.
final class SnapshotBuilder {
    /// A detail names this many subjects at most: it ends up on one log line.
    private static final int NAMED = 3;

    private final SignalQuery query;
    private final Instant at;
    private final List<String> caveats;
    private final Map<Subject, Cell> cells = new LinkedHashMap<>();
    private int withoutApp;

    private record Cell(List<Double> values, List<Double> times) {}

    SnapshotBuilder(SignalQuery query, Instant at, List<String> caveats) {
        this.query = query;
        this.at = at;
        this.caveats = caveats;
    }

    /// A value; its answer's own time counts as sample time unless the query asks for one.
    void value(Optional<Subject> subject, QueryResult.Point point) {
        subject.ifPresentOrElse(
                known -> {
                    Cell cell = cell(known);
                    cell.values().add(point.value());
                    if (query.sampledAt().isEmpty()) {
                        cell.times().add(point.atMillis() / 1000.0);
                    }
                },
                () -> withoutApp++);
    }

    /// A sample time in Unix seconds.
    void sampledAt(Optional<Subject> subject, double seconds) {
        subject.ifPresent(known -> cell(known).times().add(seconds));
    }

    private Cell cell(Subject subject) {
        return cells.computeIfAbsent(subject, key -> new Cell(new ArrayList<>(1), new ArrayList<>(1)));
    }

    SignalSnapshot build() {
        Judge judge = new Judge(query, at, !caveats.isEmpty());
        Map<AppName, List<Sample>> samples = new TreeMap<>();
        List<Subject> ambiguous = new ArrayList<>();
        cells.forEach((subject, cell) -> {
            if (cell.values().size() > 1) {
                ambiguous.add(subject);
            }
            if (!cell.values().isEmpty()) {
                samples.computeIfAbsent(subject.app(), app -> new ArrayList<>())
                        .add(subject.reads(judge.reading(cell.values(), cell.times())));
            }
        });
        samples.replaceAll((app, list) -> list.stream().sorted().toList());
        return new SignalSnapshot(query.name(), at, samples, absence(samples), failure(ambiguous));
    }

    private Optional<AbsenceReason> absence(Map<AppName, List<Sample>> samples) {
        if (!samples.isEmpty() || (withoutApp == 0 && caveats.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(caveats.isEmpty() ? AbsenceReason.NO_SERIES : AbsenceReason.PARTIAL_ANSWER);
    }

    private Optional<Failure> failure(List<Subject> ambiguous) {
        List<String> details = new ArrayList<>();
        if (withoutApp > 0) {
            details.add(withoutApp + " series of signal " + query.name()
                    + " have no app label: the series need an `app` label, as in sum by (app, region, instance) (…)");
        }
        if (!ambiguous.isEmpty()) {
            details.add("several series for "
                    + some(ambiguous.stream().map(Subject::toString).toList())
                    + ": aggregate them, as in sum by (app, region, instance) (…)");
        }
        if (!caveats.isEmpty()) {
            details.add("partial answer: " + some(caveats));
        }
        return details.isEmpty()
                ? Optional.empty()
                : Optional.of(Failure.of(FailureKind.INVALID_ANSWER, String.join("; ", details)));
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
