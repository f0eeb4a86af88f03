package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import java.time.Instant;
import java.util.Comparator;
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
    void itTellsTheLastStartsNewestFirst() {
        Machine machine = web("a").build();
        for (int start = 0; start < 10; start++) {
            String value = StartTag.after(machine, STARTED.plusSeconds(start)).value();
            machine = web("a").meta(StartTag.KEY, value).build();
        }

        assertThat(StartTag.of(machine).orElseThrow().starts())
                .hasSize(StartTag.MOST)
                .startsWith(STARTED.plusSeconds(9), STARTED.plusSeconds(8))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void aCopiedTagIsNotCarriedOn() {
        Machine clone = web("b").meta(StartTag.KEY, "a 1795392000").build();

        assertThat(StartTag.after(clone, STARTED).value()).isEqualTo("b 1795392000");
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
