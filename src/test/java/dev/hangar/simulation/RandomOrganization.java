package dev.hangar.simulation;

import dev.hangar.model.Autostop;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// Draws an organization from a seed: one to three small apps of every kind, and a configuration of allowed values with
/// short windows, so that much happens in little time.
final class RandomOrganization {
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final SplittableRandom random;
    private final Duration busy;
    private final WorldBuilder world = WorldBuilder.org("acme", START);
    private final List<FleetTruth> fleets = new ArrayList<>();
    private final StringBuilder apps = new StringBuilder();
    private Duration settle = Duration.ZERO;

    private RandomOrganization(SplittableRandom random, Duration busy) {
        this.random = random;
        this.busy = busy;
    }

    /// @param busy how long demand changes; afterwards it stays the same
    static Organization of(SplittableRandom random, Duration busy) {
        return new RandomOrganization(random, busy).draw();
    }

    private Organization draw() {
        Duration interval = Duration.ofSeconds(pick(10, 15, 15, 20, 30));
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String name = "app" + i;
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> web(name);
                case 4 -> pair(name);
                case 5, 6 -> worker(name);
                default -> leftAlone(name);
            }
        }
        String head = "org: acme\napp: \"*\"\ninterval: " + interval.toSeconds() + "s\n"
                + "fly: {timeout: " + pick(3, 5, 10) + "s}\n"
                + "prometheus: {timeout: " + pick(2, 5, 10) + "s, max-age: " + pick(60, 90, 120) + "s}\n"
                + "signals:\n  jobs-waiting: {promql: queue_jobs_waiting}\n  jobs-running: {promql: worker_jobs_running}\n";
        String text = head + "apps:\n" + apps;
        Scenario scenario = world.scenario();
        return new Organization(scenario, text, fleets, settle.plus(interval.multipliedBy(12)));
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /// What every policy has; also bounds how long it takes to come to rest.
    private Policy policy(int machines) {
        Policy policy = new Policy();
        int stabilization = pick(30, 60, 90, 120);
        int coolDown = pick(0, 20, 45);
        int drainLimit = pick(30, 60, 120);
        int wakeTime = pick(20, 40, 60);
        policy.windowSeconds = stabilization;
        policy.stepDown = pick(1, 1, 2, 3);
        policy.budget = pick(1, 2, 3, 6);
        policy.budgetSeconds = pick(45, 90, 150);
        policy.set("stabilization", stabilization + "s");
        policy.set("cool-down", coolDown + "s");
        policy.set("drain-limit", drainLimit + "s");
        policy.set("wake-time", wakeTime + "s");
        policy.set("step-up", Integer.toString(pick(1, 2, 4)));
        policy.set("step-down", Integer.toString(policy.stepDown));
        policy.set("budget", "{sleeps: " + policy.budget + ", window: " + policy.budgetSeconds + "s}");
        policy.set("idle-action", List.of("auto", "auto", "stop", "suspend").get(random.nextInt(4)));
        policy.set("target-utilization", List.of("0.5", "0.7", "0.8", "1").get(random.nextInt(4)));
        policy.set("tolerance", List.of("0", "0.1", "0.2").get(random.nextInt(3)));
        int guard = guards(policy);
        creating(policy, machines);
        long rounds = Math.ceilDiv(machines, policy.budget);
        Duration rest = Duration.ofSeconds(
                guard + stabilization + coolDown + drainLimit + wakeTime + rounds * policy.budgetSeconds + 360L);
        settle = settle.compareTo(rest) < 0 ? rest : settle;
        return policy;
    }

    /// Guards that let go within a run, where the usual ones would hold a fleet to its end. Drawn from what the policy
    /// says already, so that the other draws stay as they are.
    ///
    /// @return seconds that the longest of them may hold
    private static int guards(Policy policy) {
        SplittableRandom own = new SplittableRandom(policy.values.hashCode());
        int cliffHold = List.of(0, 45, 90).get(own.nextInt(3));
        int yield = List.of(0, 60, 120).get(own.nextInt(3));
        policy.set("cliff-hold", cliffHold + "s");
        policy.set("yield-to-person", yield + "s");
        boolean adaptive = own.nextInt(3) == 0;
        policy.set("scaling", adaptive ? "adaptive" : "target-tracking");
        // In a run of minutes the adaptive scaling follows the rule of the beginning, which holds for two minutes.
        return Math.max(cliffHold, yield) + (adaptive ? 120 : 0);
    }

    /// In one of eight fleets machines are created, drawn apart like the guards.
    private static void creating(Policy policy, int machines) {
        SplittableRandom own = new SplittableRandom(31L * policy.values.hashCode());
        if (own.nextInt(8) == 0) {
            policy.most = OptionalInt.of(machines + own.nextInt(3));
            policy.set("create", "{most: " + policy.most.getAsInt() + ", spares: " + own.nextInt(3) + "}");
        }
    }

    private static final class Policy {
        final Map<String, String> values = new TreeMap<>();
        final Map<String, Integer> regions = new TreeMap<>();
        OptionalInt floor = OptionalInt.empty();
        int stepDown;
        int budget;
        int budgetSeconds;
        int windowSeconds;
        OptionalInt most = OptionalInt.empty();

        void set(String key, String value) {
            values.put(key, value);
        }
    }

    private void floors(Policy policy, int inIad, int inLhr) {
        if (chance(40)) {
            policy.floor = OptionalInt.of(random.nextInt(Math.min(3, inIad + inLhr) + 1));
            policy.set("min-machines-running", Integer.toString(policy.floor.getAsInt()));
        }
        if (chance(25)) {
            policy.regions.put("iad", random.nextInt(Math.min(2, inIad) + 1));
            if (inLhr > 0) {
                policy.regions.put("lhr", random.nextInt(Math.min(1, inLhr) + 1));
            }
            policy.set("regions", policy.regions.toString().replace("=", ": "));
        }
    }

    private void write(String app, Policy policy) {
        apps.append("  ").append(app).append(":\n    policy:\n");
        policy.values.forEach((key, value) ->
                apps.append("      ").append(key).append(": ").append(value).append('\n'));
    }

    private void web(String name) {
        int inIad = 1 + random.nextInt(3);
        int inLhr = chance(30) ? 1 + random.nextInt(2) : 0;
        Policy policy = policy(inIad + inLhr);
        floors(policy, inIad, inLhr);
        policy.set("launch-pair", List.of("park", "report", "destroy").get(random.nextInt(3)));
        boolean autostart = !chance(20);
        Autostop autostop =
                List.of(Autostop.OFF, Autostop.STOP, Autostop.SUSPEND).get(random.nextInt(3));
        int own = chance(30) ? random.nextInt(Math.min(2, inIad) + 1) : 0;
        int soft = pick(4, 8, 12);
        boolean big = chance(15);
        boolean volume = chance(15);
        Set<String> untouchable = new TreeSet<>();
        world.app(name, app -> {
            app.guest("shared", big ? 2 : 1, big ? 4096 : 512)
                    .service(service -> service.limits(soft, soft + pick(0, 4))
                            .autostart(autostart)
                            .autostop(autostop)
                            .minMachinesRunning(own));
            if (volume) {
                app.volume(1);
            }
            machines(app, inIad, "iad");
            machines(app, inLhr, "lhr");
            outsiders(app, name, inIad + inLhr, untouchable);
            app.workload(Workload.Web.from("iad", demand((inIad + inLhr) * soft)));
        });
        boolean agreed = policy.floor.isPresent() || !policy.regions.isEmpty();
        boolean alwaysOn = !autostart && autostop == Autostop.OFF;
        if (alwaysOn) {
            for (int i = 1; i <= inIad + inLhr; i++) {
                untouchable.add(name + "-" + i);
            }
        }
        boolean staysUp = !autostart || (autostop == Autostop.OFF && !agreed);
        fleets.add(new FleetTruth(
                name,
                "app",
                FleetTruth.Kind.WEB,
                policy.floor,
                policy.regions,
                own,
                staysUp,
                untouchable,
                policy.stepDown,
                policy.budget,
                policy.budgetSeconds,
                policy.windowSeconds,
                policy.most));
        write(name, policy);
    }

    private void machines(AppBuilder app, int count, String region) {
        for (int i = 0; i < count; i++) {
            MachineState state =
                    chance(70) ? MachineState.STARTED : chance(50) ? MachineState.STOPPED : MachineState.SUSPENDED;
            app.machines(1, region, state);
        }
    }

    /// A machine in the same group that is none of our business.
    private void outsiders(AppBuilder app, String name, int before, Set<String> untouchable) {
        if (!chance(20)) {
            return;
        }
        untouchable.add(name + "-" + (before + 1));
        switch (random.nextInt(3)) {
            case 0 -> app.config(config -> config.put("auto_destroy", true)).machines(1, "iad");
            case 1 -> app.config(config -> config.put("schedule", "hourly")).machines(1, "iad", MachineState.STOPPED);
            default -> app.metadata("flame_parent_ip", "fdaa::1").machines(1, "iad");
        }
    }

    /// Two machines as a first deploy makes them.
    private void pair(String name) {
        Policy policy = policy(2);
        policy.set("launch-pair", List.of("park", "park", "report", "destroy").get(random.nextInt(4)));
        floors(policy, 2, 0);
        boolean parks = chance(50);
        world.app(
                name,
                app -> app.service(service -> service.limits(10, 12).autostop(parks ? Autostop.STOP : Autostop.OFF))
                        .age(Duration.ofHours(30))
                        .machines(1, "iad")
                        .age(Duration.ofHours(30).minusSeconds(40))
                        .machines(1, "iad")
                        .workload(Workload.Web.from("iad", demand(18))));
        boolean agreed = policy.floor.isPresent() || !policy.regions.isEmpty();
        fleets.add(new FleetTruth(
                name,
                "app",
                FleetTruth.Kind.WEB,
                policy.floor,
                policy.regions,
                0,
                !parks && !agreed,
                Set.of(),
                policy.stepDown,
                policy.budget,
                policy.budgetSeconds,
                policy.windowSeconds,
                policy.most));
        write(name, policy);
    }

    private void worker(String name) {
        int count = 1 + random.nextInt(3);
        Policy policy = policy(count);
        floors(policy, count, 0);
        boolean outlives = chance(70);
        policy.set(
                "signals",
                "[{name: jobs-waiting, capacity: " + pick(3, 6) + ", outlives-machines: " + outlives
                        + "}, {name: jobs-running, capacity: 1}]");
        world.app(name, app -> {
            app.group("worker");
            machines(app, count, "iad");
            app.workload(new Workload.Queue(
                    jobs(count * 8),
                    new dev.hangar.model.Region("iad"),
                    Duration.ofSeconds(pick(4, 10)),
                    1,
                    Duration.ofSeconds(60)));
        });
        fleets.add(new FleetTruth(
                name,
                "worker",
                FleetTruth.Kind.WORKER,
                policy.floor,
                policy.regions,
                0,
                !outlives,
                Set.of(),
                policy.stepDown,
                policy.budget,
                policy.budgetSeconds,
                policy.windowSeconds,
                policy.most));
        write(name, policy);
    }

    /// A database, a worker with a standby, or an app that the user left alone.
    private void leftAlone(String name) {
        int which = random.nextInt(3);
        world.app(name, app -> {
            switch (which) {
                case 0 ->
                    app.role("postgres_cluster")
                            .image("flyio/postgres-flex:16.4")
                            .volume(5)
                            .machines(2, "iad");
                case 1 -> app.group("cron").machines(1, "iad").standby("iad", 0);
                default -> app.service(service -> service.limits(5, 8)).machines(2, "iad");
            }
        });
        Policy policy = policy(2);
        if (which == 2) {
            policy.set("ignore", "true");
        }
        fleets.add(new FleetTruth(
                name,
                which == 1 ? "cron" : "app",
                FleetTruth.Kind.LEFT_ALONE,
                OptionalInt.empty(),
                Map.of(),
                0,
                true,
                Set.of(name + "-1", name + "-2"),
                policy.stepDown,
                policy.budget,
                policy.budgetSeconds,
                policy.windowSeconds,
                policy.most));
        write(name, policy);
    }

    private Demand demand(int most) {
        List<Demand.Step> steps = new ArrayList<>();
        Duration at = Duration.ZERO;
        while (at.compareTo(busy) < 0) {
            steps.add(new Demand.Step(at, chance(35) ? 0 : random.nextInt(most + 1)));
            at = at.plusSeconds(30 + random.nextInt(240));
        }
        steps.add(new Demand.Step(busy, chance(40) ? 0 : random.nextInt(most + 1)));
        return new Demand.Scripted(steps);
    }

    private Demand jobs(int most) {
        List<Demand.Step> steps = new ArrayList<>();
        Duration at = Duration.ZERO;
        while (at.compareTo(busy) < 0) {
            steps.add(new Demand.Step(at, chance(50) ? 0 : random.nextInt(most + 1)));
            at = at.plusSeconds(30 + random.nextInt(240));
        }
        steps.add(new Demand.Step(busy, 0));
        return new Demand.Scripted(steps);
    }
}
