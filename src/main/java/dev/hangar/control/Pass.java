package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Expectation;
import dev.hangar.model.Failure;
import dev.hangar.model.Fleet;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Outcome;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.model.Silence;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.PlanChecker;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// One observe → decide → act run of one fleet, in the order that README draws.
///
/// Without an [Actor] (mode `observe`) the same plan is made and nothing is carried out.
public final class Pass {
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
    /// @param pauses pauses by metadata anywhere in the app
    /// @param silence several apps of the organization lost their demand at once
    public record Input(
            Instant at,
            Fleet fleet,
            Map<SignalName, SignalReadings> readings,
            Optional<String> deploy,
            SortedMap<MachineId, String> pauses,
            Optional<Silence> silence) {}

    /// Runs the pass.
    public Result run(Input input, FleetMemory memory, PolicySettings settings) {
        Instant at = input.at();
        Fleet fleet = input.fleet();
        actor.ifPresent(holder -> {
            holder.adopt(fleet.machines());
            holder.safeguards().blastRadius().ifPresent(radius -> radius.saw(fleet.id(), awake(fleet, settings), at));
        });
        Expectations.Sorted expectations = Expectations.sort(memory.open(), fleet.machines(), at);
        Observation seen = new Observation(
                at, fleet, input.readings(), expectations.open(), input.deploy(), input.pauses(), input.silence());
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
        return actor.filter(present -> !evaluation.plan().isEmpty())
                .map(present -> new Execution(source, present, time, seen, evaluation, settings).run())
                .orElseGet(List::of);
    }

    /// Machines awake that are ours to put to sleep at all.
    private static int awake(Fleet fleet, PolicySettings settings) {
        return settings.ignored()
                ? 0
                : (int) fleet.machines().stream()
                        .filter(machine -> machine.state().kind() == MachineState.Kind.AWAKE)
                        .count();
    }

    private FleetMemory remember(
            PolicyMemory policy, List<Expectation> open, List<PassRecord.Acted> acted, PolicySettings settings) {
        Instant now = time.instant();
        List<Expectation> expected = new ArrayList<>(open);
        List<Action> sent = new ArrayList<>();
        PolicyMemory next = policy;
        for (PassRecord.Acted one : acted) {
            switch (one.outcome()) {
                case Outcome.Applied applied -> {
                    sent.add(one.action());
                    next = one.action() instanceof Action.Drain drain
                            ? next.drained(drain.machine().id(), now)
                            : next;
                }
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

    /// Whether a create that failed so would fail again: what was not even heard says nothing of the next one.
    private static boolean countsAgainst(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED, UNAVAILABLE, TIMED_OUT -> false;
            case LEASE_HELD, CONFLICT, NOT_FOUND, NO_CAPACITY, UNAUTHORIZED, INVALID_REQUEST, INVALID_ANSWER -> true;
        };
    }

    /// What a refusal teaches: stop what Fly would not suspend, and try others before what would not start.
    private static PolicyMemory refused(PolicyMemory memory, Action action, Failure failure, Instant now) {
        if (action instanceof Action.Sleep sleep && SuspendRefusal.is(sleep, failure)) {
            return memory.suspendRefused(sleep.machine().id(), now);
        }
        if (action instanceof Action.Create create) {
            return countsAgainst(failure) ? memory.createRefused(create.region(), now) : memory;
        }
        boolean ofThisMachine =
                action instanceof Action.Start && !failure.kind().endsActing();
        return ofThisMachine ? memory.startRefused(action.machine().id(), now) : memory;
    }
}
