package dev.hangar.web;

import dev.hangar.control.Pauses;
import dev.hangar.model.AppName;
import dev.hangar.policy.PauseMode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PauseRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-03T04:05:06Z");

    private static PauseRequest.Problem problem(String body) {
        return catchThrowableOfType(PauseRequest.ProblemException.class, () -> PauseRequest.read(body, NOW))
                .problem();
    }

    @Test
    void readsAPause() throws PauseRequest.ProblemException {
        Pauses.Pause pause = PauseRequest.read(
                "{\"mode\": \"down\", \"scope\": \"shop-*\", \"for\": \"90m\", \"why\": \"black friday\"}", NOW);
        assertThat(pause.mode()).isEqualTo(PauseMode.DOWN);
        assertThat(pause.until()).isEqualTo(NOW.plus(Duration.ofMinutes(90)));
        assertThat(pause.why()).isEqualTo("black friday");
        assertThat(pause.covers().test(new AppName("shop-eu"))).isTrue();
        assertThat(pause.covers().test(new AppName("blog"))).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"60s, 60", "1m, 60", "2h, 7200", "7d, 604800", "168h, 604800"})
    void readsTimes(String text, long seconds) throws PauseRequest.ProblemException {
        Pauses.Pause pause = PauseRequest.read("{\"mode\":\"all\",\"scope\":\"*\",\"for\":\"" + text + "\"}", NOW);
        assertThat(Duration.between(NOW, pause.until())).hasSeconds(seconds);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"mode":"none","scope":"*","for":"2h"}              | mode  | none     | all, up or down
            {"mode":"DOWN","scope":"*","for":"2h"}              | mode  | DOWN     | all, up or down
            {"scope":"*","for":"2h"}                            | mode  | ''       | all, up or down
            {"mode":7,"scope":"*","for":"2h"}                   | mode  | 7        | a text in quotes
            {"mode":"all","scope":"*"}                          | for   | ''       | 1m to 7d, in s, m, h or d
            {"mode":"all","scope":"*","for":"59s"}              | for   | 59s      | 1m to 7d, in s, m, h or d
            {"mode":"all","scope":"*","for":"8d"}               | for   | 8d       | 1m to 7d, in s, m, h or d
            {"mode":"all","scope":"*","for":"999999d"}          | for   | 999999d  | 1m to 7d, in s, m, h or d
            {"mode":"all","scope":"*","for":"9999999d"}         | for   | 9999999d | 1m to 7d, in s, m, h or d
            {"mode":"all","scope":"*","for":"-2h"}              | for   | -2h      | 1m to 7d, in s, m, h or d
            {"mode":"all","for":"2h"}                           | scope | ''       | * or an app's name, in which * stands for any text
            {"mode":"all","scope":"a b","for":"2h"}             | scope | a b      | * or an app's name, in which * stands for any text
            {"mode":"all","scope":["*"],"for":"2h"}             | scope | ["*"]    | a text in quotes
            {"mode":"all","scope":"*","for":"2h","until":"x"}   | until | ''       | mode, scope, for and why are known
            {"mode":"all","scope":"*","for":"2h","why":{}}      | why   | {}       | a text in quotes
            [1]                                                 | ''    | ''       | such as {"mode":"down","scope":"*","for":"2h"}
            {} {}                                               | ''    | ''       | such as {"mode":"down","scope":"*","for":"2h"}
            ''                                                  | ''    | ''       | such as {"mode":"down","scope":"*","for":"2h"}
            """)
    void namesWhatIsWrong(String body, String key, String value, String range) {
        PauseRequest.Problem problem = problem(body);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.value()).isEqualTo(value);
        assertThat(problem.range()).isEqualTo(range);
        assertThat(problem.error()).isNotBlank();
    }

    @Test
    void hostileTextsComeBackHarmlessAndShort() throws PauseRequest.ProblemException {
        String hostile = "\\u001b[2J\\n<script>\\u202e" + "x".repeat(3_000);
        Pauses.Pause pause =
                PauseRequest.read("{\"mode\":\"all\",\"scope\":\"*\",\"for\":\"2h\",\"why\":\"" + hostile + "\"}", NOW);
        assertThat(pause.why())
                .doesNotContain("\u001b", "\n", "\u202e")
                .startsWith("<U+001B>[2J<U+000A>")
                .hasSizeLessThanOrEqualTo(200);
        PauseRequest.Problem problem = problem("{\"mode\":\"" + hostile + "\"}");
        assertThat(problem.value()).doesNotContain("\u001b", "\n", "\u202e").hasSizeLessThanOrEqualTo(200);
        assertThat(problem("{\"" + hostile + "\":1}").key()).doesNotContain("\u001b", "\n", "\u202e");
        assertThat(problem("[".repeat(2_000)).error()).isEqualTo("the body is no JSON object");
    }
}
