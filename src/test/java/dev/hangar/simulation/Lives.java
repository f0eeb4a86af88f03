package dev.hangar.simulation;

import dev.hangar.config.HangarSettings;
import java.time.Duration;
import java.util.SplittableRandom;

/// The lives of a daemon: it is killed at a random call and started again after a while, until calm.
final class Lives {
    private final String name;
    private final Universe universe;
    private final HangarSettings settings;
    private final SplittableRandom random;
    private int life;

    Lives(String name, Universe universe, HangarSettings settings, SplittableRandom random) {
        this.name = name;
        this.universe = universe;
        this.settings = settings;
        this.random = random;
    }

    void begin() {
        life++;
        boolean dies = !universe.isCalm() && random.nextInt(3) > 0;
        DaemonProcess.Death death = dies
                ? new DaemonProcess.Death(1 + random.nextInt(150), random.nextBoolean())
                : DaemonProcess.Death.NEVER;
        DaemonProcess process = new DaemonProcess(name + "-" + life, universe, settings, death);
        process.start();
        if (dies) {
            watch(process);
        }
    }

    /// At calm a process that was to die is killed at last, so that every run sees a restart.
    private void watch(DaemonProcess process) {
        universe.scheduler.at(universe.now().plusSeconds(1), () -> {
            if (!process.isAlive()) {
                universe.scheduler.at(universe.now().plus(Duration.ofSeconds(random.nextInt(90))), this::begin);
            } else if (universe.isCalm()) {
                process.kill();
                begin();
            } else {
                watch(process);
            }
        });
    }
}
