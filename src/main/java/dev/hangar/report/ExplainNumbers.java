package dev.hangar.report;

import dev.hangar.model.MachineId;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.policy.Basis;
import dev.hangar.policy.Demand;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.Floors;
import dev.hangar.policy.Reasoning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// What was read, what load that is, and how many machines follow from it.
final class ExplainNumbers {
    /// Beyond so many samples the rest is counted: JSON has them all.
    private static final int SHOWN = 20;

    private static final int LONGEST = 200;

    private final ExplainSection section;
    private final TableStyle style;
    private final FleetReport fleet;
    private final Basis basis;
    private final Reasoning reasoning;

    ExplainNumbers(ExplainSection section, Explained one) {
        this.section = section;
        this.style = section.style();
        this.fleet = one.pass().evaluation().report();
        this.basis = one.pass().evaluation().basis();
        this.reasoning = one.explanation().reasoning();
    }

    void render() {
        readings();
        load();
        count();
    }

    private void readings() {
        section.title("Demand as read");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("signal", "of", "value", "age", "state"));
        for (SignalName name : basis.settings().signalNames()) {
            rows.addAll(rows(basis.seen(), name));
        }
        section.table(rows.subList(0, Math.min(rows.size(), SHOWN + 1)));
        if (rows.size() > SHOWN + 1) {
            section.words("and " + (rows.size() - SHOWN - 1) + " more, see --format json.");
        }
        if (basis.settings().signalNames().isEmpty()) {
            section.words("The policy names no signal.");
        }
    }

    private List<List<String>> rows(Observation seen, SignalName name) {
        SignalReadings its = seen.readingsOf(name);
        String signal = style.safe(name.value(), LONGEST);
        if (its.samples().isEmpty()) {
            Reading.AbsenceReason why = its.failure().orElse(Reading.AbsenceReason.NO_SERIES);
            return List.of(List.of(signal, "the app", "-", "-", "absent: " + words(why)));
        }
        return its.samples().stream()
                .map(sample -> List.of(
                        signal,
                        subject(sample),
                        value(sample.reading()),
                        age(sample.reading(), seen.at()),
                        state(sample.reading())))
                .toList();
    }

    private String subject(Sample sample) {
        String region = sample.region().map(Region::value).orElse("");
        String machine = sample.machine().map(MachineId::value).orElse("");
        String both = machine.isEmpty() ? region : region.isEmpty() ? machine : machine + " (" + region + ")";
        return both.isEmpty() ? "the app" : style.safe(both, MachineLines.LONGEST_ID + MachineLines.LONGEST_REGION);
    }

    static String value(Reading reading) {
        return switch (reading) {
            case Reading.Fresh(double value, Instant at) -> number(value);
            case Reading.Stale(double last, Duration age) -> number(last);
            case Reading.Absent absent -> "-";
        };
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Words.load(value) : "-";
    }

    private static String age(Reading reading, Instant now) {
        return switch (reading) {
            case Reading.Fresh(double value, Instant at) -> TimeWords.length(Duration.between(at, now));
            case Reading.Stale(double last, Duration age) -> TimeWords.length(age);
            case Reading.Absent absent -> "-";
        };
    }

    private static String state(Reading reading) {
        return switch (reading) {
            case Reading.Fresh fresh -> "fresh";
            case Reading.Stale stale -> "stale: too old to shrink on";
            case Reading.Absent(Reading.AbsenceReason why) -> "absent: " + words(why);
        };
    }

    static String words(Reading.AbsenceReason why) {
        return switch (why) {
            case NO_SERIES -> "the query answered, and has no series of it";
            case NOT_A_NUMBER -> "its value is no number of zero or more";
            case SOURCE_FAILED -> "the query failed";
            case PARTIAL_ANSWER -> "the server marked its answer as partial";
            case NOT_CONFIGURED -> "no query of this name is configured";
        };
    }

    private void load() {
        Demand demand = fleet.demand();
        String regions = demand.loadByRegion().entrySet().stream()
                .map(entry -> entry.getKey() + " " + Words.load(entry.getValue()))
                .collect(Collectors.joining(", "));
        String by = regions.isEmpty() ? "" : " (" + regions + ")";
        String load = "Load " + Words.load(demand.total()) + " machines" + by
                + ": the work offered, by what one machine takes.";
        section.words(demand.gap()
                .map(gap -> "Load not fully known, at least " + Words.load(demand.total()) + " machines" + by + ": "
                        + gap.reason().sentence() + " (" + gap.detail() + ").")
                .orElse(load));
    }

    private void count() {
        section.title("Number of machines");
        int capacity = fleet.capacity();
        List<List<String>> rows = List.of(
                List.of("needed", String.valueOf(fleet.recommendation().total()), "by this pass alone"),
                List.of("wanted", String.valueOf(reasoning.wanted()), "at least, with " + floor() + ", " + ceiling()),
                List.of("kept", String.valueOf(reasoning.kept()), "nothing shrinks below: window or rule, and floor"),
                List.of("desired", String.valueOf(fleet.desired()), "what the fleet should have now"),
                List.of("serving", String.valueOf(fleet.serving()), waking(capacity - fleet.serving())));
        Columns columns =
                new Columns(rows.stream().map(row -> row.subList(0, 2)).toList());
        for (int i = 0; i < rows.size(); i++) {
            String label = ExplainText.pad(columns.row(i), columns.width()) + "  ";
            section.row(label, rows.get(i).getLast(), TableStyle.Paint.PLAIN);
        }
        ScalingWords.of(fleet.scaling()).forEach(section::words);
        WakeWords.of(fleet.times()).ifPresent(words -> section.words("Waking: " + words + "."));
        LaunchPairWords.of(fleet).ifPresent(words -> section.words("Launch pair: " + words + "."));
    }

    private String floor() {
        Floors floors = fleet.floors();
        String where = floors.byRegion().isEmpty() ? "" : " (" + Words.byRegion(floors.byRegion()) + ")";
        String zero = floors.whyNotZero()
                .map(Reason::sentence)
                .map(why -> " (" + why + ")")
                .orElse("");
        return "floor " + floors.total() + where + zero;
    }

    private String ceiling() {
        OptionalInt ceiling = fleet.ceiling();
        return ceiling.isPresent() ? "ceiling " + ceiling.getAsInt() : "no ceiling";
    }

    private static String waking(int waking) {
        return waking > 0 ? "and " + waking + " on the way" : "started, healthy and open to traffic";
    }
}
