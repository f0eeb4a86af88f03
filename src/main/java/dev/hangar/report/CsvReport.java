package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.Machine;
import dev.hangar.policy.MachineReport;
import java.util.List;
import java.util.Optional;

/// The machines of a report as CSV for spreadsheets: one row each, below a heading that stays as it is; columns may be
/// added at the end. Apps that could not be read have no rows.
public final class CsvReport {
    private static final List<String> HEADING = List.of(
            "at",
            "org",
            "app",
            "group",
            "machine",
            "name",
            "region",
            "state",
            "role",
            "size",
            "action",
            "reason",
            "sentence",
            "detail",
            "change",
            "usd_per_30_days_now",
            "usd_per_30_days_after",
            "refused");

    /// The whole report; lines end with `\r\n`.
    public String render(Report report) {
        StringBuilder text = new StringBuilder(Csv.row(HEADING));
        for (PassRecord.Decided decided : report.decided()) {
            for (MachineReport machine : decided.evaluation().report().machines()) {
                text.append(Csv.row(cells(report.header(), decided, machine)));
            }
        }
        return text.toString();
    }

    private static List<String> cells(Report.Header header, PassRecord.Decided decided, MachineReport report) {
        Machine machine = report.machine();
        return List.of(
                header.at().toString(),
                header.org().value(),
                decided.fleet().app().value(),
                decided.fleet().group().value(),
                machine.id().value(),
                machine.name(),
                machine.region().value(),
                machine.stateText(),
                Words.code(report.role()),
                machine.config().map(config -> config.guest().toString()).orElse(""),
                report.action().map(Words::verb).orElse(""),
                report.reason().code(),
                report.reason().sentence(),
                report.detail(),
                report.change(),
                dollars(report.now()),
                dollars(report.after()),
                decided.violations().isEmpty() ? "no" : "yes");
    }

    private static String dollars(Optional<Rate> rate) {
        return rate.map(Rate::perMonth).map(Money::decimal).orElse("");
    }
}
