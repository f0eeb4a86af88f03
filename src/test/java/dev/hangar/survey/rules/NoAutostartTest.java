package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class NoAutostartTest {
    private static final Service STRANDS = Given.http(Autostop.STOP, false, 0, "true");

    private static Machines stranded(String id) {
        return web(id).services(STRANDS);
    }

    static Stream<Arguments> fires() {
        Worth nobody = new Worth.Outage("no machine is started, and no request will start one");
        Worth later = new Worth.Outage("once they sleep, requests fail until somebody starts one by hand");
        Worth half = new Worth.Outage("what sleeps does not come back, and the rest may follow");
        Worth floor = new Worth.Risk("whatever sleeps beyond min_machines_running does not come back for more load");
        Service kept = Given.http(Autostop.SUSPEND, false, 1, "suspend");
        return Stream.of(
                arguments(
                        "all asleep",
                        AppWorld.of(stranded("a").stopped(), stranded("b").suspended()),
                        nobody),
                arguments(
                        "some asleep", AppWorld.of(stranded("a"), stranded("b").stopped()), half),
                arguments("none asleep yet", AppWorld.of(stranded("a")), later),
                arguments("a floor keeps one", AppWorld.of(web("a").services(kept)), floor),
                arguments(
                        "the floor's one sleeps",
                        AppWorld.of(web("a").services(kept).stopped()),
                        nobody),
                arguments(
                        "one port of two is woken",
                        AppWorld.of(
                                web("a").services(STRANDS, Given.service(9090, Autostop.STOP, true, 0, List.of(9090)))),
                        later));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String situation, AppWorld world, Worth worth) {
        Advice advice = world.look(new NoAutostart()).getFirst();

        assertThat(advice.headline()).isEqualTo("Fly Proxy puts machines to sleep that no request wakes again");
        assertThat(advice.worth()).isEqualTo(worth);
    }

    @Test
    void itNamesThePortAndWhoSleeps() {
        Advice advice = AppWorld.of(
                        stranded("a"), stranded("b").stopped(), stranded("c").suspended())
                .look(new NoAutostart())
                .getFirst();

        assertThat(advice.evidence())
                .containsExactly(
                        "the service on port 8080 has auto_start_machines = false and auto_stop_machines = \"stop\":"
                                + " a, b, c",
                        "asleep right now: b, c");
        assertThat(advice.fixes())
                .containsExactly(
                        new Fix.Lines("""
                                [http_service]
                                  internal_port = 8080
                                  auto_start_machines = true"""),
                        new Fix.Command("fly deploy --app shop"),
                        new Fix.Command("fly machine start b c --app shop"));
    }

    static Stream<Arguments> silent() {
        return Stream.of(
                arguments("autostart is on", AppWorld.of(web("a"))),
                arguments(
                        "always-on intent: both are off",
                        AppWorld.of(web("a").services(Given.http(Autostop.OFF, false, 0)))),
                arguments(
                        "one service's autostop is off, so nothing sleeps",
                        AppWorld.of(
                                web("a").services(STRANDS, Given.service(9090, Autostop.OFF, true, 0, List.of(9090))))),
                arguments("a worker", AppWorld.of(Machines.worker("a"))),
                arguments("no config", AppWorld.of(stranded("a").withoutConfig())),
                arguments("a standby", AppWorld.of(stranded("a").standbyFor("b"))),
                arguments(
                        "left alone as configured",
                        AppWorld.of(stranded("a")).settings(Settings.usual().ignored())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void silent(String situation, AppWorld world) {
        assertThat(world.look(new NoAutostart())).isEmpty();
    }
}
