package dev.hangar.survey.rules;

import dev.hangar.model.Check;
import dev.hangar.model.Machine;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class NotListeningTest {
    private static final String SERVICE_CHECK = "servicecheck-00-tcp-8080";
    private static final String REFUSED = "connect: connection refused";
    private static final Worth OUTAGE = new Worth.Outage("no started machine answers");
    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

    private static Check critical(String name, String output) {
        return new Check(name, Check.Status.CRITICAL, output);
    }

    private static AppWorld failing(Machines machine, Check... checks) {
        return AppWorld.of(List.of(Given.with(machine.build(), checks)));
    }

    private static OptionalDouble of(double count) {
        return OptionalDouble.of(count);
    }

    static Stream<Arguments> fires() {
        String refused = "The app runs, and nothing listens on port 8080 where Fly looks";
        Machine broken = Given.with(web("a").build(), critical(SERVICE_CHECK, REFUSED));
        return Stream.of(
                arguments("refused", failing(web("a"), critical(SERVICE_CHECK, REFUSED)), refused, OUTAGE),
                arguments(
                        "a top-level check",
                        failing(web("a"), critical("alive", "dial tcp: " + REFUSED)),
                        refused,
                        OUTAGE),
                arguments(
                        "a service check without a word",
                        failing(web("a"), critical(SERVICE_CHECK, "")),
                        "The app runs, and the check of its port 8080 fails",
                        OUTAGE),
                arguments(
                        "another one is well",
                        AppWorld.of(List.of(broken, web("b").build())),
                        refused,
                        new Worth.Risk("1 of 2 started machines do not answer")),
                arguments(
                        "another one sleeps",
                        AppWorld.of(List.of(broken, web("b").stopped().build())),
                        refused,
                        OUTAGE),
                arguments(
                        "the proxy got no answer",
                        AppWorld.of(web("a")).traffic(of(0), of(312)),
                        "The app runs, and no request to port 8080 was answered",
                        OUTAGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String situation, AppWorld world, String headline, Worth worth) {
        Advice advice = world.look(new NotListening()).getFirst();

        assertThat(advice.headline()).isEqualTo(headline);
        assertThat(advice.worth()).isEqualTo(worth);
    }

    @Test
    void itShowsWhatTheCheckSaidAndWhatToLookFor() {
        Advice advice = failing(web("a"), critical(SERVICE_CHECK, REFUSED))
                .look(new NotListening())
                .getFirst();

        assertThat(advice.evidence())
                .containsExactly(
                        "a: check servicecheck-00-tcp-8080 is critical: connect: connection refused",
                        "started since " + T0.minus(Duration.ofDays(2)) + ": a");
        assertThat(advice.fixes())
                .containsExactly(
                        new Fix.Words(
                                "let the app listen on 0.0.0.0:8080, or on [::]:8080, and not on localhost or 127.0.0.1"),
                        new Fix.Command("fly logs --app shop --machine a"),
                        new Fix.Command("fly checks list --app shop"),
                        new Fix.Words("if the log names another port, that one belongs into internal_port of the"
                                + " fly.toml:"),
                        new Fix.Lines("# in the [[services]] with internal_port 8080, set:\n  internal_port = 8080"));
    }

    @Test
    void whatTheProxySawIsTheEvidence() {
        Advice advice = AppWorld.of(web("a"))
                .traffic(of(0), of(312))
                .look(new NotListening())
                .getFirst();

        assertThat(advice.evidence())
                .startsWith("Fly Proxy answered 312 requests with 502, 503 or 504 within 14 days,"
                        + " and no machine answered a single one");
    }

    static Stream<Arguments> silent() {
        Check check = critical(SERVICE_CHECK, REFUSED);
        Check passing = new Check(SERVICE_CHECK, Check.Status.PASSING, REFUSED);
        Check warning = new Check(SERVICE_CHECK, Check.Status.WARNING, REFUSED);
        return Stream.of(
                arguments("all is well", failing(web("a"), passing)),
                arguments("a warning only", failing(web("a"), warning)),
                arguments("another check, for another reason", failing(web("a"), critical("disk", "95 % full"))),
                arguments(
                        "a check of a blue-green deploy",
                        failing(web("a"), critical("bg_deployments_compat-1", REFUSED))),
                arguments("asleep", failing(web("a").stopped(), check)),
                arguments(
                        "started a moment ago",
                        failing(
                                web("a").events(List.of())
                                        .event("start", "started", "flyd", T0.minus(Duration.ofMinutes(4))),
                                check)),
                arguments("since when it runs is not known", failing(web("a").events(List.of()), check)),
                arguments("changed a moment ago", failing(web("a").updated(T0.minusSeconds(60)), check)),
                arguments("a worker", failing(worker("a"), check)),
                arguments("a standby", failing(web("a").standbyFor("b"), check)),
                arguments(
                        "left alone",
                        failing(web("a"), check).settings(Settings.usual().ignored())),
                arguments(
                        "a release command is at work",
                        AppWorld.of(List.of(
                                Given.with(web("a").build(), check),
                                web("b").group("fly_app_release_command")
                                        .updated(T0.minusSeconds(60))
                                        .build()))),
                arguments("some were answered", AppWorld.of(web("a")).traffic(of(5), of(312))),
                arguments("no errors", AppWorld.of(web("a")).traffic(of(0), of(0))),
                arguments("answers are not known", AppWorld.of(web("a")).traffic(UNKNOWN, of(312))),
                arguments("errors are not known", AppWorld.of(web("a")).traffic(of(0), UNKNOWN)),
                arguments("nothing runs", AppWorld.of(web("a").stopped()).traffic(of(0), of(312))),
                arguments(
                        "the traffic of two fleets",
                        AppWorld.of(web("a"), web("b").group("web")).traffic(of(0), of(312))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void silent(String situation, AppWorld world) {
        assertThat(world.look(new NotListening())).isEmpty();
    }

    @Test
    void fiftyMachinesMakeOneAdvice() {
        List<Machine> fifty = IntStream.range(0, 50)
                .mapToObj(i -> Given.with(web("m" + i).build(), critical(SERVICE_CHECK, REFUSED)))
                .toList();

        assertThat(AppWorld.of(fifty).look(new NotListening())).singleElement().satisfies(advice -> {
            assertThat(advice.subject().machines()).hasSize(50);
            assertThat(advice.evidence()).hasSize(4);
        });
    }
}
