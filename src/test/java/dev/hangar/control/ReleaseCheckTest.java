package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Outcome;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.hangar.control.Daemon.outcomes;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Whether a running release keeps an app from losing capacity.
class ReleaseCheckTest {
    private final List<String> asked = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private Answer<Optional<Release>> answer = Answer.ok(Optional.empty());

    private final Daemon daemon = Daemon.acting(Settings.usual().floor(1).steps(4, 2), web("a"), web("b"), web("c"))
            .load("c", 2);
    private final ReleaseCheck check = new ReleaseCheck(
            app -> {
                asked.add(app.value());
                return answer;
            },
            daemon.time,
            notices::add);

    ReleaseCheckTest() {
        daemon.guardedBy(new Safeguards(Optional.empty(), Optional.of(check)));
    }

    private static Answer<Optional<Release>> release(String status, Duration age) {
        return Answer.ok(
                Optional.of(new Release("12", status, T0.plusSeconds(15).minus(age))));
    }

    @ParameterizedTest(name = "{0} for {1} s: shrinks {2}")
    @CsvSource({
        "running, 0, false",
        "running, 3599, false",
        "running, 3600, true",
        "running, -60, false",
        "complete, 10, true",
        "failed, 10, true",
        "interrupted, 10, true",
        "'', 10, true"
    })
    void aRunningReleaseMeansNotNow(String status, int seconds, boolean shrinks) {
        answer = release(status, Duration.ofSeconds(seconds));
        PassRecord.Decided record = daemon.tick();
        if (shrinks) {
            assertThat(outcomes(record)).containsExactly("drain a applied", "drain b applied");
            assertThat(check.count(ReleaseCheck.Result.IDLE)).isEqualTo(1);
        } else {
            assertThat(record.acted())
                    .hasSize(2)
                    .extracting(PassRecord.Acted::outcome)
                    .containsOnly(new Outcome.Skipped("deploy running: release v12", Outcome.Skipped.By.RELEASE));
            assertThat(daemon.fly.wroteNothing()).isTrue();
            assertThat(check.count(ReleaseCheck.Result.RUNNING)).isEqualTo(1);
        }
        assertThat(asked).containsExactly("shop");
    }

    @Test
    void anAppThatWasNeverReleasedShrinks() {
        assertThat(outcomes(daemon.tick())).containsExactly("drain a applied", "drain b applied");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void noAnswerMeansNotNowAndNothingToSeeMeansNothing(FailureKind kind) {
        answer = Answer.failed(Failure.of(kind, "queued"));
        PassRecord.Decided record = daemon.tick();
        daemon.tick();
        boolean silent = kind == FailureKind.UNAUTHORIZED || kind == FailureKind.NOT_FOUND;
        if (silent) {
            assertThat(outcomes(record)).containsExactly("drain a applied", "drain b applied");
            assertThat(check.count(ReleaseCheck.Result.SILENT)).isEqualTo(2);
            assertThat(notices).hasSize(1).first().asString().contains("app shop", "cannot be seen");
        } else {
            assertThat(record.acted().getFirst().outcome())
                    .isEqualTo(new Outcome.Skipped(
                            "could not ask whether a deploy runs: " + kind + ": queued", Outcome.Skipped.By.RELEASE));
            assertThat(daemon.fly.wroteNothing()).isTrue();
            assertThat(check.count(ReleaseCheck.Result.UNANSWERED)).isEqualTo(2);
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void isAskedOnlyWhenCapacityIsAboutToBeTaken() {
        daemon.load("a", 14).load("b", 14).load("c", 14);
        daemon.ticks(3);
        assertThat(asked).isEmpty();
    }
}
