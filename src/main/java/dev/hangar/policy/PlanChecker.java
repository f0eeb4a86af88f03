package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Proves a plan against floor, ceiling, budget and the never-touch list, apart from the engine that made it. A
/// violation is our bug: the pass then holds and counts it.
public final class PlanChecker {
    private PlanChecker() {}

    /// What is wrong with the plan; empty when it may be carried out.
    public static List<String> violations(Plan plan, Observation seen, PolicyMemory memory, PolicySettings settings) {
        Roster roster = Roster.of(seen, settings);
        Map<MachineRef, Standing> byRef = new TreeMap<>();
        roster.all().forEach(standing -> byRef.put(standing.ref(), standing));
        List<String> wrong = new ArrayList<>();
        Set<MachineRef> named = new HashSet<>();
        for (Action action : plan.actions()) {
            if (action instanceof Action.Create) {
                // Nothing happens to the machine that it names.
                continue;
            }
            Standing standing = byRef.get(action.machine());
            if (!named.add(action.machine())) {
                wrong.add(action.machine() + " is named twice");
            } else if (standing == null) {
                wrong.add(action.machine() + " is not in the fleet");
            } else {
                touch(action, standing, settings).ifPresent(wrong::add);
            }
        }
        Demand demand = DemandEstimator.estimate(seen, roster, settings, memory.times());
        Floors floors = Floors.of(roster, settings, demand);
        bounds(plan, roster, demand, floors, settings, byRef, wrong);
        workers(plan, demand, settings, byRef, wrong);
        destroys(plan, roster, floors, memory, seen.at(), wrong);
        guards(plan, seen, memory, settings, wrong);
        deploy(plan, roster, seen.at(), wrong);
        budget(plan, seen, memory, settings, wrong);
        CreateCheck.check(plan, seen, memory, settings, byRef, wrong);
        return wrong;
    }

    private static Optional<String> touch(Action action, Standing standing, PolicySettings settings) {
        String what = action.verb() + " " + action.machine();
        boolean ours = standing.drain().isPresent();
        return switch (action) {
            case Action.Undrain undrain ->
                ours && !standing.untouchable().equals(Optional.of(Reason.LEASED))
                        ? Optional.empty()
                        : Optional.of(what + ": no tag of ours, or leased");
            case Action.Start start -> require(standing, Role.ASLEEP, what);
            case Action.Drain drain -> require(standing, Role.SERVING, what);
            case Action.Sleep sleep -> require(standing, sleep.drained() ? Role.DRAINING : Role.SERVING, what);
            case Action.Destroy destroy -> destroy(standing, settings, what);
            case Action.Create create -> Optional.empty();
        };
    }

    private static Optional<String> destroy(Standing standing, PolicySettings settings, String what) {
        if (settings.launchPair() != LaunchPairMode.DESTROY) {
            return Optional.of(what + ": launch-pair is " + settings.launchPair());
        }
        boolean bare = standing.machine()
                .config()
                .filter(config -> config.volumes().isEmpty())
                .isPresent();
        return bare ? require(standing, Role.ASLEEP, what) : Optional.of(what + ": it has a volume");
    }

    private static Optional<String> require(Standing standing, Role role, String what) {
        if (standing.untouchable().isPresent()) {
            return Optional.of(what + ": " + standing.untouchable().get().code());
        }
        return standing.role() == role ? Optional.empty() : Optional.of(what + ": is " + standing.role());
    }

    private static void bounds(
            Plan plan,
            Roster roster,
            Demand demand,
            Floors floors,
            PolicySettings settings,
            Map<MachineRef, Standing> byRef,
            List<String> wrong) {
        TreeMap<Region, Integer> leaving = new TreeMap<>();
        int starting = 0;
        for (Action action : plan.actions()) {
            Standing standing = byRef.get(action.machine());
            if (action instanceof Action.Start) {
                starting++;
            } else if (standing != null && action.takesCapacity()) {
                // A machine that drained or sleeps is no capacity any more, but it may be what could serve a floor.
                leaving.merge(standing.region(), standing.serves() ? 1 : 0, Integer::sum);
            }
        }
        int leavingTotal = leaving.values().stream().mapToInt(Integer::intValue).sum();
        ceiling(roster.capacity() + starting - leavingTotal, starting, settings, wrong);
        if (leaving.isEmpty()) {
            return;
        }
        demand.gap()
                .ifPresent(gap -> wrong.add("shrinks although " + gap.reason().code()));
        if (roster.serving() - leavingTotal < floors.least()) {
            wrong.add("leaves " + (roster.serving() - leavingTotal) + " serving, floor " + floors.least());
        }
        leaving.forEach((region, count) -> {
            int serving = roster.serving(region);
            if (serving - count < floors.of(region)) {
                wrong.add("leaves " + (serving - count) + " in " + region + ", floor " + floors.of(region));
            }
        });
    }

