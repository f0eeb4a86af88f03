package dev.hangar.web;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.Action;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Outcome;
import dev.hangar.policy.CreateReport;
import dev.hangar.policy.MachineReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A pass in the API.
///
/// @param fleet `app/group`, or the app alone when its machines could not be read
/// @param result `hold`, `change`, `refused-by-checker` or `unread`
/// @param failure why nothing could be read
public record PassView(
        String pass,
        String fleet,
        Instant at,
        String mode,
        String result,
        List<ActionView> actions,
        List<String> closed,
        Optional<String> failure) {
    /// One action with what became of it; without an outcome it was only planned.
    ///
    /// @param machine its id; of a create the one that is cloned
    /// @param skipped why it was not sent, when it was not
    /// @param usdPerHour what it changes by the hour, negative for a saving; null without a price
    /// @param usdPer30Days the same in 30 days
    /// @param usdOnce what it costs once: the boot of a machine that is started
    public record ActionView(
            String action,
            String machine,
            String reason,
            String sentence,
            Optional<String> outcome,
            Optional<String> failure,
            Optional<String> skipped,
            Optional<BigDecimal> usdPerHour,
            Optional<BigDecimal> usdPer30Days,
            BigDecimal usdOnce) {}

    static PassView of(PassRecord record) {
        return switch (record) {
            case PassRecord.Unread unread ->
                new PassView(
                        unread.app() + "@" + unread.at(),
                        unread.app().value(),
                        unread.at(),
                        "",
                        "unread",
                        List.of(),
                        List.of(),
                        Optional.of(unread.failure().toString()));
            case PassRecord.Decided decided -> of(decided);
        };
    }

    private static PassView of(PassRecord.Decided decided) {
        boolean carriedOut = !decided.acted().isEmpty();
        List<ActionView> actions = carriedOut
                ? decided.acted().stream()
                        .map(acted -> view(decided, acted.action(), Optional.of(acted.outcome())))
                        .toList()
                : decided.evaluation().plan().actions().stream()
                        .map(action -> view(decided, action, Optional.empty()))
                        .toList();
        String result = !decided.violations().isEmpty() ? "refused-by-checker" : actions.isEmpty() ? "hold" : "change";
        return new PassView(
                decided.id(),
                decided.fleet().toString(),
                decided.at(),
                decided.acting() ? "act" : "observe",
                result,
                actions,
                decided.closed().stream()
                        .map(closed -> closed.expectation().machine().id() + " "
                                + closed.ending()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-') + " "
                                + closed.observed().wireName())
                        .toList(),
                Optional.empty());
    }

    private static ActionView view(PassRecord.Decided decided, Action action, Optional<Outcome> outcome) {
        Optional<MachineReport> machine = decided.evaluation().report().machines().stream()
                .filter(report -> report.machine().id().equals(action.machine().id()))
                .findFirst();
        boolean makes = action instanceof Action.Create;
        Optional<Rate> change = makes
                ? decided.evaluation().report().create().flatMap(CreateReport::after)
                : machine.flatMap(report ->
                        report.now().flatMap(now -> report.after().map(after -> after.minus(now))));
        return new ActionView(
                action.verb(),
                action.machine().id().value(),
                action.reason().code(),
                action.reason().sentence(),
                outcome.map(Outcome::word),
                outcome.flatMap(Outcome::whyFailed).map(Object::toString),
                outcome.flatMap(PassView::whySkipped),
                change.map(rate -> Usd.of(rate.perHour())),
                change.map(MachineView::usd),
                Usd.of(machine.map(MachineReport::once).orElse(MicroDollars.ZERO)));
    }

    private static Optional<String> whySkipped(Outcome outcome) {
        return outcome instanceof Outcome.Skipped(String why, Outcome.Skipped.By by)
                ? Optional.of(by.code() + ": " + why)
                : Optional.empty();
    }
}
