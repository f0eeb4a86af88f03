package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.policy.PauseMode;
import dev.hangar.policy.PolicySettings;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

class PausesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Pauses pauses = new Pauses();

    private static Pauses.Pause pause(String scope, PauseMode mode, Instant since) {
        return new Pauses.Pause(
                scope, app -> scope.equals("*") || app.value().equals(scope), mode, since, since.plus(HOUR), "");
    }

    @ParameterizedTest(name = "{0} on everything and {1} on shop: shop {2}, blog {3}")
    @CsvSource({"NONE, UP,   UP,   NONE", "UP,   DOWN, ALL,  UP", "DOWN, DOWN, DOWN, DOWN", "ALL,  UP,   ALL,  ALL"})
    void allPausesOfAnAppCount(PauseMode everything, PauseMode shop, PauseMode onShop, PauseMode onBlog) {
        pauses.put(pause("*", everything, T0));
        pauses.put(pause("shop", shop, T0));
        assertThat(pauses.of(new AppName("shop"), T0)).isEqualTo(onShop);
        assertThat(pauses.of(new AppName("blog"), T0)).isEqualTo(onBlog);
    }

    @Test
    void endsByItself() {
        pauses.put(pause("*", PauseMode.ALL, T0));
        assertThat(pauses.of(Machines.SHOP, T0.plus(HOUR).minusNanos(1))).isEqualTo(PauseMode.ALL);
        assertThat(pauses.of(Machines.SHOP, T0.plus(HOUR))).isEqualTo(PauseMode.NONE);
        assertThat(pauses.at(T0.plus(HOUR))).isEmpty();
    }

    @Test
    void aSecondOneWithTheSameScopeTakesItsPlace() {
        pauses.put(pause("*", PauseMode.ALL, T0));
        pauses.put(pause("*", PauseMode.UP, T0));
        assertThat(pauses.at(T0)).hasSize(1);
        assertThat(pauses.of(Machines.SHOP, T0)).isEqualTo(PauseMode.UP);
        assertThat(pauses.remove("*", T0)).isPresent();
        assertThat(pauses.remove("*", T0)).isEmpty();
        assertThat(pauses.of(Machines.SHOP, T0)).isEqualTo(PauseMode.NONE);
    }

    @Test
    void thereAreNeverTooMany() {
        for (int i = 0; i < Pauses.MOST; i++) {
            assertThat(pauses.put(pause("app-" + i, PauseMode.ALL, T0))).isTrue();
        }
        assertThat(pauses.put(pause("one-more", PauseMode.ALL, T0))).isFalse();
        assertThat(pauses.put(pause("app-0", PauseMode.UP, T0))).isTrue();
        assertThat(pauses.put(pause("later", PauseMode.ALL, T0.plus(HOUR)))).isTrue();
        assertThat(pauses.at(T0.plus(HOUR))).hasSize(1);
    }

    @Test
    void isLaidOverTheSettingsOfTheFleets() {
        PolicySettings own = Settings.usual().build();
        AppPass.SettingsBook book = pauses.over((org, fleet) -> own, InstantSource.fixed(T0));
        assertThat(book.of(Machines.APP.org(), Machines.FLEET)).isEqualTo(own);
        pauses.put(pause("shop", PauseMode.DOWN, T0));
        assertThat(book.of(Machines.APP.org(), Machines.FLEET)).isEqualTo(own.paused(PauseMode.DOWN));
    }
}
