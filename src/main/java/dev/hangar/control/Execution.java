package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.Fleet;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Outcome;
import dev.hangar.policy.Deploys;
import dev.hangar.policy.DrainTag;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Pause;
import dev.hangar.policy.Plan;
import dev.hangar.policy.PlanChecker;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Carries out the plan of one pass, action by action, and keeps back what takes capacity unless everything allows it:
/// the blast radius has room, no deploy runs, the fence is ours, and a fresh list proves the plan once more. Lives for
/// one pass, in one thread.
final class Execution {
    /// A list older than that is read again before the next machine loses capacity.
    private static final Duration PROOF_HOLDS = Duration.ofSeconds(3);

    private final MachineSource source;
    private final Actor actor;
    private final InstantSource time;
    private final Observation seen;
    private final Evaluation evaluation;
    private final PolicySettings settings;
    private final Fence fence;
    private final Set<MachineId> outsiders;
    private final List<PassRecord.Acted> acted = new ArrayList<>();
    private Optional<Instant> provenAt = Optional.empty();
    private Optional<Outcome> noNewSleep = Optional.empty();
    private Optional<Outcome> noShrink = Optional.empty();
    private Optional<Failure> end = Optional.empty();
    private boolean askedForReleases;

    Execution(
            MachineSource source,
            Actor actor,
            InstantSource time,
            Observation seen,
            Evaluation evaluation,
            PolicySettings settings) {
        this.source = source;
        this.actor = actor;
        this.time = time;
        this.seen = seen;
        this.evaluation = evaluation;
        this.settings = settings;
        this.fence = actor.fence();
        this.outsiders = evaluation.report().machines().stream()
                .filter(machine -> machine.role() == Role.OUTSIDER)
                .map(MachineReport::machine)
                .map(Machine::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The outcome of every action, in order. May be called once.
    List<PassRecord.Acted> run() {
        Optional<BlastRadius> blastRadius = actor.safeguards().blastRadius();
        int sleeps = (int) evaluation.plan().actions().stream()
                .filter(Execution::beginsSleep)
                .count();
        Optional<BlastRadius.Reservation> reserved =
                blastRadius.flatMap(radius -> radius.reserve(sleeps, time.instant()));
        if (blastRadius.isPresent() && reserved.isEmpty()) {
            noNewSleep = Optional.of(tooMuch(blastRadius.get(), sleeps));
        }
        try {
            return carryOut();
        } finally {
            reserved.ifPresent(reservation -> blastRadius.get().giveBack(reservation, reservation.sleeps() - sent()));
        }
    }

    private Outcome tooMuch(BlastRadius radius, int sleeps) {
        BlastRadius.State state = radius.state(time.instant());
        return new Outcome.Skipped(
                "blast radius: %d more would sleep, %d of %d already do within the window, %d are awake"
                        .formatted(sleeps, state.sleeps(), state.limit(), state.awake()),
                Outcome.Skipped.By.BLAST_RADIUS);
    }

    /// Whether it is the first step of a sleep: a drain, or a sleep without one.
    private static boolean beginsSleep(Action action) {
        return action instanceof Action.Drain || (action instanceof Action.Sleep sleep && !sleep.drained());
    }

    /// Sleeps that were begun, or may have been.
    private int sent() {
        return (int) acted.stream()
                .filter(one -> beginsSleep(one.action()))
                .filter(one -> one.outcome() instanceof Outcome.Applied || one.outcome() instanceof Outcome.InDoubt)
                .count();
    }

    private List<PassRecord.Acted> carryOut() {
        try {
            for (Action action : evaluation.plan().actions()) {
                acted.add(new PassRecord.Acted(action, outcome(action)));
            }
            return acted;
        } finally {
            fence.release();
        }
    }

    private Outcome outcome(Action action) {
        if (end.isPresent()) {
            return new Outcome.Skipped("acting ended: " + end.get().kind(), Outcome.Skipped.By.ACTING_ENDED);
        }
        if (noNewSleep.isPresent() && beginsSleep(action)) {
            // A drain that ends was counted when it began: without its sleep the machine would only stay cordoned.
            return noNewSleep.get();
        }
        if (action instanceof Action.Create) {
            Optional<Outcome> tooYoung = evaluation
                    .next()
                    .guards()
                    .creates()
                    .tooYoung(time.instant())
                    .map(Outcome.Skipped::new);
            if (tooYoung.isPresent()) {
                return tooYoung.get();
            }
        }
        if (action.takesCapacity() || action instanceof Action.Create) {
            // Two Hangars, or one beside a deploy, must not make the same machine twice either.
            if (noShrink.isEmpty()) {
                noShrink = obstacle();
            }
            if (noShrink.isPresent()) {
                return noShrink.get();
            }
        }
        Outcome outcome = actor.act(action, fence::guards);
        end = outcome.whyFailed().filter(failure -> failure.kind().endsActing());
        return outcome;
    }

    /// What forbids taking capacity now, and thereby for the rest of the pass.
    private Optional<Outcome> obstacle() {
        Optional<Outcome> deploy = deploy();
        if (deploy.isPresent()) {
            return deploy;
        }
        if (!fence.isGood()) {
            provenAt = Optional.empty();
            Optional<Outcome> unfenced = fence.take(candidates(fleet().machines()));
            if (unfenced.isPresent()) {
                return unfenced;
            }
        }
        return isProven() ? Optional.empty() : revalidate();
    }

    /// Asked before the fence is taken, so that nobody waits for the answer.
    private Optional<Outcome> deploy() {
        if (askedForReleases) {
            return Optional.empty();
        }
        askedForReleases = true;
        return actor.safeguards()
                .releases()
                .flatMap(check -> check.obstacle(fleet().id().app()));
    }

    private boolean isProven() {
        return provenAt.filter(proven -> proven.plus(PROOF_HOLDS).isAfter(time.instant()))
                .isPresent();
    }

    /// Proves what takes capacity once more against a fresh list: the proxy, a deploy, a person or another Hangar may
    /// have been faster.
    private Optional<Outcome> revalidate() {
        return switch (source.machines(fleet().id().app())) {
            case Answer.Failed<List<Machine>>(Failure failure) ->
                Optional.of(new Outcome.Skipped("could not be read again: " + failure));
            case Answer.Ok<List<Machine>>(List<Machine> machines) -> {
                provenAt = Optional.of(time.instant());
                Fleet fresh = Fleets.only(fleet().id(), fleet().app(), machines);
                Optional<Outcome> contested = fence.contested(fresh.machines(), candidates(fresh.machines()));
                yield contested.isPresent() ? contested : unproven(fresh, machines);
            }
        };
    }

    /// @param machines of the whole app
    private Optional<Outcome> unproven(Fleet fresh, List<Machine> machines) {
        // Only our own lease is known not to be a deploy's. What was a sign of one when we looked first still counts.
        Optional<String> deploy = seen.deploy().or(() -> Deploys.inApp(fence.withoutItself(machines), seen.at()));
        Fleet unleased = new Fleet(fresh.id(), fresh.app(), fence.withoutItself(fresh.machines()));
        Observation again = new Observation(
                seen.at(), unleased, seen.readings(), seen.open(), deploy, Pause.inApp(machines), seen.silence());
        List<Action> all = evaluation.plan().actions();
        Plan rest = new Plan(evaluation.plan().observedAt(), all.subList(acted.size(), all.size()));
        List<String> wrong = PlanChecker.violations(rest, again, evaluation.next(), settings);
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome.Skipped("changed since observed: " + String.join("; ", wrong)));
    }

    private Fleet fleet() {
        return seen.fleet();
    }

    /// Machines that the fence may stand on: those that could serve, without what is not ours to touch. A lease of a
    /// person or a tool says nothing of the other machines, and may last for hours: the fence stands beside it.
    private List<Machine> candidates(List<Machine> machines) {
        return machines.stream()
                .filter(machine -> machine.state() == MachineState.STARTED)
                .filter(machine -> !outsiders.contains(machine.id()))
                .filter(machine -> !machine.cordoned() || DrainTag.of(machine).isPresent())
                .filter(machine -> !fence.isBarredFrom(machine))
                .toList();
    }
}
