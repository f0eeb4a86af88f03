package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.SleepKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class DrainTagTest {
    @ParameterizedTest
    @EnumSource
    void comesBackFromTheMachine(SleepKind sleep) {
        DrainTag tag = new DrainTag(new MachineId("a"), Instant.ofEpochSecond(1_795_392_000), sleep);
        assertThat(DrainTag.of(web("a").tagged(tag).build())).contains(tag);
    }

    /// A sample taken before the cordon must not pass for one taken after it.
    @Test
    void roundsItsInstantUp() {
        DrainTag tag = new DrainTag(new MachineId("a"), T0, SleepKind.STOP);
        assertThat(DrainTag.of(web("a").tagged(tag).build()).orElseThrow().since())
                .isEqualTo(Instant.parse("2026-11-19T07:43:18Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a 1795392000",
                "a 1795392000 nap",
                "b 1795392000 stop",
                "a -5 stop",
                "a 1e9 stop",
                "a 1795392000 stop now",
                "a 99999999999999999999 stop",
                "a  stop"
            })
    void anythingElseIsNoTagOfOurs(String value) {
        assertThat(DrainTag.of(web("a").meta(DrainTag.KEY, value).build())).isEmpty();
    }
}
