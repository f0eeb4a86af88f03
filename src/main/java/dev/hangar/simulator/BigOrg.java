package dev.hangar.simulator;

import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Traits;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// An organization of any size, to see how fast and how lean a client is. Of ten apps seven serve the web, two are
/// workers, and one has no machines at all; one in ten mounts volumes, and one has a volume that nobody mounts. Half of
/// the machines of an app sleep.
public final class BigOrg {
    /// Its slug.
    public static final String SLUG = "big";

    /// So many apps have one of everything.
    private static final int VARIETY = 10;

    private BigOrg() {}

    /// The organization as it is found at `start`.
    ///
    /// @param apps how many apps, 1 or more
    /// @param machines how many machines each has, but for those that have none; 1 or more
    public static Scenario scenario(Instant start, int apps, int machines) {
        WorldBuilder org = WorldBuilder.org(SLUG, start).step(Duration.ofSeconds(15));
        for (int number = 0; number < apps; number++) {
            int kind = number % VARIETY;
            org.app(String.format(Locale.ROOT, "app-%05d", number), app -> describe(app, kind, machines));
        }
        return org.scenario();
    }

    private static void describe(AppBuilder app, int kind, int machines) {
        switch (kind) {
            case 0 -> {}
            case 1, 2 -> {
                app.group("worker");
                fill(app, machines);
            }
            default -> {
                app.service(service -> service.limits(20, 25))
                        .traits(traits(kind))
                        .workload(Workload.Web.from("iad", new Demand.Constant(5 + kind)));
                if (kind == 3) {
                    app.volume(kind);
                }
                fill(app, machines);
            }
        }
    }

    private static void fill(AppBuilder app, int machines) {
        int awake = Math.ceilDiv(machines, 2);
        app.machines(awake, "iad").machines(machines - awake, "iad", MachineState.STOPPED);
    }

    private static Traits traits(int kind) {
        return switch (kind) {
            case 4 ->
                Traits.PLAIN.withLooseVolumes(
                        new Traits.LooseVolume("old", 10, new Region("iad"), Duration.ofDays(40)));
            case 5 -> Traits.PLAIN.withDedicatedIpv4();
            default -> Traits.PLAIN;
        };
    }
}
