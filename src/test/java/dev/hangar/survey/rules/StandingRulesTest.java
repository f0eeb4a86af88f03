package dev.hangar.survey.rules;

import dev.hangar.model.HostStatus;
import dev.hangar.model.Volume;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Rule;
import dev.hangar.survey.World;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.survey.World.AT;
import static dev.hangar.survey.World.snapshot;
import static dev.hangar.survey.World.volume;
import static dev.hangar.survey.rules.Addressed.dedicated;
import static dev.hangar.survey.rules.Addressed.halfHandled;
import static dev.hangar.survey.rules.Addressed.handled;
import static dev.hangar.survey.rules.Addressed.http;
import static dev.hangar.survey.rules.Addressed.service;
import static dev.hangar.survey.rules.Addressed.shared;
import static dev.hangar.survey.rules.Addressed.unhandled;
import static dev.hangar.survey.rules.Addressed.withService;
import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.SHOP;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// What costs money while it only stands there: volumes, snapshots, root file systems, addresses.
class StandingRulesTest {
    private static final Rule VOLUME = new UnattachedVolume(new TreeSet<>());
    private static final Rule SNAPSHOTS = new OldSnapshots();
    private static final Rule ROOTFS = new SleepingRootfs();
    private static final Rule IPV4 = new DedicatedIpv4();
    private static final Duration MONTH = Duration.ofDays(30);

    @ParameterizedTest(name = "{2}")
    @MethodSource
    void fires(Rule rule, World world, String headline, String worth, List<String> doings) {
        List<Advice> found = Told.by(rule, world.build());

        assertThat(found).extracting(Told::headline).containsExactly(headline);
        assertThat(Told.worth(found.getFirst())).isEqualTo(worth);
        assertThat(Told.doings(found.getFirst())).isEqualTo(doings);
        assertThat(Told.by(rule, world.reversed())).isEqualTo(found);
    }

