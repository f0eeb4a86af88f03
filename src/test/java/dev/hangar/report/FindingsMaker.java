package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.control.Usage;
import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.MachineId;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Confidence;
import dev.hangar.survey.Findings;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// Findings made by hand: what a report shows of them does not hang on how they were found.
final class FindingsMaker {
    /// A root file system of 1 GB: $0.15 per 30 days.
    private static final Rate ROOTFS = new Rate(57_870);

    /// $3.69 per 30 days and a root file system: what a small machine costs that runs.
    private static final Rate RUNNING = new Rate(1_365_740);

    /// $2.00 per 30 days.
    static final Rate TWO_DOLLARS = new Rate(771_605);

    private final List<Bill.Line> bill = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();
    private final SortedMap<AppName, List<Usage.Point>> lines = new TreeMap<>();
    private final SortedMap<FleetId, Integer> capacities = new TreeMap<>();
    private List<String> doubts = List.of();

    /// Bills every machine with a price.
    FindingsMaker billing(PassRecord.Decided decided) {
        for (MachineReport report : decided.evaluation().report().machines()) {
            Optional<Money> money = Money.of(report);
            if (money.isPresent()) {
                Region region = report.machine().region();
                Rate now = money.get().now().minus(ROOTFS);
                Rate after = money.get().after().minus(ROOTFS);
                Rate more = now.compareTo(after) > 0 ? now : after;
                line(decided.fleet(), region, Bill.Kind.COMPUTE, now, after, more.equals(Rate.ZERO) ? RUNNING : more);
                line(decided.fleet(), region, Bill.Kind.ROOTFS, ROOTFS, ROOTFS, ROOTFS);
            }
        }
        return this;
    }

    /// Bills something of an app as a whole.
    FindingsMaker billing(String app, Bill.Kind kind, Optional<Region> region, Rate rate) {
        bill.add(new Bill.Line(new AppName(app), Optional.empty(), region, kind, 1, rate, rate, rate));
        return this;
    }

    private void line(FleetId fleet, Region region, Bill.Kind kind, Rate now, Rate after, Rate worst) {
        bill.add(new Bill.Line(
                fleet.app(), Optional.of(fleet.group()), Optional.of(region), kind, 1, now, after, worst));
    }

    FindingsMaker advising(Topic topic, String app, String headline, Advice.Worth worth, Advice.Fix... fixes) {
        Advice.Subject subject = new Advice.Subject(
                Optional.of(new AppName(app)),
                Optional.of(new ProcessGroup("app")),
                List.of(new MachineId("148e445b9e7089")));
        List<String> evidence = List.of("soft_limit is 20 in its service", "the window was 14 days");
        advice.add(new Advice(topic, subject, headline, evidence, List.of(fixes), worth));
        return this;
    }

    /// So many points, one per hour, of a day's ups and downs; every eleventh demand was not measured.
    FindingsMaker drawing(String app, int capacity, int points) {
        List<Usage.Point> made = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            double demand = Math.max(0, 40 * Math.sin(i * Math.PI / 12) + i * 7919 % 13);
            made.add(new Usage.Point(
                    FleetMaker.AT.minus(Duration.ofHours(points - i)),
                    OptionalDouble.of(1 + Math.ceil(demand / 20)),
                    i % 11 == 5 ? OptionalDouble.empty() : OptionalDouble.of(demand)));
        }
        lines.put(new AppName(app), made);
        if (capacity > 0) {
            capacities.put(new FleetId(new AppName(app), new ProcessGroup("app")), capacity);
        }
        return this;
    }

    FindingsMaker doubting(String... sentences) {
        doubts = List.of(sentences);
        return this;
    }

    Findings find() {
        Confidence.Level level = doubts.isEmpty() ? Confidence.Level.HIGH : Confidence.Level.MEDIUM;
        return new Findings(
                new Bill(bill, TWO_DOLLARS, false),
                advice,
                lines,
                capacities,
                Optional.of(new Confidence(level, doubts)));
    }
}
