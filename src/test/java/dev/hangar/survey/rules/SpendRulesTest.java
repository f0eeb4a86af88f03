package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Rule;
import dev.hangar.survey.World;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// How, and where, what runs anyway is paid.
class SpendRulesTest {
    private static final Rule RESERVATION = new Reservation();
    private static final Rule REGION = new DearRegion();
    private static final Region GRU = new Region("gru");
    private static final Duration WINDOW = World.WINDOW;

    @Test
    void aBlockThatStaysFullPays() {
        // Two at $6.70 are $13.39: two blocks of $5.
        World world =
                World.shop(gigabyte("a"), gigabyte("b")).used("a", always()).used("b", always());

        List<Advice> found = Told.by(RESERVATION, world.build());

        assertThat(found)
                .extracting(Told::headline)
                .containsExactly(": 2 reservation blocks of $36 a year would each pay for shared machines in iad");
        // $60 of credit for $36, a year of 365 days: $1.97 in 30 days and block.
        assertThat(found).extracting(Told::worth).containsExactly("saves at most $3.95");
        assertThat(found.getFirst().subject()).isEqualTo(Advice.Subject.ORG);
        assertThat(found.getFirst().evidence())
                .startsWith(
                        "2 machines that stay on after the plan, and were never asleep in the last 14 days, cost $13.39"
                                + " / 30 days",
                        "a block gives $5 of credit in each of 12 months for $36 paid at once: it pays once 60 % are"
                                + " used");
    }

    @Test
    void blocksAreByRegionAndClassOverAllApps() {
        Guest large = Guest.of(CpuKind.PERFORMANCE, 1, 2048);
        World world = World.shop(gigabyte("a"), gigabyte("b").in(LHR))
                .app("blog", web("c").guest(large))
                .app("db", "postgres_cluster", worker("d").guest(large))
                .used("a", always())
                .used("b", always())
                .used("c", always())
                .used("d", always());

        assertThat(Told.by(RESERVATION, world.build()))
                .extracting(advice -> Told.headline(advice) + ": " + Told.worth(advice))
                .containsExactly(
                        ": 3 reservation blocks of $144 a year would each pay for performance machines in iad: saves"
                                + " at most $23.67",
                        ": 1 reservation block of $36 a year would pay for shared machines in iad: saves at most $1.97",
                        ": 1 reservation block of $36 a year would pay for shared machines in lhr: saves at most"
                                + " $1.97");
        assertThat(Told.by(RESERVATION, world.reversed())).isEqualTo(Told.by(RESERVATION, world.build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void noBlockPays(String because, World world) {
        assertThat(Told.by(RESERVATION, world.build())).as(because).isEmpty();
    }

    static Stream<Arguments> noBlockPays() {
        return Stream.of(
                // $4.39 of $5.
                arguments(
                        "below one block",
                        World.shop(web("a"), web("b")).used("a", always()).used("b", always())),
                arguments(
                        "asleep for a day of the window",
                        World.shop(gigabyte("a")).used("a", seen(WINDOW.minusDays(1)))),
                arguments(
                        "the plan puts it to sleep",
                        World.empty().load("a", 0).app("shop", gigabyte("a")).used("a", always())),
                arguments("it sleeps", World.shop(gigabyte("a").stopped()).used("a", always())),
                arguments("use not known", World.shop(gigabyte("a")).asked()),
                arguments(
                        "the window is too short",
                        World.shop(gigabyte("a")).used("a", always()).asked(Duration.ofDays(6))),
                arguments("nobody asked", World.shop(gigabyte("a"))),
                arguments(
                        "no price",
                        World.shop(web("a").guest(new Guest(CpuKind.PERFORMANCE, 8, 32_768, true, false)))
                                .used("a", always())));
    }

    @Test
    void aDearRegionIsTold() {
        World world = World.shop(
                gigabyte("a").in(GRU),
                gigabyte("b").in(GRU).suspended(),
                gigabyte("c").in(GRU));

        List<Advice> found = Told.by(REGION, world.build());

        assertThat(found)
                .extracting(Told::headline)
                .containsExactly("shop: The same machines are cheaper in iad than in gru");
        // Two that run, at $6.70 instead of $10.82.
        assertThat(found).extracting(Told::worth).containsExactly("saves at most $8.24");
        assertThat(found.getFirst().evidence())
                .containsExactly("what runs after the plan costs $21.63 / 30 days in gru, and $13.39 / 30 days in iad");
        assertThat(Told.doings(found.getFirst()))
                .containsExactly(
                        "primary_region = \"iad\"",
                        "fly scale count 3 --region iad -a shop --process-group app",
                        "fly scale count 0 --region gru -a shop --process-group app");
        assertThat(Told.by(REGION, world.reversed())).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void noRegionIsTooDear(String because, World world) {
        assertThat(Told.by(REGION, world.build())).as(because).isEmpty();
    }

    static Stream<Arguments> noRegionIsTooDear() {
        return Stream.of(
                arguments(
                        "saves less than five dollars", World.shop(gigabyte("a").in(GRU))),
                arguments("the cheapest already", World.shop(large("a").in(IAD))),
                arguments(
                        "no cheaper one nearby that has a price",
                        World.shop(large("a").in(LHR))),
                arguments("a region without a price", World.shop(large("a").in(new Region("sin")))),
                arguments(
                        "in two regions for a reason",
                        World.shop(large("a").in(GRU), large("b").in(IAD))),
                arguments(
                        "volumes stay where they are",
                        World.shop(large("a").in(GRU).volume("vol_1"))),
                arguments("nothing runs", World.shop(large("a").in(GRU).suspended())),
                arguments(
                        "a standby is beside it",
                        World.shop(large("a").in(GRU), large("b").in(GRU).standbyFor("a"))));
    }

    private static Usage.OfMachine always() {
        return seen(WINDOW);
    }

    private static Usage.OfMachine seen(Duration time) {
        return Used.little().seen(time).build();
    }

    private static Machines gigabyte(String id) {
        return web(id).memory(1024);
    }

    private static Machines large(String id) {
        return web(id).guest(Guest.of(CpuKind.PERFORMANCE, 2, 4096));
    }
}
