package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Advice that rests on a given fly.toml alone.
class GivenFileTest {
    @Test
    void autostopAsABoolean() {
        Advice advice =
                AppWorld.of(web("a")).toml("""
                        [http_service]
                          internal_port = 8080
                          auto_stop_machines = true
                        [[services]]
                          internal_port = 9090
                          auto_stop_machines = false
                        [[services]]
                          internal_port = 9091
                          auto_stop_machines = "off"
                        """).look(new AutostopBoolean()).getFirst();

        assertThat(advice.headline())
                .isEqualTo("fly.toml writes auto_stop_machines as a boolean, which cannot say suspend");
        assertThat(advice.evidence())
                .containsExactly(
                        "fly.toml says auto_stop_machines = true in [http_service], which means \"stop\"",
                        "fly.toml says auto_stop_machines = false in [services], which means \"off\"");
        assertThat(advice.fixes())
                .containsExactly(
                        new Fix.Lines("[http_service]\n  auto_stop_machines = \"stop\""),
                        new Fix.Lines(
                                "# in the [[services]] with internal_port 9090, set:\n  auto_stop_machines = \"off\""),
                        new Fix.Words("\"suspend\" instead of \"stop\" wakes in a fraction of the time"));
        assertThat(advice.worth()).isEqualTo(new Worth.Tidies());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[http_service]\ninternal_port = 8080",
                "[http_service]\ninternal_port = 8080\nauto_stop_machines = 'stop'"
            })
    void autostopAsAText(String toml) {
        assertThat(AppWorld.of(web("a")).toml(toml).look(new AutostopBoolean())).isEmpty();
    }

    /// The API spells off and stop as booleans itself.
    @Test
    void whatRunsSaysNothingOfBooleans() {
        assertThat(AppWorld.of(web("a").services(Given.http(Autostop.STOP, true, 0, "true")))
                        .look(new AutostopBoolean()))
                .isEmpty();
    }

    @Test
    void aFileOfTheOldPlatform() {
        Advice advice = AppWorld.of(web("a"))
                .toml("processes = []\n[experimental]\nauto_rollback = true")
                .look(new LegacyFlyToml())
                .getFirst();

        assertThat(advice.headline()).isEqualTo("fly.toml was written for Fly's old platform (V1), which is gone");
        assertThat(advice.evidence())
                .containsExactly("fly.toml: processes is a list", "fly.toml: auto_rollback in [experimental]");
        assertThat(advice.fixes())
                .startsWith(new Fix.Command("fly config save --app shop"))
                .hasSize(2);
        assertThat(advice.worth()).isEqualTo(new Worth.Tidies());
    }

    @Test
    void aFileOfToday() {
        assertThat(AppWorld.of(web("a")).look(new LegacyFlyToml())).isEmpty();
        assertThat(AppWorld.of(web("a"))
                        .toml("[experimental]\nentrypoint = 'x'\n[[services]]\ninternal_port = 80")
                        .look(new LegacyFlyToml()))
                .isEmpty();
    }
}
