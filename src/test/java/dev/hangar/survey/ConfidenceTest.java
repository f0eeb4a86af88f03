package dev.hangar.survey;

import dev.hangar.cost.PriceList;
import dev.hangar.model.AppName;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import dev.hangar.survey.Confidence.Gaps;
import dev.hangar.survey.Confidence.Level;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.survey.World.volume;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ConfidenceTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Guest GPU = new Guest(CpuKind.PERFORMANCE, 8, 32_768, true, false);

    @Test
    void withAWeekOfEverythingOnlyWhatFlyNeverTellsIsOpen() {
        Confidence sure = Confidence.of(week().app("shop", web("a")).asked().build(), Gaps.NONE);

        assertThat(sure.level()).isEqualTo(Level.HIGH);
        assertThat(sure.doubts())
                .containsExactly("traffic, certificates, reservations, discounts and free allowances are not counted:"
                        + " Fly tells them by no API");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void eachDoubtCostsItsShare(Level level, World world, String sentence) {
        Confidence sure = Confidence.of(world.build(), Gaps.NONE);

        assertThat(sure.doubts().getFirst()).isEqualTo(sentence);
        assertThat(sure.level()).isEqualTo(level);
    }

    static Stream<Arguments> eachDoubtCostsItsShare() {
        PriceList old = new PriceList(LocalDate.of(2026, 5, 1), List.of(Prices.BOOK), World.STANDING);
        return Stream.of(
                arguments(
                        Level.MEDIUM,
                        World.shop(web("a")).asked(),
                        "the demand of 1 of 1 fleet was seen for less than 7 days, the shortest for 10 minutes"),
                arguments(
                        Level.HIGH,
                        World.empty()
                                .watched(Duration.ofDays(6))
                                .app("shop", web("a"))
                                .asked(),
                        "the demand of 1 of 1 fleet was seen for less than 7 days, the shortest for 6 days"),
                arguments(
                        Level.LOW,
                        week().load("a", -1).app("shop", web("a")).app("blog").asked(),
                        "the demand of 1 of 1 fleet is not known: what could be saved there is not in the figures"),
                arguments(
                        Level.MEDIUM,
                        week().load("a", -1)
                                .app("shop", web("a"))
                                .app("blog", web("b"))
                                .asked(),
                        "the demand of 1 of 2 fleets is not known: what could be saved there is not in the figures"),
                arguments(
                        Level.LOW,
                        week().app("shop", web("a"), web("g").guest(GPU)).asked(),
                        "1 of 2 machines have no price, as their size is not known or not on the list: they are on no"
                                + " line of the bill"),
                arguments(
                        Level.MEDIUM,
                        week().app("shop", machines(10))
                                .app("gpu", web("g").guest(GPU))
                                .asked(),
                        "1 of 11 machines have no price, as their size is not known or not on the list: they are on no"
                                + " line of the bill"),
                arguments(
                        Level.HIGH,
                        week().app("shop", web("a"), web("g").guest(GPU).stopped())
                                .asked(),
                        "1 sleeping machine would have no price once started"),
                arguments(
                        Level.MEDIUM,
                        week().app("shop", web("a")).prices(old).asked(),
                        "prices were last seen on 2026-05-01, 202 days ago"),
                arguments(
                        Level.MEDIUM,
                        week().app("shop", web("a")).volumesUnread("shop").asked(),
                        "the volumes of 1 app could not be read and are not on the bill: shop"),
                arguments(
                        Level.MEDIUM,
                        week().app("shop", web("a")).addressesUnread("shop").asked(),
                        "the addresses of 1 app could not be read and are not on the bill: shop"),
                arguments(
                        Level.HIGH,
                        week().app("shop", web("a"))
                                .volumes("shop", volume("vol_1", 1), volume("vol_2", 1))
                                .snapshots("shop", "vol_1")
                                .snapshotsUnread("shop", "vol_2")
                                .asked(),
                        "the snapshots of 1 of 2 volumes are known: more may be stored, and be paid for beyond 10 GB"),
                arguments(
                        Level.MEDIUM,
                        week().app("shop", web("a")).usageUnread("CPU"),
                        "CPU could not be read: connection refused"),
                arguments(
                        Level.HIGH,
                        week().app("shop", web("a")),
                        "what machines use was not looked at: sizes are not judged"),
                arguments(
                        Level.HIGH,
                        week().app("shop", web("a"), web("b").stopped()).asked(),
                        "the root file system of 1 sleeping machine is taken to be 1 GB, as Fly does not tell its"
                                + " size"));
    }

    @Test
    void aTenthOfTheAppsUnreadIsTooMuch() {
        World world = week().asked();
        IntStream.range(0, 9).forEach(i -> world.app("app" + i));

        Confidence tenth = Confidence.of(world.build(), gaps("x"));
        Confidence less = Confidence.of(world.app("more").build(), gaps("x"));

        assertThat(tenth.level()).isEqualTo(Level.LOW);
        assertThat(tenth.doubts().getFirst())
                .isEqualTo("the machines of 1 of 10 apps could not be read and are not on the bill: x");
        assertThat(less.level()).isEqualTo(Level.MEDIUM);
    }

    @Test
    void anUnreadAppCountsOnceWhetherItIsInTheSurveyOrNot() {
        Survey survey = week().app("x").app("shop", web("a")).asked().build();

        assertThat(Confidence.of(survey, gaps("x")).doubts().getFirst())
                .startsWith("the machines of 1 of 2 apps could not be read");
    }

    @Test
    void ofManyNamesTheFirstAreTold() {
        assertThat(Confidence.of(week().asked().build(), gaps("a", "b", "c", "d", "e", "f", "g"))
                        .doubts()
                        .getFirst())
                .endsWith(": a, b, c, d, e and 2 more");
    }

    @Test
    void aRegionThatFlyCouldNotListIsTold() {
        Gaps gaps = new Gaps(new TreeSet<>(), new TreeSet<>(List.of(new Region("lhr"), new Region("ams"))));

        Confidence sure = Confidence.of(week().asked().build(), gaps);

        assertThat(sure.level()).isEqualTo(Level.MEDIUM);
        assertThat(sure.doubts().getFirst())
                .isEqualTo("Fly could not list ams, lhr: an app may have machines there that are not on the bill");
    }

    @Test
    void thatOnlySomeAppsWereLookedAtIsTold() {
        Confidence sure = Confidence.of(week().asked().build(), new Gaps(new TreeSet<>(), new TreeSet<>(), true));

        assertThat(sure.level()).isEqualTo(Level.HIGH);
        assertThat(sure.doubts()).anyMatch(doubt -> doubt.startsWith("only some apps were looked at"));
    }

    @Test
    void theGravestComesFirst() {
        Survey survey = week().app("shop", web("a"), web("b").stopped(), web("g").guest(GPU))
                .usageUnread("memory")
                .build();

        assertThat(Confidence.of(survey, Gaps.NONE).doubts())
                .extracting(doubt -> doubt.split(" ", -1)[0])
                .containsExactly("1", "memory", "the", "traffic,");
    }

    private static Gaps gaps(String... apps) {
        return new Gaps(
                Arrays.stream(apps).map(AppName::new).collect(Collectors.toCollection(TreeSet::new)), new TreeSet<>());
    }

    private static World week() {
        return World.empty().watched(WEEK);
    }

    private static Machines[] machines(int count) {
        return IntStream.range(0, count).mapToObj(i -> web("m" + i)).toArray(Machines[]::new);
    }
}
