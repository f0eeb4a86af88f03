package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

class DeploysTest {
    @ParameterizedTest(name = "{0} in {1}, changed {2} min ago")
    @CsvSource({
        "fly_app_release_command, STARTED, 1, true",
        "fly_app_release_command, CREATED, 1, true",
        "fly_app_release_command, STARTED, 61, false",
        "fly_app_release_command, STOPPED, 1, false",
        "fly_app_release_command, FAILED, 1, false",
        "fly_app_test_machine_command, STARTING, 1, true",
        // A console is a person looking, not a deploy.
        "fly_app_console, STARTED, 1, false",
        "app, STARTED, 1, false"
    })
    void aReleaseCommandAtWorkIsADeployOfTheWholeApp(String group, MachineState state, int minutes, boolean deploys) {
        Machine machine = Machines.web("r")
                .group(group)
                .is(state)
                .updated(T0.minus(Duration.ofMinutes(minutes)))
                .build();

        assertThat(Deploys.inApp(List.of(Machines.web("a").build(), machine), T0)
                        .isPresent())
                .isEqualTo(deploys);
    }

    @ParameterizedTest
    @CsvSource({"fly_canary, true", "process_group, release_command"})
    void theirMetadataTellsAsWell(String key, String value) {
        Machine machine = Machines.web("c").meta(key, value).updated(T0).build();

        assertThat(Deploys.inApp(List.of(machine), T0)).isPresent();
    }
}
