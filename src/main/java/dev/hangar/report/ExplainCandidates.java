package dev.hangar.report;

import dev.hangar.model.MachineId;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Reasoning;
import dev.hangar.policy.SleepCandidate;
import dev.hangar.policy.WakeCandidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who would go to sleep first, and who would be woken first, with what the order rests on.
final class ExplainCandidates {
    /// Beyond so many the rest is counted: JSON has them all.
    private static final int SHOWN = 15;

    static final String SLEEP_ORDER =
            "Order: the lowest score first. The score is the share of its capacity in use, less"
                    + " 0.10 for the redundant machine of a launch; then the youngest, then by region and id.";
    static final String WAKE_ORDER =
            "Order: where a region lacks one; suspended before stopped, the redundant machine of a"
                    + " launch after the others, what refused to start last; then by region and id.";

    private final ExplainSection section;
    private final TableStyle style;
    private final Reasoning reasoning;
    private final Instant now;
    private final Map<MachineId, MachineReport> machines;

    ExplainCandidates(ExplainSection section, Explained one) {
        this.section = section;
        this.style = section.style();
        this.reasoning = one.explanation().reasoning();
        this.now = one.pass().at();
        this.machines = one.pass().evaluation().report().machines().stream()
                .collect(Collectors.toMap(report -> report.machine().id(), Function.identity()));
    }

    void render() {
        sleep();
        wake();
    }

    private void sleep() {
        if (reasoning.sleep().isEmpty()) {
            return;
        }
        section.title("Who would go to sleep first");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "machine", "score", "load", "age", "30 days", "what becomes of it"));
        for (SleepCandidate one : reasoning.sleep()) {
            rows.add(List.of(
                    place(one.place()),
                    id(one.machine()) + (one.twin() ? " *" : ""),
                    number(one.score()),
                    number(one.load()),
                    TimeWords.length(Duration.between(one.createdAt(), now)),
                    dollars(one.machine()),
                    outcome(one.machine())));
        }
        show(rows, SLEEP_ORDER + (anyTwin() ? " * is that machine." : ""));
    }

    private void wake() {
        if (reasoning.wake().isEmpty()) {
            return;
        }
        section.title("Who would be woken first");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "machine", "asleep as", "note", "", "30 days", "what becomes of it"));
        for (WakeCandidate one : reasoning.wake()) {
            rows.add(List.of(
                    place(one.place()),
                    id(one.machine()) + (one.twin() ? " *" : ""),
                    one.suspended() ? "suspended" : "stopped",
                    one.refusedLately() ? "refused to start" : "",
                    "",
                    dollars(one.machine()),
                    outcome(one.machine())));
        }
        show(rows, WAKE_ORDER);
    }

    private void show(List<List<String>> rows, String order) {
        section.table(rows.subList(0, Math.min(rows.size(), SHOWN + 1)), 4, 5, 3);
        if (rows.size() > SHOWN + 1) {
            section.words("and " + (rows.size() - SHOWN - 1) + " more, see --format json.");
        }
        section.words(order, TableStyle.Paint.ASIDE);
    }

    private boolean anyTwin() {
        return reasoning.sleep().stream().anyMatch(SleepCandidate::twin);
    }

    private String id(MachineId id) {
        return style.safe(id.value(), MachineLines.LONGEST_ID);
    }

    private static String place(OptionalInt place) {
        return place.isPresent() ? String.valueOf(place.getAsInt()) : "-";
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Words.load(value.getAsDouble()) : "unknown";
    }

    private String dollars(MachineId id) {
        MachineReport report = machines.get(id);
        return report == null ? "" : Money.of(report).map(style::money).orElse("no price");
    }

    private String outcome(MachineId id) {
        MachineReport report = machines.get(id);
        if (report == null) {
            return "";
        }
        return report.action().map(Words::verb).map(verb -> verb + ": ").orElse("")
                + report.reason().code();
    }
}
