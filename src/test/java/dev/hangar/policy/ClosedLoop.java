package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SignalReadings;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A small model of a fleet whose plans are carried out at once and in full, under a demand that never changes.
final class ClosedLoop {
    private ClosedLoop() {}

    /// The world `step` after `world` was evaluated, under the demand of `first`.
    static RandomWorld next(RandomWorld first, RandomWorld world, Evaluation evaluation, Duration step) {
        Instant at = world.seen().at();
        Instant next = at.plus(step);
        List<Action> actions = evaluation.plan().actions();
        List<Machine> machines = new ArrayList<>();
        for (Machine machine : world.seen().fleet().machines()) {
            Machines changed = Machines.from(machine);
            for (Action action : actions) {
                if (action.machine().id().equals(machine.id())) {
                    apply(action, changed, at);
                    made(action, machine, at).ifPresent(machines::add);
                }
            }
            Machine now = changed.build();
            if (now.state() != MachineState.DESTROYED) {
                machines.add(now);
            }
        }
        PolicyMemory memory =
                evaluation.next().acted(at, actions, world.settings().budget().window());
        Observation seen =
                new Observation(next, Machines.fleet(machines), sameDemand(first, machines, next), List.of());
        return new RandomWorld(world.seed(), seen, memory, world.settings());
    }

    private static Optional<Machine> made(Action action, Machine template, Instant at) {
        if (!(action instanceof Action.Create create)) {
            return Optional.empty();
        }
        String id = "made" + at.getEpochSecond();
        return Optional.of(Machines.from(template)
                .id(id)
                .in(create.region())
                .created(at)
                .stopped()
                .meta(CreateTag.LAUNCH_ID, id)
                .build());
    }

    private static void apply(Action action, Machines machine, Instant at) {
        switch (action) {
            case Action.Start start -> machine.is(MachineState.STARTED);
            case Action.Drain drain ->
                machine.cordoned().tagged(new DrainTag(drain.machine().id(), at, drain.sleep()));
            case Action.Sleep sleep ->
                machine.is(sleep.sleep().result()).cordoned(false).withoutMeta(DrainTag.KEY);
            case Action.Undrain undrain -> machine.cordoned(false).withoutMeta(DrainTag.KEY);
            case Action.Destroy destroy -> machine.is(MachineState.DESTROYED);
            case Action.Create create -> {}
        }
    }

    /// The demand of the first observation, region by region, spread evenly over what is open to traffic there.
    private static Map<SignalName, SignalReadings> sameDemand(RandomWorld first, List<Machine> machines, Instant at) {
        TreeMap<Region, Double> demand = new TreeMap<>();
        for (Sample sample :
                first.seen().readingsOf(SignalQuery.PROXY_CONCURRENCY).samples()) {
            if (sample.reading() instanceof Reading.Fresh(double value, Instant then) && !then.isAfter(at)) {
                demand.merge(sample.region().orElseThrow(), value, Double::sum);
            }
        }
        double everything = demand.values().stream().mapToDouble(value -> value).sum();
        long open = machines.stream().filter(ClosedLoop::isOpen).count();
        List<Sample> samples = new ArrayList<>();
        for (Machine machine : machines) {
            if (machine.state() == MachineState.STARTED) {
                long here = machines.stream()
                        .filter(other -> isOpen(other) && other.region().equals(machine.region()))
                        .count();
                boolean homeless = demand.keySet().stream()
                        .anyMatch(region -> machines.stream()
                                .noneMatch(
                                        other -> isOpen(other) && other.region().equals(region)));
                double share = homeless
                        ? everything / Math.max(1, open)
                        : demand.getOrDefault(machine.region(), 0.0) / Math.max(1, here);
                samples.add(new Sample(
                        Machines.SHOP,
                        Optional.of(machine.region()),
                        Optional.of(machine.id()),
                        new Reading.Fresh(isOpen(machine) ? share : 0, at.minusSeconds(11))));
            }
        }
        TreeMap<SignalName, SignalReadings> readings =
                new TreeMap<>(first.seen().readings());
        readings.put(
                SignalQuery.PROXY_CONCURRENCY,
                new SignalReadings(SignalQuery.PROXY_CONCURRENCY, samples, Optional.empty()));
        return readings;
    }

    private static boolean isOpen(Machine machine) {
        return machine.state() == MachineState.STARTED && !machine.cordoned();
    }
}
