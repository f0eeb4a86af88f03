package dev.hangar.policy;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.PriceList;
import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The decision, whole: demand → recommendation → window → bounds → candidates → plan, with a reason for every
/// machine.
///
/// Pure: the same observation, memory and settings give the same evaluation, in `observe` as in `act` mode. The
/// steps are, in order, [Roster], [DemandEstimator], [Floors], [Recommendation], [PolicyMemory], [Target],
/// [LaunchPair], [DrainSteps], [Growth], [Shrink], [Creation]; what holds them back are [Pause] and [GuardHolds].
public final class PolicyEngine {
    private final PriceList prices;

    public PolicyEngine(PriceBook prices) {
        this(PriceList.of(prices));
    }

    /// Counts by the era that is in force at the instant of each observation.
    public PolicyEngine(PriceList prices) {
        this.prices = prices;
    }

    /// Decides what to do with one fleet. Never throws for anything that the outside world can show it.
    public Evaluation evaluate(Observation seen, PolicyMemory memory, PolicySettings settings) {
        Situation now = understand(seen, memory, settings);
        Choices choices = new Choices();
        Optional<FleetReport.Hold> growth = Optional.empty();
        List<FleetReport.Hold> shrink = List.of();
        DrainSteps.choose(now, choices);
        if (!now.roster().members().isEmpty()) {
            growth = Growth.choose(now, choices);
            shrink = Shrink.choose(now, choices);
            destroyTwin(now, choices);
        }
        Creation.Choice creation = Creation.choose(now, choices);
        FleetReport report = new Reporter(prices.at(seen.at()), now, choices, growth, shrink, creation).report();
        Basis basis = new Basis(seen, memory, settings);
        return new Evaluation(new Plan(seen.at(), ordered(choices, creation)), now.memory(), report, basis);
    }

    /// What an evaluation has weighed beyond its report, found again from what it was made of.
    public Reasoning reasoning(Evaluation evaluation) {
        Basis basis = evaluation.basis();
        Situation now = understand(basis.seen(), basis.memory(), basis.settings());
        Choices before = new Choices();
        DrainSteps.choose(now, before);
        return new Reasoning(
                now.target().growTotal(),
                now.target().keepTotal(),
                Ranking.sleep(now, before),
                Ranking.wake(now, before),
                GuardReports.of(now, evaluation.report()));
    }

    /// The memory to begin with where demand of the past is learned from: with how long the machines take to wake, as
    /// their events tell now.
    public PolicyMemory beginning(Observation now) {
        return PolicyMemory.NEW.with(WakeTimes.NEW.seen(now.at(), now.fleet().machines()));
    }

    /// What a pass of the past teaches about demand, and nothing else: no window, no guard, no plan.
    public PolicyMemory learn(Observation seen, PolicyMemory memory, PolicySettings settings) {
        Roster roster = Roster.of(seen, settings);
        Demand demand = DemandEstimator.estimate(seen, roster, settings, memory.times());
        return Recommendation.learned(memory, demand, roster, settings, seen);
    }

    private static Situation understand(Observation seen, PolicyMemory memory, PolicySettings settings) {
        Roster roster = Roster.of(seen, settings);
        WakeTimes times = memory.times().seen(seen.at(), roster.machines());
        Demand demand = DemandEstimator.estimate(seen, roster, settings, times);
        Floors floors = Floors.of(roster, settings, demand);
        PolicyMemory learned = Recommendation.learned(memory.with(times), demand, roster, settings, seen);
        Need need = Recommendation.of(demand, roster, settings, learned, seen);
        Set<MachineId> present =
                seen.fleet().machines().stream().map(machine -> machine.id()).collect(Collectors.toUnmodifiableSet());
        PolicyMemory remembered = learned.seen(seen.at(), need, present, settings.stabilization())
                .with(memory.guards().seen(seen.at(), memory.lastSeen(), roster, demand, settings.guards()));
        Target target = Target.of(need, Recommendation.kept(remembered, settings), floors, settings.ceiling());
        Optional<LaunchPair> pair = LaunchPair.find(roster, floors, remembered);
        Pause pause = Pause.of(seen, settings);
        List<FleetReport.Hold> guards = GuardHolds.of(pause, roster, remembered, settings, seen);
        return new Situation(seen, settings, roster, demand, floors, need, remembered, target, pair, pause, guards);
    }

    /// The redundant twin goes for good only when it sleeps, a week has not needed it, demand is known, no deploy runs,
    /// and the first machine is sound: it must be able to carry the fleet alone.
    private static void destroyTwin(Situation now, Choices choices) {
        if (now.settings().launchPair() != LaunchPairMode.DESTROY) {
            return;
        }
        Optional<LaunchPair> asleep = now.pair()
                .filter(pair -> now.isTwin(pair.twin()) && pair.twin().role() == Role.ASLEEP)
                .filter(pair -> pair.twin().touchable() && choices.isOpen(pair.twin()));
        if (asleep.isEmpty()) {
            return;
        }
        LaunchPair pair = asleep.get();
        Optional<FleetReport.Hold> guard = now.guards().stream().findFirst();
        if (guard.isPresent()) {
            choices.leave(pair.twin(), guard.get().reason(), guard.get().detail());
            return;
        }
        Optional<String> missing = LaunchPair.evidenceMissing(now.memory(), now.at());
        if (missing.isPresent()) {
            choices.leave(pair.twin(), Reason.EVIDENCE_GATHERING, missing.get());
            return;
        }
        boolean deploying = Deploys.running(now.roster(), now.at()).isPresent();
        boolean floorServed = now.roster().serving() >= now.floors().least();
        boolean known = now.demand().gap().isEmpty();
        if (!deploying && floorServed && known && pair.firstIsSound() && choices.isOpen(pair.first())) {
            choices.act(
                    new Action.Destroy(pair.twin().ref(), Reason.LAUNCH_PAIR),
                    "identical to the first, without volume");
        }
    }

    private static List<Action> ordered(Choices choices, Creation.Choice creation) {
        Stream<Action> chosen = choices.all().stream().flatMap(choice -> choice.action().stream());
        return Stream.concat(chosen, creation.action().stream())
                .sorted(Comparator.comparingInt(PolicyEngine::rank).thenComparing(Action::machine))
                .toList();
    }

    /// What gives capacity back comes first, what takes it last.
    private static int rank(Action action) {
        return switch (action) {
            case Action.Undrain undrain -> 0;
            case Action.Start start -> 1;
            case Action.Create create -> 2;
            case Action.Drain drain -> 3;
            case Action.Sleep sleep -> 4;
            case Action.Destroy destroy -> 5;
        };
    }

    /// The state that an action leads to in the end.
    static MachineState resultOf(Action action, MachineState now) {
        return switch (action) {
            case Action.Start start -> MachineState.STARTED;
            case Action.Drain drain -> asleep(drain.sleep());
            case Action.Sleep sleep -> asleep(sleep.sleep());
            case Action.Undrain undrain -> now;
            case Action.Create create -> now;
            case Action.Destroy destroy -> MachineState.DESTROYED;
        };
    }

    private static MachineState asleep(SleepKind kind) {
        return kind.result();
    }
}
