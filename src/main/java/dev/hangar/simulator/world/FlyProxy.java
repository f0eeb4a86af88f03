package dev.hangar.simulator.world;

import dev.hangar.model.Autostop;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.model.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Fly Proxy's own hand on machines: it starts what requests need and, every few minutes, puts one spare
/// machine per region to sleep (facts 6).
final class FlyProxy implements WebTraffic.Proxy {
    /// "Every few minutes" (facts 6); no exact number is published.
    static final Duration LOOP = Duration.ofMinutes(5);

    private static final Duration RECENTLY = Duration.ofMinutes(5);

    private final World world;
    private final Starts starts;
    private final Lifecycle lifecycle;

    FlyProxy(World world, Starts starts, Lifecycle lifecycle) {
        this.world = world;
        this.starts = starts;
        this.lifecycle = lifecycle;
    }

    /// Runs the autostop loop over an app from a seeded moment on.
    void watch(SimulatedApp app, SplittableRandom random) {
        Instant first = world.now().plusMillis(random.nextLong(LOOP.toMillis()));
        world.plan(first, () -> autostopPass(app));
    }

    /// A foreign lease, a bad host or a machine that is still active turns the start away.
    @Override
    public boolean mayStart(SimulatedMachine machine) {
        return machine.leaseAt(world.now()).isEmpty()
                && machine.hostStatus == HostStatus.OK
                && !world.now().isBefore(machine.activeUntil);
    }

    /// An edge prefers others to a machine that stopped less than 5 minutes ago (facts 2.2, PM11).
    @Override
    public boolean isRecentlyStopped(SimulatedMachine machine) {
        return machine.state == MachineState.STOPPED && world.now().isBefore(machine.stoppedAt.plus(RECENTLY));
    }

    @Override
    public boolean start(SimulatedMachine machine) {
        return starts.start(machine, Source.PROXY).isTaken();
    }

    private void autostopPass(SimulatedApp app) {
        SortedMap<Region, List<SimulatedMachine>> running = new TreeMap<>();
        for (SimulatedMachine machine : app.machines()) {
            if (machine.isRoutable()) {
                running.merge(machine.region(), List.of(machine), FlyProxy::joined);
            }
        }
        running.forEach((region, machines) -> {
            int floor = app.primaryRegion().equals(Optional.of(region)) ? floor(machines) : 0;
            Optional<MachineId> victim =
                    ProxyRules.autostop(machines.stream().map(this::asRunning).toList(), floor);
            machines.stream()
                    .filter(machine -> victim.equals(Optional.of(machine.id())))
                    .forEach(this::putToSleep);
        });
        world.plan(world.now().plus(LOOP), () -> autostopPass(app));
    }

    private ProxyRules.Running asRunning(SimulatedMachine machine) {
        boolean mayStop = machine.config().effectiveAutostop() != Autostop.OFF
                && machine.leaseAt(world.now()).isEmpty()
                && machine.state == MachineState.STARTED;
        return new ProxyRules.Running(machine.id(), machine.load, machine.softLimit(), mayStop);
    }

    /// A suspend falls back to a stop where the machine cannot be suspended (facts 5).
    private void putToSleep(SimulatedMachine machine) {
        boolean suspend = machine.config().effectiveAutostop() == Autostop.SUSPEND
                && Lifecycle.suspendObstacle(machine).isEmpty();
        if (suspend) {
            lifecycle.suspend(machine, Source.PROXY);
        } else {
            lifecycle.stop(machine, Source.PROXY);
        }
    }

    private static int floor(List<SimulatedMachine> machines) {
        return machines.stream()
                .flatMap(machine -> machine.config().services().stream())
                .mapToInt(Service::minMachinesRunning)
                .max()
                .orElse(0);
    }

    private static List<SimulatedMachine> joined(List<SimulatedMachine> some, List<SimulatedMachine> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
