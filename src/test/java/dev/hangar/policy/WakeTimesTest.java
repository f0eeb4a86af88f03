package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WakeTimesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LISTED = 20;

    /// One machine's life: sleeps, and starts that took so long, ten minutes apart.
    private static final class Life {
        private final String id;
        private final List<MachineEvent> events = new ArrayList<>();
        private Instant at;

        Life(String id, Instant from) {
            this.id = id;
            this.at = from;
            note("start", "started");
        }

        private void note(String type, String status) {
            events.addFirst(new MachineEvent(type, status, "flyd", at));
        }

        Life suspended(long... wakes) {
            for (long wake : wakes) {
                cycle("suspend", "suspending", "suspended", 1_500, wake);
            }
            return this;
        }

        Life stopped(long... boots) {
            for (long boot : boots) {
                cycle("stop", "stopping", "stopped", 2_500, boot);
            }
            return this;
        }

        private void cycle(String type, String going, String gone, long sleep, long wake) {
            at = at.plusSeconds(300);
            note(type, going);
            at = at.plusMillis(sleep);
            note(type, gone);
            at = at.plusSeconds(300);
            note("start", "starting");
            at = at.plusMillis(wake);
            note("start", "started");
        }

        Machine whole() {
            return listed(events);
        }

        /// As Fly lists it: only the newest events.
        Machine now() {
            return listed(events.subList(0, Math.min(LISTED, events.size())));
        }

        private Machine listed(List<MachineEvent> shown) {
            return Machines.web(id).events(shown).build();
        }
    }

    private static long[] millis(String words) {
        return words.isBlank()
                ? new long[0]
                : Arrays.stream(words.trim().split(" +", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
    }

    private static Life life(String wakes, String boots) {
        return new Life("a", T0.minus(Duration.ofDays(1)))
                .suspended(millis(wakes))
                .stopped(millis(boots));
    }

    private static WakeTimes learned(Machine... machines) {
        return WakeTimes.NEW.seen(T0.plus(Duration.ofDays(9)), List.of(machines));
    }

    /// Wakes of a suspended and boots of a stopped machine in milliseconds; then what is learned. `-` is not known.
    @ParameterizedTest(name = "wakes {0}, boots {1}")
    @CsvSource({
        // wakes, boots, resumed, booted, share, resume, cold, expected after a suspend, after a stop
        // Nothing known: half of 0.5 s and half of 5 s.
        "'', '',                        0, 0, 0.500, -,   -,    2750, 5000",
        // One resume: (1 + 1) / (1 + 2) of 0.3 s, the rest 5 s.
        "'300', '',                     1, 0, 0.667, 300, -,    1867, 5000",
        "'300 320 340 310', '',         4, 0, 0.833, 315, -,    1096, 5000",
        // All lost: (0 + 1) / (3 + 2) of the 0.5 s of a resume not seen, the rest 4 s.
        "'4000 3900 4100', '',          0, 3, 0.200, -,   4000, 3300, 4000",
        "'300 4000 300 4200 300', '',   3, 2, 0.571, 300, 4100, 1929, 4100",
        // The limit is 1.414 s as long as no boot is known: sqrt(0.4 s * 5 s).
        "'1413', '',                    1, 0, 0.667, 1413, -,   2609, 5000",
        "'1414', '',                    0, 1, 0.333, -,   1414, 1109, 1414",
        // Boots of 0.9 s: sqrt(0.4 s * 0.9 s) = 0.6 s.
        "'590 610', '900 900 900',      1, 1, 0.500, 590, 900,  745,  900",
        // Boots of 0.1 s are as quick as resumes: nothing is lost by not telling them apart.
        "'100 120', '100',              2, 0, 0.750, 110, 100,  108,  100",
        // Boots of a minute: a resume of a large machine may take almost 3 s.
        "'2900 3000', '60000',          1, 1, 0.500, 2900, 31500, 17200, 31500",
    })
    void whatIsLearned(
            String wakes,
            String boots,
            int resumed,
            int booted,
            double share,
            String resume,
            String cold,
            long afterSuspend,
            long afterStop) {
        WakeTimes times = learned(life(wakes, boots).whole());

        assertThat(times.resumed()).isEqualTo(resumed);
        assertThat(times.booted()).isEqualTo(booted);
        assertThat(times.resumeShare()).isCloseTo(share, within(0.0005));
        assertThat(times.resume().map(Duration::toMillis).map(String::valueOf).orElse("-"))
                .isEqualTo(resume);
        assertThat(times.coldStart()
                        .map(Duration::toMillis)
                        .map(String::valueOf)
                        .orElse("-"))
                .isEqualTo(cold);
        assertThat(times.expectedWake(SleepKind.SUSPEND)).isEqualTo(Duration.ofMillis(afterSuspend));
        assertThat(times.expectedWake(SleepKind.STOP)).isEqualTo(Duration.ofMillis(afterStop));
    }

    @Test
    void sleepsAreMeasuredToo() {
        WakeTimes times = learned(life("300 300", "4000").whole());
        assertThat(times.suspending()).contains(new Spread(2, Duration.ofMillis(1_500), Duration.ofMillis(1_500)));
        assertThat(times.stopping()).contains(new Spread(1, Duration.ofMillis(2_500), Duration.ofMillis(2_500)));
    }

    @ParameterizedTest(name = "{0} {1} over {2} ms: {3}")
    @CsvSource({
        // Nothing known: a boot of 5 s is slow, a resume of 0.5 s is not, half of each.
        "'', '', 1000, 0.5, 1",
        "'', '', 5000, 0, 0",
        // Seven resumes of 0.3 s: 1/9 still counted as a boot of 5 s.
        "'300 300 300 300 300 300 300', '', 1000, 0.111, 1",
        // Boots of 0.8 s: one in four, the 5 s that nobody has seen, is slow.
        "'', '800 800 800', 1000, 0.125, 0.25",
    })
    void theShareOfSlowStarts(String wakes, String boots, long limit, double afterSuspend, double afterStop) {
        WakeTimes times = learned(life(wakes, boots).whole());
        Duration late = Duration.ofMillis(limit);
        assertThat(times.slowShare(SleepKind.SUSPEND, late)).isCloseTo(afterSuspend, within(0.0005));
        assertThat(times.slowShare(SleepKind.STOP, late)).isCloseTo(afterStop, within(0.0005));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'4000 4000 4000 4000', false",
        "'4000 4000 4000 300 300', true",
        "'4000 4000 300 300 300', false",
        "'4000 4000 4000 300 300 300', false",
    })
    void snapshotsAreSaidToBeLostByEvidenceOnly(String wakes, boolean lost) {
        assertThat(learned(life(wakes, "").whole()).losesSnapshots()).isEqualTo(lost);
    }

    /// Every pass sees the last 20 events again, sometimes a list of the past, and at times only some of the machines.
    @Test
    void everyMoveCountsOnce() {
        Life a = new Life("a", T0);
        Life b = new Life("b", T0.plusSeconds(7));
        Random random = new Random(1);
        WakeTimes times = WakeTimes.NEW;
        Machine past = a.now();
        for (int cycle = 0; cycle < 60; cycle++) {
            a.suspended(cycle % 4 == 0 ? 4_000 : 300);
            b.suspended(310);
            List<Machine> listed = new ArrayList<>(List.of(a.now(), b.now()));
            times = times.seen(a.at, listed).seen(a.at, listed.reversed());
            if (random.nextInt(3) == 0) {
                times = times.seen(a.at.plusSeconds(15), List.of(past)).seen(a.at.plusSeconds(30), List.of());
            }
            past = random.nextInt(5) == 0 ? a.now() : past;
        }
        assertThat(times.resumed()).as("45 of one machine, 60 of the other").isEqualTo(105);
        assertThat(times.booted()).isEqualTo(15);
        assertThat(times.cold().orElseThrow().median()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void theOrderOfMachinesAndOfTheirEventsDoesNotMatter() {
        Machine a = life("300 4000 320", "3900").whole();
        Machine b = new Life("b", T0.minus(HOUR.multipliedBy(20)))
                .suspended(280, 4_100)
                .whole();
        Machine turned = Machines.from(a).events(a.events().reversed()).build();
        WakeTimes one = learned(a, b);
        assertThat(learned(b, a)).isEqualTo(one);
        WakeTimes other = learned(b, turned);
        assertThat(other.wakes()).isEqualTo(one.wakes());
        assertThat(other.resumed()).isEqualTo(3);
    }

    /// What has not been yet is not believed; when it has been, it counts like anything else.
    @Test
    void anEventOfTheFutureWaitsUntilItHasBeen() {
        Machine machine = new Life("a", T0).suspended(300, 300, 4_000).whole();
        WakeTimes early = WakeTimes.NEW.seen(T0.minus(HOUR), List.of(machine));
        assertThat(early.wakesSeen()).isZero();
        WakeTimes ahead = early.seen(T0.plusSeconds(302), List.of(machine));
        assertThat(ahead.wakesSeen())
                .as("five minutes ahead of our clock at most")
                .isEqualTo(1);
        assertThat(ahead.seen(T0.plus(HOUR), List.of(machine)).wakesSeen()).isEqualTo(3);
    }

    @Test
    void aClockThatGoesBackForgetsNothingAndCountsNothingTwice() {
        Machine machine = new Life("a", T0).suspended(300, 300, 4_000).whole();
        WakeTimes times = WakeTimes.NEW.seen(T0.plus(HOUR), List.of(machine));
        WakeTimes back = times.seen(T0.minus(HOUR), List.of(machine)).seen(T0.minus(HOUR), List.of());
        assertThat(back.seen(T0.plus(HOUR), List.of(machine))).isEqualTo(times);
    }

    @Test
    void thousandsOfEventsAreCountedButOnlyTheNewestKept() {
        long[] many = new long[2_000];
        Arrays.fill(many, 350);
        Life life =
                new Life("a", T0.minus(Duration.ofDays(60))).suspended(4_000).suspended(many);
        WakeTimes times = WakeTimes.NEW.seen(T0, List.of(life.whole()));
        assertThat(times.wakes().count()).isEqualTo(12);
        assertThat(times.cold().orElseThrow().count())
                .as("boots are kept apart from the many resumes")
                .isEqualTo(1);
        assertThat(times.wakesSeen()).isBetween(128, 255);
        assertThat(times.booted()).isZero();
        assertThat(times.resumeShare()).isGreaterThan(0.99);
    }

    /// Resumes of a large machine that were taken for boots, until a stopped one shows what a boot is.
    @Test
    void whatABootIsCanBeLearnedLater() {
        Life life = life("1600 1700 1650", "");
        WakeTimes early = learned(life.whole());
        assertThat(early.coldStart()).contains(Duration.ofMillis(1_650));
        WakeTimes later = early.seen(
                T0.plus(Duration.ofDays(9)), List.of(life.stopped(20_000).whole()));
        assertThat(later.coldStart()).contains(Duration.ofSeconds(20));
        assertThat(later.resume()).contains(Duration.ofMillis(1_650));
        assertThat(later.wakesSeen()).isEqualTo(3);
    }

    /// A new release may boot in another time: half a ring later the median follows.
    @Test
    void newTimesReplaceOldOnes() {
        Life life = life("", "4000 4000 4000 4000 4000 4000 4000 4000 4000");
        life.stopped(900, 900, 900, 900);
        assertThat(learned(life.whole()).coldStart()).contains(Duration.ofMillis(2_450));
        life.stopped(900);
        assertThat(learned(life.whole()).cold())
                .contains(new Spread(8, Duration.ofMillis(900), Duration.ofMillis(4_000)));
    }

    /// Most passes see nothing new: they must cost next to nothing.
    @Test
    void aListingThatTellsNothingNewIsNotReadAgain() {
        Machine machine = life("300 4000", "3900").whole();
        WakeTimes times = learned(machine);
        assertThat(times.seen(T0.plus(Duration.ofDays(10)), List.of(machine))).isSameAs(times);
    }

    @Test
    void isAValue() {
        assertThat(learned(life("300", "4000").whole()))
                .isEqualTo(learned(life("300", "4000").whole()));
        assertThat(learned(life("300", "4000").whole()))
                .isNotEqualTo(learned(life("300", "4001").whole()));
    }
}
