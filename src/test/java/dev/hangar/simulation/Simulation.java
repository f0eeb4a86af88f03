package dev.hangar.simulation;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.simulator.faults.FaultDial;
import dev.hangar.simulator.faults.Faults;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// One run from one seed: an organization, a daemon on it that is killed now and then, people beside it, faults for a
/// while, then calm until everything has come to rest.
final class Simulation {
    private static final Duration WARM_UP = Situation.ALONE;
    private static final List<FaultDial> DIALS =
            List.of(FaultDial.NONE, FaultDial.FLAKY_API, FaultDial.FLAKY_METRICS, FaultDial.STORM, FaultDial.STORM);

    private Simulation() {}

    /// What a run may hold beyond what every daemon must stand.
    ///
    /// @param twoDaemons a second daemon at work at the same time
    /// @param lateEffects calls that were given up take effect afterwards
    /// @param toTheEnd the run goes on when everything has come to rest
    record Hardship(boolean twoDaemons, boolean lateEffects, boolean toTheEnd) {
        /// Every fifth seed has two daemons and every ninth runs to the end; more as the system properties
        /// `hangar.two`, `hangar.late` and `hangar.whole` say.
        static Hardship of(long seed) {
            return new Hardship(
                    seed % 5 == 0 || Boolean.getBoolean("hangar.two"),
                    Boolean.getBoolean("hangar.late"),
                    seed % 9 == 0 || Boolean.getBoolean("hangar.whole"));
        }

        Hardship untilTheEnd() {
            return new Hardship(twoDaemons, lateEffects, true);
        }
    }

    static Stage.Run run(long seed) {
        return run(seed, Hardship.of(seed));
    }

    static Stage.Run run(long seed, Hardship hardship) {
        SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + 1);
        Duration busy = Duration.ofMinutes(8 + random.nextInt(10));
        Organization organization = Neighbors.beside(RandomOrganization.of(random.split(), busy), seed, busy);
        FaultDial dial = DIALS.get(random.nextInt(DIALS.size()));
        Faults faults = new Faults(dial, random.nextLong());
        boolean acting = random.nextInt(10) > 0;
        boolean people = random.nextInt(3) == 0;
        SplittableRandom lives = random.split();
        SplittableRandom others = random.split();
        Duration end = acting ? busy.plus(organization.settle()) : busy;
        return new Stage(organization, seed, faults, busy, end).play(universe -> {
            universe.note("dial " + dial);
            universe.lateEffects = hardship.lateEffects();
            universe.isObserved = !acting;
            if (acting && !hardship.toTheEnd()) {
                universe.audit.quiet.listen(() -> {
                    universe.audit.atRest(organization.scenario().start().plus(busy), Quiet.ENOUGH);
                    universe.scheduler.finish();
                });
            }
            HangarSettings settings = organization.settings(acting ? Mode.ACT : Mode.OBSERVE);
            live(universe, new Lives("daemon", universe, settings, lives));
            if (hardship.twoDaemons()) {
                live(universe, new Lives("twin", universe, settings, lives.split()));
            }
            if (people) {
                new Person(universe, organization, others).begin();
            }
        });
    }

    private static void live(Universe universe, Lives lives) {
        universe.scheduler.at(universe.now().plus(WARM_UP), lives::begin);
    }
}
