package dev.hangar.daemon;

import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.testkit.Passes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoopStateTest {
    private final AtomicLong nanos = new AtomicLong(987_654_321);
    private final LoopState loop = new LoopState(nanos::get, Duration.ofSeconds(15));

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void isAliveForFourIntervalsAndAGracePeriodWithoutATick() {
        // 4 × 15 s + 30 s
        pass(Duration.ofSeconds(90));
        assertThat(loop.isStalled()).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(loop.isStalled()).isTrue();

        loop.ticked(true, List.of());
        assertThat(loop.isStalled()).isFalse();
    }

    @Test
    void isReadyOnceAppsAreKnownAndAPassFinished() {
        assertThat(loop.notReady()).isEqualTo("apps not read yet");

        loop.ticked(true, List.of());
        assertThat(loop.notReady()).isEqualTo("no pass finished yet");

        loop.heard(Passes.quiet());
        assertThat(loop.notReady()).isEmpty();
    }

    @Test
    void aRefusedTokenMakesItUnready() {
        loop.ticked(true, List.of(Failure.of(FailureKind.UNAUTHORIZED, "token validation error")));
        loop.heard(Passes.quiet());

        assertThat(loop.notReady()).startsWith("unauthorized");
    }

    @Test
    void aPassingFailureOfAnotherKindDoesNot() {
        loop.ticked(true, List.of(Failure.of(FailureKind.TIMED_OUT, "no answer")));
        loop.heard(Passes.quiet());

        assertThat(loop.notReady()).isEmpty();
    }

    @Test
    void threeBugsInARowMakeItUnreadyUntilAPassFinishes() {
        loop.ticked(true, List.of());
        loop.heard(Passes.quiet());
        loop.bug();
        loop.bug();
        assertThat(loop.notReady()).isEmpty();

        loop.bug();
        assertThat(loop.notReady()).isNotEmpty();

        loop.heard(Passes.quiet());
        assertThat(loop.notReady()).isEmpty();
    }
}
