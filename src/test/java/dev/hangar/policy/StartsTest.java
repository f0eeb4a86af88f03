package dev.hangar.policy;

import dev.hangar.model.MachineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

class StartsTest {
    /// Events as `second:type/status/source`, oldest first; a start as `second source`, with what is true of it.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'', ''",
        // Asked for, then arrived: one start.
        "'0:stop/stopped/flyd 60:start/starting/user 62:start/started/flyd', '60 user token'",
        "'0:suspend/suspended/flyd 60:start/starting/proxy 61:start/started/flyd', '60 proxy'",
        // Only one of the two is in the short list, or Fly tells it at once.
        "'60:start/started/flyd', '60 flyd'",
        "'0:stop/stopped/flyd 60:start/started/user', '60 user token'",
        "'60:start/started/user', '60 user token'",
        // A launch, an update, a restart and a crash boot by themselves.
        "'0:launch/created/user 1:start/starting/flyd 3:start/started/flyd', '1 flyd'",
        "'0:update/updating/user 1:start/starting/flyd 3:start/started/flyd', '1 flyd'",
        "'0:restart/restarting/user 1:exit/stopped/flyd 3:start/started/flyd', '3 flyd'",
        "'0:exit/stopped/flyd 1:start/starting/flyd 3:start/started/flyd', '1 flyd'",
        // Part of a launch or an update, even when a token is named.
        "'0:launch/created/user 1:start/starting/user 3:start/started/flyd', '1 user'",
        "'0:update/updating/user 1:start/starting/user 3:start/started/flyd', '1 user'",
        // An update that kept the machine off, and somebody who woke it later.
        "'0:update/updating/user 1:update/stopped/flyd 90:start/starting/user 92:start/started/flyd', '90 user token'",
        // Made without a launch: it stops by itself, and is started.
        "'0:launch/created/user 1:stop/stopped/flyd 90:start/starting/user 92:start/started/flyd', '90 user token'",
        // Started, slept, started again.
        "'60:start/starting/user 62:start/started/flyd 90:stop/stopping/user 91:exit/stopped/flyd 92:stop/stopped/flyd"
                + " 120:start/starting/user 122:start/started/flyd', '60 user token, 120 user token again'",
        "'60:start/starting/user 62:start/started/flyd 90:suspend/suspended/flyd 99:start/starting/proxy"
                + " 120:stop/stopped/flyd 140:start/starting/user', '60 user token, 99 proxy again, 140 user token again'",
        // An arrival so late belongs to a start that fell out of the list.
        "'0:start/starting/user 301:start/started/flyd', '0 user token, 301 flyd'"
    })
    void aMachinesStarts(String events, String starts) {
        List<MachineEvent> list = new ArrayList<>();
        for (String event : events.isEmpty() ? new String[0] : events.split(" ", -1)) {
            String[] parts = event.split("[:/]", -1);
            Instant at = T0.plusSeconds(Long.parseLong(parts[0]));
            list.addFirst(new MachineEvent(parts[1], parts[2], parts[3], at));
        }
        List<String> found = Starts.of(list).stream()
                .map(start -> (start.at().getEpochSecond() - T0.getEpochSecond()) + " " + start.source()
                        + (start.byToken() ? " token" : "") + (start.again() ? " again" : ""))
                .toList();
        assertThat(String.join(", ", found)).isEqualTo(starts);
    }
}
