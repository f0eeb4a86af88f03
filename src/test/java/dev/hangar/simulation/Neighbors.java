package dev.hangar.simulation;

import dev.hangar.model.AppName;
import dev.hangar.simulator.actors.Deed;
import dev.hangar.simulator.actors.Deploy;
import dev.hangar.simulator.actors.Deployer;
import dev.hangar.simulator.actors.Misfortune;
import dev.hangar.simulator.actors.OfficialAutoscaler;
import dev.hangar.simulator.actors.Person;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Inhabitant;
import dev.hangar.simulator.world.Release;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// Gives an organization neighbors until calm (deploys, people, another autoscaler, bad luck), signs of guards that
/// somebody sets and lifts, cliffs of demand, and a configuration with narrow guards. Every second seed is set up as a
/// [Situation] instead.
///
/// Draws from a generator of its own, and only for seeds from [#FIRST] on: what the seeds below it mean stays.
final class Neighbors {
    /// The first seed with neighbors.
    static final long FIRST = 1_000_000;

    private static final Duration EARLIEST = Duration.ofMinutes(3);
    /// Longest that a configured guard lasts, and what a narrow blast radius adds.
    private static final Duration LONGER = Duration.ofMinutes(8);

    private final SplittableRandom random;
    private final SplittableRandom staging;
    private final Situation situation;
    private final Duration busy;
    private final List<Inhabitant> inhabitants = new ArrayList<>();
    private String configuration;
    private Scenario scenario;

    private Neighbors(Organization plain, long seed, Duration busy) {
        String org = plain.scenario().org().value();
        random = new Seed(seed).generator("neighbors", org);
        staging = new Seed(seed).generator("situation", org);
        situation = Situation.of(seed);
        this.busy = busy;
        configuration = plain.configuration();
        scenario = plain.scenario();
    }

    /// The organization with neighbors, if the seed has any.
    ///
    /// @param busy how long they are at it
    static Organization beside(Organization plain, long seed, Duration busy) {
        return seed < FIRST ? plain : new Neighbors(plain, seed, busy).draw(plain);
    }

    private Organization draw(Organization plain) {
        boolean asks = chance(75);
        if (situation.isStaged() ? situation.asksForReleases() : asks) {
            insert("fly: {", "fly: {graphql-url: \"http://localhost:4280/graphql\", ");
        }
        if (chance(60)) {
            insert(
                    "interval: ",
                    "blast-radius: {share: " + one("0.1", "0.25") + ", least: " + leastRadius(plain) + ", window: "
                            + one("60s", "90s") + "}\ninterval: ");
        }
        for (FleetTruth fleet : plain.fleets()) {
            // What is not ours to touch is told by name: a deploy or a clone would give it another.
            if (fleet.kind() != FleetTruth.Kind.LEFT_ALONE
                    && fleet.untouchable().isEmpty()) {
                if (situation.isStaged()) {
                    stage(fleet);
                } else {
                    guards(fleet);
                    moveIn(fleet);
                }
            }
        }
        return new Organization(
                scenario.with(inhabitants),
                configuration,
                plain.fleets(),
                plain.settle().plus(LONGER),
                situation);
    }

    private void stage(FleetTruth fleet) {
        write(fleet, Staging.OTHER_GUARDS);
        Staging stage = new Staging(situation, staging, busy, fleet);
        change(new AppName(fleet.app()), stage::app);
        inhabitants.addAll(stage.neighbors());
        if (chance(20)) {
            mishaps(new AppName(fleet.app()));
        }
    }

    /// A plan of several sleeps is held back whole: a radius below one plan would hold it for ever.
    private static int leastRadius(Organization plain) {
        return plain.fleets().stream().mapToInt(FleetTruth::stepDown).max().orElse(1);
    }

    private void insert(String where, String what) {
        int at = configuration.indexOf(where);
        configuration = configuration.substring(0, at) + what + configuration.substring(at + where.length());
    }

