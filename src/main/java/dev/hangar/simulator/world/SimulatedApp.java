package dev.hangar.simulator.world;

import dev.hangar.cost.PriceBook;
import dev.hangar.model.AppName;
import dev.hangar.model.Guest;
import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// An app of the world with its machines, its use and its bill. Readable by everyone; changed by this package only.
public final class SimulatedApp {
    private static final double IDLE_BUSY_SHARE = 0.02;
    private static final double BUSY_SHARE_AT_SOFT_LIMIT = 0.6;

    private final AppName name;
    private final Optional<String> role;
    private final Delays delays;
    private final SnapshotLife snapshots;
    private final Delays.Range taskTime;
    private final Traits traits;
    private final SortedMap<Integer, Release> releases = new TreeMap<>();
    private final List<SimulatedMachine> machines = new ArrayList<>();
    private final List<SimulatedVolume> volumes = new ArrayList<>();
    private final BillingMeter meter;
    private final Optional<WebTraffic> traffic;
    private final Optional<WorkQueue> queue;
    private Instant settledAt;
    private long interruptedRequests;

    SimulatedApp(Scenario.AppSpec spec, Seed seed, PriceBook prices, Instant start) {
        name = spec.name();
        role = spec.role();
        delays = spec.delays();
        snapshots = spec.snapshots();
        taskTime = spec.taskTime();
        traits = spec.traits();
        meter = new BillingMeter(prices, start);
        settledAt = start;
        long noise = seed.derived("demand", name.value());
        traffic = spec.workload() instanceof Workload.Web web
                ? Optional.of(new WebTraffic(web, noise))
                : Optional.empty();
        queue = spec.workload() instanceof Workload.Queue jobs
                ? Optional.of(new WorkQueue(jobs, noise))
                : Optional.empty();
    }

    /// Its name.
    public AppName name() {
        return name;
    }

    /// Role such as `postgres_cluster`.
    public Optional<String> role() {
        return role;
    }

    /// Machines in the order of their creation, destroyed ones included.
    public List<SimulatedMachine> machines() {
        return Collections.unmodifiableList(machines);
    }

    /// Volumes, attached or not.
    public List<SimulatedVolume> volumes() {
        return Collections.unmodifiableList(volumes);
    }

    /// Releases, oldest first; empty for an app that flyctl never deployed (facts 7.4).
    public List<Release> releases() {
        return List.copyOf(releases.values());
    }

    /// Jobs that wait in the app's queue; empty for an app without one.
    public Optional<Integer> waitingJobs() {
        return queue.map(WorkQueue::waitingJobs);
    }

    /// Region label of the app's queue.
    public Optional<Region> queueRegion() {
        return queue.map(jobs -> jobs.workload().region());
    }

    /// Jobs that a machine runs now.
    public int runningJobs(MachineId machine) {
        return queue.map(jobs -> jobs.runningJobs(machine)).orElse(0);
    }

    /// The app's figures until now; the world settles before it is read.
    AppTally tally() {
        return new AppTally(
                meter.spent(),
                meter.timeByState(),
                traffic.map(WebTraffic::requests).orElse(0L),
                traffic.map(WebTraffic::lateRequests).orElse(0L),
                interruptedRequests,
                queue.map(WorkQueue::arrived).orElse(0L),
                queue.map(WorkQueue::done).orElse(0L),
                queue.map(jobs -> jobs.late(settledAt)).orElse(0L),
                queue.map(WorkQueue::interrupted).orElse(0L));
    }

    /// What it has and does besides.
    public Traits traits() {
        return traits;
    }

    Delays delays() {
        return delays;
    }

    SnapshotLife snapshots() {
        return snapshots;
    }

    Delays.Range taskTime() {
        return taskTime;
    }

    SortedMap<Integer, Release> mutableReleases() {
        return releases;
    }

    List<SimulatedMachine> mutableMachines() {
        return machines;
    }

    List<SimulatedVolume> mutableVolumes() {
        return volumes;
    }

    /// The region that `min_machines_running` counts in (facts 6).
    Optional<Region> primaryRegion() {
        return machines.stream()
                .filter(machine -> !machine.isGone())
                .map(machine -> machine.config().primaryRegion().orElse(machine.region()))
                .findFirst();
    }

    /// Charges and counts the time since the last settlement, in which nothing changed.
    void settle(Instant now) {
        meter.settle(machines, now);
        double seconds = Duration.between(settledAt, now).toNanos() / 1e9;
        settledAt = now;
        if (seconds > 0) {
            traffic.ifPresent(web -> web.settle(machines, seconds));
            machines.forEach(machine -> run(machine, seconds));
        }
    }

    private void run(SimulatedMachine machine, double seconds) {
        if (machine.isAtWork()) {
            Guest guest = machine.config().guest();
            double wanted = traits.cpuShare().isPresent()
                    ? guest.cpus() * traits.cpuShare().getAsDouble()
                    : Usage.baseline(guest) * busyShare(machine, guest);
            machine.usage.ran(seconds, wanted, guest);
        }
    }

    /// Of what its size may use without end: nobody who was asked too much for long would have kept that size.
    private double busyShare(SimulatedMachine machine, Guest guest) {
        double load = machine.config().services().isEmpty()
                ? 0
                : BUSY_SHARE_AT_SOFT_LIMIT * machine.load / machine.softLimit();
        double jobs = Math.min(1.0, (double) runningJobs(machine.id()) / guest.cpus());
        return Math.min(1, IDLE_BUSY_SHARE + load + jobs);
    }

    /// Takes the demand of a new step.
    void step(Instant now, Duration elapsed, Duration step, WebTraffic.Proxy proxy) {
        settle(now);
        queue.ifPresent(jobs -> jobs.step(now, elapsed, step, machines));
        traffic.ifPresent(web -> {
            web.step(elapsed, step, machines);
            web.route(machines, proxy);
        });
    }

    /// Routes and hands out work again after a machine changed.
    void route(Instant now, WebTraffic.Proxy proxy) {
        settle(now);
        queue.ifPresent(jobs -> jobs.handOut(now, machines));
        traffic.ifPresent(web -> web.route(machines, proxy));
    }

    /// A machine stops serving: its work goes back. Fly Proxy lets its own victims run dry; others lose what
    /// they had.
    void lostMachine(SimulatedMachine machine, Instant now, Source by) {
        if (by != Source.PROXY) {
            interruptedRequests += machine.load;
        }
        machine.load = 0;
        queue.ifPresent(jobs -> jobs.lost(machine.id(), now));
    }
}
