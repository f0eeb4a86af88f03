package dev.hangar.simulator;

import dev.hangar.model.Autostop;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.Delays;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The organization of the demonstration: small apps of every kind that Hangar helps or must leave alone. A "day" of
/// its users takes half an hour, so that an hour shows idle and busy phases twice.
public final class DemoOrg {
    /// Its slug.
    public static final String SLUG = "demo";

    private static final Duration DAY = Duration.ofMinutes(30);
    private static final Duration BETWEEN_TWINS = Duration.ofSeconds(40);
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    private DemoOrg() {}

    /// The organization as it is found at `start`.
    public static Scenario scenario(Instant start) {
        return WorldBuilder.org(SLUG, start)
                .app("storefront", DemoOrg::storefront)
                .app("burst-api", DemoOrg::burstApi)
                .app("mailer", DemoOrg::mailer)
                .app("reports", DemoOrg::reports)
                .app("shop-db", DemoOrg::shopDatabase)
                .app("cron", DemoOrg::cron)
                .app("hobby", DemoOrg::hobby)
                .app("uploads", DemoOrg::uploads)
                .app("preview", DemoOrg::preview)
                .foreignApp("someone-elses-app")
                .scenario();
    }

    /// A launch pair (facts 7.1) of which one machine would do: with autostop off Fly Proxy never parks the twin.
    private static void storefront(AppBuilder app) {
        app.guest("shared", 1, 512)
                .service(
                        service -> service.limits(20, 25).autostop(Autostop.OFF).minMachinesRunning(1))
                .age(THREE_DAYS)
                .machines(1, "iad")
                .age(THREE_DAYS.minus(BETWEEN_TWINS))
                .machines(1, "iad")
                .workload(Workload.Web.from("iad", new Demand.Daily(DAY, 1, 14, 0.2)));
    }

    /// Sized for its bursts, which need all six machines for some minutes.
    private static void burstApi(AppBuilder app) {
        Demand bursts = new Demand.Bursts(4, 52, Duration.ofMinutes(12), Duration.ofMinutes(3));
        app.guest("shared", 2, 1024)
                .release(14)
                .service(service -> service.limits(10, 15))
                .machines(6, "iad")
                .workload(Workload.Web.from("ewr", bursts));
    }

    /// Three workers behind a queue: batches of some minutes, then nothing. Fly Proxy cannot help here.
    private static void mailer(AppBuilder app) {
        Demand batches = new Demand.Bursts(0, 28, Duration.ofMinutes(15), Duration.ofMinutes(4));
        app.group("worker")
                .release(7)
                .machines(3, "iad")
                .workload(new Workload.Queue(
                        batches, new Region("iad"), Duration.ofSeconds(5), 1, Duration.ofSeconds(60)));
    }

    /// Too big to be suspended and slow to boot, with a daily hill that needs both machines at its top.
    private static void reports(AppBuilder app) {
        app.guest("shared", 2, 4096)
                .release(3)
                .service(service -> service.limits(8, 12))
                .delays(Delays.typical().withBoot(Delays.Range.millis(6_000, 9_000)))
                .age(Duration.ofDays(20))
                .machines(1, "iad")
                .age(Duration.ofDays(6))
                .machines(1, "iad")
                .workload(Workload.Web.from("iad", new Demand.Daily(DAY, 0, 12, 0.4)));
    }

    private static void shopDatabase(AppBuilder app) {
        app.role("postgres_cluster")
                .image("flyio/postgres-flex:16.4")
                .metadata("fly-managed-postgres", "true")
                .guest("shared", 1, 1024)
                .volume(10)
                .machines(2, "iad");
    }

    /// A worker with a stopped standby, as a first deploy makes it.
    private static void cron(AppBuilder app) {
        app.group("cron").machines(1, "iad").standby("iad", 0);
    }

    private static void hobby(AppBuilder app) {
        Demand visits = new Demand.Visits(2, Duration.ofMinutes(20), Duration.ofMinutes(2), 0.6);
        app.primaryRegion("ams")
                .service(service -> service.limits(20, 25))
                .machines(1, "ams")
                .workload(Workload.Web.from("lhr", visits));
    }

    private static void uploads(AppBuilder app) {
        app.guest("shared", 1, 512)
                .service(service -> service.limits(10, 15))
                .volume(20)
                .primaryRegion("fra")
                .machines(1, "fra")
                .workload(Workload.Web.from("fra", new Demand.Bursts(0, 6, DAY, Duration.ofMinutes(12))));
    }

    /// A launch pair that Fly Proxy may park by itself, in its slow way.
    private static void preview(AppBuilder app) {
        Demand visits = new Demand.Visits(3, DAY, Duration.ofMinutes(5), 0.8);
        app.service(service -> service.limits(20, 25).autostop(Autostop.SUSPEND))
                .age(Duration.ofHours(5))
                .machines(1, "iad")
                .age(Duration.ofHours(5).minus(BETWEEN_TWINS))
                .machines(1, "iad")
                .workload(new Workload.Web(
                        visits,
                        Map.of(new Region("iad"), 0.5, new Region("sjc"), 0.5),
                        Duration.ofMillis(400),
                        Duration.ofSeconds(5)));
    }
}