    private void guards(FleetTruth fleet) {
        StringBuilder policy = new StringBuilder();
        policy.append("      yield-to-person: ")
                .append(one("60s", "120s", "180s"))
                .append('\n');
        policy.append("      cliff-hold: ")
                .append(one("0s", "120s", "180s", "240s"))
                .append('\n');
        policy.append("      flap-limit: ").append(one("0", "1", "1", "2")).append('\n');
        if (chance(12)) {
            // A floor that a pause keeps from being met could not be told from one that was forgotten.
            boolean mayStopGrowing = fleet.floorAsked() == 0;
            policy.append("      pause: ")
                    .append(mayStopGrowing ? one("up", "down", "all") : "down")
                    .append('\n');
        }
        write(fleet, policy.toString());
    }

    private void write(FleetTruth fleet, String policy) {
        String header = "  " + fleet.app() + ":\n    policy:\n";
        leaveOut(header);
        insert(header, header + policy);
    }

    /// The plain organization drew its own: these are narrower.
    private void leaveOut(String header) {
        int begin = configuration.indexOf(header) + header.length();
        int next = configuration.indexOf("\n  app", begin);
        int end = next < 0 ? configuration.length() : next;
        configuration = configuration.substring(0, begin)
                + configuration.substring(begin, end).replaceAll("(?m)^ +(cliff-hold|yield-to-person): .*\n?", "")
                + configuration.substring(end);
    }

    private void moveIn(FleetTruth fleet) {
        AppName app = new AppName(fleet.app());
        boolean web = fleet.kind() == FleetTruth.Kind.WEB;
        if (web && chance(40)) {
            cliff(app);
        }
        if (chance(40)) {
            deployer(app);
        }
        if (chance(50)) {
            inhabitants.add(new Person(app, deeds(fleet)));
        }
        if (chance(35)) {
            mishaps(app);
        }
        if (chance(15)) {
            autoscaler(app, web);
        }
        if (chance(50)) {
            signs(app);
        }
    }

    /// Busy, and nothing at all a moment later, again and again.
    private void cliff(AppName app) {
        change(app, this::cliff);
    }

    private void change(AppName app, UnaryOperator<Scenario.AppSpec> change) {
        List<Scenario.AppSpec> apps = scenario.apps().stream()
                .map(spec -> spec.name().equals(app) ? change.apply(spec) : spec)
                .toList();
        scenario = new Scenario(
                scenario.org(), scenario.start(), scenario.step(), apps, scenario.foreignApps(), List.of());
    }

    private Scenario.AppSpec cliff(Scenario.AppSpec spec) {
        if (!(spec.workload() instanceof Workload.Web web)) {
            return spec;
        }
        List<Demand.Step> steps = new ArrayList<>();
        Duration at = Duration.ZERO;
        while (at.compareTo(busy) < 0) {
            steps.add(new Demand.Step(at, 13 + random.nextInt(12)));
            at = at.plusSeconds(60 + random.nextInt(180));
            steps.add(new Demand.Step(at, 0));
            at = at.plusSeconds(60 + random.nextInt(300));
        }
        steps.add(new Demand.Step(busy, chance(50) ? 0 : random.nextInt(12)));
        Workload other =
                new Workload.Web(new Demand.Scripted(steps), web.origins(), web.meanRequest(), web.drainHalfLife());
        return new Scenario.AppSpec(
                spec.name(), spec.role(), spec.machines(), other, spec.delays(), spec.snapshots(), spec.taskTime());
    }

