package dev.hangar.policy;

import dev.hangar.model.MachineId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class StartTagTest {
    private static final Instant STARTED = Instant.ofEpochSecond(1_795_392_000L);

    @Test
    void itIsReadAsItIsWritten() {
        StartTag tag = new StartTag(new MachineId("a"), STARTED.plusMillis(900));
        assertThat(tag.value()).isEqualTo("a 1795392000");
        assertThat(StartTag.of(web("a").meta(StartTag.KEY, tag.value()).build()))
                .contains(new StartTag(new MachineId("a"), STARTED));
    }

    @Test
    void noTagIsNone() {
        assertThat(StartTag.of(web("a").build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a ", "a x", "a -1", "b 1795392000", "a 1795392000 stop", "a 1795392000000000"})
    void whatIsNotItsOwnIsIgnored(String value) {
        assertThat(StartTag.of(web("a").meta(StartTag.KEY, value).build())).isEmpty();
    }
}
