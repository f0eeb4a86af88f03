package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class LaunchPairKeptTest {
    /// The soft limit of the machines of these tests.
    private static final int SOFT = 20;

    private static final Instant LAUNCH = T0.minus(Duration.ofDays(40));

    private static Machines first() {
        return Machines.web("a").created(LAUNCH);
    }

    private static Machines second() {
        return Machines.web("b").created(LAUNCH.plusSeconds(70));
    }

    private static Worth saves(Rate rate, boolean planned, boolean atMost) {
        return new Worth.Saves(rate, planned, atMost);
    }

    static Stream<Arguments> worths() {
        Rate parked = Prices.SMALL.minus(Prices.ASLEEP);
        return Stream.of(
                arguments("the plan parks one", AppWorld.of(first(), second()), saves(parked, true, false)),
                arguments(
                        "nobody parks one",
                        AppWorld.of(first().autostop(Autostop.OFF), second().autostop(Autostop.OFF))
                                .settings(Settings.usual().launchPair(LaunchPairMode.REPORT)),
                        saves(Prices.SMALL, false, false)),
                arguments(
                        "one sleeps already",
                        AppWorld.of(first(), second().stopped()).busy("a", 5),
                        saves(Prices.ASLEEP, false, false)),
                arguments(
                        "reported only",
                        AppWorld.of(first(), second())
                                .busy("a", 5)
                                .settings(Settings.usual().launchPair(LaunchPairMode.REPORT)),
                        saves(Prices.SMALL, false, true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void worths(String situation, AppWorld world, Worth worth) {
        assertThat(world.look(new LaunchPairKept()))
                .singleElement()
                .extracting(Advice::worth)
                .isEqualTo(worth);
    }

    @Test
    void itTellsWhatItRestsOnAndWhatToDo() {
        Advice advice = AppWorld.of(first(), second())
                .busy("a", 5)
                .look(new LaunchPairKept())
                .getFirst();

        assertThat(advice.headline())
                .isEqualTo("A first deploy made two machines, and nothing asked for two while it was watched");
        assertThat(advice.evidence())
                .containsExactly(
                        "b was created on 2026-10-10, 70 s after a, with the same size, image, release and services",
                        "a is started, b is started",
                        "the fleet was watched for the last 20 min, and demand never needed both; of the time before"
                                + " that nothing is known",
                        "the plan parks one of them; without it another $0.15 per 30 days would go");
        assertThat(advice.fixes())
                .containsExactly(
                        new Fix.Command("fly scale count 1 --app shop"),
                        new Fix.Command("fly deploy --app shop --ha=false"));
        assertThat(advice.subject().name()).isEqualTo("shop/app");
    }

    @Test
    void anotherGroupIsScaledByItsName() {
        List<Advice> advice =
                AppWorld.of(first().group("web"), second().group("web")).look(new LaunchPairKept());

        assertThat(advice.getFirst().fixes()).contains(new Fix.Command("fly scale count web=1 --app shop"));
    }

    static Stream<Arguments> silent() {
        Guest unpriced = Guest.of(CpuKind.UNRECOGNIZED, 1, 256);
        return Stream.of(
                arguments("one machine", AppWorld.of(first())),
                arguments("three machines", AppWorld.of(first(), second(), Machines.web("c"))),
                arguments(
                        "demand needed two",
                        AppWorld.of(first(), second()).busy("a", 19).busy("b", 19)),
                arguments(
                        "demand needed two once, long before the pass looked",
                        AppWorld.of(first(), second()).hours(3, SOFT + 1, 3)),
                arguments(
                        "so it was beside a group that serves nobody",
                        AppWorld.of(first(), second(), Machines.worker("w").group("worker"))
                                .hours(3, SOFT + 1, 3)),
                arguments(
                        "one alone had more than its share once",
                        AppWorld.of(first(), second()).mostAtOnce("b", SOFT + 1)),
                arguments(
                        "a floor of two",
                        AppWorld.of(first(), second()).settings(Settings.usual().floor(2))),
                arguments("made a day apart", AppWorld.of(first(), second().created(LAUNCH.plusSeconds(86_400)))),
                arguments("sizes without a price", AppWorld.of(first().guest(unpriced), second().guest(unpriced))),
                arguments("nothing measures it", AppWorld.of(first(), second()).unmeasured()),
                arguments("the first pass", AppWorld.of(first(), second()).cold()),
                arguments(
                        "less than a window was seen",
                        AppWorld.of(first(), second()).watched(Settings.WINDOW.minusMinutes(1))),
                arguments(
                        "not measured within the window",
                        AppWorld.of(first(), second()).unmeasuredBefore(T0.minusSeconds(120))),
                arguments("no config", AppWorld.of(first().withoutConfig(), second().withoutConfig())),
                arguments(
                        "left alone as configured",
                        AppWorld.of(first(), second()).settings(Settings.usual().ignored())));
    }

    @Test
    void whatOneMachineCouldTakeIsNoReasonForTwo() {
        AppWorld world = AppWorld.of(first(), second()).hours(3, -1, SOFT).mostAtOnce("a", SOFT);

        assertThat(world.look(new LaunchPairKept())).hasSize(1);
    }

    /// The lines are the app's: what another group was asked is not this one's demand.
    @Test
    void theLinesOfSeveralGroupsTellOfNone() {
        AppWorld world =
                AppWorld.of(first(), second(), Machines.web("c").group("other")).hours(3, SOFT + 1, 3);

        assertThat(world.look(new LaunchPairKept())).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void silent(String situation, AppWorld world) {
        assertThat(world.look(new LaunchPairKept())).isEmpty();
    }
}
