package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MinMachinesTest {
    private static final Rate IDLE = Prices.SMALL.minus(Prices.ASLEEP);

    private static Machines min(String id, int machines) {
        return web(id).services(Given.http(Autostop.SUSPEND, true, machines, "suspend"));
    }

    /// Four days with two hours of work in every six, and an hour without samples in the end.
    private static double[] days() {
        return IntStream.rangeClosed(0, 96)
                .mapToDouble(hour -> hour == 96 ? -1 : hour % 6 >= 4 ? 2 : 0)
                .toArray();
    }

    static Stream<Arguments> fires() {
        return Stream.of(
                arguments("one of one", AppWorld.of(min("a", 1)), 1, 1, IDLE, true),
                arguments("one of two", AppWorld.of(min("a", 1), min("b", 1)).cold(), 1, 1, IDLE, true),
                arguments("two of two", AppWorld.of(min("a", 2), min("b", 2)), 2, 2, IDLE.times(2), true),
                arguments(
                        "three asked for, two there", AppWorld.of(min("a", 3), min("b", 3)), 3, 2, IDLE.times(2), true),
                arguments(
                        "the cheaper one counts",
                        AppWorld.of(min("a", 1).memory(512), min("b", 1)).cold(),
                        1,
                        1,
                        IDLE,
                        true),
                arguments(
                        "only the primary region counts",
                        AppWorld.of(min("a", 2), min("b", 2).in(LHR)).cold(),
                        2,
                        1,
                        IDLE,
                        true),
                arguments(
                        "stop would do as well",
                        AppWorld.of(web("a").services(Given.http(Autostop.STOP, true, 1, "stop"))),
                        1,
                        1,
                        IDLE,
                        true),
                arguments(
                        "idle for two thirds of the time",
                        AppWorld.of(min("a", 1)).hours(days()),
                        1,
                        1,
                        IDLE.times(64 / 96.0),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String situation, AppWorld world, int min, int kept, Rate price, boolean atMost) {
        Advice advice = world.look(new MinMachines()).getFirst();

        assertThat(advice.headline())
                .isEqualTo("min_machines_running = " + min + " keeps " + Words.count(kept, "machine")
                        + " awake that could be suspended"
                        + (atMost ? ", which costs at most " + Words.monthly(price) : ""));
        assertThat(advice.worth()).isEqualTo(new Worth.Costs(price));
        assertThat(advice.subject().machines()).hasSize(kept);
    }

    static Stream<Arguments> silent() {
        Guest unpriced = Guest.of(CpuKind.UNRECOGNIZED, 1, 256);
        double[] busy = IntStream.range(0, 48).mapToDouble(hour -> 1).toArray();
        return Stream.of(
                arguments("no minimum", AppWorld.of(min("a", 0))),
                arguments("asleep all the same", AppWorld.of(min("a", 1).suspended())),
                arguments(
                        "autostop is off: the minimum does nothing",
                        AppWorld.of(web("a").services(Given.http(Autostop.OFF, true, 1)))),
                arguments(
                        "autostart is off: nothing would wake it",
                        AppWorld.of(web("a").services(Given.http(Autostop.SUSPEND, false, 1)))),
                arguments(
                        "too large to be suspended", AppWorld.of(min("a", 1).guest(Guest.of(CpuKind.SHARED, 2, 4096)))),
                arguments("elsewhere", AppWorld.of(min("a", 1).in(LHR))),
                arguments("no primary region is known", AppWorld.of(min("a", 1).primary())),
                arguments("never idle", AppWorld.of(min("a", 1)).hours(busy)),
                arguments("no price", AppWorld.of(min("a", 1).guest(unpriced))),
                arguments("a standby", AppWorld.of(min("a", 1).standbyFor("b"))),
                arguments(
                        "parked by the plan, as Hangar's own floor says",
                        AppWorld.of(min("a", 1)).settings(Settings.usual().floor(0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void silent(String situation, AppWorld world) {
        assertThat(world.look(new MinMachines())).isEmpty();
    }

    @Test
    void withoutHistoryItTellsWhatAColdStartWouldCost() {
        Advice advice = AppWorld.of(min("a", 1)).look(new MinMachines()).getFirst();

        // $2.04 over 300 wakes.
        assertThat(IDLE.perMonth()).hasToString("$2.04");
        assertThat(advice.evidence())
                .containsExactly(
                        "started, suspendable and in the primary region iad: a",
                        "at most $2.04 per 30 days, if nothing was asked of it: no history tells how long it was idle",
                        "if it woke 10 times a day instead, each avoided cold start would cost $0.0068;"
                                + " if never, all of it would be saved",
                        "how long this fleet takes to wake was not seen; a resume usually takes less than a second");
        assertThat(advice.fixes()).containsExactly(new Fix.Lines("""
                                [http_service]
                                  internal_port = 8080
                                  auto_stop_machines = "suspend"
                                  min_machines_running = 0"""), new Fix.Command("fly deploy --app shop"));
    }

    @Test
    void withHistoryItTellsWhatEachColdStartCosts() {
        Instant asked = T0.minus(Duration.ofHours(9));
        Machines woke = min("a", 1)
                .event("suspend", "suspended", "proxy", asked.minus(Duration.ofHours(1)))
                .event("start", "starting", "proxy", asked)
                .event("start", "started", "flyd", asked.plusMillis(380));

        Advice advice = AppWorld.of(woke).hours(days()).look(new MinMachines()).getFirst();

        // $1.36 over 120 wakes: 16 in 96 hours.
        assertThat(advice.evidence())
                .containsExactly(
                        "started, suspendable and in the primary region iad: a",
                        "nothing was asked of the app in 67 % of 4 days, and demand came back 16 times after a rest:"
                                + " $0.0114 for each avoided cold start",
                        "a suspended machine of this fleet resumed in 380 ms (of 1 resume)");
    }

    @Test
    void aShortHistoryIsNone() {
        Advice advice = AppWorld.of(min("a", 1))
                .hours(0, 0, 0, 2, 0)
                .look(new MinMachines())
                .getFirst();

        assertThat(advice.worth()).isEqualTo(new Worth.Costs(IDLE));
    }

    @Test
    void theSeriesOfTwoFleetsTellsNothingOfEither() {
        Service service = Given.http(Autostop.SUSPEND, true, 1, "suspend");

        assertThat(AppWorld.of(
                                min("a", 1),
                                web("b").group("web").services(service).primary(IAD))
                        .hours(days())
                        .look(new MinMachines()))
                .extracting(Advice::worth)
                .containsExactly(new Worth.Costs(IDLE), new Worth.Costs(IDLE));
    }
}