    static Stream<Arguments> fires() {
        return Stream.of(volumes(), snapshots(), rootfs(), addresses()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> volumes() {
        return Stream.of(
                arguments(
                        VOLUME,
                        World.shop(web("a").volume("vol_1"))
                                .volumes("shop", volume("vol_2", 10), volume("vol_1", 3, "a")),
                        "shop: 1 volume with 10 GB is used by no machine",
                        "saves $1.50",
                        List.of("fly volumes snapshots create vol_2 -a shop", "fly volumes destroy vol_2 -a shop")),
                arguments(
                        VOLUME,
                        // A machine names it by its name, and has another one of that name.
                        World.shop(web("a").volume("data"))
                                .volumes("shop", volume("vol_1", 3, "a"), volume("vol_2", 4)),
                        "shop: 1 volume with 4 GB is used by no machine",
                        "saves $0.60",
                        List.of("fly volumes snapshots create vol_2 -a shop", "fly volumes destroy vol_2 -a shop")),
                arguments(
                        VOLUME,
                        // A database is not nagged about its size, and pays its left-overs all the same.
                        World.empty()
                                .app("db", "postgres_cluster", worker("p").volume("vol_1"))
                                .volumes("db", volume("vol_3", 1), volume("vol_2", 1), volume("vol_1", 9, "p")),
                        "db: 2 volumes with 2 GB are used by no machine",
                        "saves $0.30",
                        List.of(
                                "fly volumes snapshots create vol_2 -a db",
                                "fly volumes destroy vol_2 -a db",
                                "fly volumes snapshots create vol_3 -a db",
                                "fly volumes destroy vol_3 -a db")));
    }

    private static Stream<Arguments> snapshots() {
        return Stream.of(
                arguments(
                        SNAPSHOTS,
                        World.shop(web("a"))
                                .volumes("shop", volume("vol_1", 50))
                                .snapshots(
                                        "shop",
                                        "vol_1",
                                        snapshot("vs_1", "vol_1", 8, 1, 60),
                                        snapshot("vs_2", "vol_1", 12, 20, 60)),
                        "shop: 1 snapshot older than Fly's own retention of 5 days",
                        // 20 GB less 10 free, of which 8 would be left.
                        "saves at most $0.80",
                        List.of("fly volumes update vol_1 --snapshot-retention 5 -a shop")),
                arguments(
                        SNAPSHOTS,
                        // Two apps share what the organization would save: 30 GB would be left of 50, 15 of them the
                        // shop's.
                        World.shop(web("a"))
                                .volumes("shop", volume("vol_1", 50))
                                .snapshots("shop", "vol_1", snapshot("vs_1", "vol_1", 20, 20, 30))
                                .volumes("blog", volume("vol_2", 50))
                                .snapshots("blog", "vol_2", snapshot("vs_2", "vol_2", 30, 2, 5)),
                        "shop: 1 snapshot older than Fly's own retention of 5 days",
                        "saves at most $1.60",
                        List.of("fly volumes update vol_1 --snapshot-retention 5 -a shop")));
    }

    private static Stream<Arguments> rootfs() {
        return Stream.of(
                arguments(
                        ROOTFS,
                        World.shop(web("a"), slept("b", 45), web("c").stopped()),
                        "shop/app: 2 sleeping machines, 1 of them for a month and more cost their root file systems",
                        "costs $0.30",
                        List.of("fly machine destroy b -a shop")),
                arguments(
                        ROOTFS,
                        World.shop(slept("a", 45), slept("b", 45)),
                        "shop/app: 2 sleeping machines, 1 of them for a month and more cost their root file systems",
                        "costs $0.30",
                        List.of("fly machine destroy b -a shop")),
                arguments(
                        ROOTFS,
                        // One is left in each region, however much is awake elsewhere.
                        World.shop(
                                web("a"), slept("b", 45).in(LHR), slept("c", 45).in(LHR), slept("d", 45)),
                        "shop/app: 3 sleeping machines, 2 of them for a month and more cost their root file systems",
                        "costs $0.45",
                        List.of("fly machine destroy c -a shop", "fly machine destroy d -a shop")),
                arguments(
                        ROOTFS,
                        World.shop(IntStream.range(0, 7)
                                .mapToObj(i -> web("m" + i).stopped())
                                .toArray(Machines[]::new)),
                        "shop/app: 7 sleeping machines cost their root file systems",
                        "costs $1.05",
                        List.of()));
    }

    private static Stream<Arguments> addresses() {
        return Stream.of(
                arguments(
                        IPV4,
                        World.shop(web("a").services(service("tcp", 80, 443))).addresses("shop", "1.2.3.4"),
                        "shop: A dedicated IPv4 address where a shared one would do",
                        "saves $2.00",
                        List.of("fly ips allocate-v4 --shared -a shop", "fly ips release 1.2.3.4 -a shop")),
                arguments(
                        IPV4,
                        World.shop(web("a").services(service("tcp", 80, 443)))
                                .addresses("shop", List.of(dedicated("1.2.3.4"), dedicated("1.2.3.5"), shared())),
                        "shop: 2 dedicated IPv4 addresses where a shared one would do",
                        "saves $4.00",
                        List.of("fly ips release 1.2.3.4 -a shop", "fly ips release 1.2.3.5 -a shop")),
                arguments(
                        IPV4,
                        // TLS is told apart by its name, whatever is in it.
                        World.shop(web("a").services(handled(Map.of(443, Set.of("tls")))))
                                .addresses("shop", "1.2.3.4"),
                        "shop: A dedicated IPv4 address where a shared one would do",
                        "saves $2.00",
                        List.of("fly ips allocate-v4 --shared -a shop", "fly ips release 1.2.3.4 -a shop")),
                arguments(
                        IPV4,
                        World.empty().app("queue", worker("w")).addresses("queue", "1.2.3.4"),
                        "queue: A dedicated IPv4 address where a shared one would do",
                        "saves $2.00",
                        List.of("fly ips release 1.2.3.4 -a queue")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void staysSilent(Rule rule, String because, World world) {
        assertThat(Told.by(rule, world.build())).as(because).isEmpty();
    }

    static Stream<Arguments> staysSilent() {
        return Stream.of(noVolume(), noSnapshots(), noRootfs(), noAddress()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> noVolume() {
        Volume young = made("vol_2", "created", Optional.of(AT.minus(Duration.ofHours(23))));
        return Stream.of(
                arguments(VOLUME, "attached", World.shop(web("a")).volumes("shop", volume("vol_1", 9, "a"))),
                arguments(VOLUME, "younger than a day", World.shop(web("a")).volumes("shop", young)),
                arguments(VOLUME, "of unknown age", withVolume(made("vol_2", "created", Optional.empty()))),
                arguments(VOLUME, "being forked", withVolume(made("vol_2", "hydrating", old()))),
                arguments(VOLUME, "free: going", withVolume(made("vol_2", "pending_destroy", old()))),
                arguments(
                        VOLUME,
                        "a machine names it",
                        World.shop(web("a").volume("vol_2")).volumes("shop", volume("vol_2", 9))),
                arguments(
                        VOLUME,
                        "a machine without volume names it by its name",
                        World.shop(web("a").volume("data")).volumes("shop", volume("vol_2", 9))),
                arguments(
                        VOLUME,
                        "what a machine mounts is not known",
                        World.shop(web("a").host(HostStatus.UNKNOWN).withoutConfig())
                                .volumes("shop", volume("vol_2", 9))),
                arguments(VOLUME, "machines not known", World.empty().volumes("shop", volume("vol_2", 9))),
                arguments(VOLUME, "volumes not read", World.shop(web("a")).volumesUnread("shop")));
    }

    private static Stream<Arguments> noSnapshots() {
        return Stream.of(
                arguments(SNAPSHOTS, "all is free", withSnapshots(10, 20, 60)),
                arguments(SNAPSHOTS, "young", withSnapshots(30, 6, 60)),
                arguments(SNAPSHOTS, "kept no longer than usual: Fly clears up", withSnapshots(30, 20, 5)),
                arguments(
                        SNAPSHOTS,
                        "not read",
                        World.shop(web("a")).volumes("shop", volume("vol_1", 9)).snapshotsUnread("shop", "vol_1")));
    }

    private static Stream<Arguments> noRootfs() {
        return Stream.of(
                arguments(ROOTFS, "one cheap sleeper of late", World.shop(web("a"), web("b").stopped())),
                arguments(
                        ROOTFS,
                        "the only machine of its region",
                        World.shop(web("a"), slept("b", 45).in(LHR))),
                arguments(ROOTFS, "the fleet's only machine", World.shop(slept("a", 90))),
                arguments(
                        ROOTFS,
                        "it was awake in between",
                        World.shop(
                                web("a"),
                                slept("b", 45).event("stop", "stopped", "proxy", AT.minus(MONTH.minusHours(1))))),
                arguments(
                        ROOTFS,
                        "its data would go",
                        World.shop(web("a"), slept("b", 45).volume("vol_1"))),
                arguments(
                        ROOTFS,
                        "a standby is there to sleep",
                        World.shop(web("a"), slept("b", 45).standbyFor("a"))),
                arguments(
                        ROOTFS,
                        "the plan wakes it",
                        World.empty().settings(Settings.usual().floor(2)).app("shop", web("a"), slept("b", 45))),
                arguments(
                        ROOTFS,
                        "a launch pair has its own advice",
                        World.shop(
                                web("a").created(AT.minus(Duration.ofDays(90))),
                                slept("b", 45)
                                        .created(AT.minus(Duration.ofDays(90)).plusSeconds(20)))));
    }

    private static Stream<Arguments> noAddress() {
        return Stream.of(
                arguments(IPV4, "raw TCP on its own port", withService(service("tcp", 5432))),
                arguments(IPV4, "one service of two", withService(service("tcp", 80, 443), service("tcp", 25))),
                arguments(IPV4, "one port of three", withService(service("tcp", 80, 443, 8443))),
                arguments(IPV4, "UDP", withService(service("udp", 80, 443))),
                arguments(IPV4, "HTTP, ports not known", withService(http())),
                arguments(IPV4, "its own TLS on 443", withService(handled(Map.of(80, Set.of("http"), 443, Set.of())))),
                arguments(IPV4, "its own HTTP on 80", withService(handled(Map.of(80, Set.of())))),
                arguments(IPV4, "HTTP on 443 has no name", withService(handled(Map.of(443, Set.of("http"))))),
                arguments(
                        IPV4,
                        "another protocol in its TLS",
                        withService(handled(Map.of(443, Set.of("tls", "pg_tls"))))),
                arguments(IPV4, "handlers not known", withService(unhandled())),
                arguments(IPV4, "handlers of one port not known", withService(halfHandled())),
                arguments(IPV4, "ports not known", withService(service("tcp"))),
                arguments(
                        IPV4,
                        "services not known",
                        World.shop(web("a").services(service("tcp", 80, 443)), web("b").withoutConfig())
                                .addresses("shop", "1.2.3.4")),
                arguments(IPV4, "machines not known", World.empty().addresses("shop", "1.2.3.4")),
                arguments(
                        IPV4,
                        "addresses not read",
                        World.shop(web("a").services(service("tcp", 80, 443))).addressesUnread("shop")),
                arguments(
                        IPV4,
                        "shared or IPv6",
                        World.shop(web("a").services(service("tcp", 80, 443)))
                                .addresses("shop", List.of(shared(), dedicated("2a09:8280:1::1")))));
    }

    @Test
    void anAppThatHasNoMachineForSureLeavesItsVolumes() {
        World world = World.empty().volumes("shop", volume("vol_1", 20));

        List<Advice> found = Told.by(new UnattachedVolume(new TreeSet<>(List.of(SHOP))), world.build());

        assertThat(found).extracting(Told::worth).containsExactly("saves $3.00");
    }

    @Test
    void warnsBeforeItDestroys() {
        Advice advice = Told.by(VOLUME, withVolume(volume("vol_2", 9)).build()).getFirst();

        assertThat(advice.fixes().getFirst())
                .isInstanceOfSatisfying(
                        Advice.Fix.Words.class,
                        words -> assertThat(words.sentence())
                                .contains("data goes with it", "wait until fly volumes snapshots list shows"));
    }

    @Test
    void evidenceHasTheNumbers() {
        Volume used =
                new Volume("vol_2", "data", "created", 10, IAD, Optional.empty(), old(), OptionalLong.of(3L << 29));

        assertThat(Told.by(VOLUME, withVolume(used).build()).getFirst().evidence())
                .containsExactly("vol_2 (data, iad, 10 GB, 1.5 GB in use) is attached to no machine and 40 days old");
        assertThat(Told.by(SNAPSHOTS, withSnapshots(30, 20, 60).build())
                        .getFirst()
                        .evidence())
                .containsExactly(
                        "1 snapshot of vol_1 with 30 GB, the oldest 20 days old, kept for 60 days",
                        "all known snapshots of the organization store 30 GB, of which 10 GB are free");
        assertThat(Told.by(ROOTFS, World.shop(web("a"), slept("b", 45)).build())
                        .getFirst()
                        .evidence())
                .containsExactly(
                        "1 machine of 2 sleeps, at $0.15 / 30 days for root file systems",
                        "b (iad) has slept for 45 days");
        assertThat(Told.by(IPV4, withService(service("tcp", 80, 443)).build())
                        .getFirst()
                        .evidence())
                .containsExactly(
                        "1.2.3.4 belongs to this app alone",
                        "its services listen on 80, 443 only, as HTTP or TLS that Fly Proxy handles: a shared address"
                                + " takes these");
    }

    private static World withVolume(Volume volume) {
        return World.shop(web("a")).volumes("shop", volume);
    }

    private static Volume made(String id, String state, Optional<Instant> at) {
        return new Volume(id, "data", state, 9, IAD, Optional.empty(), at, OptionalLong.empty());
    }

    private static Optional<Instant> old() {
        return Optional.of(AT.minus(Duration.ofDays(40)));
    }

    private static World withSnapshots(int gb, int days, int retention) {
        return World.shop(web("a"))
                .volumes("shop", volume("vol_1", 50))
                .snapshots("shop", "vol_1", snapshot("vs_1", "vol_1", gb, days, retention));
    }

    private static Machines slept(String id, int days) {
        return web(id).stopped()
                .created(AT.minus(Duration.ofDays(days + 10 + id.charAt(0))))
                .updated(AT.minus(Duration.ofDays(days)))
                .events(List.of());
    }
}
