package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.FleetId;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Outcome;
import dev.hangar.policy.FleetReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the log says of one decision.
///
/// @param fleet whose
/// @param pass name of the pass
/// @param news what a change of makes news
/// @param load offered work, in machines; not finite where it is not known
/// @param usdPerHour what the fleet costs
/// @param saves what the plan saves in 30 days
/// @param once what it costs once
/// @param rule what the number was found by
record DecisionLine(
        FleetId fleet,
        String pass,
        News news,
        double load,
        MicroDollars usdPerHour,
        MicroDollars saves,
        MicroDollars once,
        String rule) {
    /// The decision itself.
    record News(String mode, int serving, int desired, int floor, List<String> reasons, List<Acted> actions) {}

    /// One action; without an outcome it is only planned.
    record Acted(String action, String machine, String reason, Optional<String> outcome) {
        private static Acted of(Action action, Optional<Outcome> outcome) {
            return new Acted(
                    action.verb(),
                    action.machine().id().value(),
                    action.reason().code(),
                    outcome.map(Outcome::word));
        }

        private Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("action", action);
            fields.put("machine", machine);
            fields.put("reason", reason);
            outcome.ifPresent(word -> fields.put("outcome", word));
            return fields;
        }

        private String text() {
            return action + " " + machine + " (" + reason
                    + outcome.map(word -> ": " + word).orElse("") + ")";
        }
    }

    static DecisionLine of(PassRecord.Decided decided) {
        FleetReport report = decided.evaluation().report();
        Stream<Acted> actions = decided.acting()
                ? decided.acted().stream().map(acted -> Acted.of(acted.action(), Optional.of(acted.outcome())))
                : decided.evaluation().plan().actions().stream().map(action -> Acted.of(action, Optional.empty()));
        return new DecisionLine(
                decided.fleet(),
                decided.id(),
                new News(
                        decided.acting() ? "act" : "observe",
                        report.serving(),
                        report.desired(),
                        report.floors().total(),
                        report.holds().stream()
                                .map(hold -> hold.reason().code())
                                .distinct()
                                .toList(),
                        actions.toList()),
                report.demand().isTotalKnown() ? report.demand().total() : Double.NaN,
                report.now().perHour(),
                report.now().minus(report.after()).perMonth(),
                report.once(),
                ScalingLine.of(report.scaling()));
    }

    LogEvent event() {
        Map<LogKey, Object> fields = new LinkedHashMap<>();
        fields.put(LogKey.APP, DecisionLog.clean(fleet.app().value()));
        fields.put(LogKey.GROUP, DecisionLog.clean(fleet.group().value()));
        fields.put(LogKey.PASS, DecisionLog.clean(pass));
        fields.put(LogKey.MODE, news.mode());
        fields.put(LogKey.SERVING, news.serving());
        fields.put(LogKey.DESIRED, news.desired());
        fields.put(LogKey.FLOOR, news.floor());
        if (Double.isFinite(load)) {
            fields.put(LogKey.LOAD, BigDecimal.valueOf(load).setScale(3, RoundingMode.HALF_UP));
        }
        fields.put(LogKey.REASONS, news.reasons());
        fields.put(LogKey.ACTIONS, news.actions().stream().map(Acted::fields).toList());
        fields.put(LogKey.USD_PER_HOUR, usd(usdPerHour));
        fields.put(LogKey.SAVES_USD_PER_30_DAYS, usd(saves));
        fields.put(LogKey.USD_ONCE, usd(once));
        fields.put(LogKey.RULE, DecisionLog.clean(rule));
        return new LogEvent("decision", fields, text());
    }

    /// Such as `shop/app observe: 3 serve, 1 desired, floor 1, load 0.40: suspend 148e445b (idle). …`.
    private String text() {
        String what = news.actions().isEmpty()
                ? "nothing to do"
                : news.actions().stream().map(Acted::text).collect(Collectors.joining(", "));
        String held = news.reasons().isEmpty() ? "" : "; held by " + String.join(", ", news.reasons());
        return DecisionLog.clean(String.format(
                Locale.ROOT,
                "%s %s: %d serve, %d desired, floor %d, load %s: %s%s. Costs $%s/h, saves %s/30d, once $%s; rule %s; pass %s",
                fleet,
                news.mode(),
                news.serving(),
                news.desired(),
                news.floor(),
                Double.isFinite(load) ? String.format(Locale.ROOT, "%.2f", load) : "unknown",
                what,
                held,
                usd(usdPerHour).toPlainString(),
                saves,
                usd(once).toPlainString(),
                rule,
                pass));
    }

    /// Amounts below a cent need their micro-dollars.
    private static BigDecimal usd(MicroDollars amount) {
        return BigDecimal.valueOf(amount.value(), 6);
    }
}
