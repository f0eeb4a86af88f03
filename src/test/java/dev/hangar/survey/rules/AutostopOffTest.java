package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.App;
import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.Topic;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.SHOP;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class AutostopOffTest {
    private static final Service OFF = Given.http(Autostop.OFF, true, 0, "off");
    private static final Service ABSENT = Given.http(Autostop.OFF, true, 0);
    private static final Service SUSPEND = Given.http(Autostop.SUSPEND, true, 0, "suspend");
    private static final Rate IDLE = Prices.SMALL.minus(Prices.ASLEEP);

    private static final Rate LARGE_IN_LHR = Prices.BOOK
            .started(Guest.of(CpuKind.SHARED, 1, 512), LHR)
            .orElseThrow()
            .minus(Prices.ASLEEP);

    /// So many hours with the first figure, and as many with the second one.
    private static double[] hours(int each, double first, double second) {
        return IntStream.range(0, 2 * each)
                .mapToDouble(hour -> hour < each ? first : second)
                .toArray();
    }

    private static AppWorld one(Service service) {
        return AppWorld.of(web("a").services(service));
    }

    private static Worth atMost(Rate rate) {
        return new Worth.Saves(rate, false, true);
    }

    private static Machines kept(String id, int min) {
        return web(id).services(Given.http(Autostop.OFF, true, min, "off"));
    }

    static Stream<Arguments> fires() {
        Worth unknown = new Worth.Risk("idle hours are paid in full; how many there are is not known");
        String off = "auto_stop_machines is off: ";
        String absent = "auto_stop_machines is not set, which means off: ";
        String one = "1 started machine will run until somebody stops it";
        return Stream.of(
                arguments("off", one(OFF), Topic.AUTOSTOP_OFF, off + one, atMost(IDLE)),
                arguments(
                        "off as the API spells it",
                        one(Given.http(Autostop.OFF, true, 0, "false")),
                        Topic.AUTOSTOP_OFF,
                        off + one,
                        atMost(IDLE)),
                arguments("absent", one(ABSENT), Topic.AUTOSTOP_ABSENT, absent + one, atMost(IDLE)),
                arguments(
                        "one says off, one nothing",
                        AppWorld.of(web("a").services(ABSENT), web("b").services(OFF))
                                .cold(),
                        Topic.AUTOSTOP_OFF,
                        off + "2 started machines will run until somebody stops them",
                        atMost(IDLE.times(2))),
                arguments(
                        "the least aggressive of two services wins",
                        AppWorld.of(
                                web("a").services(SUSPEND, Given.service(9090, Autostop.OFF, true, 0, List.of(9090)))),
                        Topic.AUTOSTOP_ABSENT,
                        absent + one,
                        atMost(IDLE)),
                arguments(
                        "the plan parks one of two already",
                        AppWorld.of(web("a").services(OFF), web("b").services(OFF)),
                        Topic.AUTOSTOP_OFF,
                        off + "2 started machines will run until somebody stops them",
                        atMost(IDLE)),
                arguments(
                        "what it saves is planned, for zero is allowed",
                        one(OFF).settings(Settings.usual().floor(0)),
                        Topic.AUTOSTOP_OFF,
                        off + one,
                        new Worth.Saves(IDLE, true, false)),
                arguments(
                        "idle for half of the time",
                        one(OFF).hours(hours(24, 0, 3)).busy("a", 3),
                        Topic.AUTOSTOP_OFF,
                        off + one,
                        atMost(IDLE.times(24 / 47.0))),
                arguments(
                        "a minimum of one keeps one of two",
                        AppWorld.of(kept("a", 1), kept("b", 1)).cold(),
                        Topic.AUTOSTOP_OFF,
                        off + "2 started machines will run until somebody stops them",
                        atMost(IDLE)),
                arguments(
                        "the dearer one counts as kept",
                        AppWorld.of(kept("a", 1).memory(512), kept("b", 1)).cold(),
                        Topic.AUTOSTOP_OFF,
                        off + "2 started machines will run until somebody stops them",
                        atMost(IDLE)),
                arguments(
                        "a minimum keeps nothing outside of the primary region",
                        AppWorld.of(kept("a", 1), kept("b", 1).in(LHR).memory(512))
                                .cold(),
                        Topic.AUTOSTOP_OFF,
                        off + "2 started machines will run until somebody stops them",
                        atMost(LARGE_IN_LHR)),
                arguments(
                        "where no primary region is known it keeps any",
                        AppWorld.of(
                                        kept("a", 1).primary(),
                                        kept("b", 1).in(LHR).memory(512).primary())
                                .cold(),
                        Topic.AUTOSTOP_OFF,
                        off + "2 started machines will run until somebody stops them",
                        atMost(IDLE)),
                arguments(
                        "a minimum keeps the only one",
                        AppWorld.of(kept("a", 1)).hours(hours(24, 0, 3)),
                        Topic.AUTOSTOP_OFF,
                        off + one,
                        new Worth.Risk("idle hours are paid in full, and would be while min_machines_running is 1")),
                arguments("busy now", one(OFF).busy("a", 5), Topic.AUTOSTOP_OFF, off + one, unknown),
                arguments("nothing measures it", one(OFF).unmeasured(), Topic.AUTOSTOP_OFF, off + one, unknown),
                arguments(
                        "a size without a price",
                        AppWorld.of(web("a").services(OFF).guest(Guest.of(CpuKind.UNRECOGNIZED, 1, 256))),
                        Topic.AUTOSTOP_OFF,
                        off + one,
                        unknown),
                arguments(
                        "asleep now",
                        AppWorld.of(web("a").services(OFF).stopped()),
                        Topic.AUTOSTOP_OFF,
                        off + "whatever wakes will run until somebody stops it",
                        unknown));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String situation, AppWorld world, Topic topic, String headline, Worth worth) {
        Advice advice = world.look(new AutostopOff()).getFirst();

        assertThat(advice.topic()).isEqualTo(topic);
        assertThat(advice.headline()).isEqualTo(headline);
        assertThat(advice.worth()).isEqualTo(worth);
    }

    /// Beside the proxy's way there is ours, and the two do not go together.
    private static final Fix HANGAR_DOES_IT = new Fix.Words("or leave it off and let Hangar put idle machines to sleep,"
            + " in mode act; where the last one may sleep as well, with min-machines-running: 0 in its policy");

    static Stream<Arguments> silent() {
        return Stream.of(
                arguments("suspend", one(SUSPEND)),
                arguments("stop", one(Given.http(Autostop.STOP, true, 0, "stop"))),
                arguments("always-on intent", one(Given.http(Autostop.OFF, false, 0, "off"))),
                arguments("a worker", AppWorld.of(Machines.worker("a"))),
                arguments("never idle", one(OFF).hours(hours(24, 3, 4))),
                arguments("no config", AppWorld.of(web("a").services(OFF).withoutConfig())),
                arguments(
                        "left alone as configured",
                        one(OFF).settings(Settings.usual().ignored())),
                arguments("a standby", AppWorld.of(web("a").services(OFF).standbyFor("b"))),
                arguments("on a schedule", AppWorld.of(web("a").services(OFF).schedule("daily"))),
                arguments(
                        "a database",
                        one(OFF).app(new App(SHOP, Machines.APP.org(), "deployed", Optional.of("postgres_cluster")))),
                arguments(
                        "a builder",
                        one(OFF).app(new App(
                                SHOP, Machines.APP.org(), "deployed", Optional.of("remote-docker-builder")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void silent(String situation, AppWorld world) {
        assertThat(world.look(new AutostopOff())).isEmpty();
    }

    @Test
    void nothingIsSaidOfMachinesThatWereNotRead() {
        assertThat(one(OFF).lookUnread(new AutostopOff())).isEmpty();
    }

    @Test
    void theLinesStandInTheFormThatTheAppUses() {
        assertThat(fixes(one(OFF)))
                .containsExactly(new Fix.Lines("""
                                [http_service]
                                  internal_port = 8080
                                  auto_stop_machines = "suspend"
                                  auto_start_machines = true"""), new Fix.Command("fly deploy --app shop"), HANGAR_DOES_IT);
        assertThat(fixes(one(Given.service(5432, Autostop.OFF, true, 0, List.of(5432))))
                        .getFirst())
                .isEqualTo(new Fix.Lines("""
                        # in the [[services]] with internal_port 5432, set:
                          auto_stop_machines = "suspend"
                          auto_start_machines = true"""));
        assertThat(fixes(one(OFF).toml("[[services]]\ninternal_port = 8080")).getFirst())
                .isEqualTo(new Fix.Lines("""
                        # in the [[services]] with internal_port 8080, set:
                          auto_stop_machines = "suspend"
                          auto_start_machines = true"""));
    }

    @Test
    void aMinimumThatKeepsMachinesAwakeIsNamed() {
        assertThat(fixes(AppWorld.of(kept("a", 1))))
                .contains(new Fix.Words("the last one stays as long as min_machines_running is 1:"
                        + " min_machines_running = 0 lets it sleep as well"));
        assertThat(fixes(AppWorld.of(kept("a", 2), kept("b", 2))))
                .contains(new Fix.Words("the last 2 stay as long as min_machines_running is 2:"
                        + " min_machines_running = 0 lets them sleep as well"));
    }

    /// A second `[http_service]` is no TOML, and a second `[[services]]` is another service.
    @Test
    void ofAServiceThatIsThereOnlyTheKeysAreGiven() {
        assertThat(fixes(one(OFF).toml("[http_service]\ninternal_port = 8080")).getFirst())
                .isEqualTo(new Fix.Lines("""
                        [http_service]
                          auto_stop_machines = "suspend"
                          auto_start_machines = true"""));
        assertThat(fixes(AppWorld.of(web("a").services(Given.service(53, Autostop.OFF, true, 0, List.of(53)))
                                .group("d\nns")))
                        .getFirst())
                .isEqualTo(new Fix.Lines("""
                        # in the [[services]] with internal_port 53 of process group d?ns, set:
                          auto_stop_machines = "suspend"
                          auto_start_machines = true"""));
    }

    @Test
    void whatCannotBeSuspendedIsStopped() {
        assertThat(fixes(AppWorld.of(web("a").services(OFF).swap(512).group("we\"b")))
                        .getFirst())
                .isEqualTo(new Fix.Lines("""
                        [http_service]
                          internal_port = 8080
                          processes = ["we\\"b"]
                          auto_stop_machines = "stop"
                          auto_start_machines = true"""));
    }

    private static List<Fix> fixes(AppWorld world) {
        return world.look(new AutostopOff()).getFirst().fixes();
    }

    @Test
    void fiftyMachinesMakeOneAdvice() {
        Machines[] fifty =
                IntStream.range(0, 50).mapToObj(i -> web("m" + i).services(OFF)).toArray(Machines[]::new);

        Advice advice = AppWorld.of(Arrays.stream(fifty).map(Machines::build).toList())
                .cold()
                .look(new AutostopOff())
                .getFirst();

        assertThat(advice.subject().machines()).hasSize(50);
        assertThat(advice.evidence())
                .containsExactly("autostop of the service on port 8080 is \"off\", autostart is true: "
                        + "m0, m1, m10, m11, m12 and 45 more");
    }
}
