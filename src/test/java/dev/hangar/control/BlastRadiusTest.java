package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.model.FailureKind;
import dev.hangar.model.FleetId;
import dev.hangar.model.Outcome;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.DrainTag;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.control.Daemon.outcomes;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// What all fleets together may lose within a window.
class BlastRadiusTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private static FleetId fleet(int number) {
        return new FleetId(new AppName("app-" + number), new ProcessGroup("app"));
    }

    private static BlastRadius radius(double share, int least, int awake) {
        BlastRadius radius = new BlastRadius(share, least, WINDOW);
        radius.saw(fleet(0), awake, T0);
        return radius;
    }

    @ParameterizedTest(name = "{0} of {2} awake, at least {1}: {3} asleep already, {4} more: {5}")
    @CsvSource({
        "0.25,  1, 100,  0,  25, true",
        "0.25,  1, 100,  0,  26, false",
        "0.25,  1, 100, 24,   1, true",
        "0.25,  1, 100, 25,   1, false",
        "0.25, 10,   3,  0,  10, true",
        "0.25, 10,   3,  0,  11, false",
        "0.25, 10,   0, 10,   1, false",
        "0.25, 10,  43,  0,  11, false", // 10.75 machines are 10
        "0.25, 10,  44,  0,  11, true",
        "0.29,  1, 100,  0,  29, true", // and not 28, as floating point has it
        "1,     1,   7,  0,   7, true",
        "0.25,  1,   0,  1,   0, true" // nothing more is always granted
    })
    void grantsAllOrNone(double share, int least, int awake, int asleep, int more, boolean granted) {
        BlastRadius radius = radius(share, least, awake);
        assertThat(radius.reserve(asleep, T0)).isPresent();
        assertThat(radius.reserve(more, T0).isPresent()).isEqualTo(granted);
        assertThat(radius.state(T0).sleeps()).isEqualTo(asleep + (granted ? more : 0));
    }

    @ParameterizedTest(name = "{0} s later: {1} count")
    @CsvSource({"0, 4", "599, 4", "600, 0", "-599, 4", "-601, 0", "-2592000, 0", "2592000, 0"})
    void sleepsCountForTheWindowWhicheverWayTheClockGoes(int seconds, int count) {
        BlastRadius radius = radius(0.25, 10, 3);
        radius.reserve(4, T0);
        assertThat(radius.state(T0.plusSeconds(seconds)).sleeps()).isEqualTo(count);
    }

    @Test
    void countsTheMachinesOfAllFleetsByTheirLastPass() {
        BlastRadius radius = new BlastRadius(0.5, 1, WINDOW);
        for (int number = 0; number < 10; number++) {
            radius.saw(fleet(number), 8, T0);
        }
        assertThat(radius.state(T0).limit()).isEqualTo(40);
        radius.saw(fleet(3), 0, T0.plusSeconds(15));
        assertThat(radius.state(T0.plusSeconds(15))).isEqualTo(new BlastRadius.State(0, 36, 72));
        // Fleets that nobody passes over any more are forgotten, which makes the limit smaller.
        assertThat(radius.state(T0.plus(Duration.ofMinutes(15)))).isEqualTo(new BlastRadius.State(0, 1, 0));
    }

    @Test
    void whatIsGivenBackIsFreeAgain() {
        BlastRadius radius = radius(0.25, 10, 3);
        BlastRadius.Reservation reserved = radius.reserve(10, T0).orElseThrow();
        assertThat(radius.reserve(1, T0)).isEmpty();
        radius.giveBack(reserved, 3);
        assertThat(radius.reserve(3, T0)).isPresent();
        assertThat(radius.reserve(1, T0)).isEmpty();
    }

    @Test
    void manyPassesAtOnceNeverGetMoreThanThereIs() throws InterruptedException {
        BlastRadius radius = radius(0.25, 100, 0);
        AtomicInteger granted = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> passes = new ArrayList<>();
        for (int pass = 0; pass < 200; pass++) {
            Instant at = T0.plusSeconds(pass % 7);
            passes.add(Thread.startVirtualThread(() -> {
                awaitIt(go);
                Optional<BlastRadius.Reservation> reserved = radius.reserve(3, at);
                // One of three is used.
                reserved.ifPresent(three -> {
                    radius.giveBack(three, 2);
                    granted.incrementAndGet();
                });
            }));
        }
        go.countDown();
        for (Thread pass : passes) {
            pass.join();
        }
        assertThat(granted.get()).isBetween(1, 100);
        assertThat(radius.state(T0).sleeps()).isEqualTo(granted.get());
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Daemon daemon(BlastRadius radius) {
        return Daemon.acting(Settings.usual().floor(1).steps(4, 2), web("a"), web("b"), web("c"), web("d").stopped())
                .load("c", 2)
                .guardedBy(new Safeguards(Optional.of(radius), Optional.empty()));
    }

    @Test
    void aPassThatWouldTakeTooMuchTakesNothing() {
        BlastRadius radius = new BlastRadius(0.1, 1, WINDOW);
        Daemon daemon = daemon(radius);
        PassRecord.Decided record = daemon.tick();
        assertThat(Daemon.plan(record)).hasSize(2);
        assertThat(record.acted())
                .extracting(PassRecord.Acted::outcome)
                .containsOnly(new Outcome.Skipped(
                        "blast radius: 2 more would sleep, 0 of 1 already do within the window, 3 are awake",
                        Outcome.Skipped.By.BLAST_RADIUS));
        assertThat(daemon.fly.wroteNothing()).isTrue();
        assertThat(radius.state(daemon.time.instant()).sleeps()).isZero();
    }

    @Test
    void aPassThatFitsIsCountedOnceAndNotAgainWhenItsDrainsEnd() {
        BlastRadius radius = new BlastRadius(0.1, 2, WINDOW);
        Daemon daemon = daemon(radius);
        assertThat(outcomes(daemon.tick())).containsExactly("drain a applied", "drain b applied");
        daemon.ticks(3);
        assertThat(daemon.open()).isEqualTo(1);
        assertThat(daemon.leftovers()).isEmpty();
        assertThat(radius.state(daemon.time.instant()).sleeps()).isEqualTo(2);
    }

    @Test
    void whatWasNotSentIsNotCounted() {
        BlastRadius radius = new BlastRadius(0.1, 2, WINDOW);
        Daemon daemon = daemon(radius);
        daemon.fly.refuse("cordon", FailureKind.CONFLICT);
        assertThat(outcomes(daemon.tick())).containsExactly("drain a refused", "drain b applied");
        assertThat(radius.state(daemon.time.instant()).sleeps()).isEqualTo(1);
    }

    @Test
    void whatIsInDoubtIsCounted() {
        BlastRadius radius = new BlastRadius(0.1, 2, WINDOW);
        Daemon daemon = daemon(radius);
        daemon.fly.loseAnswer("cordon");
        assertThat(outcomes(daemon.tick())).containsExactly("drain a in-doubt", "drain b applied");
        assertThat(radius.state(daemon.time.instant()).sleeps()).isEqualTo(2);
    }

    /// Its drain was counted when it began: kept cordoned it would neither serve nor save.
    @Test
    void aDrainThatEndsGoesAlthoughAnotherMayNotBegin() {
        BlastRadius radius = new BlastRadius(0.1, 1, WINDOW);
        radius.reserve(1, T0);
        DrainTag tag = new DrainTag(ref("a").id(), T0.minusSeconds(120), SleepKind.STOP);
        Daemon daemon = Daemon.acting(
                        Settings.usual().floor(1).steps(4, 2),
                        web("a").cordoned().tagged(tag),
                        web("b"),
                        web("c"))
                .load("c", 2)
                .guardedBy(new Safeguards(Optional.of(radius), Optional.empty()));
        assertThat(outcomes(daemon.tick())).containsExactly("drain b skipped", "sleep a applied");
        assertThat(daemon.leftovers()).isEmpty();
        assertThat(radius.state(daemon.time.instant()).sleeps()).isEqualTo(1);
    }

    @Test
    void startsAndUndrainsStillGo() {
        BlastRadius radius = new BlastRadius(0.1, 1, WINDOW);
        radius.reserve(1, T0);
        Daemon daemon = Daemon.acting(Settings.usual().floor(2), web("a"), web("b").stopped())
                .guardedBy(new Safeguards(Optional.of(radius), Optional.empty()));
        assertThat(outcomes(daemon.tick())).containsExactly("start b applied");
    }

    @Test
    void aFleetThatIsLeftAloneCountsForNothing() {
        BlastRadius radius = new BlastRadius(1, 1, WINDOW);
        Daemon daemon = Daemon.acting(Settings.usual().ignored(), web("a"), web("b"))
                .guardedBy(new Safeguards(Optional.of(radius), Optional.empty()));
        daemon.tick();
        assertThat(radius.state(daemon.time.instant()).awake()).isZero();
    }
}
