package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import dev.hangar.policy.Demand;
import dev.hangar.policy.Forecast;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Plan;
import dev.hangar.policy.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What comes next if nothing changes, in one sentence without a full stop.
final class ForecastWords {
    /// What a forecast cannot know.
    static final String LIMITS =
            "Not foreseen: other demand, deploys, people, and what Fly Proxy starts or stops by itself.";

    private static final String IF = " if demand stays as it is";
    private static final int NAMED = 3;

    private final PassRecord.Decided pass;
    private final Forecast forecast;
    private final Instant now;
    private final Duration drainLimit;
    private final String will;

    private ForecastWords(PassRecord.Decided pass, Forecast forecast) {
        this.pass = pass;
        this.forecast = forecast;
        this.now = pass.at();
        this.drainLimit = pass.evaluation().basis().settings().drainLimit();
        this.will = pass.acting() ? "will" : "would";
    }

    /// Of the fleet, such as `will suspend 148e445b9e7089 at 09:14 UTC (in 4 min) if demand stays as it is`.
    static String ofFleet(PassRecord.Decided pass, Forecast forecast) {
        return new ForecastWords(pass, forecast).fleet();
    }

    /// Of one machine.
    static String ofMachine(PassRecord.Decided pass, Forecast forecast, MachineId machine) {
        return new ForecastWords(pass, forecast).machine(machine);
    }

    private String fleet() {
        if (untouched(report -> true)) {
            return "nothing: none of these machines is touched";
        }
        return switch (forecast) {
            case Forecast.Now now
            when pass.acting() -> "this pass has acted, and what follows depends on what came of it";
            case Forecast.Now(Plan plan) -> will + " " + words(plan.actions()) + " now" + drained(plan.actions());
            case Forecast.Later(Instant at, Plan plan) ->
                will + " " + words(plan.actions()) + when(at) + IF + drained(plan.actions());
            case Forecast.Nothing(Instant until) -> nothing(until);
            case Forecast.Unknown unknown -> unknown(unknown);
            case Forecast.Unsettled(List<MachineId> moving) -> unsettled(moving);
        };
    }

    private String machine(MachineId machine) {
        if (untouched(report -> report.machine().id().equals(machine))) {
            return "nothing, as long as it is left alone";
        }
        return switch (forecast) {
            case Forecast.Now now
            when pass.acting() -> "this pass has acted, and what follows depends on what came of it";
            case Forecast.Now(Plan plan) ->
                of(plan, machine)
                        .map(action -> will + " " + words(action) + " now" + drained(List.of(action)))
                        .orElseGet(() -> "nothing now; " + will + " " + words(plan.actions())
                                + " first, and what follows depends on that");
            case Forecast.Later(Instant at, Plan plan) ->
                of(plan, machine)
                        .map(action -> will + " " + words(action) + when(at) + IF + drained(List.of(action)))
                        .orElseGet(() -> "nothing before " + TimeWords.clock(at, now) + IF + "; then " + will + " "
                                + words(plan.actions()) + ", and what follows depends on that");
            case Forecast.Nothing(Instant until) -> nothing(until);
            case Forecast.Unknown unknown -> unknown(unknown);
            case Forecast.Unsettled(List<MachineId> moving) -> unsettled(moving);
        };
    }

    /// Whether they are all no part of what is scaled.
    private boolean untouched(Predicate<MachineReport> which) {
        return pass.evaluation().report().machines().stream()
                .filter(which)
                .allMatch(report -> report.role() == Role.OUTSIDER);
    }

    private String nothing(Instant until) {
        return "nothing " + will + " change within " + TimeWords.length(Duration.between(now, until)) + IF;
    }

    private static String unknown(Forecast.Unknown unknown) {
        Demand.Gap gap = unknown.gap();
        return "cannot be foretold: " + gap.reason().sentence() + " (" + gap.detail()
                + "). Nothing is put to sleep until it is known";
    }

    private static String unsettled(List<MachineId> moving) {
        return "cannot be foretold while machines are on their way: " + names(moving) + ". Ask again in a minute";
    }

    private static Optional<Action> of(Plan plan, MachineId machine) {
        return plan.actions().stream()
                .filter(action -> !(action instanceof Action.Create))
                .filter(action -> action.machine().id().equals(machine))
                .findFirst();
    }

    private String when(Instant at) {
        return " at " + TimeWords.clock(at, now) + " (in " + TimeWords.length(Duration.between(now, at)) + ")";
    }

    /// A machine with services is cordoned first.
    private String drained(List<Action> actions) {
        boolean any = actions.stream().anyMatch(Action.Drain.class::isInstance);
        return any
                ? ": cordoned then, and asleep once its connections have ended, " + TimeWords.length(drainLimit)
                        + " later at the latest"
                : "";
    }

    private static String words(List<Action> actions) {
        String named = actions.stream().limit(NAMED).map(ForecastWords::words).collect(Collectors.joining(", "));
        int more = actions.size() - NAMED;
        return more > 0 ? named + " and act on " + more + " more" : named;
    }

    private static String words(Action action) {
        String id = action.machine().id().value();
        return switch (action) {
            case Action.Start start -> "start " + id;
            case Action.Sleep sleep -> Words.verb(sleep.sleep()) + " " + id;
            case Action.Drain drain -> Words.verb(drain.sleep()) + " " + id;
            case Action.Undrain undrain -> "take the cordon off " + id;
            case Action.Destroy destroy -> "destroy " + id;
            case Action.Create create -> "make one more machine like " + id + " in " + create.region();
        };
    }

    private static String names(List<MachineId> machines) {
        String named = machines.stream().limit(NAMED).map(MachineId::value).collect(Collectors.joining(", "));
        return machines.size() > NAMED ? named + " and " + (machines.size() - NAMED) + " more" : named;
    }
}
