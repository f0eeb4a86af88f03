package dev.hangar.cost;

import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What a fleet costs beside what it would without Hangar, on machines that cost a dollar an hour awake and nothing
/// asleep.
class LedgerTest {
    private static final Instant T0 = Instant.parse("2026-11-19T07:43:17Z");
    private static final Region IAD = new Region("iad");
    private static final long DOLLAR = 1_000_000;
    /// A dollar an hour, in trillionths per second; a whole number for 3,600 s less than a millionth off.
    private static final Rate HOURLY = new Rate(277_777_778);

    private Instant now = T0;
    private Ledger ledger = Ledger.open(scene(2, 0, 0.5), Map.of());

    @ParameterizedTest
    @CsvSource({
        // running, load, floor, round due: running after
        "2, 0.5, 0, false, 2",
        "2, 0.5, 0, true,  1",
        "3, 0,   0, true,  2",
        "1, 0.1, 0, true,  1",
        "1, 0,   0, true,  0",
        "1, 0,   1, true,  1",
        "2, 0,   2, true,  2",
        "2, 2,   0, true,  2",
        "2, 1.2, 0, true,  2",
        "2, 2.1, 0, true,  3",
        "1, 2.1, 0, false, 3",
        "0, 0.2, 0, false, 1",
        "0, 0,   0, true,  0",
        "1, 9,   0, false, 4",
    })
    void theProxyFollowsItsDocumentedRule(int running, double load, int floor, boolean loops, int after) {
        assertThat(ProxyAlone.after(place(2, 2, load, floor, true, true), running, loops))
                .isEqualTo(after);
    }

    @Test
    void withoutServicesNobodyWakesOrParks() {
        assertThat(ProxyAlone.after(place(2, 2, 0, 0, false, false), 2, true)).isEqualTo(2);
        assertThat(ProxyAlone.after(place(2, 2, 3, 0, false, false), 2, true)).isEqualTo(2);
    }

    /// With autostart off nothing comes back by itself, so that the rule of the last machine is seen alone.
    @Test
    void theLastMachineSleepsOnlyWithoutAnyLoad() {
        assertThat(ProxyAlone.after(place(1, 0, 0.1, 0, false, true), 1, true)).isEqualTo(1);
        assertThat(ProxyAlone.after(place(1, 0, 0, 0, false, true), 1, true)).isZero();
        assertThat(ProxyAlone.after(place(2, 0, 2.5, 0, false, true), 2, true)).isEqualTo(2);
    }

    @Test
    void withAutostopOffNothingSleepsButDemandStillWakes() {
        assertThat(ProxyAlone.after(place(2, 2, 0, 0, true, false), 2, true)).isEqualTo(2);
        assertThat(ProxyAlone.after(place(2, 2, 3, 0, true, false), 2, true)).isEqualTo(3);
    }

    @Test
    void whatIsOnlyWatchedCostsAndSavesNothing() {
        pass(Duration.ofMinutes(6), scene(2, 0, 0.5), 0);
        pass(Duration.ofMinutes(6), scene(1, 1, 0.5), 0);
        pass(Duration.ofMinutes(6), scene(2, 0, 1.5), 0);

        // 2 machines for 12 minutes, 1 for 6 minutes.
        assertThat(ledger.spent().value()).isEqualTo(DOLLAR / 2);
        assertThat(ledger.saved().value()).isZero();
        assertThat(ledger.overspent().value()).isZero();
    }

    @Test
    void parkingIsWorthWhatItTakesTheProxyToDoTheSame() {
        pass(Duration.ofSeconds(15), scene(2, 0, 0.5), 1);
        for (int minute = 0; minute < 20; minute++) {
            pass(Duration.ofMinutes(1), scene(1, 1, 0.5), 0);
        }
        // The proxy's first round is 5 minutes after the first pass; the machine slept from the second minute on.
        assertThat(ledger.saved().value()).isEqualTo(4 * DOLLAR / 60);
        assertThat(ledger.shadows()).isEmpty();
    }

    @Test
    void whereTheProxyNeverParksTheSavingLasts() {
        pass(Duration.ofSeconds(15), fixed(2, 0, 0.5), 1);
        for (int minute = 0; minute <= 60; minute++) {
            pass(Duration.ofMinutes(1), fixed(1, 1, 0.5), 0);
        }
        assertThat(ledger.saved().value()).isEqualTo(DOLLAR);

        // Demand brings the machine back, and both worlds are one again.
        pass(Duration.ofMinutes(1), fixed(2, 0, 1.5), 0);
        long saved = ledger.saved().value();
        pass(Duration.ofMinutes(9), fixed(2, 0, 1.5), 0);
        assertThat(ledger.saved().value()).isEqualTo(saved);
        assertThat(ledger.shadows()).isEmpty();
    }

    @Test
    void whatAPersonStopsIsNoSavingOfOurs() {
        pass(Duration.ofSeconds(15), fixed(2, 0, 0.5), 1);
        pass(Duration.ofMinutes(1), fixed(1, 1, 0.5), 0);
        pass(Duration.ofMinutes(1), fixed(0, 2, 0.5), 0);
        pass(Duration.ofMinutes(1), fixed(0, 2, 0.5), 0);

        // One machine, ours, for two minutes: the other one sleeps without Hangar too.
        assertThat(ledger.saved().value()).isEqualTo(2 * DOLLAR / 60);
    }

