package dev.hangar.web;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.Outcome;
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
    /// @param skipped why it was not sent, when it was not
    public record ActionView(
            String action,
            String machine,
            String reason,
            String sentence,
            Optional<String> outcome,
            Optional<String> failure,
            Optional<String> skipped) {}

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
                        .map(acted -> view(acted.action(), Optional.of(acted.outcome())))
                        .toList()
                : decided.evaluation().plan().actions().stream()
                        .map(action -> view(action, Optional.empty()))
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

    private static ActionView view(Action action, Optional<Outcome> outcome) {
        return new ActionView(
                action.verb(),
                action.machine().id().value(),
                action.reason().code(),
                action.reason().sentence(),
                outcome.map(Outcome::word),
                outcome.flatMap(Outcome::whyFailed).map(Object::toString),
                outcome.flatMap(PassView::whySkipped));
    }

    private static Optional<String> whySkipped(Outcome outcome) {
        return outcome instanceof Outcome.Skipped(String why, Outcome.Skipped.By by)
                ? Optional.of(by.code() + ": " + why)
                : Optional.empty();
    }
}
