package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.Reason;
import dev.hangar.testkit.Machines;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// What is remembered of the machines that we created.
class CreatesTest {
    private static final List<Machine> BEFORE =
            List.of(web("a").created(T0.minusSeconds(9999)).build());
    private static final List<Machine> AFTER = List.of(
            BEFORE.getFirst(),
            web("b").created(T0.plusSeconds(1)).meta(CreateTag.LAUNCH_ID, "x").build());

    private static Creates sent() {
        return Creates.NEW
                .seen(T0, BEFORE)
                .acted(T0, List.of(new Action.Create(Machines.ref("a"), IAD, Reason.MORE_WANTED)));
    }

    private static Instant after(int seconds) {
        return T0.plusSeconds(seconds);
    }

    @Test
    void aMachineThatIsListedEndsTheWait() {
        assertThat(sent().pending()).isPresent();
        assertThat(sent().seen(after(15), BEFORE).pending()).isPresent();
        Creates seen = sent().seen(after(15), AFTER);
        assertThat(seen.pending()).isEmpty();
        assertThat(seen.refusals()).isEmpty();
    }

    @Test
    void somebodyElsesMachineDoesNot() {
        Machine foreign = web("c").created(after(2)).build();
        assertThat(sent().seen(after(15), List.of(BEFORE.getFirst(), foreign)).pending())
                .isPresent();
    }

    @Test
    void aMinuteOfListingsWithoutItCountsAsAFailure() {
        // A pass that was late proves nothing: the minute runs from the first listing on.
        Creates late = sent().seen(after(300), BEFORE);
        assertThat(late.pending()).isPresent();
        assertThat(late.seen(after(359), BEFORE).pending()).isPresent();
        Creates given = late.seen(after(360), BEFORE);
        assertThat(given.pending()).isEmpty();
        assertThat(given.failedIn(IAD)).isTrue();
        assertThat(given.failedIn(LHR)).isFalse();
    }

    @Test
    void threeFailuresRestForAnHour() {
        Creates two = Creates.NEW.refused(T0, IAD).refused(after(15), IAD);
        assertThat(two.restsUntil()).isEmpty();
        Creates three = two.refused(after(30), LHR);
        assertThat(three.restsUntil()).contains(after(3630));
        assertThat(three.seen(after(3629), BEFORE).restsUntil()).isPresent();
        assertThat(three.seen(after(3630), BEFORE)).isEqualTo(Creates.NEW.seen(after(3630), BEFORE));
        assertThat(two.seen(after(3601), BEFORE).refusals()).hasSize(1);
    }

    @Test
    void aSuccessForgivesItsRegionOnly() {
        Creates failed = Creates.NEW.seen(T0, BEFORE).refused(T0, IAD).refused(T0, LHR);
        Creates seen = failed.acted(T0, List.of(new Action.Create(Machines.ref("a"), IAD, Reason.MORE_WANTED)))
                .seen(after(15), AFTER);
        assertThat(seen.failedIn(IAD)).isFalse();
        assertThat(seen.failedIn(LHR)).isTrue();
    }

    @Test
    void aClockThatWentBackDoesNotRestForEver() {
        Creates three =
                Creates.NEW.refused(after(9000), IAD).refused(after(9000), IAD).refused(after(9000), IAD);
        assertThat(three.seen(T0, BEFORE).restsUntil()).contains(after(3600));
    }

    @Test
    void aProcessThatJustBeganWaitsForAMinute() {
        Creates begun = Creates.NEW.acted(T0, List.of());
        assertThat(Creates.NEW.tooYoung(T0)).isPresent();
        assertThat(begun.tooYoung(after(59))).isPresent();
        assertThat(begun.acted(after(15), List.of()).tooYoung(after(60))).isEmpty();
    }
}
