package dev.hangar.survey.rules;

import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Findings;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import dev.hangar.survey.World;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class UsageRulesTest {
    static final List<Topic> OURS = List.of(
            Topic.SOFT_LIMIT_EXCEEDED,
            Topic.SOFT_LIMIT_UNREACHED,
            Topic.UNATTACHED_VOLUME,
            Topic.OLD_SNAPSHOTS,
            Topic.SLEEPING_ROOTFS,
            Topic.DEDICATED_IPV4,
            Topic.OVERSIZED_CPU,
            Topic.OVERSIZED_MEMORY,
            Topic.THROTTLED_CPU,
            Topic.RESERVATION,
            Topic.DEAR_REGION);

    /// What changes how, or where, everything else is paid: not to be added to the rest.
    private static final Set<Topic> OF_ALL_THE_REST = EnumSet.of(Topic.RESERVATION, Topic.DEAR_REGION);

    private static final List<Region> REGIONS = List.of(Machines.IAD, Machines.LHR, new Region("gru"));

    @Test
    void inManyWorldsEveryAdviceFiresAndNoneHangsOnTheOrderOfInput() {
        Set<Topic> fired = EnumSet.noneOf(Topic.class);
        for (long seed = 0; seed < 150; seed++) {
            World world = world(new SplittableRandom(seed));
            Survey survey = world.build();
            Findings findings = Findings.of(survey, UsageRules.ALL);

            assertThat(Findings.of(world.reversed(), UsageRules.ALL.reversed()))
                    .as("seed %d", seed)
                    .isEqualTo(findings);
            assertThat(findings.advice())
                    .as("seed %d: nothing is told twice", seed)
                    .doesNotHaveDuplicates();
            for (int i = 1; i < findings.advice().size(); i++) {
                assertThat(findings.advice().get(i - 1))
                        .as("seed %d: a total order", seed)
                        .isLessThan(findings.advice().get(i));
            }
            savesLessThanIsPaid(findings, seed);
            findings.advice().forEach(advice -> fired.add(advice.topic()));
        }
        assertThat(fired).containsExactlyInAnyOrderElementsOf(OURS);
    }

    /// Nobody saves more than everything costs.
    private static void savesLessThanIsPaid(Findings findings, long seed) {
        long saved = 0;
        for (Advice advice : findings.advice()) {
            long own =
                    advice.worth() instanceof Worth.Saves saves ? saves.saving().picoDollarsPerSecond() : 0;
            assertThat(own).as("seed %d: %s", seed, advice.headline()).isNotNegative();
            saved += OF_ALL_THE_REST.contains(advice.topic()) ? 0 : own;
        }
        Bill.Sum sum = findings.bill().sum();
        assertThat(saved).as("seed %d", seed).isLessThanOrEqualTo(sum.worst().picoDollarsPerSecond());
    }

    @Test
    void whereNothingIsKnownNothingIsTold() {
        World world = World.empty()
                .volumesUnread("lost")
                .addressesUnread("lost")
                .app("shop", web("a").withoutConfig(), web("b").memory(2048).in(Machines.LHR))
                .volumesUnread("shop")
                .addressesUnread("shop")
                .snapshotsUnread("shop", "vol_1")
                .usageUnread("CPU")
                .usageUnread("memory");

        assertThat(Findings.of(world.build(), UsageRules.ALL).advice()).isEmpty();
    }

    @Test
    void ofNoAppsNothingIsTold() {
        assertThat(Findings.of(World.empty().build(), UsageRules.ALL).advice()).isEmpty();
    }

    private static World world(SplittableRandom random) {
        World world = World.empty().asked();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String app = "app" + i;
            List<Machines> machines = new ArrayList<>();
            Machines shape = web(app + "m").guest(size(random)).softLimit(20 + random.nextInt(2) * 500);
            Region region = REGIONS.get(random.nextInt(REGIONS.size()));
            for (int machine = random.nextInt(5); machine >= 0; machine--) {
                machines.add(machine(random, shape, app + "m" + machine, region));
                world.used(app + "m" + machine, used(random).build());
            }
            world.app(app, machines.toArray(Machines[]::new));
            property(random, world, app, machines.getFirst());
        }
        return world;
    }

    private static Machines machine(SplittableRandom random, Machines shape, String id, Region region) {
        Machines machine = Machines.from(shape.build())
                .id(id)
                .in(random.nextInt(12) == 0 ? Machines.LHR : region)
                .updated(World.AT.minus(Duration.ofDays(random.nextInt(60))))
                .events(List.of());
        return random.nextInt(4) == 0 ? machine.suspended() : machine;
    }

    private static void property(SplittableRandom random, World world, String app, Machines first) {
        String machine = first.build().id().value();
        Volume attached = World.volume(app + "v1", 1 + random.nextInt(40), machine);
        if (random.nextInt(2) == 0) {
            world.volumes(app, attached);
        } else {
            world.volumes(app, World.volume(app + "v0", 1 + random.nextInt(40)), attached);
        }
        for (String volume : List.of(app + "v0", app + "v1")) {
            world.snapshots(
                    app,
                    volume,
                    World.snapshot(app + "s1", volume, random.nextInt(20), random.nextInt(40), 5 * random.nextInt(9)),
                    World.snapshot(app + "s2", volume, random.nextInt(20), random.nextInt(40), 5));
        }
        if (random.nextInt(2) == 0) {
            // No ports are known of these services: only an app without any could do without.
            world.addresses(app, "1.2.3." + random.nextInt(9));
        }
        if (random.nextInt(3) == 0) {
            world.app(app + "-jobs", Machines.worker(app + "w")).addresses(app + "-jobs", "1.2.3.9");
        }
    }

    private static Guest size(SplittableRandom random) {
        CpuKind kind = random.nextBoolean() ? CpuKind.SHARED : CpuKind.PERFORMANCE;
        int cpus = List.of(1, 2, 4).get(random.nextInt(3));
        return Guest.of(kind, cpus, cpus * (kind == CpuKind.SHARED ? 256 : 2048) * (1 + random.nextInt(4)));
    }

    private static Used used(SplittableRandom random) {
        double cpus = random.nextDouble(0.2);
        int memory = 50 + random.nextInt(300);
        double concurrency = random.nextInt(2) * random.nextDouble(60);
        Used used = Used.little()
                .cpus(cpus, 0.0625)
                .memory(memory, 400)
                .concurrency(concurrency, concurrency * 1.5)
                .seen(Duration.ofDays(random.nextInt(3) * 7L));
        return random.nextInt(6) == 0 ? used.throttled(random.nextDouble(0.4)) : used;
    }
}
