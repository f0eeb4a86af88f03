package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Rule;
import dev.hangar.survey.World;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// Soft limits that say nothing, because they are always or never reached.
class LimitRulesTest {
    private static final Rule EXCEEDED = new SoftLimitExceeded();
    private static final Rule UNREACHED = new SoftLimitUnreached();
    private static final String BLIND =
            "risk: Fly Proxy wakes every machine there is and cannot tell which one has room";

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
        return Stream.of(exceeded(), unreached()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> exceeded() {
        return Stream.of(
                arguments(
                        EXCEEDED,
                        // The machines bear it: the limit is at fault.
                        World.shop(web("a"))
                                .used("a", Used.little().concurrency(34.2, 60).build()),
                        "shop/app: Its machines are above their soft limit of 20 nearly all the time",
                        BLIND,
                        List.of("[http_service.concurrency]\n  type = \"connections\"\n  soft_limit = 35")),
                arguments(
                        EXCEEDED,
                        // They do not: more machines.
                        World.shop(web("a"), web("b"))
                                .used(
                                        "a",
                                        Used.little()
                                                .concurrency(34, 60)
                                                .cpus(0.06, 0.0625)
                                                .build())
                                .used("b", Used.little().concurrency(34, 60).build()),
                        "shop/app: Its machines are above their soft limit of 20 nearly all the time",
                        BLIND,
                        List.of("fly scale count 3 -a shop --process-group app")),
                arguments(
                        EXCEEDED,
                        // By the line over time, of which 20 in 24 are above, although machines sleep.
                        World.shop(web("a"), web("b").suspended()).line("shop", 1, line(20, 25, 4, 15)),
                        "shop/app: Its machines are above their soft limit of 20 nearly all the time",
                        BLIND,
                        List.of("fly scale count 3 -a shop --process-group app")),
                arguments(
                        EXCEEDED,
                        World.shop(web("a").services(
                                                service(
                                                        8080,
                                                        OptionalInt.of(20),
                                                        OptionalInt.of(25),
                                                        "requests",
                                                        80,
                                                        443),
                                                service(
                                                        5432,
                                                        OptionalInt.of(20),
                                                        OptionalInt.of(90),
                                                        "connections",
                                                        5432)))
                                .used("a", Used.little().concurrency(40, 60).build()),
                        "shop/app: Its machines are above their soft limit of 20 nearly all the time",
                        BLIND,
                        List.of(
                                "[[services]]\n  internal_port = 5432\n  [services.concurrency]\n"
                                        + "  type = \"connections\"\n  soft_limit = 40",
                                "[http_service.concurrency]\n  type = \"requests\"\n  soft_limit = 40\n"
                                        + "  hard_limit = 80")));
    }

    private static Stream<Arguments> unreached() {
        return Stream.of(
                arguments(
                        UNREACHED,
                        World.shop(
                                        web("a").softLimit(1000),
                                        web("b").softLimit(1000).suspended())
                                .used("a", Used.little().concurrency(9, 30).build()),
                        "shop/app: No machine ever comes near its soft limit of 1000: 60 would be one",
                        "tidies",
                        List.of("[http_service.concurrency]\n  type = \"connections\"\n  soft_limit = 60")),
                arguments(
                        UNREACHED,
                        // Held back at 9: that is what it bears.
                        World.shop(
                                        web("a").softLimit(100),
                                        web("b").softLimit(100).suspended())
                                .used(
                                        "a",
                                        Used.little()
                                                .concurrency(8.5, 30)
                                                .throttled(0.2)
                                                .build()),
                        "shop/app: No machine ever comes near its soft limit of 100: 9 would be one",
                        "risk: a machine at its end is sent more, while others sleep",
                        List.of("[http_service.concurrency]\n  type = \"connections\"\n  soft_limit = 9")),
                arguments(
                        UNREACHED,
                        World.shop(
                                        performance("a").softLimit(100),
                                        performance("b").softLimit(100))
                                .used(
                                        "a",
                                        Used.little()
                                                .concurrency(8, 30)
                                                .cpus(0.95, 1)
                                                .build())
                                .used("b", Used.little().concurrency(2, 5).build()),
                        "shop/app: No machine ever comes near its soft limit of 100: 8 would be one",
                        "risk: a machine at its end is sent more, while others sleep",
                        List.of("[http_service.concurrency]\n  type = \"connections\"\n  soft_limit = 8")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void staysSilent(Rule rule, String because, World world) {
        assertThat(Told.by(rule, world.build())).as(because).isEmpty();
    }

    static Stream<Arguments> staysSilent() {
        return Stream.of(notExceeded(), notUnreached()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> notExceeded() {
        Used busy = Used.little().concurrency(34, 60);
        return Stream.of(
                arguments(
                        EXCEEDED,
                        "at the usual peaks of one machine of two",
                        World.shop(web("a"), web("b"))
                                .used("a", busy.build())
                                .used("b", Used.little().concurrency(19, 60).build())),
                arguments(
                        EXCEEDED,
                        "another machine is left to wake",
                        World.shop(web("a"), web("b").stopped()).used("a", busy.build())),
                arguments(
                        EXCEEDED,
                        "as high as the limit",
                        World.shop(web("a").softLimit(34)).used("a", busy.build())),
                arguments(
                        EXCEEDED,
                        "above it half of the time, by the line",
                        World.shop(web("a")).used("a", busy.build()).line("shop", 1, line(12, 25, 12, 15))),
                arguments(
                        EXCEEDED,
                        "two machines share it",
                        World.shop(web("a"), web("b")).line("shop", 2, line(24, 39, 0, 0))),
                arguments(
                        EXCEEDED,
                        "the line is of several fleets",
                        World.shop(web("a"), worker("w").group("jobs")).line("shop", 1, line(24, 90, 0, 0))),
                arguments(EXCEEDED, "too few samples", World.shop(web("a")).line("shop", 1, line(23, 90, 0, 0))),
                arguments(
                        EXCEEDED,
                        "seen for hours",
                        World.shop(web("a"))
                                .used(
                                        "a",
                                        Used.little()
                                                .concurrency(34, 60)
                                                .seen(Duration.ofHours(20))
                                                .build())),
                arguments(
                        EXCEEDED,
                        "concurrency not known",
                        World.shop(web("a"))
                                .used("a", Used.little().concurrencyUnknown().build())),
                arguments(
                        EXCEEDED,
                        "limits of several services: which one is asked is not known",
                        World.shop(web("a").services(
                                                service(1, OptionalInt.of(20), OptionalInt.empty(), "requests"),
                                                service(2, OptionalInt.of(30), OptionalInt.empty(), "requests")))
                                .used("a", busy.build())),
                arguments(EXCEEDED, "no service", World.shop(worker("a")).used("a", busy.build())),
                arguments(EXCEEDED, "nobody asked", World.shop(web("a"))));
    }

    private static Stream<Arguments> notUnreached() {
        return Stream.of(
                arguments(
                        UNREACHED,
                        "nobody to wake",
                        World.shop(web("a").softLimit(1000))
                                .used("a", Used.little().build())),
                arguments(
                        UNREACHED,
                        "Fly's default, and no strain",
                        pair(OptionalInt.empty(), Used.little().concurrency(1, 1))),
                arguments(
                        UNREACHED,
                        "not out of proportion",
                        pair(OptionalInt.of(100), Used.little().concurrency(5, 10))),
                arguments(
                        UNREACHED,
                        "more than half with strain",
                        pair(
                                OptionalInt.of(100),
                                Used.little().concurrency(20, 50).throttled(0.5))),
                arguments(
                        UNREACHED,
                        "never asked anything",
                        pair(OptionalInt.of(1000), Used.little().concurrency(0, 0))),
                arguments(
                        UNREACHED,
                        "seen for less than a week",
                        pair(OptionalInt.of(1000), Used.little().seen(Duration.ofDays(6)))),
                arguments(
                        UNREACHED,
                        "concurrency not known",
                        pair(OptionalInt.of(1000), Used.little().concurrencyUnknown())));
    }

    @Test
    void evidenceHasTheNumbersAndTheWindow() {
        World busy = World.shop(web("a")).line("shop", 1, line(22, 25, 2, 15));

        assertThat(Told.by(EXCEEDED, busy.build()).getFirst().evidence())
                .containsExactly(
                        "over 14 days, all machines together were above it in 92 % of 24 samples",
                        "whether the machines have room for more is not known, or they have none");
        assertThat(Told.by(
                                UNREACHED,
                                pair(OptionalInt.of(1000), Used.little().concurrency(9, 30))
                                        .build())
                        .getFirst()
                        .evidence())
                .containsExactly(
                        "the most that a machine had at once in 14 days is 30 of 1000",
                        "Fly Proxy wakes another machine only when all that run are above the soft limit");
    }

    @Test
    void theFixStandsInTheSectionOfTheGivenFile() {
        FlyToml.GivenService service = new FlyToml.GivenService(
                "services",
                List.of(),
                OptionalInt.of(8080),
                "tcp",
                List.of(80, 443),
                Optional.empty(),
                false,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
        FlyToml file = new FlyToml(
                "fly.toml",
                Optional.empty(),
                Optional.empty(),
                List.of("app"),
                List.of(service),
                List.of(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        World world =
                pair(OptionalInt.of(1000), Used.little().concurrency(9, 30)).given("shop", file);

        assertThat(Told.doings(Told.by(UNREACHED, world.build()).getFirst()))
                .containsExactly("[[services]]\n  internal_port = 8080\n  [services.concurrency]\n"
                        + "  type = \"connections\"\n  soft_limit = 60");
    }

    private static World pair(OptionalInt limit, Used used) {
        Service its = service(8080, limit, OptionalInt.empty(), "connections");
        return World.shop(web("a").services(its), web("b").services(its).suspended())
                .used("a", used.build());
    }

    private static Machines performance(String id) {
        return web(id).guest(Guest.of(CpuKind.PERFORMANCE, 1, 2048));
    }

    /// `first` values, then `rest` others.
    private static double[] line(int first, double value, int rest, double other) {
        double[] all = new double[first + rest];
        Arrays.fill(all, other);
        Arrays.fill(all, 0, first, value);
        return all;
    }

    private static Service service(int port, OptionalInt soft, OptionalInt hard, String concurrency, Integer... ports) {
        return new Service(
                port,
                true,
                Autostop.SUSPEND,
                0,
                soft,
                hard,
                new Service.Wording("tcp", Arrays.asList(ports), concurrency, Optional.empty()));
    }
}