    private void deployer(AppName app) {
        List<Deploy> deploys = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Duration time = Duration.ofSeconds(1 + random.nextInt(90));
            Deploy.Ending ending = switch (random.nextInt(5)) {
                case 0 -> new Deploy.Ending.Interrupted(time);
                case 1 -> new Deploy.Ending.Killed(time);
                default -> new Deploy.Ending.ByItself();
            };
            deploys.add(Deploy.of(moment(), one(Deploy.Strategy.values()))
                    .command(chance(30) ? one(Deploy.ReleaseCommand.values()) : Deploy.ReleaseCommand.NONE)
                    .ending(ending));
        }
        deploys.sort(Comparator.comparing(Deploy::at));
        inhabitants.add(new Deployer(app, Optional.empty(), deploys));
        inhabitants.add(at(app, busy, Neighbors::tidyUp));
    }

    /// A deploy whose process died says that it runs for ever; somebody sees it in the end.
    static void tidyUp(World world, SimulatedApp app) {
        List.copyOf(app.releases()).stream()
                .filter(release -> release.status() == Release.Status.RUNNING)
                .filter(release -> release.createdAt().isBefore(world.now().minusSeconds(180)))
                .forEach(release -> world.setRelease(app, release.with(Release.Status.FAILED)));
        world.plan(world.now().plusSeconds(60), () -> tidyUp(world, app));
    }

    private List<Deed.Planned> deeds(FleetTruth fleet) {
        List<Deed.Planned> deeds = new ArrayList<>();
        for (int i = 2 + random.nextInt(7); i > 0; i--) {
            int position = random.nextInt(100);
            Deed deed = switch (random.nextInt(10)) {
                case 0 -> new Deed.Do(Deed.Verb.STOP, position);
                case 1 -> new Deed.Do(Deed.Verb.SUSPEND, position);
                case 2 -> new Deed.Do(Deed.Verb.CLONE, position);
                case 3 -> new Deed.ScaleCount(fleet.group(), 1 + random.nextInt(4));
                default -> new Deed.Do(Deed.Verb.START, position);
            };
            deeds.add(new Deed.Planned(moment(), deed));
        }
        deeds.sort(Comparator.comparing(Deed.Planned::at));
        return deeds;
    }

    private void mishaps(AppName app) {
        List<Misfortune.Mishap> mishaps = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            Misfortune.Kind kind = one(
                    Misfortune.Kind.HOST_FULL,
                    Misfortune.Kind.REGION_FULL,
                    Misfortune.Kind.SNAPSHOT_LOST,
                    Misfortune.Kind.CRASH);
            mishaps.add(new Misfortune.Mishap(
                    moment(), kind, random.nextInt(100), Duration.ofSeconds(10 + random.nextInt(200))));
        }
        mishaps.sort(Comparator.comparing(Misfortune.Mishap::at));
        inhabitants.add(new Misfortune(app, mishaps));
    }

    private void autoscaler(AppName app, boolean web) {
        OfficialAutoscaler.Formula formula = new OfficialAutoscaler.Formula(
                web ? OfficialAutoscaler.Input.CONNECTIONS : OfficialAutoscaler.Input.WAITING_JOBS,
                1 + random.nextInt(4),
                1,
                1 + random.nextInt(4));
        inhabitants.add(new OfficialAutoscaler(app, OfficialAutoscaler.Mode.STARTED, formula, moment()));
    }

    /// `hangar_pause` and `hangar_hold` on some machine for some minutes, and on its copies for no longer than busy.
    private void signs(AppName app) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            boolean pause = chance(50);
            String key = pause ? "hangar_pause" : "hangar_hold";
            Duration at = moment();
            Duration end = at.plusSeconds(30 + random.nextInt(300));
            String until = scenario.start().plus(end).toString();
            String value = pause
                    ? one("all", "up", "down", "down " + until, "all " + until, "perhaps")
                    : one("forever", until, "forever", "unreadable");
            int position = random.nextInt(100);
            Duration lifted = end.compareTo(busy) < 0 ? end : busy;
            inhabitants.add(at(app, at, (world, home) -> tag(world, home, position, key, value)));
            inhabitants.add(at(app, lifted, (world, home) -> untag(world, home, key)));
        }
        // A deploy or clone that began before carries copies.
        inhabitants.add(at(app, busy.plusSeconds(60), (world, home) -> untag(world, home, "hangar_pause")));
        inhabitants.add(at(app, busy.plusSeconds(60), (world, home) -> untag(world, home, "hangar_hold")));
    }

    private static void tag(World world, SimulatedApp app, int position, String key, String value) {
        if (!app.machines().isEmpty()) {
            world.setMetadata(app.machines().get(position % app.machines().size()), key, value);
        }
    }

    private static void untag(World world, SimulatedApp app, String key) {
        app.machines().stream()
                .filter(machine -> machine.metadata().containsKey(key))
                .forEach(machine -> world.setMetadata(machine, key, ""));
    }

    /// Something done once.
    interface Doing {
        void in(World world, SimulatedApp app);
    }

    static Inhabitant at(AppName app, Duration time, Doing doing) {
        return world ->
                world.plan(world.now().plus(time), () -> world.app(app).ifPresent(home -> doing.in(world, home)));
    }

    private Duration moment() {
        return EARLIEST.plusMillis(random.nextLong(busy.minus(EARLIEST).toMillis()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
