package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Answer;
import dev.hangar.model.Expectation;
import dev.hangar.model.Failure;
import dev.hangar.model.Fleet;
import dev.hangar.model.Machine;
import dev.hangar.model.Observation;
import dev.hangar.model.Outcome;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.Plan;
import dev.hangar.policy.PlanChecker;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One observe → decide → act run of one fleet, in the order that README draws.
///
/// Without an [Actor] (mode `observe`) the same plan is made and nothing is carried out.
public final class Pass {
    /// A list older than that is read again before the next machine loses capacity.
    private static final Duration PROOF_HOLDS = Duration.ofSeconds(3);

    private final MachineSource source;
    private final PolicyEngine engine;
    private final Optional<Actor> actor;
    private final InstantSource time;

    public Pass(MachineSource source, PolicyEngine engine, Optional<Actor> actor, InstantSource time) {
        this.source = source;
        this.engine = engine;
        this.actor = actor;
        this.time = time;
    }

    /// The record to publish and the memory for the next pass.
    public record Result(PassRecord.Decided record, FleetMemory memory) {}

    /// What a pass is run on.
    ///
    /// @param at instant of the pass
    /// @param fleet its machines as read
    /// @param readings its app's part of what this tick read
    /// @param deploy sign of a deploy elsewhere in the app
    public record Input(Instant at, Fleet fleet, Map<SignalName, SignalReadings> readings, Optional<String> deploy) {}

    /// Runs the pass.
    public Result run(Input input, FleetMemory memory, PolicySettings settings) {
        Instant at = input.at();
        Fleet fleet = input.fleet();
        actor.ifPresent(holder -> holder.adopt(fleet.machines()));
        Expectations.Sorted expectations = Expectations.sort(memory.open(), fleet.machines(), at);
        Observation seen = new Observation(at, fleet, input.readings(), expectations.open(), input.deploy());
        Evaluation evaluation = engine.evaluate(seen, memory.policy(), settings);
        List<String> violations = PlanChecker.violations(evaluation.plan(), seen, evaluation.next(), settings);
        List<PassRecord.Acted> acted = violations.isEmpty() ? carryOut(evaluation, seen, settings) : List.of();
        FleetMemory next = remember(evaluation.next(), expectations.open(), acted, settings);
        String id = fleet.id() + "@" + at;
        return new Result(
                new PassRecord.Decided(
                        id, fleet.id(), at, actor.isPresent(), evaluation, violations, acted, expectations.closed()),
                next);
    }

    private List<PassRecord.Acted> carryOut(Evaluation evaluation, Observation seen, PolicySettings settings) {
        Plan plan = evaluation.plan();
        if (actor.isEmpty() || plan.isEmpty()) {
            return List.of();
        }
        Optional<Instant> provenAt = Optional.empty();
        Optional<Outcome> noShrink = Optional.empty();
        List<PassRecord.Acted> acted = new ArrayList<>();
        Optional<Failure> end = Optional.empty();
        for (Action action : plan.actions()) {
            if (action.takesCapacity() && noShrink.isEmpty() && end.isEmpty() && isOld(provenAt)) {
                noShrink = revalidate(plan, acted, seen, evaluation.next(), settings);
                provenAt = Optional.of(time.instant());
            }
            Outcome outcome;
            if (end.isPresent()) {
                outcome = new Outcome.Skipped("acting ended: " + end.get().kind());
            } else if (noShrink.isPresent() && action.takesCapacity()) {
                outcome = noShrink.get();
            } else {
                outcome = actor.get().act(action);
                end = outcome.whyFailed().filter(failure -> failure.kind().endsActing());
            }
            acted.add(new PassRecord.Acted(action, outcome));
        }
        return acted;
    }

    private boolean isOld(Optional<Instant> provenAt) {
        return provenAt.filter(proven -> proven.plus(PROOF_HOLDS).isAfter(time.instant()))
                .isEmpty();
    }

    /// Proves what takes capacity once more against a fresh list: the proxy, a deploy or a person may have been faster.
    private Optional<Outcome> revalidate(
            Plan plan, List<PassRecord.Acted> done, Observation seen, PolicyMemory memory, PolicySettings settings) {
        return switch (source.machines(seen.fleet().id().app())) {
            case Answer.Failed<List<Machine>>(Failure failure) ->
                Optional.of(new Outcome.Skipped("could not be read again: " + failure));
            case Answer.Ok<List<Machine>>(List<Machine> machines) -> {
                Fleet fresh = Fleets.only(seen.fleet().id(), seen.fleet().app(), machines);
                Observation again = new Observation(seen.at(), fresh, seen.readings(), seen.open(), seen.deploy());
                Plan rest = new Plan(
                        plan.observedAt(),
                        plan.actions().subList(done.size(), plan.actions().size()));
                List<String> wrong = PlanChecker.violations(rest, again, memory, settings);
                yield wrong.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Outcome.Skipped("changed since observed: " + String.join("; ", wrong)));
            }
        };
    }

    private FleetMemory remember(
            PolicyMemory policy, List<Expectation> open, List<PassRecord.Acted> acted, PolicySettings settings) {
        Instant now = time.instant();
        List<Expectation> expected = new ArrayList<>(open);
        List<Action> sent = new ArrayList<>();
        PolicyMemory next = policy;
        for (PassRecord.Acted one : acted) {
            switch (one.outcome()) {
                case Outcome.Applied applied -> sent.add(one.action());
                case Outcome.InDoubt doubt -> sent.add(one.action());
                case Outcome.Refused(Failure failure) -> next = refused(next, one.action(), failure, now);
                case Outcome.AlreadySo same -> {}
                case Outcome.Skipped skipped -> {}
            }
        }
        sent.forEach(
                action -> Expectations.after(action, now, settings.wakeTime()).ifPresent(expected::add));
        return new FleetMemory(next.acted(now, sent, settings.budget().window()), expected);
    }

    /// What a refusal teaches: stop what Fly would not suspend, and try others before what would not start.
    private static PolicyMemory refused(PolicyMemory memory, Action action, Failure failure, Instant now) {
        if (action instanceof Action.Sleep sleep && SuspendRefusal.is(sleep, failure)) {
            return memory.suspendRefused(sleep.machine().id(), now);
        }
        boolean ofThisMachine =
                action instanceof Action.Start && !failure.kind().endsActing();
        return ofThisMachine ? memory.startRefused(action.machine().id(), now) : memory;
    }
}
