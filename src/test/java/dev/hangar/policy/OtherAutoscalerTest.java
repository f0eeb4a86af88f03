package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class OtherAutoscalerTest {
    /// @param starts minutes before now at which each machine was started, as `a:50 b:50 a:20`: `+` is a start of
    ///     ours, `p` one of the proxy; it slept right before each of its starts, unless `!` says otherwise
    record Row(String situation, String starts, Given given, boolean beside) {
        @Override
        public String toString() {
            return situation + ": " + starts;
        }
    }

    private static Row row(String situation, String starts, boolean beside) {
        return new Row(situation, starts, fleet(starts, Duration.ofDays(1)), beside);
    }

    private static Instant minutesAgo(String text) {
        return T0.minus(Duration.ofSeconds(Math.round(60 * Double.parseDouble(text))));
    }

    private static Given fleet(String starts, Duration known) {
        Machines[] machines = {web("a"), web("b"), web("c")};
        TreeMap<MachineId, List<Instant>> ours = new TreeMap<>();
        for (String start : starts.isEmpty() ? new String[0] : starts.split(" ", -1)) {
            Machines machine = machines[start.charAt(0) - 'a'];
            String when = start.substring(2).replaceAll("[+p!]", "");
            Instant at = minutesAgo(when);
            if (!start.endsWith("!")) {
                machine.event("stop", "stopped", "flyd", at.minusSeconds(3));
            }
            machine.event("start", "starting", start.endsWith("p") ? "proxy" : "user", at)
                    .event("start", "started", "flyd", at.plusSeconds(2));
            if (start.endsWith("+")) {
                ours.computeIfAbsent(new MachineId(start.substring(0, 1)), id -> new ArrayList<>())
                        .add(at.plusSeconds(3));
            }
        }
        ours.values().forEach(instants -> instants.sort(Comparator.naturalOrder()));
        OwnStarts own = new OwnStarts(java.util.Optional.of(T0.minus(known)), ours);
        return Given.fleet(machines)
                .concurrency(1, 5, 2)
                // Else a person's machines would stay awake for another reason.
                .settings(Settings.usual().guards(new Guards(PauseMode.NONE, Duration.ZERO, Duration.ZERO, 0)))
                .memory(Given.warm(T0).with(new GuardMemory(TrafficCliff.NEW, Flaps.NEW, own)));
    }

    static Stream<Row> fleets() {
        return Stream.of(
                row("nobody", "", false),
                row("it started two, we put one to sleep, it started it again", "a:50 b:50 a:20", true),
                row("one machine again and again", "a:55 a:40 a:20", true),
                row("a person starts three in one minute", "a:20 b:20 c:20", false),
                row("a person starts three within some minutes", "a:20 b:19 c:17", false),
                row("a person starts three, and one of them again by mistake", "a:20 b:19 c:17 a:16!", false),
                row("two starts are too few", "a:50 a:20", false),
                row("three starts within the same minute", "a:20.1 b:20.0 a:19.7", false),
                row("the first was more than an hour ago", "a:61 b:50 a:20", false),
                row("just within the hour", "a:59.9 b:50 a:20", true),
                row("one of them was ours", "a:50+ b:50 a:20", false),
                row("all were ours", "a:50+ b:50+ a:20+ b:10+", false),
                row("beside ours", "a:50 b:45+ b:30 a:20", true),
                row("Fly Proxy", "a:50p b:50p a:20p c:10p", false),
                row("Fly Proxy between", "a:50 b:40 a:30p a:20", true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fleets(Row row) {
        assertThat(row.given.holds().contains(Reason.OTHER_AUTOSCALER)).isEqualTo(row.beside);
        assertThat(row.given.plan().isEmpty()).as("nothing shrinks").isEqualTo(row.beside);
        if (row.beside) {
            assertThat(row.given.reasons())
                    .containsExactly("a=OTHER_AUTOSCALER", "b=OTHER_AUTOSCALER", "c=OTHER_AUTOSCALER");
        }
    }

    /// Before we began to watch, only the newest start of a machine can be told from ours, by its tag.
    @Test
    void afterARestartOnlyWhatCanBeToldFromOursCounts() {
        String starts = "a:50 b:50 a:20";
        assertThat(fleet(starts, Duration.ofMinutes(30)).holds()).doesNotContain(Reason.OTHER_AUTOSCALER);
        assertThat(fleet(starts, Duration.ofMinutes(51)).holds()).contains(Reason.OTHER_AUTOSCALER);
        assertThat(fleet("a:50 b:50 a:20 a:10 a:5", Duration.ofMinutes(30)).holds())
                .contains(Reason.OTHER_AUTOSCALER);
    }

    @Test
    void theReportTellsHowManyAndUntilWhen() {
        assertThat(fleet("a:50 b:40 a:20", Duration.ofDays(1))
                        .evaluate()
                        .report()
                        .holds())
                .containsExactly(new FleetReport.Hold(
                        Reason.OTHER_AUTOSCALER,
                        "3 starts within the hour that are not ours, the last at " + minutesAgo("20")
                                + "; shrinking rests until " + minutesAgo("-10") + " at least"));
    }

    @Test
    void growthStaysAndADrainIsTakenBack() {
        Given lacking = fleet("a:50 b:40 a:20", Duration.ofDays(1)).concurrency(25, 20, 20);
        assertThat(lacking.holds()).doesNotContain(Reason.OTHER_AUTOSCALER);
        DrainTag tag = new DrainTag(new MachineId("z"), T0.minusSeconds(60), SleepKind.STOP);
        Machines a = web("a");
        for (int minutes : new int[] {50, 40, 20}) {
            Instant at = T0.minus(Duration.ofMinutes(minutes));
            a.event("stop", "stopped", "flyd", at.minusSeconds(100)).event("start", "starting", "user", at);
        }
        OwnStarts own = new OwnStarts(java.util.Optional.of(T0.minus(Duration.ofDays(1))), new TreeMap<>());
        PolicyMemory memory = Given.warm(T0).with(new GuardMemory(TrafficCliff.NEW, Flaps.NEW, own));
        Given draining = Given.fleet(a, web("z").cordoned().tagged(tag))
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("a", 5).concurrency("z", 0))
                .memory(memory);
        assertThat(draining.plan()).containsExactly("undrain z OTHER_AUTOSCALER");
        Given growing = Given.fleet(a, web("z").suspended())
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("a", 30))
                .memory(memory);
        assertThat(growing.plan()).containsExactly("start z DEMAND");
    }

    @Test
    void ourOwnStartsAreRememberedForAnHourAndBounded() {
        OwnStarts starts = OwnStarts.NEW;
        MachineId a = new MachineId("a");
        for (int i = 0; i < 300; i++) {
            starts = starts.acted(T0.plusSeconds(15L * i), List.of(a));
        }
        assertThat(starts.since()).contains(T0);
        assertThat(starts.starts().get(a)).hasSize(60).isSorted().endsWith(T0.plusSeconds(15L * 299));
        assertThat(starts.has(a, T0.plusSeconds(15L * 299 + 120))).isTrue();
        assertThat(starts.has(a, T0.plusSeconds(15L * 299 + 121))).isFalse();
        assertThat(starts.has(new MachineId("b"), T0.plusSeconds(15L * 299))).isFalse();
        OwnStarts later = starts.acted(T0.plus(Duration.ofHours(4)), List.of());
        assertThat(later.starts()).isEmpty();
        assertThat(later.since()).contains(T0);
    }

    @Test
    void aPassWithoutAnyActionBeginsTheWatch() {
        PolicyMemory memory = PolicyMemory.NEW.acted(T0, List.<Action>of(), Duration.ofHours(1));
        assertThat(memory.guards().starts().cover(T0.plusSeconds(1))).isTrue();
        assertThat(memory.guards().starts().cover(T0)).isFalse();
        assertThat(PolicyMemory.NEW.guards().starts().cover(T0)).isFalse();
    }
}
