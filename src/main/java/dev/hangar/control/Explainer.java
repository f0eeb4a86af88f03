package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Outcome;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.Forecaster;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.PolicyEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Explains a pass that was made: nothing is read or decided anew.
public final class Explainer {
    /// Between the pass that acts and the event of Fly lie a lease, a re-read and the call, and two clocks.
    private static final Duration SAME = Duration.ofMinutes(2);

    private final PolicyEngine engine;
    private final Forecaster forecaster;

    /// @param interval time from one pass to the next
    public Explainer(PolicyEngine engine, Duration interval) {
        this.engine = engine;
        this.forecaster = new Forecaster(engine, interval);
    }

    /// Explains `pass`.
    ///
    /// @param settings of its fleet, as they will be
    /// @param past passes that are still remembered, for what was done in them
    public Explanation explain(PassRecord.Decided pass, Forecaster.SettingsOverTime settings, List<PassRecord> past) {
        Evaluation evaluation = pass.evaluation();
        return new Explanation(
                pass,
                engine.reasoning(evaluation),
                forecaster.after(evaluation, settings),
                events(evaluation, deeds(pass, past)));
    }

    /// What we did, as far as we know.
    private record Deed(Instant at, Action action) {}

    private static List<Deed> deeds(PassRecord.Decided pass, List<PassRecord> past) {
        List<Deed> deeds = new ArrayList<>();
        collect(pass, deeds);
        for (PassRecord record : past) {
            switch (record) {
                case PassRecord.Decided decided when decided.fleet().equals(pass.fleet()) -> collect(decided, deeds);
                case PassRecord.Decided another -> {}
                case PassRecord.Unread unread -> {}
            }
        }
        return deeds;
    }

    private static void collect(PassRecord.Decided pass, List<Deed> deeds) {
        for (PassRecord.Acted acted : pass.acted()) {
            boolean sent = switch (acted.outcome()) {
                case Outcome.Applied applied -> true;
                case Outcome.InDoubt doubt -> true;
                case Outcome.AlreadySo same -> false;
                case Outcome.Refused refused -> false;
                case Outcome.Skipped skipped -> false;
            };
            if (sent) {
                deeds.add(new Deed(pass.at(), acted.action()));
            }
        }
    }

    private static List<EventReport> events(Evaluation evaluation, List<Deed> deeds) {
        List<EventReport> found = new ArrayList<>();
        for (MachineReport report : evaluation.report().machines()) {
            Machine machine = report.machine();
            for (MachineEvent event : machine.events()) {
                found.add(told(machine, event, evaluation, deeds));
            }
        }
        // Stable: of two at one instant the machine's own list says which is the newer.
        found.sort(Comparator.comparing((EventReport one) -> one.event().at()).reversed());
        return found;
    }

    private static EventReport told(Machine machine, MachineEvent event, Evaluation evaluation, List<Deed> deeds) {
        Optional<Action> deed = event.source().equals("user")
                ? deeds.stream()
                        .filter(one -> one.action().machine().equals(MachineRef.of(machine)))
                        .filter(one ->
                                Duration.between(one.at(), event.at()).abs().compareTo(SAME) <= 0)
                        .map(Deed::action)
                        .filter(action -> asksFor(action, event.type()))
                        .findFirst()
                : Optional.empty();
        boolean tagged = event.type().equals("start") && evaluation.next().isOurs(machine, event.at());
        EventReport.Asker asker = switch (event.source()) {
            case "user" -> deed.isPresent() || tagged ? EventReport.Asker.HANGAR : EventReport.Asker.TOKEN;
            case "proxy" -> EventReport.Asker.PROXY;
            case "flyd" -> EventReport.Asker.FLY;
            default -> EventReport.Asker.UNKNOWN;
        };
        return new EventReport(machine.id(), event, asker, deed);
    }

    private static boolean asksFor(Action action, String type) {
        return switch (action) {
            case Action.Start start -> type.equals("start");
            case Action.Sleep sleep -> type.equals("stop") || type.equals("suspend");
            case Action.Destroy destroy -> type.equals("destroy");
            case Action.Drain drain -> type.equals("cordon");
            case Action.Undrain undrain -> type.equals("uncordon");
            case Action.Create create -> false;
        };
    }
}
