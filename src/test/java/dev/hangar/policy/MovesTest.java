package dev.hangar.policy;

import dev.hangar.model.MachineEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

class MovesTest {
    /// Events as `millisecond:type/status/source`, oldest first; returned newest first, as Fly lists them.
    static List<MachineEvent> events(String words) {
        List<MachineEvent> list = new ArrayList<>();
        for (String event : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
            String[] parts = event.split("[:/]", -1);
            list.addFirst(new MachineEvent(parts[1], parts[2], parts[3], T0.plusMillis(Long.parseLong(parts[0]))));
        }
        return list;
    }

    private static String moves(List<MachineEvent> events) {
        return String.join(
                ", ",
                Moves.of(events).stream()
                        .map(move -> move.kind() + " " + move.took().toMillis())
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'', ''",
        // The four moves, whoever asked.
        "'0:stop/stopped/flyd 60000:start/starting/user 63100:start/started/flyd', 'BOOT 3100'",
        "'0:suspend/suspended/flyd 60000:start/starting/proxy 60350:start/started/flyd', 'WAKE 350'",
        "'0:start/started/flyd 60000:stop/stopping/user 62000:exit/stopped/flyd 62000:stop/stopped/flyd', 'STOP 2000'",
        "'0:start/started/flyd 60000:suspend/suspending/proxy 61500:suspend/suspended/flyd', 'SUSPEND 1500'",
        // A process that ended by itself, and one that an update kept off: asleep without a stop.
        "'0:exit/stopped/flyd 60000:start/starting/user 63100:start/started/flyd', 'BOOT 3100'",
        "'0:update/updating/user 1000:update/stopped/flyd 60000:start/starting/user 63100:start/started/flyd', 'BOOT 3100'",
        // A snapshot thrown away by a stop: what follows is a boot, and that stop ended no process.
        "'0:suspend/suspended/flyd 9:stop/stopping/user 20:stop/stopped/flyd 60000:start/starting/user 63100:start/started/flyd',"
                + " 'BOOT 3100'",
        // Boots of a launch, an update, a restart and a crash were not waited for by anybody asleep.
        "'0:launch/created/user 9:start/starting/flyd 3000:start/started/flyd', ''",
        "'0:update/updating/user 9:start/starting/flyd 3000:start/started/flyd', ''",
        "'0:start/started/flyd 9:restart/restarting/user 50:exit/stopped/flyd 3000:start/started/flyd', ''",
        "'0:exit/stopped/flyd 9:restart/starting/flyd 3000:start/started/flyd', ''",
        // Failed, taken back, ended on the way, fallen back to a stop.
        "'0:stop/stopped/flyd 60000:start/starting/user 63100:start/failed/flyd 70000:start/started/flyd', ''",
        "'0:start/started/flyd 60000:suspend/suspending/user 60900:start/starting/user 61200:start/started/flyd', ''",
        "'0:stop/stopped/flyd 60000:start/starting/user 61000:exit/stopped/flyd', ''",
        "'0:start/started/flyd 60000:suspend/suspending/user 61500:stop/stopped/flyd', ''",
        // Wedged: 5 minutes still count, a millisecond more does not.
        "'0:stop/stopped/flyd 1000:start/starting/user 301000:start/started/flyd', 'BOOT 300000'",
        "'0:stop/stopped/flyd 1000:start/starting/user 301001:start/started/flyd', ''",
        // What was before, or the beginning, fell out of the list.
        "'60000:start/starting/user 63100:start/started/flyd', ''",
        "'63100:start/started/flyd', ''",
        "'0:stop/stopped/flyd 63100:start/started/flyd', ''",
        "'60000:stop/stopping/user 62000:stop/stopped/flyd', ''",
        // Asked for twice: the first one counts. Arrived twice: once.
        "'0:suspend/suspended/flyd 100:start/starting/proxy 200:start/starting/user 500:start/started/flyd"
                + " 600:start/started/flyd', 'WAKE 400'",
        // A word we do not know.
        "'0:stop/stopped/flyd 60000:start/starting/user 61000:start/warming/flyd 63100:start/started/flyd', ''",
        // Several, one after the other.
        "'0:start/started/flyd 100:suspend/suspending/user 1600:suspend/suspended/flyd 5000:start/starting/proxy"
                + " 5300:start/started/flyd 9000:stop/stopping/user 9800:stop/stopped/flyd 20000:start/starting/user"
                + " 24000:start/started/flyd', 'SUSPEND 1500, WAKE 300, STOP 800, BOOT 4000'",
    })
    void movesThatAnEventListTells(String events, String moves) {
        assertThat(moves(events(events))).isEqualTo(moves);
    }

    private static final String LIFE = "0:start/started/flyd 100:suspend/suspending/user 1600:suspend/suspended/flyd"
            + " 5000:start/starting/proxy 5300:start/started/flyd 9000:stop/stopping/user 9800:stop/stopped/flyd";

    @Test
    void theOrderOfTheListDoesNotMatter() {
        List<MachineEvent> listed = events(LIFE);
        List<MachineEvent> shuffled = new ArrayList<>(listed);
        Collections.swap(shuffled, 0, 5);
        Collections.swap(shuffled, 1, 3);
        assertThat(moves(listed.reversed())).isEqualTo(moves(listed)).isEqualTo("SUSPEND 1500, WAKE 300, STOP 800");
        assertThat(moves(shuffled)).isEqualTo(moves(listed));
    }

    @Test
    void anEventThatIsListedTwiceIsOneEvent() {
        List<MachineEvent> listed = events(LIFE);
        List<MachineEvent> twice = new ArrayList<>(listed);
        twice.addAll(listed);
        assertThat(moves(twice)).isEqualTo(moves(listed));
    }
}
