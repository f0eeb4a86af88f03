package dev.hangar.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Traits;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.time.Instant;

/// Two organizations to be advised: one in which everything is wrong that advice can be about, and one in order.
final class AdviceOrgs {
    /// Where every app is named by the one topic that is about it.
    static final String TROUBLED = "troubled";

    static final String TIDY = "tidy";

    static final int VOLUME_GB = 100;
    static final int LOOSE_GB = 20;
    static final int DATABASE_GB = 10;
    static final int SNAPSHOT_DAYS = 30;

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Demand STEADY = new Demand.Constant(5);
    private static final Demand VISITS = new Demand.Visits(4, Duration.ofHours(4), Duration.ofHours(1), 0.9);
    private static final Demand BY_DAY = new Demand.Daily(DAY, 0, 12, 0);

    private AdviceOrgs() {}

    static Scenario troubled(Instant start) {
        WorldBuilder org = WorldBuilder.org(TROUBLED, start).step(STEP);
        for (Topic topic : Topic.values()) {
            if (topic != Topic.RESERVATION) {
                org.app(topic.code(), app -> trouble(app, topic));
            }
        }
        return org.scenario();
    }

    private static void trouble(AppBuilder app, Topic topic) {
        switch (topic) {
            case LAUNCH_PAIR ->
                web(app, Autostop.SUSPEND, STEADY)
                        .machines(1, "iad")
                        .age(Duration.ofDays(3).minusSeconds(40))
                        .machines(1, "iad");
            case AUTOSTOP_OFF -> web(app, Autostop.OFF, VISITS).machines(1, "iad");
            case AUTOSTOP_ABSENT ->
                web(app, Autostop.OFF, VISITS)
                        .config(config -> service(config).remove("autostop"))
                        .machines(1, "iad");
            case MIN_MACHINES ->
                use(app, VISITS)
                        .service(service -> service.limits(20, 25)
                                .autostop(Autostop.SUSPEND)
                                .minMachinesRunning(1))
                        .machines(1, "iad");
            case NO_AUTOSTART ->
                app.service(service ->
                                service.limits(20, 25).autostop(Autostop.STOP).autostart(false))
                        .machines(1, "iad");
            case SUSPEND_INELIGIBLE ->
                web(app, Autostop.SUSPEND, VISITS).guest("shared", 2, 4096).machines(1, "iad");
            case NOT_LISTENING ->
                web(app, Autostop.SUSPEND, STEADY)
                        .traits(Traits.PLAIN.withDeafness())
                        .machines(1, "iad");
            // What is wrong with these stands in their files.
            case AUTOSTOP_BOOLEAN, DRIFT, LEGACY_FLY_TOML ->
                web(app, Autostop.STOP, STEADY).machines(1, "iad");
            case SOFT_LIMIT_EXCEEDED ->
                use(app, new Demand.Constant(12))
                        .service(service -> service.limits(2, 40).autostop(Autostop.SUSPEND))
                        .machines(1, "iad");
            case SOFT_LIMIT_UNREACHED ->
                use(app, STEADY)
                        .service(service -> service.limits(200, 250).autostop(Autostop.SUSPEND))
                        .machines(1, "iad")
                        .age(Duration.ofDays(2))
                        .machines(1, "iad");
            case UNATTACHED_VOLUME ->
                web(app, Autostop.SUSPEND, STEADY)
                        .traits(Traits.PLAIN.withLooseVolumes(
                                new Traits.LooseVolume("left", LOOSE_GB, new Region("iad"), Duration.ofDays(90))))
                        .machines(1, "iad");
            case OLD_SNAPSHOTS ->
                web(app, Autostop.SUSPEND, STEADY)
                        .age(Duration.ofDays(60))
                        .volume(VOLUME_GB)
                        .traits(Traits.PLAIN.withSnapshotsKept(SNAPSHOT_DAYS))
                        .machines(1, "iad");
            case SLEEPING_ROOTFS ->
                web(app, Autostop.SUSPEND, STEADY)
                        .machines(1, "iad")
                        .age(Duration.ofDays(40))
                        .machines(2, "iad", MachineState.STOPPED);
            case DEDICATED_IPV4 ->
                web(app, Autostop.SUSPEND, STEADY)
                        .traits(Traits.PLAIN.withDedicatedIpv4())
                        .machines(1, "iad");
            case OVERSIZED_CPU ->
                web(app, Autostop.STOP, STEADY)
                        .guest("performance", 4, 8192)
                        .traits(Traits.PLAIN.using(0.1, 0.9, 0))
                        .machines(1, "iad");
            case OVERSIZED_MEMORY ->
                web(app, Autostop.STOP, STEADY)
                        .guest("performance", 1, 8192)
                        .traits(Traits.PLAIN.using(0.7, 0.05, 0))
                        .machines(1, "iad");
            case THROTTLED_CPU ->
                web(app, Autostop.SUSPEND, STEADY)
                        .traits(Traits.PLAIN.using(0.5, 0.5, 0))
                        .machines(1, "iad");
            case MIXED_IMAGES ->
                web(app, Autostop.SUSPEND, STEADY)
                        .machines(1, "iad")
                        .age(Duration.ofDays(2))
                        .release(2)
                        .image("registry.fly.io/mixed-images:deployment-01JHANGAR0000000000000001")
                        .machines(1, "iad");
            case OLD_FLYCTL ->
                web(app, Autostop.SUSPEND, STEADY)
                        .metadata("fly_flyctl_version", "0.2.12")
                        .machines(1, "iad");
            case DEAR_REGION ->
                app.workload(Workload.Web.from("gru", STEADY))
                        .service(service -> service.limits(20, 25).autostop(Autostop.STOP))
                        .primaryRegion("gru")
                        .guest("performance", 1, 2048)
                        .traits(Traits.PLAIN.using(0.7, 0.7, 0))
                        .machines(1, "gru");
            case RESERVATION -> throw new IllegalArgumentException("it is about the organization");
        }
    }

