package dev.hangar.report;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Region;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.MachineReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The plan of one fleet, one line per action, in the plan's order:
/// `- suspend  148e445b9e7089  iad  shared-cpu-1x:512MB  idle  -$3.12/30d`.
///
/// What does not fit the width goes: first the reason, which the machine's own line repeats, then the size.
final class PlanLines {
    private static final int ID = 1;
    private static final int DOLLARS = 5;
    private static final int REASON = 4;
    private static final int SIZE = 3;

    private final TableStyle style;
    private final List<Line> lines;

    /// More equal lines than this become one.
    private static final int MOST_EQUAL = 6;

    /// @param cells verb, id, region, size, reason, dollars
    private record Line(char sign, List<String> cells, Optional<Money> money) {
        /// All but the id.
        private List<String> alike() {
            List<String> others = new ArrayList<>(cells);
            others.remove(ID);
            return others;
        }

        /// Many lines that are equal but for the id.
        private Line times(int count) {
            Optional<Money> sum = money.map(
                    each -> new Money(each.now().times(count), each.after().times(count)));
            List<String> together = new ArrayList<>(cells);
            together.set(ID, Words.count(count, "machine"));
            together.set(DOLLARS, dollars(sum));
            return new Line(sign, together, sum);
        }
    }

    private PlanLines(TableStyle style, List<Line> lines) {
        this.style = style;
        this.lines = lines;
    }

    static PlanLines of(Evaluation evaluation, TableStyle style) {
        Map<MachineRef, MachineReport> machines = evaluation.report().machines().stream()
                .collect(Collectors.toMap(report -> MachineRef.of(report.machine()), Function.identity()));
        List<Line> all = evaluation.plan().actions().stream()
                .map(action ->
                        line(action, Optional.ofNullable(machines.get(action.machine())), evaluation.report(), style))
                .toList();
        Map<List<String>, List<Line>> alike = all.stream().collect(Collectors.groupingBy(Line::alike));
        return new PlanLines(
                style,
                all.stream()
                        .flatMap(line -> folded(line, alike.getOrDefault(line.alike(), List.of())))
                        .toList());
    }

    /// A line as it is, or at the first of many equal ones a line for all of them.
    private static Stream<Line> folded(Line line, List<Line> equal) {
        if (equal.size() <= MOST_EQUAL) {
            return Stream.of(line);
        }
        return equal.getFirst().equals(line) ? Stream.of(line.times(equal.size())) : Stream.empty();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void render(Page page) {
        Columns all = columns(Stream.of(0, 1, 2, SIZE, REASON, DOLLARS));
        Columns withoutReason = columns(Stream.of(0, 1, 2, SIZE, DOLLARS));
        Columns narrow = columns(Stream.of(0, 1, 2, DOLLARS));
        int room = style.width() - "  + ".length();
        Columns chosen = all.width() <= room ? all : withoutReason.width() <= room ? withoutReason : narrow;
        for (int row = 0; row < lines.size(); row++) {
            Line line = lines.get(row);
            page.line("  " + style.paint(line.sign() + " " + chosen.row(row), paint(line)));
        }
    }

    private Columns columns(Stream<Integer> kept) {
        List<Integer> indexes = kept.toList();
        return new Columns(lines.stream()
                .map(line -> indexes.stream().map(line.cells()::get).toList())
                .toList());
    }

    private static Line line(Action action, Optional<MachineReport> report, FleetReport fleet, TableStyle style) {
        Optional<Region> made =
                action instanceof Action.Create create ? Optional.of(create.region()) : Optional.empty();
        Optional<Money> money = made.isPresent() ? fleet.create().flatMap(Money::of) : report.flatMap(Money::of);
        Optional<Machine> machine = report.map(MachineReport::machine);
        String size = machine.flatMap(Machine::config)
                .map(config -> config.guest().toString())
                .orElse("");
        List<String> cells = List.of(
                verb(action, style),
                (made.isPresent() ? "like " : "")
                        + style.safe(action.machine().id().value(), MachineLines.LONGEST_ID),
                style.safe(
                        made.or(() -> machine.map(Machine::region))
                                .map(Region::value)
                                .orElse(""),
                        MachineLines.LONGEST_REGION),
                size,
                action.reason().code(),
                dollars(money));
        return new Line(Words.sign(action), cells, money);
    }

    private static String dollars(Optional<Money> money) {
        return money.map(value -> value.changes() ? value.change() + "/30d" : "$0.00/30d")
                .orElse("no price");
    }

    private static TableStyle.Paint paint(Line line) {
        return line.money().map(TableStyle::paintOf).orElse(TableStyle.Paint.PLAIN);
    }

    /// The lines without color, unindented and not cut to any width.
    List<String> plain() {
        if (lines.isEmpty()) {
            return List.of();
        }
        Columns columns = columns(Stream.of(0, 1, 2, SIZE, REASON, DOLLARS));
        return IntStream.range(0, lines.size())
                .mapToObj(row -> lines.get(row).sign() + " " + columns.row(row))
                .toList();
    }

    /// A drain names what it leads to, such as `drain→suspend`.
    private static String verb(Action action, TableStyle style) {
        return action instanceof Action.Drain drain
                ? drain.verb() + style.arrow() + Words.verb(drain.sleep())
                : Words.verb(action);
    }
}
