package dev.hangar.cli;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.Action;
import dev.hangar.model.FleetId;
import dev.hangar.model.MachineState;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Outcome;
import dev.hangar.policy.Demand;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Role;
import dev.hangar.simulator.world.Figures;
import dev.hangar.simulator.world.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// What the demo shows: one line per fleet with its machines, demand, wish and last decision, and the dollars so far
/// against the same users without Hangar.
final class DemoView {
    private static final String ROW = "%-20s %-16s %6s %5s  %-46s %9s";

    private final Map<FleetId, PassRecord.Decided> newest = new ConcurrentSkipListMap<>();
    private final Map<FleetId, String> lastDone = new ConcurrentSkipListMap<>();

    /// Takes note of one pass; returns a line per action that was planned or carried out.
    List<String> hear(PassRecord record) {
        if (!(record instanceof PassRecord.Decided decided)) {
            return List.of("! " + record.app() + " could not be read");
        }
        newest.put(decided.fleet(), decided);
        List<String> lines = new ArrayList<>();
        if (decided.acting()) {
            decided.acted().forEach(acted -> lines.add(line(decided, acted.action(), acted.outcome())));
        } else {
            decided.evaluation().plan().actions().forEach(action -> lines.add(line(decided, action, PLANNED)));
        }
        return lines;
    }

    private static final Outcome PLANNED = new Outcome.Skipped("planned only");

    private String line(PassRecord.Decided decided, Action action, Outcome outcome) {
        String what = verb(action) + " " + shortId(action.machine().id().value()) + ": "
                + action.reason().sentence();
        String ending = switch (outcome) {
            case Outcome.Applied applied -> "";
            case Outcome.AlreadySo same -> " (already so)";
            case Outcome.Skipped(String why, Outcome.Skipped.By by) -> " (" + why + ")";
            case Outcome.Refused(var failure) -> " (refused: " + failure.kind() + ")";
            case Outcome.InDoubt(var failure) -> " (in doubt: " + failure.kind() + ")";
        };
        lastDone.put(decided.fleet(), clock(decided.at()).substring(0, 5) + " " + what);
        return String.format(Locale.ROOT, "%s  %-20s %s%s", clock(decided.at()), decided.fleet(), what, ending);
    }

    private static String verb(Action action) {
        return switch (action) {
            case Action.Sleep sleep -> sleep.sleep().name().toLowerCase(Locale.ROOT);
            case Action.Start start -> start.verb();
            case Action.Drain drain -> drain.verb();
            case Action.Undrain undrain -> undrain.verb();
            case Action.Destroy destroy -> destroy.verb();
            case Action.Create create -> create.verb() + " a clone of";
        };
    }

    /// The whole picture, one entry per line.
    List<String> picture(Figures figures, Duration elapsed) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "Hangar demo   simulated %s   %s passed", clock(figures.at()), human(elapsed)));
        lines.add("");
        lines.add(String.format(Locale.ROOT, ROW, "FLEET", "MACHINES", "DEMAND", "WANT", "LAST DECISION", "$/30 DAYS"));
        newest.values().forEach(decided -> lines.add(row(decided)));
        lines.add("");
        lines.add(money(figures));
        return lines;
    }

    private String row(PassRecord.Decided decided) {
        FleetReport report = decided.evaluation().report();
        boolean ours = report.machines().stream().anyMatch(machine -> machine.role() != Role.OUTSIDER);
        String last = lastDone.getOrDefault(decided.fleet(), reason(report));
        return String.format(
                Locale.ROOT,
                ROW,
                cut(decided.fleet().toString(), 20),
                machines(report),
                ours ? demand(report.demand()) : "",
                ours ? report.desired() : "",
                cut(last, 46),
                dollars(report.now()));
    }

    /// What is known of it: unknown is never shown as zero.
    private static String demand(Demand demand) {
        String known = String.format(Locale.ROOT, "%.2f", demand.total());
        if (demand.gap().isEmpty()) {
            return known;
        }
        return demand.total() > 0 ? "≥" + known : "?";
    }

    private static String machines(FleetReport report) {
        long started = count(report, MachineState.STARTED);
        long asleep = count(report, MachineState.STOPPED) + count(report, MachineState.SUSPENDED);
        long other = report.machines().size() - started - asleep;
        return started + " up " + asleep + " asleep" + (other > 0 ? " " + other + " …" : "");
    }

    private static long count(FleetReport report, MachineState state) {
        return report.machines().stream()
                .filter(machine -> machine.machine().state() == state)
                .count();
    }

    private static String reason(FleetReport report) {
        return report.machines().stream()
                .findFirst()
                .map(MachineReport::reason)
                .map(first -> first.sentence())
                .orElse("");
    }

    /// The line about money: spent, without Hangar, saved.
    static String money(Figures figures) {
        MicroDollars spent = figures.actual().spent();
        MicroDollars without = figures.without().spent();
        double share = without.value() == 0 ? 0 : 100.0 * figures.saved().value() / without.value();
        return String.format(
                Locale.ROOT,
                "spent %s   without Hangar %s   saved %s (%.0f %%)   late requests %s (without: %s)   work cut off %d",
                fine(spent),
                fine(without),
                fine(figures.saved()),
                share,
                late(figures.actual()),
                late(figures.without()),
                figures.actual().interruptions());
    }

    /// Share of requests that met no machine with room.
    private static String late(Tally tally) {
        double share = tally.requests() == 0 ? 0 : 100.0 * tally.lateRequests() / tally.requests();
        return String.format(Locale.ROOT, "%.2f %%", share);
    }

    private static String fine(MicroDollars amount) {
        return String.format(Locale.ROOT, "$%.4f", amount.value() / 1e6);
    }

    private static String dollars(Rate rate) {
        return rate.perMonth().toString();
    }

    private static String clock(Instant at) {
        return at.toString().substring(11, 19);
    }

    private static String human(Duration elapsed) {
        return elapsed.toHours() > 0
                ? elapsed.toHours() + " h " + elapsed.toMinutesPart() + " min"
                : elapsed.toMinutes() + " min " + elapsed.toSecondsPart() + " s";
    }

    private static String shortId(String id) {
        return id.length() > 8 ? id.substring(0, 8) : id;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