    private static AppBuilder web(AppBuilder app, Autostop autostop, Demand demand) {
        return use(app, demand).service(service -> service.limits(20, 25).autostop(autostop));
    }

    private static AppBuilder use(AppBuilder app, Demand demand) {
        return app.workload(Workload.Web.from("iad", demand));
    }

    private static ObjectNode service(ObjectNode config) {
        return (ObjectNode) config.path("services").path(0);
    }

    /// Apps that look much like the others', each with what makes it right.
    static Scenario tidy(Instant start) {
        return WorldBuilder.org(TIDY, start)
                .step(STEP)
                .app("site", app -> web(app, Autostop.SUSPEND, BY_DAY).machines(1, "iad"))
                // As a first deploy made them, and both are needed.
                .app(
                        "shop",
                        app -> web(app, Autostop.SUSPEND, new Demand.Daily(DAY, 3, 34, 0))
                                .machines(1, "iad")
                                .age(Duration.ofDays(3).minusSeconds(40))
                                .machines(1, "iad"))
                // Large, and used; asleep at night, so that no reservation would pay.
                .app(
                        "render",
                        app -> web(app, Autostop.STOP, BY_DAY)
                                .guest("performance", 1, 2048)
                                .traits(Traits.PLAIN.using(0.7, 0.7, 0))
                                .machines(1, "iad"))
                // Raw TCP needs an address of its own.
                .app(
                        "game",
                        app -> web(app, Autostop.SUSPEND, BY_DAY)
                                .config(AdviceOrgs::rawTcp)
                                .traits(Traits.PLAIN.withDedicatedIpv4())
                                .machines(1, "iad"))
                .app(
                        "mailer",
                        app -> app.group("worker")
                                .workload(new Workload.Queue(
                                        BY_DAY, new Region("iad"), Duration.ofSeconds(5), 1, Duration.ofSeconds(60)))
                                .machines(1, "iad"))
                .app(
                        "uploads",
                        app -> web(app, Autostop.SUSPEND, BY_DAY)
                                .age(Duration.ofDays(60))
                                .volume(VOLUME_GB)
                                .machines(1, "iad"))
                .app(
                        "shop-db",
                        app -> app.role("postgres_cluster")
                                .image("flyio/postgres-flex:16.4")
                                .volume(DATABASE_GB)
                                .machines(1, "iad"))
                .app("nothing-yet", app -> {})
                .scenario();
    }

    private static void rawTcp(ObjectNode config) {
        ObjectNode service = service(config);
        service.withObject("/concurrency").put("type", "connections");
        service.putArray("ports").addObject().put("port", 7000);
    }
}
