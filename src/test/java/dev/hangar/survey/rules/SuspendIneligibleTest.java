package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.policy.IdleAction;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SuspendIneligibleTest {
    private static final Guest LARGE = Guest.of(CpuKind.SHARED, 2, 4096);
    private static final Guest GPU = new Guest(CpuKind.PERFORMANCE, 8, 2048, true, false);
    private static final Instant LONG_AGO = Instant.parse("2024-06-20T19:59:59Z");
    private static final Instant SINCE = Instant.parse("2024-06-20T20:00:00Z");
    private static final Fix STOP = new Fix.Lines("""
            # in the [[services]] with internal_port 8080, set:
              auto_stop_machines = "stop\"""");

    static Stream<Arguments> fires() {
        return Stream.of(
                arguments(
                        "memory",
                        web("a").guest(LARGE),
                        List.of(
                                "memory 4096 MB exceeds 2048 MB: a",
                                "shared-cpu-2x:2048MB would be suspended, at $13.39 per 30 days instead of $25.40"
                                        + " while started"),
                        List.of(new Fix.Lines("""
                                [[vm]]
                                  size = "shared-cpu-2x"
                                  memory = "2gb\""""), STOP)),
                arguments(
                        "memory of performance machines: 2 GB come with one vCPU",
                        web("a").guest(Guest.of(CpuKind.PERFORMANCE, 2, 4096)).group("web"),
                        List.of(
                                "memory 4096 MB exceeds 2048 MB: a",
                                "performance-1x:2048MB would be suspended, at $33.00 per 30 days instead of $66.00"
                                        + " while started"),
                        List.of(new Fix.Lines("""
                                [[vm]]
                                  size = "performance-1x"
                                  memory = "2gb"
                                  processes = ["web"]"""), new Fix.Lines("""
                                # in the [[services]] with internal_port 8080 of process group web, set:
                                  auto_stop_machines = "stop\""""))),
                arguments(
                        "swap",
                        web("a").swap(512),
                        List.of("has 512 MB of swap: a"),
                        List.of(new Fix.Lines("swap_size_mb = 0"), STOP)),
                arguments(
                        "too old",
                        web("a").updated(LONG_AGO),
                        List.of("last updated before 2024-06-20T20:00:00Z: a"),
                        List.of(new Fix.Command("fly deploy --app shop"), STOP)),
                arguments(
                        "a schedule",
                        web("a").schedule("daily"),
                        List.of("runs on a schedule: a"),
                        List.of(
                                new Fix.Words("a machine on a schedule stops when its work is done: leave it to that"),
                                STOP)),
                arguments("a GPU", web("a").guest(GPU), List.of("has a GPU: a"), List.of(STOP)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String situation, Machines machine, List<String> evidence, List<Fix> fixes) {
        Advice advice = AppWorld.of(machine).look(new SuspendIneligible()).getFirst();

        assertThat(advice.headline()).isEqualTo("Suspend is asked for, and Fly will stop 1 machine instead");
        assertThat(advice.worth())
                .isEqualTo(new Worth.Risk("every wake is a cold boot, and no host keeps room for a stopped machine"));
        assertThat(advice.evidence()).isEqualTo(evidence);
        assertThat(advice.fixes()).isEqualTo(fixes);
    }

    @Test
    void eachReasonNamesTheMachinesThatItHoldsFor() {
        List<Advice> advice = AppWorld.of(
                        web("a").guest(LARGE),
                        web("b").swap(512),
                        web("c").guest(LARGE).swap(512),
                        web("d"))
                .look(new SuspendIneligible());

        assertThat(advice).singleElement().satisfies(one -> {
            assertThat(one.evidence()).contains("memory 4096 MB exceeds 2048 MB: a, c", "has 512 MB of swap: b, c");
            assertThat(one.subject().machines()).hasSize(3);
        });
    }

    @Test
    void aSizeThatWouldBeTooSmallIsNotAdvised() {
        Advice advice = AppWorld.of(web("a").guest(LARGE))
                .memoryUsed("a", 3.1e9)
                .look(new SuspendIneligible())
                .getFirst();

        assertThat(advice.evidence())
                .contains("shared-cpu-2x:2048MB would be suspended, at $13.39 per 30 days instead of $25.40"
                        + " while started, but a used up to 2956 MB");
        assertThat(advice.fixes()).containsExactly(STOP);
    }

    @Test
    void aSizeOfWhichNothingIsKnownHasNoSmallerOne() {
        Advice advice = AppWorld.of(web("a").guest(Guest.of(CpuKind.UNRECOGNIZED, 2, 4096)))
                .look(new SuspendIneligible())
                .getFirst();

        assertThat(advice.evidence()).containsExactly("memory 4096 MB exceeds 2048 MB: a");
        assertThat(advice.fixes()).containsExactly(STOP);
    }

    @Test
    void hangarsOwnPolicyCanAskForItToo() {
        Advice advice = AppWorld.of(web("a").swap(512).autostop(Autostop.STOP))
                .settings(Settings.usual().idleAction(IdleAction.SUSPEND))
                .look(new SuspendIneligible())
                .getFirst();

        assertThat(advice.evidence()).containsExactly("has 512 MB of swap: a");
        assertThat(advice.fixes()).containsExactly(new Fix.Lines("swap_size_mb = 0"));
    }

    static Stream<Arguments> silent() {
        return Stream.of(
                arguments("nothing is in the way", AppWorld.of(web("a"))),
                arguments("just 2 GB", AppWorld.of(web("a").memory(2048))),
                arguments("just updated", AppWorld.of(web("a").updated(SINCE))),
                arguments("stop is asked for", AppWorld.of(web("a").guest(LARGE).autostop(Autostop.STOP))),
                arguments(
                        "nothing is asked for",
                        AppWorld.of(web("a").guest(LARGE).autostop(Autostop.OFF))),
                arguments("a worker", AppWorld.of(Machines.worker("a").guest(LARGE))),
                arguments("a standby", AppWorld.of(web("a").guest(LARGE).standbyFor("b"))),
                arguments("no config", AppWorld.of(web("a").guest(LARGE).withoutConfig())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void silent(String situation, AppWorld world) {
        assertThat(world.look(new SuspendIneligible())).isEmpty();
    }
}