    /// A worker has no connections that a cordon could keep away: it goes only when nothing says that it works.
    private static void workers(
            Plan plan, Demand demand, PolicySettings settings, Map<MachineRef, Standing> byRef, List<String> wrong) {
        for (Action action : plan.actions()) {
            Standing standing = byRef.get(action.machine());
            boolean worker = standing != null
                    && standing.machine()
                            .config()
                            .filter(config -> config.services().isEmpty())
                            .isPresent();
            if (worker && action instanceof Action.Drain) {
                wrong.add("drain " + action.machine() + ": is a worker");
            } else if (worker && action instanceof Action.Sleep) {
                boolean idle = demand.isIdle(action.machine().id(), settings);
                wrong.addAll(
                        idle ? List.of() : List.of("sleep " + action.machine() + ": a worker not known to be idle"));
            }
        }
    }

    /// Only the second machine of a launch is ever destroyed, on a week's evidence, and nothing else shrinks with it.
    /// That
    /// the demand is known is proved for everything that takes capacity.
    private static void destroys(
            Plan plan, Roster roster, Floors floors, PolicyMemory memory, Instant at, List<String> wrong) {
        Optional<LaunchPair> pair = LaunchPair.find(roster, floors, memory);
        for (Action action : plan.actions()) {
            if (!(action instanceof Action.Destroy)) {
                continue;
            }
            String what = "destroy " + action.machine() + ": ";
            if (pair.isEmpty() || !pair.get().twin().ref().equals(action.machine())) {
                wrong.add(what + "not the second machine of a launch");
                continue;
            }
            pair.get().keep().ifPresent(keep -> wrong.add(what + "kept by " + keep));
            if (!pair.get().firstIsSound()) {
                wrong.add(what + "the first machine is not sound");
            }
            LaunchPair.evidenceMissing(memory, at).ifPresent(missing -> wrong.add(what + missing));
            if (plan.actions().stream().filter(Action::takesCapacity).count() > 1) {
                wrong.add(what + "not the only action that takes capacity");
            }
        }
    }

    /// Nothing starts or shrinks against a pause, and nothing shrinks on a traffic cliff. That a held machine is
    /// not named is proved with all that must not be touched.
    private static void guards(
            Plan plan, Observation seen, PolicyMemory memory, PolicySettings settings, List<String> wrong) {
        Pause pause = Pause.of(seen, settings);
        boolean starts = plan.actions().stream().anyMatch(Action.Start.class::isInstance);
        boolean shrinks = plan.actions().stream().anyMatch(Action::takesCapacity);
        if (starts && pause.stopsGrowing()) {
            wrong.add("starts although paused: " + pause.detail());
        }
        if (shrinks && pause.stopsShrinking()) {
            wrong.add("shrinks although paused: " + pause.detail());
        }
        if (shrinks) {
            Duration hold = settings.guards().cliffHold();
            TrafficCliff.holds(seen.silence(), seen.at(), hold)
                    .or(() -> memory.guards().cliff().holds(seen.at(), hold))
                    .ifPresent(cliff -> wrong.add("shrinks on a traffic cliff: " + cliff));
        }
    }

    /// Nothing shrinks beside a deploy: it may have begun after the plan was made.
    private static void deploy(Plan plan, Roster roster, Instant at, List<String> wrong) {
        if (plan.actions().stream().anyMatch(Action::takesCapacity)) {
            Deploys.running(roster, at).ifPresent(sign -> wrong.add("shrinks although a deploy runs: " + sign));
        }
    }

    private static void ceiling(int after, int starting, PolicySettings settings, List<String> wrong) {
        int most = settings.ceiling().orElse(Integer.MAX_VALUE);
        if (starting > 0 && after > most) {
            wrong.add("runs " + after + ", ceiling " + most);
        }
    }

    private static void budget(
            Plan plan, Observation seen, PolicyMemory memory, PolicySettings settings, List<String> wrong) {
        long fresh = plan.actions().stream()
                .filter(action ->
                        action instanceof Action.Drain || (action instanceof Action.Sleep sleep && !sleep.drained()))
                .count();
        int spent = memory.sleepsWithin(seen.at(), settings.budget().window());
        if (fresh > 0 && spent + fresh > settings.budget().sleeps()) {
            wrong.add("spends " + (spent + fresh) + " of a budget of "
                    + settings.budget().sleeps());
        }
        if (fresh > settings.stepDown()) {
            wrong.add("puts " + fresh + " to sleep, step limit " + settings.stepDown());
        }
    }

    /// Whether a machine in this state still answers an action that was planned for it: the check before acting.
    public static boolean stillFits(Action action, MachineState state) {
        return switch (action) {
            case Action.Start start -> state == MachineState.STOPPED || state == MachineState.SUSPENDED;
            case Action.Drain drain -> state == MachineState.STARTED;
            case Action.Sleep sleep -> state == MachineState.STARTED;
            case Action.Undrain undrain -> true;
            case Action.Destroy destroy -> state == MachineState.STOPPED || state == MachineState.SUSPENDED;
            case Action.Create create -> state == MachineState.STARTED;
        };
    }
}
