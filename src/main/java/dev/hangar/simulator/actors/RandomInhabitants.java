package dev.hangar.simulator.actors;

import dev.hangar.model.AppName;
import dev.hangar.simulator.world.Inhabitant;
import dev.hangar.simulator.world.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Draws who lives beside us in an app: the same seed, app and length give the same people doing the same things.
/// The later half of the time is quiet but for the official autoscaler, so that a world can be seen to settle.
public final class RandomInhabitants {
    private static final Duration LONGEST_MISHAP = Duration.ofMinutes(10);

    private final SplittableRandom random;
    private final AppName app;
    private final Duration busy;

    private RandomInhabitants(Seed seed, AppName app, Duration length) {
        random = seed.generator("inhabitants", app.value());
        this.app = app;
        busy = length.dividedBy(2);
    }

    /// Who lives in an app for a while: often a deployer, a person and some bad luck, seldom another autoscaler.
    ///
    /// @param length of the whole run
    public static List<Inhabitant> of(Seed seed, AppName app, Duration length) {
        return new RandomInhabitants(seed, app, length).draw();
    }

    private List<Inhabitant> draw() {
        List<Inhabitant> all = new ArrayList<>();
        if (chance(0.6)) {
            all.add(deployer());
        }
        if (chance(0.6)) {
            all.add(person());
        }
        if (chance(0.7)) {
            all.add(misfortune());
        }
        if (chance(0.1)) {
            all.add(autoscaler());
        }
        return all;
    }

    private Deployer deployer() {
        List<Deploy> deploys = new ArrayList<>();
        for (int i = count(2); i > 0; i--) {
            deploys.add(Deploy.of(moment(), one(Deploy.Strategy.values()))
                    .command(chance(0.3) ? one(Deploy.ReleaseCommand.values()) : Deploy.ReleaseCommand.NONE)
                    .ending(ending()));
        }
        deploys.sort(Comparator.comparing(Deploy::at));
        return new Deployer(app, Optional.empty(), deploys);
    }

    private Deploy.Ending ending() {
        Duration time = Duration.ofSeconds(random.nextLong(1, 60));
        if (chance(0.8)) {
            return new Deploy.Ending.ByItself();
        }
        return chance(0.5) ? new Deploy.Ending.Interrupted(time) : new Deploy.Ending.Killed(time);
    }

    private Person person() {
        List<Deed.Planned> deeds = new ArrayList<>();
        for (int i = count(5); i > 0; i--) {
            deeds.add(new Deed.Planned(moment(), deed()));
        }
        deeds.sort(Comparator.comparing(Deed.Planned::at));
        return new Person(app, deeds);
    }

    private Deed deed() {
        int position = random.nextInt(100);
        return switch (random.nextInt(8)) {
            case 0 -> new Deed.ScaleCount("app", 1 + random.nextInt(5));
            case 1 -> new Deed.Resize(position, 256 * (1 + random.nextInt(8)));
            case 2 -> new Deed.Tag(position, "note", "seen");
            default -> new Deed.Do(one(Deed.Verb.values()), position);
        };
    }

    private Misfortune misfortune() {
        List<Misfortune.Mishap> mishaps = new ArrayList<>();
        for (int i = count(6); i > 0; i--) {
            Duration lasts = Duration.ofSeconds(random.nextLong(10, LONGEST_MISHAP.toSeconds()));
            mishaps.add(new Misfortune.Mishap(moment(), one(Misfortune.Kind.values()), random.nextInt(100), lasts));
        }
        mishaps.sort(Comparator.comparing(Misfortune.Mishap::at));
        return new Misfortune(app, mishaps);
    }

    private OfficialAutoscaler autoscaler() {
        OfficialAutoscaler.Formula formula = new OfficialAutoscaler.Formula(
                one(OfficialAutoscaler.Input.values()), 1 + random.nextInt(20), 1, 1 + random.nextInt(4));
        return new OfficialAutoscaler(app, one(OfficialAutoscaler.Mode.values()), formula, moment());
    }

    private Duration moment() {
        return Duration.ofMillis(random.nextLong(1 + busy.toMillis()));
    }

    private int count(int most) {
        return 1 + random.nextInt(most);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
