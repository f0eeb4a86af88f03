package dev.hangar.report;

import dev.hangar.model.Machine;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Reason;
import dev.hangar.policy.MachineReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Every machine of a fleet: id, region, state, dollars and reason code on one line, and under it, once for all that
/// share it, the reason in words and what would have to change.
///
/// Many machines of one state, reason and price are folded into one line: JSON, CSV and HTML have them all.
final class MachineLines {
    static final int LONGEST_ID = 20;
    static final int LONGEST_REGION = 8;
    private static final int INDENT = 4;
    private static final int LONGEST_STATE = 14;
    private static final int LONGEST_DETAIL = 200;
    private static final int LONGEST_REGIONS = 24;

    /// More equal machines than this become one line.
    private static final int MOST_EQUAL = 6;

    private final TableStyle style;
    private final Map<Why, List<Row>> groups;
    private final int dollarWidth;

    /// One line: a machine, or several that are equal but for their ids and regions.
    private record Row(List<MachineReport> machines) {
        private MachineReport first() {
            return machines.getFirst();
        }
    }

    /// What machines have in common that may be folded. Details often hold figures of one machine and do not count.
    private record Alike(Reason reason, String state, Optional<Money> money, Optional<String> verb) {
        private static Alike of(MachineReport machine) {
            return new Alike(
                    machine.reason(),
                    machine.machine().stateText(),
                    Money.of(machine),
                    machine.action().map(Words::verb));
        }
    }

    /// What machines share that are explained together.
    private record Why(Reason reason, String detail, String change) {}

    private MachineLines(TableStyle style, Map<Why, List<Row>> groups, int dollarWidth) {
        this.style = style;
        this.groups = groups;
        this.dollarWidth = dollarWidth;
    }

    static MachineLines of(List<MachineReport> machines, TableStyle style) {
        Map<Alike, List<MachineReport>> alike =
                machines.stream().collect(Collectors.groupingBy(Alike::of, LinkedHashMap::new, Collectors.toList()));
        Map<Why, List<Row>> groups = new LinkedHashMap<>();
        for (MachineReport machine : machines) {
            List<MachineReport> equal = alike.getOrDefault(Alike.of(machine), List.of());
            boolean folded = equal.size() > MOST_EQUAL;
            if (!folded) {
                groups.computeIfAbsent(why(machine), any -> new ArrayList<>()).add(new Row(List.of(machine)));
            } else if (equal.getFirst().equals(machine)) {
                groups.computeIfAbsent(common(equal), any -> new ArrayList<>()).add(new Row(equal));
            }
        }
        int widest = groups.values().stream()
                .flatMap(List::stream)
                .flatMap(row -> Money.of(row.first()).map(money -> together(row, money)).stream())
                .mapToInt(money -> money.nowPerMonth().toString().length())
                .max()
                .orElse(0);
        return new MachineLines(style, groups, widest);
    }

    private static Why why(MachineReport machine) {
        return new Why(machine.reason(), machine.detail(), machine.change());
    }

    /// What is true of all of them.
    private static Why common(List<MachineReport> equal) {
        Why first = why(equal.getFirst());
        boolean sameDetail = equal.stream().allMatch(one -> one.detail().equals(first.detail()));
        boolean sameChange = equal.stream().allMatch(one -> one.change().equals(first.change()));
        return new Why(
                first.reason(),
                sameDetail ? first.detail() : "",
                sameChange ? first.change() : first.reason().change());
    }

    void render(Page page) {
        if (groups.isEmpty()) {
            return;
        }
        Columns full = columns(true);
        boolean fits = INDENT + full.width() <= style.width();
        Columns columns = fits ? full : columns(false);
        int row = 0;
        for (Map.Entry<Why, List<Row>> group : groups.entrySet()) {
            for (int i = 0; i < group.getValue().size(); i++) {
                page.line(" ".repeat(INDENT) + columns.row(row++));
            }
            String code = fits ? "" : group.getKey().reason().code() + ": ";
            page.paragraph(INDENT + 2, code + words(group.getKey()), TableStyle.Paint.ASIDE);
        }
    }

    /// Where the width does not take the reason codes, they go to the words below.
    private Columns columns(boolean withCodes) {
        return new Columns(groups.values().stream()
                .flatMap(List::stream)
                .map(row -> withCodes ? cells(row) : cells(row).subList(0, 4))
                .toList());
    }

    private List<String> cells(Row row) {
        Machine machine = row.first().machine();
        boolean one = row.machines().size() == 1;
        return List.of(
                one
                        ? style.safe(machine.id().value(), LONGEST_ID)
                        : Words.count(row.machines().size(), "machine"),
                one ? style.safe(machine.region().value(), LONGEST_REGION) : style.safe(regions(row), LONGEST_REGIONS),
                style.safe(machine.stateText(), LONGEST_STATE),
                dollars(row),
                row.first().reason().code());
    }

    /// `iad 8, ord 6`, the fullest first.
    private static String regions(Row row) {
        Map<String, Long> counts = row.machines().stream()
                .collect(Collectors.groupingBy(
                        one -> one.machine().region().value(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Money together(Row row, Money each) {
        int count = row.machines().size();
        return new Money(each.now().times(count), each.after().times(count));
    }

    /// The figure now is set flush right, so that decimal points stand below each other; of several machines it is
    /// their sum.
    private String dollars(Row row) {
        Optional<Money> money = Money.of(row.first()).map(each -> together(row, each));
        if (money.isEmpty()) {
            return "no price";
        }
        MicroDollars now = money.get().nowPerMonth();
        return " ".repeat(Math.max(0, dollarWidth - now.toString().length())) + style.money(money.get());
    }

    private String words(Why why) {
        String detail = why.detail().isEmpty() ? "" : " (" + style.safe(why.detail(), LONGEST_DETAIL) + ")";
        return why.reason().sentence() + detail + ". To change: " + style.safe(why.change(), LONGEST_DETAIL) + ".";
    }
}
