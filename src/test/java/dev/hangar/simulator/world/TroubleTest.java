package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Scripted trouble: starts that answer 200 with an error, boots that fail, moves that hang (facts 1.4 and 2.2).
class TroubleTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @ValueSource(strings = {"stopped", "suspended", "failed"})
    void aStartErrorChangesNothingAndGoesAway(String state) {
        OneMachine one = OneMachine.in(MachineState.parse(state), app -> {});
        one.world().platform().trouble(one.machine(), Trouble.START_ERROR, 2);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(one.world().start(one.machine())).isInstanceOf(Move.Failed.class);
            assertThat(one.machine().state().wireName()).isEqualTo(state);
        }
        assertThat(one.world().start(one.machine()).isTaken()).isTrue();
    }

    @Test
    void aFailedBootEndsInFailedAndCanBeTriedAgain() {
        OneMachine one = OneMachine.in(MachineState.STOPPED, app -> {});
        one.world().platform().trouble(one.machine(), Trouble.FAILED_BOOT, 1);
        one.world().start(one.machine());
        one.until(MachineState.FAILED).pass(AN_HOUR);
        assertThat(one.machine().state()).isEqualTo(MachineState.FAILED);
        assertThat(one.machine().boots()).isEqualTo(Boots.NONE);

        one.world().start(one.machine());
        one.until(MachineState.STARTED);
    }

    @Test
    void theFirstBootOfANewMachineEndsInLaunchFailed() {
        OneMachine one = OneMachine.in(MachineState.CREATED, app -> {});
        World.Wish wish = new World.Wish(
                one.machine().current().raw(), Optional.empty(), one.machine().region(), true, false);
        SimulatedApp app = one.world().apps().iterator().next();
        SimulatedMachine made = one.world().create(app, wish);
        one.world().platform().trouble(made, Trouble.FAILED_BOOT, 1);
        one.pass(AN_HOUR);

        assertThat(made.state()).isEqualTo(MachineState.LAUNCH_FAILED);
        assertThat(one.world().start(made).isTaken()).isFalse();
        assertThat(one.world().destroy(made, false).isTaken()).isTrue();
    }

    @ParameterizedTest(name = "{0} on {1}: wedged in {2}, freed to {3}")
    @CsvSource({
        "start, stopped, starting,   started, STUCK_STARTING",
        "start, suspended, starting, started, STUCK_STARTING",
        "restart, started, restarting, started, STUCK_STARTING",
        "stop,  started, stopping,   stopped, STUCK_STOPPING",
        "stop,  suspended, stopping, stopped, STUCK_STOPPING",
    })
    void aWedgedMachineStaysUntilItIsFreed(String verb, String from, String wedged, String freed, Trouble trouble) {
        OneMachine one = OneMachine.in(MachineState.parse(from), app -> {});
        one.world().platform().trouble(one.machine(), trouble, 1);
        Move move = switch (verb) {
            case "start" -> one.world().start(one.machine());
            case "stop" -> one.world().stop(one.machine());
            default -> one.world().restart(one.machine());
        };
        assertThat(move.isTaken()).isTrue();
        one.pass(AN_HOUR);
        assertThat(one.machine().state().wireName()).isEqualTo(wedged);
        assertThat(one.machine().isStuck()).isTrue();
        assertThat(one.world().start(one.machine()).isTaken()).isFalse();

        one.world().platform().free(one.machine());
        assertThat(one.machine().state().wireName()).isEqualTo(freed);
    }

    @Test
    void aWedgedMachineCanBeDestroyed() {
        OneMachine one = OneMachine.in(MachineState.STOPPED, app -> {});
        one.world().platform().trouble(one.machine(), Trouble.STUCK_STARTING, 1);
        one.world().start(one.machine());
        one.pass(AN_HOUR);
        assertThat(one.world().destroy(one.machine(), true).isTaken()).isTrue();
        assertThat(one.pass(AN_HOUR).machine().state()).isEqualTo(MachineState.DESTROYED);
    }
}
