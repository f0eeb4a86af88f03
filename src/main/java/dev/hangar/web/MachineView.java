package dev.hangar.web;

import dev.hangar.cost.Rate;
import dev.hangar.model.MachineConfig;
import dev.hangar.policy.MachineReport;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/// A machine in the API.
///
/// @param usdPer30DaysNow estimate by list prices, null when the size has no price
/// @param usdPer30DaysAfter the same once the planned action is done
/// @param usdOnce what the action costs once: the boot of a machine that is started
public record MachineView(
        String id,
        String region,
        String state,
        String role,
        String size,
        String reason,
        String sentence,
        String detail,
        String change,
        Optional<String> action,
        Optional<BigDecimal> usdPer30DaysNow,
        Optional<BigDecimal> usdPer30DaysAfter,
        Optional<BigDecimal> usdPerHourNow,
        Optional<BigDecimal> usdPerHourAfter,
        BigDecimal usdOnce) {
    static MachineView of(MachineReport report) {
        return new MachineView(
                report.machine().id().value(),
                report.machine().region().value(),
                report.machine().stateText(),
                report.role().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                report.machine()
                        .config()
                        .map(MachineConfig::guest)
                        .map(Object::toString)
                        .orElse("unknown"),
                report.reason().code(),
                report.reason().sentence(),
                report.detail(),
                report.change(),
                report.action().map(action -> action.verb()),
                report.now().map(MachineView::usd),
                report.after().map(MachineView::usd),
                report.now().map(rate -> Usd.of(rate.perHour())),
                report.after().map(rate -> Usd.of(rate.perHour())),
                Usd.of(report.once()));
    }

    static BigDecimal usd(Rate rate) {
        return Usd.of(rate.perMonth());
    }
}
