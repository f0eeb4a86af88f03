package dev.hangar.report;

import dev.hangar.control.EventReport;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.policy.MachineReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One machine: what it is, why it is left or acted on, what would change that, what comes next, what happened to it.
final class ExplainMachine {
    private static final int LONGEST_NAME = 40;

    private final ExplainSection section;
    private final TableStyle style;
    private final Explained one;
    private final ExplainReport.Source source;

    ExplainMachine(ExplainSection section, Explained one, ExplainReport.Source source) {
        this.source = source;
        this.section = section;
        this.style = section.style();
        this.one = one;
    }

    void render(MachineId id) {
        Optional<MachineReport> report = one.pass().evaluation().report().machines().stream()
                .filter(its -> its.machine().id().equals(id))
                .findFirst();
        report.ifPresent(this::render);
    }

    private void render(MachineReport report) {
        Machine machine = report.machine();
        section.title("Machine " + style.safe(machine.id().value(), LONGEST_NAME) + " ("
                + style.safe(machine.name(), LONGEST_NAME) + ")");
        section.words(facts(report));
        section.words(why(report));
        section.words("To change: " + report.change() + ".");
        section.words(
                "Next: " + ForecastWords.ofMachine(one.pass(), one.explanation().forecast(), machine.id()) + ".");
        List<EventReport> events = one.explanation().events().stream()
                .filter(event -> event.machine().equals(machine.id()))
                .toList();
        new ExplainEvents(section, source).render(events, false);
    }

    private String facts(MachineReport report) {
        Machine machine = report.machine();
        String size = machine.config().map(config -> config.guest() + ", ").orElse("");
        String since = since(machine)
                .map(at -> " for "
                        + TimeWords.length(Duration.between(at, one.pass().at())))
                .orElse("");
        String dollars = Money.of(report)
                .map(style::money)
                .map(money -> money + " per 30 days")
                .orElse("no price");
        return machine.region() + ", " + size + machine.stateText() + since + ", " + dollars + ".";
    }

    /// Since when it is in its state, as far as its events tell.
    private static Optional<Instant> since(Machine machine) {
        return machine.events().stream()
                .filter(event -> event.status().equals(machine.stateText()))
                .map(event -> event.at())
                .max(Instant::compareTo);
    }

    private static String why(MachineReport report) {
        String doing = report.action()
                .map(Words::verb)
                .map(verb -> verb + ", because ")
                .orElse("Left as it is: ");
        String detail = report.detail().isEmpty() ? "" : " (" + report.detail() + ")";
        return doing + report.reason().sentence() + detail + ". Reason: "
                + report.reason().code() + ".";
    }
}
