package dev.hangar.simulation;

import dev.hangar.config.Mode;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.faults.Faults;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Two daemons put the same machines to sleep, the second one a little later by every offset at which their calls fall
/// between each other differently.
class TwinTest {
    private static final Duration CALM = Duration.ofMinutes(6);
    private static final Duration END = Duration.ofMinutes(14);
    private static final int STEP_MILLIS = 80;
    private static final int LAST_MILLIS = 1_200;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.simulation.KillTest#shapes")
    void neitherUndoesWhatTheOtherDoes(KillTest.Shape shape) {
        Organization organization = KillTest.organization(shape);
        for (int offset = 0; offset <= LAST_MILLIS; offset += STEP_MILLIS) {
            Duration later = Duration.ofSeconds(60).plusMillis(offset);
            Stage.Run run = new Stage(organization, 1, Faults.NONE, CALM, END).play(universe -> {
                begin(universe, organization, "one", Duration.ofSeconds(60));
                begin(universe, organization, "other", later);
            });
            String story = "offset " + offset + " ms, " + run.story(60);
            assertThat(run.failure()).as(story).isEmpty();
            assertThat(run.universe().world().apps().iterator().next().machines().stream()
                            .filter(machine -> machine.state() == MachineState.STARTED && !machine.isCordoned()))
                    .as(story)
                    .hasSize(shape.awake());
        }
    }

    private static void begin(Universe universe, Organization organization, String name, Duration after) {
        universe.scheduler.at(
                universe.now().plus(after),
                () -> new DaemonProcess(name, universe, organization.settings(Mode.ACT), DaemonProcess.Death.NEVER)
                        .start());
    }
}
