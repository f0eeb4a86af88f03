package dev.hangar.simulator.faults;

import dev.hangar.simulator.faults.FaultDial.Api;
import dev.hangar.simulator.faults.FaultDial.Bursts;
import dev.hangar.simulator.faults.FaultDial.Chances;
import dev.hangar.simulator.faults.FaultDial.ClockJumps;
import dev.hangar.simulator.faults.FaultDial.Latency;
import dev.hangar.simulator.faults.FaultDial.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class FaultsTest {
    private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");
    private static final Latency QUICK = new Latency(Duration.ofMillis(10), Duration.ofMillis(20), 0, Duration.ZERO);

    private static Faults with(Chances chances) {
        Api api = new Api(QUICK, chances, Bursts.NEVER, Duration.ofSeconds(30));
        return new Faults(new FaultDial(api, Metrics.SOUND, ClockJumps.NONE), 7);
    }

    private static Faults storm(long seed) {
        return new Faults(FaultDial.STORM, seed);
    }

    private static double share(Faults faults, boolean read, Class<? extends Fate.Mishap> mishap) {
        int calls = 20_000;
        return LongStream.range(0, calls)
                        .filter(call ->
                                mishap.isInstance(faults.fate(call, T0, read).mishap()))
                        .count()
                / (double) calls;
    }

    @ParameterizedTest(name = "reset {0}, lost {1}, throttled {2}, stale {3}")
    @CsvSource({"0, 0, 0, 0", "0.1, 0.2, 0.3, 0.1", "1, 0, 0, 0", "0, 1, 0, 0", "0, 0, 1, 0", "0, 0, 0, 1"})
    void everyMishapHasItsShare(double reset, double lost, double throttled, double stale) {
        Faults faults = with(new Chances(reset, lost, throttled, stale));

        assertThat(share(faults, true, Fate.Mishap.Reset.class)).isCloseTo(reset, within(0.015));
        assertThat(share(faults, true, Fate.Mishap.Lost.class)).isCloseTo(lost, within(0.015));
        assertThat(share(faults, true, Fate.Mishap.Refused.class)).isCloseTo(throttled, within(0.015));
        assertThat(share(faults, true, Fate.Mishap.Stale.class)).isCloseTo(stale, within(0.015));
    }

    @Test
    void aWriteIsNeverStale() {
        assertThat(share(with(new Chances(0, 0, 0, 1)), false, Fate.Mishap.Stale.class))
                .isZero();
    }

    @Test
    void withoutFaultsNothingButLatencyHappens() {
        for (long call = 0; call < 1_000; call++) {
            Fate fate = Faults.NONE.fate(call, T0, true);
            assertThat(fate.mishap()).isEqualTo(new Fate.Mishap.None());
            assertThat(fate.out().plus(fate.back())).isLessThan(Duration.ofMillis(200));
            Instant at = T0.plusSeconds(call);
            assertThat(Faults.NONE.prometheusDown(at)).isFalse();
            assertThat(Faults.NONE.scrape(at)).isEqualTo(new Scrape.Taken());
            assertThat(Faults.NONE.clockError(at)).isZero();
        }
    }

    @Test
    void theSameQuestionHasTheSameAnswerInAnyOrder() {
        List<Fate> forward = IntStream.range(0, 200)
                .mapToObj(call -> storm(1).fate(call, T0, true))
                .toList();
        Faults other = storm(1);
        List<Fate> backward = IntStream.range(0, 200)
                .mapToObj(call -> other.fate(199 - call, T0, true))
                .toList()
                .reversed();

        assertThat(backward).isEqualTo(forward);
        assertThat(IntStream.range(0, 200).mapToObj(call -> storm(2).fate(call, T0, true)))
                .isNotEqualTo(forward);
    }

    /// A slow call may take effect after any time-out.
    @Test
    void someCallsAreSlow() {
        Faults faults = storm(3);
        double slow = LongStream.range(0, 20_000)
                        .mapToObj(call -> faults.fate(call, T0, true))
                        .filter(fate -> fate.out().plus(fate.back()).compareTo(Duration.ofMillis(900)) > 0)
                        .count()
                / 20_000.0;
        assertThat(slow).isCloseTo(0.03, within(0.01));
    }

    @Test
    void fiveHundredsAndOutagesOfPrometheusComeInBursts() {
        Faults faults = new Faults(
                new FaultDial(
                        new Api(QUICK, new Chances(0, 0, 0, 0), new Bursts(0.3, Duration.ofSeconds(60)), Duration.ZERO),
                        new Metrics(new Bursts(0.3, Duration.ofSeconds(60)), 0, 0, Duration.ZERO, 0, 0),
                        ClockJumps.NONE),
                5);
        for (int minute = 0; minute < 300; minute++) {
            Instant begin = T0.plusSeconds(60L * minute);
            Set<Boolean> refused = IntStream.range(0, 60)
                    .mapToObj(second -> faults.fate(second, begin.plusSeconds(second), false)
                                    .mishap()
                            instanceof Fate.Mishap.Refused)
                    .collect(Collectors.toSet());
            Set<Boolean> down = IntStream.range(0, 60)
                    .mapToObj(second -> faults.prometheusDown(begin.plusSeconds(second)))
                    .collect(Collectors.toSet());
            assertThat(refused).as("minute %d", minute).hasSize(1);
            assertThat(down).as("minute %d", minute).hasSize(1);
        }
        assertThat(IntStream.range(0, 1_000).filter(minute -> faults.prometheusDown(T0.plusSeconds(60L * minute))))
                .hasSizeBetween(230, 370);
    }

    @Test
    void everyFateOfAScrapeComesUp() {
        Set<Class<?>> seen = IntStream.range(0, 5_000)
                .mapToObj(index -> storm(4).scrape(T0.plusSeconds(15L * index)).getClass())
                .collect(Collectors.toSet());
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        Scrape.Taken.class,
                        Scrape.Missed.class,
                        Scrape.Late.class,
                        Scrape.CounterReset.class,
                        Scrape.Restarted.class);
    }

    @Test
    void theClockJumpsForwardAndBackAndIsRightInBetween() {
        List<Duration> errors = IntStream.range(0, 400)
                .mapToObj(slot -> storm(6).clockError(T0.plusSeconds(120L * slot)))
                .toList();
        assertThat(errors)
                .anyMatch(Duration::isPositive)
                .anyMatch(Duration::isNegative)
                .anyMatch(Duration::isZero);
        assertThat(errors).allMatch(error -> error.abs().compareTo(Duration.ofMinutes(10)) <= 0);
    }

    @Test
    void presetsHaveNames() {
        assertThat(FaultDial.preset("storm")).contains(FaultDial.STORM);
        assertThat(FaultDial.preset("none")).contains(FaultDial.NONE);
        assertThat(FaultDial.preset("hurricane")).isEmpty();
    }

    @Test
    void sharesAreChecked() {
        assertThatThrownBy(() -> new Chances(0, 1.5, 0, 0)).hasMessageContaining("chance of a lost answer");
        assertThatThrownBy(() -> new Bursts(0.5, Duration.ZERO)).hasMessageContaining("length of bursts");
    }
}
