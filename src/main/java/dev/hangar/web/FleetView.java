package dev.hangar.web;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Ledger;
import dev.hangar.policy.FleetReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A fleet in the API: what was seen, wanted and held back in its last pass.
///
/// @param load offered work by region, in machines at full capacity
/// @param unread what has failed since: all else here is as old as `at`; null when the last reading succeeded
/// @param scaling which rule finds the number of machines, what it costs and what would change the answer
/// @param wake how long its machines take to wake and to go to sleep
/// @param usdOnce what the plan costs once: boots of machines that are started
/// @param ledger what it has cost; null before it was booked
/// @param prices what all of these estimates rest on
/// @param demandKnown whether the demand was fully known; if not, nothing shrinks
public record FleetView(
        String app,
        String group,
        String pass,
        Instant at,
        Optional<UnreadView> unread,
        String mode,
        int serving,
        int desired,
        int floor,
        Map<String, Double> load,
        boolean demandKnown,
        List<HoldView> holds,
        ScalingView scaling,
        WakeView wake,
        BigDecimal usdPer30DaysNow,
        BigDecimal usdPer30DaysAfter,
        BigDecimal usdPerHourNow,
        BigDecimal usdPerHourAfter,
        BigDecimal usdOnce,
        Optional<LedgerView> ledger,
        PricesView prices,
        List<MachineView> machines) {
    /// A reading that failed.
    public record UnreadView(Instant at, String failure) {}

    /// Why the fleet does not follow the desired count at once.
    public record HoldView(String reason, String sentence, String detail) {}

    static FleetView of(
            PassRecord.Decided decided,
            Optional<PassRecord.Unread> unread,
            Optional<Ledger> ledger,
            PricesView prices) {
        FleetReport report = decided.evaluation().report();
        Map<String, Double> load = new TreeMap<>();
        report.demand().loadByRegion().forEach((region, value) -> load.put(region.value(), value));
        if (report.demand().fleetLoad() > 0) {
            load.put("anywhere", report.demand().fleetLoad());
        }
        return new FleetView(
                decided.app().value(),
                decided.fleet().group().value(),
                decided.id(),
                decided.at(),
                unread.map(
                        missed -> new UnreadView(missed.at(), missed.failure().toString())),
                decided.acting() ? "act" : "observe",
                report.serving(),
                report.desired(),
                report.floors().total(),
                load,
                report.demand().gap().isEmpty(),
                report.holds().stream()
                        .map(hold ->
                                new HoldView(hold.reason().code(), hold.reason().sentence(), hold.detail()))
                        .toList(),
                ScalingView.of(report.scaling()),
                WakeView.of(report.times()),
                MachineView.usd(report.now()),
                MachineView.usd(report.after()),
                Usd.of(report.now().perHour()),
                Usd.of(report.after().perHour()),
                Usd.of(report.once()),
                ledger.map(LedgerView::of),
                prices,
                report.machines().stream().map(MachineView::of).toList());
    }
}
