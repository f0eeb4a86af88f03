package dev.hangar.prometheus;

import dev.hangar.control.Usage;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// A server that takes its time, which is virtual: a query that hangs takes all that it is given.
class SlowServerTest {
    private static final Instant AT = Instant.parse("2026-11-18T13:46:47.123Z");
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final String ONE = "{\"metric\":{\"app\":\"shop\",\"instance\":\"m1\"},\"value\":[1,\"100\"]}";

    private final List<String> asked = new ArrayList<>();
    private Instant now = AT;
    private Duration each = Duration.ZERO;

    private Usage read(Predicate<String> hangs) {
        PrometheusEndpoint endpoint = new PrometheusEndpoint(
                URI.create("http://slow"), Optional.empty(), QueryMethod.POST, Duration.ofSeconds(30));
        QueryTransport transport = request -> {
            String form = request.form().orElse("");
            asked.add(form);
            if (hangs.test(form)) {
                Duration most = request.timeout().orElseThrow();
                now = now.plus(most);
                throw new HttpTimeoutException("no answer within " + Seconds.of(most));
            }
            now = now.plus(each);
            boolean range = request.address().getPath().endsWith("range");
            String body = "{\"status\":\"success\",\"data\":{\"resultType\":\"" + (range ? "matrix" : "vector")
                    + "\",\"result\":[" + (range ? "" : ONE) + "]}}";
            return new QueryTransport.Response(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        };
        return new PrometheusUsageSource(endpoint, transport, Runnable::run, () -> now)
                .read(Optional.empty(), AT, WINDOW);
    }

    private static List<String> told(Usage usage) {
        return usage.failures().stream()
                .map(unread -> unread.figure() + ": " + unread.failure().detail())
                .toList();
    }

    private Duration took() {
        return Duration.between(AT, now);
    }

    @Test
    void aServerThatHangsAltogetherIsAskedTwice() {
        Usage usage = read(form -> true);

        assertThat(asked).hasSize(2);
        assertThat(took()).isLessThanOrEqualTo(BoundedClient.IN_ALL);
        assertThat(told(usage)).containsExactly("any use: no answer within 10 s");
    }

    @Test
    void afterTwoThatHangTheRestIsNotAsked() {
        Usage usage = read(form -> !form.contains("count_over_time"));

        assertThat(asked).hasSize(3);
        assertThat(told(usage))
                .containsExactly(
                        "CPU: no answer within 10 s",
                        "CPU baseline: no answer within 10 s",
                        (Figure.values().length - 3 + 2)
                                + " other figures: not asked, because the server left 2 queries unanswered");
        assertThat(usage.window()).isEqualTo(WINDOW);
        assertThat(usage.machines()).hasSize(1);
    }

    @Test
    void oneThatHangsOverTwoWeeksIsReadOverADay() {
        Usage usage = read(form -> form.contains("exit_oom") && form.contains("1209600s"));

        assertThat(usage.window()).isEqualTo(Duration.ofDays(1));
        assertThat(told(usage)).containsExactly("use over 14 days: no answer within 10 s; 1 day was read instead");
    }

    /// Two weeks of the other figures are worth more than a day of them.
    @Test
    void oneThatAlwaysHangsLeavesTheOthersAlone() {
        Usage usage = read(form -> form.contains("exit_oom"));

        assertThat(usage.window()).isEqualTo(WINDOW);
        assertThat(told(usage)).containsExactly("exits out of memory: no answer within 10 s");
    }

    @Test
    void slowAnswersEndWithTheDeadline() {
        each = Duration.ofSeconds(4);

        Usage usage = read(form -> false);

        assertThat(asked).hasSize(7);
        assertThat(took()).isLessThan(BoundedClient.IN_ALL.plus(BoundedClient.EACH));
        assertThat(told(usage)).containsExactly("10 other figures: not asked, because the others took all of 25 s");
    }
}
