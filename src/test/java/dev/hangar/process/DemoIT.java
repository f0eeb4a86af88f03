package dev.hangar.process;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// `hangar demo` away from a terminal. Two demos run side by side, since they mostly wait.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {
    private static final Pattern MONEY =
            Pattern.compile("spent \\$([0-9.]+) +without Hangar \\$([0-9.]+) +saved \\$(-?[0-9.]+)");

    /// An action in the log of a demo: virtual time, fleet, what.
    private static final Pattern ACTION = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d {2}(\\S+) +(\\S+) .*");

    private final HangarProcess acting =
            HangarProcess.start(Map.of(), "demo", "--for", "15s", "--speed", "60", "--seed", "7");
    private final HangarProcess observing = HangarProcess.start(Map.of(), "demo", "--observe", "--for", "5s");

    @AfterAll
    void stop() {
        acting.close();
        observing.close();
    }

    private static Matcher money(HangarProcess demo) {
        String last = demo.out().reversed().stream()
                .filter(line -> line.startsWith("spent "))
                .findFirst()
                .orElse("");
        Matcher matcher = MONEY.matcher(last);
        assertThat(matcher.lookingAt()).as(demo.toString()).isTrue();
        return matcher;
    }

    private static List<String> actionsOn(HangarProcess demo) {
        return demo.out().stream()
                .map(ACTION::matcher)
                .filter(Matcher::matches)
                .map(action -> action.group(1))
                .distinct()
                .toList();
    }

    @Test
    void savesMoneyInPlainLines() {
        assertThat(acting.exit()).isZero();

        assertThat(acting.err()).isEmpty();
        assertThat(acting.outText()).doesNotContain("\u001b");
        assertThat(Double.parseDouble(money(acting).group(3)))
                .as(acting.toString())
                .isPositive();
        assertThat(acting.outText()).containsPattern("storefront/app +1 up 1 asleep");
        assertThat(actionsOn(acting)).contains("storefront/app").doesNotContain("shop-db/app", "cron/cron");
        assertThat(acting.out().getLast()).startsWith("Estimate by list prices, not a bill.");
    }

    @Test
    void performsNothingWhenItOnlyObserves() {
        assertThat(observing.exit()).isZero();

        assertThat(observing.out().getFirst()).contains("observe mode");
        Matcher money = money(observing);
        assertThat(money.group(1)).isEqualTo(money.group(2));
        assertThat(Double.parseDouble(money.group(3))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void tellsItsSummaryAlsoWhenStopped(String signal, int exitCode) {
        try (HangarProcess demo = HangarProcess.start(Map.of(), "demo")) {
            demo.awaitLine("^Look inside: ");

            demo.signal(signal);

            assertThat(demo.exit()).isEqualTo(exitCode);
            money(demo);
            assertThat(demo.out().getLast()).startsWith("Estimate by list prices, not a bill.");
            assertThat(demo.err()).isEmpty();
        }
    }
}
