package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class FlapsTest {
    private static final List<Action> SLEEP = List.of(new Action.Sleep(ref("a"), SleepKind.STOP, true, Reason.IDLE));

    /// What the passes see: state of machine `a` at each second after our sleep, and the second of its last start.
    @ParameterizedTest(name = "{0}, started at {1}: {2} undone")
    @CsvSource({
        "'15=stopped 30=stopped 45=started', , 1",
        "'15=suspended 30=starting', , 1",
        // Undone between two passes: only its event tells.
        "'15=started', 3, 1",
        "'15=started', , 0", // still going down
        "'15=started', -600, 0",
        "'15=suspending 30=stopping 45=stopped', , 0",
        "'15=stopped 300=started', , 1",
        "'15=stopped 301=started', , 0",
        "'15=stopped 310=started', 299, 1",
        "'15=stopped 310=stopped 320=started', 299, 0", // the machine was seen asleep at 310: it slept long enough
        "'15=stopped 30=started 45=started 60=started', 20, 1", // once
        "'15=stopped 30=failed', , 0",
        "'15=stopped 30=updating', , 0",
        "'15=stopped 30=gone 45=started', 40, 0"
    })
    void aSleepThatIsUndoneWithinMinutesCounts(String passes, Long started, int undone) {
        Flaps flaps = Flaps.NEW.acted(T0, SLEEP);
        for (String pass : passes.split(" ", -1)) {
            String[] parts = pass.split("=", -1);
            Instant at = T0.plusSeconds(Long.parseLong(parts[0]));
            Machines machine = web("a").inState(parts[1]);
            if (started != null) {
                machine.event("start", "started", "proxy", T0.plusSeconds(started));
            }
            flaps = flaps.seen(at, parts[1].equals("gone") ? List.of() : List.of(machine.build()));
        }
        assertThat(flaps.undone()).hasSize(undone);
    }

    @Test
    void everyoneCountsAlsoWeOurselves() {
        Machine awake =
                web("a").event("start", "starting", "user", T0.plusSeconds(20)).build();
        Flaps flaps = Flaps.NEW
                .acted(T0, SLEEP)
                .acted(T0.plusSeconds(20), List.of(new Action.Start(ref("a"), Reason.DEMAND)))
                .seen(T0.plusSeconds(30), List.of(awake));
        assertThat(flaps.undone()).containsExactly(T0.plusSeconds(30));
        assertThat(flaps.sleeps()).isEmpty();
    }

    @Test
    void aDrainAloneIsNoSleep() {
        Flaps flaps = Flaps.NEW.acted(T0, List.of(new Action.Drain(ref("a"), SleepKind.STOP, Reason.IDLE)));
        assertThat(flaps).isEqualTo(Flaps.NEW);
    }

    /// What happens to machine `a` at each second: `drain` accepted by Fly, `undrain` and `sleep` of ours, or a
    /// state that
    /// a pass sees.
    @ParameterizedTest(name = "{0}: {1} undone")
    @CsvSource({
        "'0=drain 15=started 30=drain', 1", // somebody else took the first one back
        "'0=drain 15=started 30=drain 45=drain', 1", // within a minute: one moment
        "'0=drain 15=started 30=drain 45=started 90=drain', 2",
        "'0=drain 15=undrain 30=drain', 0", // ours
        "'0=drain 15=sleep 30=stopped 45=started 60=drain', 1", // the sleep that was undone, not the drain
        "'0=drain 15=stopped 30=started 600=drain', 0", // asleep without us: Fly Proxy parked it
        "'0=drain 15=gone 30=drain', 0",
        "'0=drain 15=started 3599=started 3601=started 3615=drain', 0", // long ago
        "'0=drain', 0"
    })
    void aDrainThatSomebodyElseTookBackCountsOnceItIsBegunAgain(String story, int undone) {
        Flaps flaps = Flaps.NEW;
        for (String step : story.split(" ", -1)) {
            String[] parts = step.split("=", -1);
            Instant at = T0.plusSeconds(Long.parseLong(parts[0]));
            flaps = switch (parts[1]) {
                case "drain" -> flaps.drained(at, ref("a").id());
                case "undrain" -> flaps.acted(at, List.of(new Action.Undrain(ref("a"), Reason.DRAIN_CANCELED)));
                case "sleep" -> flaps.acted(at, SLEEP);
                case "gone" -> flaps.seen(at, List.of());
                default -> flaps.seen(at, List.of(web("a").inState(parts[1]).build()));
            };
        }
        assertThat(flaps.undone()).hasSize(undone);
    }

    @Test
    void theMemoryIsBounded() {
        Flaps flaps = Flaps.NEW;
        Machine awake = web("a").build();
        Machine asleep = web("a").is(MachineState.STOPPED).build();
        for (int i = 0; i < 700; i++) {
            Instant at = T0.plusSeconds(6L * i);
            flaps = flaps.acted(at, SLEEP)
                    .seen(at.plusSeconds(2), List.of(asleep))
                    .seen(at.plusSeconds(4), List.of(awake));
        }
        assertThat(flaps.undone()).hasSize(60).isSorted().contains(T0.plusSeconds(4144));
        assertThat(flaps.seen(T0.plus(Duration.ofHours(5)), List.of(awake))).isEqualTo(Flaps.NEW);
    }

    @Test
    void oneBurstThatWakesSeveralIsOneMoment() {
        List<Machine> asleep = Stream.of("a", "b", "c", "d")
                .map(id -> web(id).is(MachineState.STOPPED).build())
                .toList();
        List<Machine> awake =
                Stream.of("a", "b", "c", "d").map(id -> web(id).build()).toList();
        Flaps flaps = Flaps.NEW;
        for (String id : List.of("a", "b", "c", "d")) {
            flaps = flaps.acted(T0, List.of(new Action.Sleep(ref(id), SleepKind.STOP, false, Reason.IDLE)));
        }
        flaps = flaps.seen(T0.plusSeconds(15), asleep)
                .seen(
                        T0.plusSeconds(30),
                        Stream.concat(awake.stream().limit(2), asleep.stream().skip(2))
                                .toList())
                .seen(T0.plusSeconds(45), awake);

        assertThat(flaps.undone()).containsExactly(T0.plusSeconds(30));
    }

    private static PolicyMemory undone(int... minutesAgo) {
        List<Instant> instants = new ArrayList<>(IntStream.of(minutesAgo)
                .mapToObj(minutes -> T0.minus(Duration.ofMinutes(minutes)))
                .toList());
        Collections.sort(instants);
        return Given.warm(T0)
                .with(new GuardMemory(
                        TrafficCliff.NEW, new Flaps(new TreeMap<>(), new TreeMap<>(), instants), OwnStarts.NEW));
    }

    @ParameterizedTest(name = "limit {0}, undone {1} minutes ago: {2}")
    @CsvSource({
        "4, '5 20 30 40', '4 times sleeps were undone within the hour, limit 4, until 2026-11-19T08:03:17.389Z'",
        "4, '5 20 30 59', '4 times sleeps were undone within the hour, limit 4, until 2026-11-19T07:44:17.389Z'",
        "4, '5 10 20 30 40 50', '6 times sleeps were undone within the hour, limit 4, until 2026-11-19T08:13:17.389Z'",
        "4, '5 20 30 60',",
        "4, '5 20 30',",
        "1, '59', '1 times sleeps were undone within the hour, limit 1, until 2026-11-19T07:44:17.389Z'",
        "0, '1 2 3 4 5 6',"
    })
    void atTheLimitShrinkingRests(int limit, String minutes, String detail) {
        int[] ago = java.util.Arrays.stream(minutes.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        Guards usual = Guards.USUAL;
        Given given = Given.fleet(web("a"), web("b"))
                .memory(undone(ago))
                .settings(Settings.usual()
                        .guards(new Guards(PauseMode.NONE, usual.yieldToPerson(), usual.cliffHold(), limit)));
        if (detail == null) {
            assertThat(given.plan()).containsExactly("drain a IDLE", "sleep b IDLE");
        } else {
            assertThat(given.plan()).isEmpty();
            assertThat(given.evaluate().report().holds())
                    .containsExactly(new FleetReport.Hold(Reason.FLAPPING, detail));
            assertThat(given.reasons()).containsExactly("a=FLAPPING", "b=FLAPPING");
        }
    }

    @Test
    void aDrainUnderWayIsTakenBackAndGrowthStays() {
        DrainTag tag = new DrainTag(new MachineId("a"), T0.minusSeconds(60), SleepKind.STOP);
        Given draining = Given.fleet(web("a").cordoned().tagged(tag), web("b"))
                .concurrency(0, 5)
                .memory(undone(1, 2, 3, 4));
        assertThat(draining.plan()).containsExactly("undrain a FLAPPING");
        Given lacking =
                Given.fleet(web("a"), web("b").suspended()).concurrency(30).memory(undone(1, 2, 3, 4));
        assertThat(lacking.plan()).containsExactly("start b DEMAND");
    }
}
