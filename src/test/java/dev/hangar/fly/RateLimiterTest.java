package dev.hangar.fly;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Fly allows 1 call a second per action and identifier with a burst of 3, and 5 a second with a burst of 10 for
/// reading
/// one Machine.
final class RateLimiterTest {
    private static final MachineRef MACHINE = FakeTransport.MACHINE;
    private static final MachineRef OTHER = new MachineRef(MACHINE.app(), new MachineId("2866d9f4b45558"));

    private Instant now = Instant.parse("2026-11-03T04:05:06.789Z");
    private final FakeTransport transport = new FakeTransport();
    private final FlyMachineOperator operator =
            new FlyMachineOperator(FakeTransport.settings(() -> now), transport, () -> "launch-1");
    private final FlyMachineSource source = new FlyMachineSource(FakeTransport.settings(() -> now), transport);

    @Test
    void theFourthStartOfAMachineIsNotSent() {
        assertThat(accepted(5, () -> operator.start(MACHINE, Optional.empty()))).isEqualTo(3);
        assertThat(transport.requests).hasSize(3);
    }

    @Test
    void oneTokenComesBackEachSecond() {
        accepted(3, () -> operator.start(MACHINE, Optional.empty()));
        now = now.plus(Duration.ofMillis(999));
        assertThat(accepted(1, () -> operator.start(MACHINE, Optional.empty()))).isZero();

        now = now.plus(Duration.ofMillis(1));

        assertThat(accepted(2, () -> operator.start(MACHINE, Optional.empty()))).isEqualTo(1);
    }

    @Test
    void anHourOfRestGivesNoMoreThanTheBurst() {
        now = now.plus(Duration.ofHours(1));

        assertThat(accepted(5, () -> operator.start(MACHINE, Optional.empty()))).isEqualTo(3);
    }

    @Test
    void otherMachinesAndOtherActionsHaveTheirOwnTokens() {
        accepted(3, () -> operator.start(MACHINE, Optional.empty()));

        assertThat(accepted(1, () -> operator.start(OTHER, Optional.empty()))).isEqualTo(1);
        assertThat(accepted(1, () -> operator.stop(MACHINE, Optional.empty()))).isEqualTo(1);
    }

    @Test
    void readingOneMachineIsAllowedMoreOften() {
        assertThat(accepted(12, () -> source.machine(MACHINE))).isEqualTo(10);
        now = now.plus(Duration.ofSeconds(1));

        assertThat(accepted(12, () -> source.machine(MACHINE))).isEqualTo(5);
    }

    @Test
    void listingCountsByApp() {
        assertThat(accepted(5, () -> source.machines(MACHINE.app()))).isEqualTo(3);
        assertThat(accepted(5, () -> source.machines(new AppName("other")))).isEqualTo(3);
    }

    @Test
    void aClockThatJumpsBackNeitherGivesNorBreaks() {
        accepted(3, () -> operator.start(MACHINE, Optional.empty()));
        now = now.minus(Duration.ofDays(400));

        assertThat(accepted(1, () -> operator.start(MACHINE, Optional.empty()))).isZero();
    }

    /// Else a daemon whose clock was set right would be deaf for as long as it had been ahead.
    @Test
    void afterAJumpBackTokensComeBackAtOnce() {
        accepted(3, () -> operator.start(MACHINE, Optional.empty()));
        now = now.minus(Duration.ofDays(400));
        accepted(1, () -> operator.start(MACHINE, Optional.empty()));
        now = now.plus(Duration.ofSeconds(1));

        assertThat(accepted(2, () -> operator.start(MACHINE, Optional.empty()))).isEqualTo(1);
    }

    @Test
    void theFailureNamesTheLimit() {
        accepted(3, () -> operator.start(MACHINE, Optional.empty()));

        assertThat(operator.start(MACHINE, Optional.empty()).whyFailed()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.THROTTLED);
            assertThat(failure.detail())
                    .isEqualTo("client-side limit of 1/s with a burst of 3 reached: start 148ed599c14189");
            assertThat(failure.httpStatus()).isEmpty();
        });
    }

    /// How many of `calls` were sent; a failed answer of the server counts as sent.
    private static long accepted(int calls, Supplier<Answer<?>> call) {
        return IntStream.range(0, calls)
                .mapToObj(i -> call.get())
                .filter(answer -> answer.whyFailed()
                        .filter(failure -> failure.kind() == FailureKind.THROTTLED)
                        .isEmpty())
                .count();
    }
}
