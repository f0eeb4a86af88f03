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

/// Every machine of a fleet: id, region, state, dollars and reason code on one line, and under it, once for all that
/// share it, the reason in words and what would have to change.
final class MachineLines {
    static final int LONGEST_ID = 20;
    static final int LONGEST_REGION = 8;
    private static final int INDENT = 4;
    private static final int LONGEST_STATE = 14;
    private static final int LONGEST_DETAIL = 200;

    private final TableStyle style;
    private final Map<Why, List<MachineReport>> groups;
    private final int dollarWidth;

    /// What machines share that are explained together.
    private record Why(Reason reason, String detail, String change) {}

    private MachineLines(TableStyle style, Map<Why, List<MachineReport>> groups, int dollarWidth) {
        this.style = style;
        this.groups = groups;
        this.dollarWidth = dollarWidth;
    }

    static MachineLines of(List<MachineReport> machines, TableStyle style) {
        Map<Why, List<MachineReport>> groups = new LinkedHashMap<>();
        for (MachineReport machine : machines) {
            Why why = new Why(machine.reason(), machine.detail(), machine.change());
            groups.computeIfAbsent(why, any -> new ArrayList<>()).add(machine);
        }
        int widest = machines.stream()
                .flatMap(machine -> machine.now().stream())
                .mapToInt(now -> now.perMonth().toString().length())
                .max()
                .orElse(0);
        return new MachineLines(style, groups, widest);
    }

    void render(Page page) {
        if (groups.isEmpty()) {
            return;
        }
        Columns full = columns(true);
        boolean fits = INDENT + full.width() <= style.width();
        Columns columns = fits ? full : columns(false);
        int row = 0;
        for (Map.Entry<Why, List<MachineReport>> group : groups.entrySet()) {
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
                .map(report -> withCodes ? cells(report) : cells(report).subList(0, 4))
                .toList());
    }

    private List<String> cells(MachineReport report) {
        Machine machine = report.machine();
        return List.of(
                style.safe(machine.id().value(), LONGEST_ID),
                style.safe(machine.region().value(), LONGEST_REGION),
                style.safe(machine.stateText(), LONGEST_STATE),
                dollars(report),
                report.reason().code());
    }

    /// The figure now is set flush right, so that decimal points stand below each other.
    private String dollars(MachineReport report) {
        Optional<Money> money = Money.of(report);
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
