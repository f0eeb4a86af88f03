package dev.hangar.policy;

import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Machine;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class SleepabilityTest {
    record Row(String situation, Machines machine, int suspending, boolean refused, String obstacle) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Row> obstacles() {
        return Stream.of(
                new Row("memory above 2 GB", web("a").memory(2304), 0, false, "memory 2304 MB exceeds 2048 MB"),
                new Row("swap", web("a").swap(512), 0, false, "has 512 MB of swap"),
                new Row("a schedule", web("a").schedule("daily"), 0, false, "runs on a schedule"),
                new Row(
                        "a GPU",
                        web("a").guest(new Guest(CpuKind.PERFORMANCE, 1, 2048, true, false)),
                        0,
                        false,
                        "has a GPU"),
                new Row(
                        "not updated since suspend exists",
                        web("a").updated(Sleepability.SUSPEND_SUPPORTED_SINCE.minusMillis(1)),
                        0,
                        false,
                        "last updated before 2024-06-20T20:00:00Z"),
                new Row("refused before", web("a"), 0, true, "Fly refused to suspend it within the last day"),
                new Row("many suspending", web("a"), 3, false, "3 machines of the fleet are suspending already"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void obstacles(Row row) {
        Machine machine = row.machine.build();
        Sleepability auto = sleep(machine, IdleAction.AUTO, row.suspending, row.refused);
        assertThat(auto).isEqualTo(new Sleepability(SleepKind.STOP, true, java.util.List.of(row.obstacle)));
        assertThat(sleep(machine, IdleAction.SUSPEND, row.suspending, row.refused)
                        .allowed())
                .isFalse();
        assertThat(sleep(machine, IdleAction.STOP, row.suspending, row.refused).sleep())
                .isEqualTo(SleepKind.STOP);
    }

    static Stream<Machines> suspendable() {
        return Stream.of(web("a"), web("a").memory(2048), web("a").updated(Sleepability.SUSPEND_SUPPORTED_SINCE));
    }

    @ParameterizedTest
    @MethodSource
    void suspendable(Machines builder) {
        Machine machine = builder.build();
        Sleepability suspend = new Sleepability(SleepKind.SUSPEND, true, java.util.List.of());
        assertThat(sleep(machine, IdleAction.AUTO, 2, false)).isEqualTo(suspend);
        assertThat(sleep(machine, IdleAction.SUSPEND, 2, false)).isEqualTo(suspend);
    }

    @Test
    void stopIsAlwaysAllowedAndSaysThatItWasAskedFor() {
        assertThat(sleep(web("a").build(), IdleAction.STOP, 0, false))
                .isEqualTo(new Sleepability(SleepKind.STOP, true, java.util.List.of("idle-action is stop")));
    }

    @Test
    void everyObstacleIsNamed() {
        assertThat(sleep(web("a").memory(4096).swap(1).build(), IdleAction.AUTO, 4, true)
                        .obstacles())
                .hasSize(4);
    }

    private static Sleepability sleep(Machine machine, IdleAction wanted, int suspending, boolean refused) {
        return Sleepability.of(machine, machine.config().orElseThrow(), wanted, suspending, refused);
    }
}
