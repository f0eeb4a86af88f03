package dev.hangar.survey.rules;

import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// At the instant of the tests, 2026-11-19, old is what was out before 2025-11-19.
class OldFlyctlTest {
    private static Machines by(String id, String version) {
        return web(id).meta("fly_flyctl_version", version);
    }

    @Test
    void machinesOfAnOldFlyctl() {
        Advice advice = AppWorld.of(
                        by("a", "0.3.150"),
                        by("b", "0.3.207"),
                        by("c", "0.4.87").group("worker"))
                .look(new OldFlyctl())
                .getFirst();

        assertThat(advice.headline()).isEqualTo("2 machines last deployed by a flyctl that is more than a year old");
        assertThat(advice.evidence())
                .containsExactly("flyctl 0.3.150, out by 2025-09-03: a", "flyctl 0.3.207, out by 2025-11-04: b");
        assertThat(advice.fixes())
                .containsExactly(new Fix.Command("fly version upgrade"), new Fix.Command("fly deploy --app shop"));
        assertThat(advice.worth()).isEqualTo(new Worth.Tidies());
        assertThat(advice.subject().name()).isEqualTo("shop");
    }

    @Test
    void oneThatDoesNotKnowSuspendIsARisk() {
        Advice advice = AppWorld.of(by("a", "0.2.92")).look(new OldFlyctl()).getFirst();

        assertThat(advice.worth()).isEqualTo(new Worth.Risk("a deploy with that flyctl cannot turn suspend on"));
        assertThat(advice.evidence()).contains("flyctl before 0.2.93 does not know auto_stop_machines = \"suspend\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dev", "0.4.1", "0.3.208", "0.4.999", "9.9.9", "0.3", "2026.8.7-pr5051.2", "2025.13.1"})
    void whatIsYoungOrNotKnownIsNoAdvice(String version) {
        assertThat(AppWorld.of(by("a", version)).look(new OldFlyctl())).isEmpty();
    }

    @Test
    void whatIsNoMemberOfTheFleetIsNoAdvice() {
        assertThat(AppWorld.of(by("a", "0.1.0").schedule("daily")).look(new OldFlyctl()))
                .isEmpty();
        assertThat(AppWorld.of(by("a", "0.1.0"))
                        .settings(Settings.usual().ignored())
                        .look(new OldFlyctl()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.3.87, 2025-03-01",
        "v0.3.88, 2025-06-02",
        "0.4.1-pre-1, 2026-03-02",
        "0.0.1, 2023-01-05",
        "2024.2.29, 2024-02-29",
        "0.4.88,",
    })
    void aTableTellsByWhichDayAVersionWasOut(String version, LocalDate day) {
        assertThat(FlyctlVersion.parse(version).orElseThrow().outBy()).isEqualTo(Optional.ofNullable(day));
    }
}
