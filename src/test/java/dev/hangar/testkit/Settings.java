package dev.hangar.testkit;

import dev.hangar.model.MachineRef;
import dev.hangar.model.Region;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.Budget;
import dev.hangar.policy.Capacity;
import dev.hangar.policy.Creating;
import dev.hangar.policy.DemandSignal;
import dev.hangar.policy.Guards;
import dev.hangar.policy.IdleAction;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.Scaling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Builds policy settings. What a test does not name: proxy concurrency against the soft limit, 70 % utilization, 10 %
/// tolerance, a window of 10 minutes, 4 up and 2 down per pass, 4 sleeps per hour.
public final class Settings {
    public static final DemandSignal CONCURRENCY =
            new DemandSignal(SignalQuery.PROXY_CONCURRENCY, new Capacity.ServiceSoftLimit(), false);
    public static final SignalName QUEUE = new SignalName("queue");
    public static final Duration WINDOW = Duration.ofMinutes(10);

    private boolean ignored;
    private OptionalInt floor = OptionalInt.empty();
    private final TreeMap<Region, Integer> regionFloors = new TreeMap<>();
    private OptionalInt ceiling = OptionalInt.empty();
    private IdleAction idleAction = IdleAction.AUTO;
    private LaunchPairMode launchPair = LaunchPairMode.PARK;
    private List<DemandSignal> signals = List.of(CONCURRENCY);
    private double target = 0.7;
    private double tolerance = 0.1;
    private Duration stabilization = WINDOW;
    private int stepUp = 4;
    private int stepDown = 2;
    private Duration coolDown = Duration.ofMinutes(3);
    private Duration drainLimit = Duration.ofMinutes(5);
    private Duration wakeTime = Duration.ofSeconds(60);
    private Budget budget = new Budget(4, Duration.ofHours(1));
    private Guards guards = Guards.USUAL;
    private Scaling scaling = new Scaling.TargetTracking();
    private Creating creating = Creating.NOTHING;
    private Optional<MachineRef> self = Optional.empty();

    private Settings() {}

    public static Settings usual() {
        return new Settings();
    }

    /// A queue whose depth is known without any machine: `perMachine` jobs keep one busy.
    public static DemandSignal queue(double perMachine) {
        return new DemandSignal(QUEUE, new Capacity.PerMachine(perMachine), true);
    }

    public Settings ignored() {
        ignored = true;
        return this;
    }

    public Settings floor(int machines) {
        floor = OptionalInt.of(machines);
        return this;
    }

    public Settings regionFloor(Region region, int machines) {
        regionFloors.put(region, machines);
        return this;
    }

    public Settings ceiling(int machines) {
        ceiling = OptionalInt.of(machines);
        return this;
    }

    public Settings idleAction(IdleAction action) {
        idleAction = action;
        return this;
    }

    public Settings launchPair(LaunchPairMode mode) {
        launchPair = mode;
        return this;
    }

    public Settings signals(DemandSignal... these) {
        signals = List.of(these);
        return this;
    }

    public Settings target(double utilization) {
        target = utilization;
        return this;
    }

    public Settings tolerance(double band) {
        tolerance = band;
        return this;
    }

    public Settings stabilization(Duration window) {
        stabilization = window;
        return this;
    }

    public Settings steps(int up, int down) {
        stepUp = up;
        stepDown = down;
        return this;
    }

    public Settings coolDown(Duration time) {
        coolDown = time;
        return this;
    }

    public Settings drainLimit(Duration time) {
        drainLimit = time;
        return this;
    }

    public Settings wakeTime(Duration time) {
        wakeTime = time;
        return this;
    }

    public Settings budget(int sleeps, Duration window) {
        budget = new Budget(sleeps, window);
        return this;
    }

    public Settings guards(Guards these) {
        guards = these;
        return this;
    }

    public Settings scaling(Scaling its) {
        scaling = its;
        return this;
    }

    /// Creates machines, up to `most` in the fleet, and keeps `spares` beyond those that run.
    public Settings create(int most, int spares) {
        return creating(new Creating(OptionalInt.of(most), spares, Optional.empty()));
    }

    public Settings creating(Creating its) {
        creating = its;
        return this;
    }

    public Settings self(MachineRef machine) {
        self = Optional.of(machine);
        return this;
    }

    public PolicySettings build() {
        return new PolicySettings(
                ignored,
                floor,
                regionFloors,
                ceiling,
                idleAction,
                launchPair,
                signals,
                target,
                tolerance,
                stabilization,
                stepUp,
                stepDown,
                coolDown,
                drainLimit,
                wakeTime,
                budget,
                guards,
                scaling,
                creating,
                self);
    }
}