    @Test
    void machinesKeptForTheNextBurstAreShownAsWhatTheyCost() {
        pass(Duration.ofSeconds(15), scene(1, 3, 0.5), 0);
        pass(Duration.ofSeconds(15), scene(1, 3, 0.5), -2);
        pass(Duration.ofMinutes(1), scene(3, 1, 0.5), 0);
        pass(Duration.ofMinutes(3), scene(3, 1, 0.5), 0);

        assertThat(ledger.saved().value()).isZero();
        assertThat(ledger.overspent().value()).isEqualTo(2 * 3 * DOLLAR / 60);
    }

    @Test
    void aWakeThatTheProxyWouldHaveMadeIsNoCostOfOurs() {
        pass(Duration.ofSeconds(15), scene(1, 3, 2.5), -2);
        pass(Duration.ofMinutes(1), scene(3, 1, 2.5), 0);
        pass(Duration.ofMinutes(3), scene(3, 1, 2.5), 0);

        assertThat(ledger.overspent().value()).isZero();
    }

    @Test
    void whileDemandIsUnknownNothingIsClaimed() {
        pass(Duration.ofSeconds(15), scene(2, 0, 0.5), 1);
        for (int minute = 0; minute <= 30; minute++) {
            pass(
                    Duration.ofMinutes(1),
                    new Scene(now, HOURLY, false, scene(1, 1, 0).places()),
                    0);
        }
        assertThat(ledger.saved().value()).isZero();
    }

    @Test
    void aLongSilenceCountsForTenMinutesAndABackwardClockForNothing() {
        pass(Duration.ofHours(5), scene(2, 0, 1.5), 0);
        assertThat(ledger.spent().value()).isEqualTo(2 * DOLLAR / 6);
        pass(Duration.ofHours(-1), scene(2, 0, 1.5), 0);
        assertThat(ledger.spent().value()).isEqualTo(2 * DOLLAR / 6);
    }

    @Test
    void theCheapestMachinesAreTakenToBeWokenWithoutHangar() {
        Scene.Place mixed = new Scene.Place(
                IAD, 0, 0, true, true, List.of(new Rate(5), new Rate(9)), List.of(new Rate(7), new Rate(3)));

        assertThat(mixed.extra(3)).isEqualTo(new Rate(3));
        assertThat(mixed.extra(4)).isEqualTo(new Rate(10));
        assertThat(mixed.extra(1)).isEqualTo(new Rate(-9));
        assertThat(mixed.extra(2)).isEqualTo(Rate.ZERO);
    }

    /// Promise 9: whatever happens, savings neither fall nor exceed what the world without Hangar costs, and sums are
    /// exact: spent plus saved is what that world cost plus what was overspent.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void savingsNeverExceedCostAndNeverFall(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        long without = 0;
        for (int pass = 0; pass < 2_000; pass++) {
            Ledger before = ledger;
            int machines = 1 + random.nextInt(6);
            int awake = random.nextInt(machines + 1);
            Duration step = Duration.ofMillis(random.nextLong(400_000));
            Scene seen = random.nextInt(4) == 0
                    ? fixed(awake, machines - awake, random.nextDouble() * 5)
                    : scene(awake, machines - awake, random.nextInt(3) == 0 ? 0 : random.nextDouble() * 5);
            pass(step, seen, random.nextInt(5) - 2);
            long interval = HOURLY.picoDollarsPerSecond()
                    * (before.without().picoDollarsPerSecond() / HOURLY.picoDollarsPerSecond())
                    * step.toMillis()
                    / 1_000;
            without += interval;
            assertThat(before.without()).isGreaterThanOrEqualTo(Rate.ZERO);
            assertThat(ledger.savedPico() - before.savedPico()).isBetween(0L, interval);
            assertThat(ledger.overspentPico()).isGreaterThanOrEqualTo(before.overspentPico());
            assertThat(ledger.spentPico() + ledger.savedPico()).isEqualTo(without + ledger.overspentPico());
        }
        assertThat(ledger.savedPico()).isPositive();
        assertThat(ledger.overspentPico()).isPositive();
    }

    private void pass(Duration later, Scene scene, int sleeps) {
        now = now.plus(later);
        ledger = ledger.next(
                new Scene(now, scene.actual(), scene.known(), scene.places()),
                sleeps == 0 ? Map.of() : Map.of(IAD, sleeps));
    }

    private Scene scene(int awake, int asleep, double load) {
        return new Scene(now, HOURLY.times(awake), true, List.of(place(awake, asleep, load, 0, true, true)));
    }

    /// With autostop off.
    private Scene fixed(int awake, int asleep, double load) {
        return new Scene(now, HOURLY.times(awake), true, List.of(place(awake, asleep, load, 0, true, false)));
    }

    private static Scene.Place place(int awake, int asleep, double load, int floor, boolean starts, boolean stops) {
        return new Scene.Place(
                IAD,
                load,
                floor,
                starts,
                stops,
                Collections.nCopies(awake, HOURLY),
                Collections.nCopies(asleep, HOURLY));
    }
}
