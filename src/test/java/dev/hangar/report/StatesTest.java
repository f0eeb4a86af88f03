package dev.hangar.report;

import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.Machine;
import dev.hangar.model.ProcessGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static dev.hangar.report.MachineMaker.machine;
import static org.assertj.core.api.Assertions.assertThat;

class StatesTest {
    private static final Instant TO = FleetMaker.AT;
    private static final FleetId FLEET = new FleetId(new AppName("shop"), new ProcessGroup("app"));

    @Test
    void eventsTellWhatAMachineWasIn() {
        assertThat(states(machine("a", "iad", "started").woke("suspended", 60_000, 120_000), 5))
                .containsExactly(
                        "UNKNOWN PT1H",
                        "SUSPENDED PT1H",
                        "MOVING PT1M",
                        "STARTED PT59M",
                        "SUSPENDED PT1H",
                        "MOVING PT2M",
                        "STARTED PT58M");
    }

    @Test
    void whatBeganBeforeTheWindowHoldsInIt() {
        assertThat(states(machine("a", "iad", "started").woke("stopped", 60_000), 1))
                .containsExactly("MOVING PT1M", "STARTED PT59M");
    }

    @Test
    void aMachineThatNothingHappenedToIsWhatItIs() {
        assertThat(states(machine("a", "iad", "suspended"), 24)).containsExactly("SUSPENDED PT24H");
    }

    @Test
    void withoutEventsAYoungMachineIsNotKnown() {
        assertThat(states(machine("a", "iad", "started").younger(Duration.ofDays(40)), 24))
                .containsExactly("UNKNOWN PT24H");
    }

    @Test
    void aWordThatWeDoNotKnowIsNotKnown() {
        assertThat(states(machine("a", "iad", "hibernating"), 24)).containsExactly("UNKNOWN PT24H");
    }

    private static List<String> states(MachineMaker maker, int hours) {
        Machine machine = maker.of(FLEET);
        return States.of(machine, TO.minus(Duration.ofHours(hours)), TO).stream()
                .map(span -> span.state() + " " + Duration.between(span.from(), span.to()))
                .toList();
    }
}
