package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Full hosts and regions (facts 5 and 12).
class CapacityTest {
    private static final Region IAD = new Region("iad");
    private static final String HOST_FULL =
            "aborted: could not reserve resource for machine: insufficient CPUs available to fulfill request on the"
                    + " current host";
    private static final String REGION_FULL = "aborted: no capacity";

    private static OneMachine world(String state, String full, long seed, boolean volume) {
        OneMachine one = OneMachine.in(MachineState.parse(state), seed, app -> {
            if (volume) {
                app.volume(1);
            }
        });
        if (full.equals("host")) {
            one.world().platform().setHostFull(one.machine().host(), true);
        } else if (full.equals("region")) {
            one.world().platform().setRegionFull(IAD, true);
        }
        return one;
    }

    /// What a start says, over some seeds: `here`, `elsewhere`, or the words of the refusal.
    private static Set<String> answers(String state, String full, boolean volume) {
        Set<String> answers = new TreeSet<>();
        for (long seed = 0; seed < 20; seed++) {
            OneMachine one = world(state, full, seed, volume);
            answers.add(
                    switch (one.world().start(one.machine())) {
                        case Move.Taken taken -> taken.newHost().isPresent() ? "elsewhere" : "here";
                        case Move.NoRoom(String text) -> text;
                        case Move.Refused(String text) -> "refused: " + text;
                        case Move.Failed(String message) -> "failed: " + message;
                    });
        }
        return answers;
    }

    @ParameterizedTest(name = "{0} machine, {1} full, volume: {2}")
    @CsvSource({
        "stopped,   nothing, false, here",
        "stopped,   host,    false, host-or-elsewhere",
        "stopped,   host,    true,  host",
        "stopped,   region,  false, region",
        "failed,    region,  false, region",
        // its place is reserved
        "suspended, host,    false, here",
        "suspended, region,  true,  here",
    })
    void onlyASuspendedMachineKeepsItsPlace(String state, String full, boolean volume, String expected) {
        assertThat(answers(state, full, volume))
                .isEqualTo(
                        switch (expected) {
                            case "here" -> Set.of("here");
                            case "host" -> Set.of(HOST_FULL);
                            case "region" -> Set.of(REGION_FULL);
                            default -> Set.of(HOST_FULL, "elsewhere");
                        });
    }

    @Test
    void aRefusedStartLeavesTheMachineStoppedAndRoomLetsItStart() {
        OneMachine one = world("stopped", "region", 1, false);
        one.world().start(one.machine());
        assertThat(one.machine().state()).isEqualTo(MachineState.STOPPED);
        assertThat(one.story()).isEmpty();

        one.world().platform().setRegionFull(IAD, false);
        assertThat(one.world().start(one.machine())).isEqualTo(new Move.Taken(MachineState.STOPPED));
    }

    @Test
    void aStartElsewhereTellsTheNewHost() {
        for (long seed = 0; ; seed++) {
            OneMachine one = world("stopped", "host", seed, false);
            String host = one.machine().host();
            String address = one.machine().privateIp();
            if (one.world().start(one.machine()) instanceof Move.Taken(MachineState previous, Optional<String> to)) {
                assertThat(previous).isEqualTo(MachineState.STOPPED);
                assertThat(to).contains(one.machine().host());
                assertThat(one.machine().host()).isNotEqualTo(host);
                assertThat(one.machine().privateIp()).isNotEqualTo(address);
                assertThat(one.story()).containsExactly("launch migrated flyd", "start starting user");
                return;
            }
        }
    }

    @Test
    void aFullRegionTakesNoNewMachines() {
        Platform platform = world("stopped", "region", 1, false).world().platform();
        assertThat(platform.obstacleToCreate(IAD)).contains("could not find a candidate host");
        assertThat(platform.obstacleToCreate(new Region("fra"))).isEmpty();
    }
}
