package dev.hangar.report;

import dev.hangar.control.EventReport;
import dev.hangar.model.Action;
import java.util.ArrayList;
import java.util.List;

/// What happened to machines, newest first, and who asked for it.
final class ExplainEvents {
    private static final String TOKEN = "* A person, a tool, or a Hangar that does not remember it.";
    private static final String ASK = " A running daemon knows what it did: ask it with --url.";

    private static final int SHOWN = 12;
    private static final int LONGEST_WORD = 16;

    private final ExplainSection section;
    private final TableStyle style;
    private final ExplainReport.Source source;

    ExplainEvents(ExplainSection section, ExplainReport.Source source) {
        this.section = section;
        this.source = source;
        this.style = section.style();
    }

    /// @param named whether each line names its machine
    void render(List<EventReport> events, boolean named) {
        section.title("Last events, newest first");
        if (events.isEmpty()) {
            section.words("Fly lists none.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(cells("when", named ? "machine" : "", "event", "led to", "asked by"));
        events.stream()
                .limit(SHOWN)
                .map(one -> cells(
                        TimeWords.full(one.event().at()),
                        named ? style.safe(one.machine().value(), MachineLines.LONGEST_ID) : "",
                        style.safe(one.event().type(), LONGEST_WORD),
                        style.safe(one.event().status(), LONGEST_WORD),
                        style.safe(asker(one))))
                .forEach(rows::add);
        section.table(rows);
        if (events.size() > SHOWN) {
            section.words("and " + (events.size() - SHOWN) + " older, see --format json.");
        }
        if (anyToken(events)) {
            section.words(TOKEN + (source == ExplainReport.Source.FRESH ? ASK : ""), TableStyle.Paint.ASIDE);
        }
    }

    private static boolean anyToken(List<EventReport> events) {
        return events.stream().limit(SHOWN).anyMatch(one -> one.asker() == EventReport.Asker.TOKEN);
    }

    private static List<String> cells(String when, String machine, String type, String status, String asker) {
        return machine.isEmpty() ? List.of(when, type, status, asker) : List.of(when, machine, type, status, asker);
    }

    /// Who asked, in words.
    static String asker(EventReport one) {
        return switch (one.asker()) {
            case HANGAR ->
                one.deed()
                        .map(Action::reason)
                        .map(reason -> "Hangar: " + reason.code())
                        .orElse("Hangar");
            case TOKEN -> "a token *";
            case PROXY -> "Fly Proxy";
            case FLY -> "Fly";
            case UNKNOWN -> one.event().source();
        };
    }
}
