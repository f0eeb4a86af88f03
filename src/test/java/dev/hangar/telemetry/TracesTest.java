package dev.hangar.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.testkit.Collector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class TracesTest {
    private static final Instant AT = Instant.parse("2026-11-02T08:00:00.000000001Z");

    private final List<Span> spans = new ArrayList<>();
    private final Tracer tracer = new Tracer(spans::add, InstantSource.fixed(AT));

    private void call(Tracer told) {
        try (Tracer.Open span = told.open("call", Map.of("method", "GET"))) {
            span.done(Map.of("status", "200"));
        }
    }

    @Test
    void whatIsBegunWithinIsBelow() {
        // A thread of its own, as queries have.
        Executor other = work -> {
            Thread thread = Thread.ofPlatform().start(work);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };

        tracer.run("tick", Map.of(), () -> {
            call(tracer);
            tracer.carrying(other).execute(() -> call(tracer));
        });
        call(tracer);

        assertThat(spans).extracting(Span::name).containsExactly("call", "call", "tick", "call");
        Span tick = spans.get(2);
        assertThat(tick.id().parent()).isEmpty();
        assertThat(spans.subList(0, 2))
                .allMatch(
                        span -> span.id().parent().equals(Optional.of(tick.id().span())))
                .allMatch(span -> span.id().trace().equals(tick.id().trace()))
                .allMatch(span -> span.attributes().equals(Map.of("method", "GET", "status", "200")));
        assertThat(spans.get(3).id().parent()).isEmpty();
        assertThat(spans.get(3).id().trace()).isNotEqualTo(tick.id().trace());
        assertThat(spans).extracting(span -> span.id().span()).doesNotHaveDuplicates();
        assertThat(spans).noneMatch(Span::failed);
    }

    @Test
    void whatThrowsHasFailed() {
        assertThatThrownBy(() -> tracer.run("tick", Map.of(), () -> {
                    throw new IllegalStateException("ours");
                }))
                .hasMessage("ours");

        assertThat(spans).singleElement().matches(Span::failed);
    }

    @Test
    void offItOnlyRunsTheWork() {
        List<String> ran = new ArrayList<>();

        Tracer.OFF.run("tick", Map.of(), () -> {
            ran.add("tick");
            call(Tracer.OFF);
        });

        assertThat(ran).containsExactly("tick");
    }

    @Test
    void aCollectorGetsThemAsOtlp() {
        try (Collector collector = new Collector();
                SpanSender sender =
                        new SpanSender(collector.address(), new SpanJson(Map.of("service.name", "hangar")))) {
            sender.accept(new Span(
                    new Span.Id(
                            "0123456789abcdef0123456789abcdef", "0123456789abcdef", Optional.of("fedcba9876543210")),
                    "tick",
                    AT,
                    Duration.ofMillis(3),
                    Map.of("hangar.app", "shop\n\"x\""),
                    true));

            JsonNode span = await().atMost(Duration.ofSeconds(60))
                    .until(collector::spans, sent -> !sent.isEmpty())
                    .getFirst();
            assertThat(span.toString())
                    .isEqualTo("{\"traceId\":\"0123456789abcdef0123456789abcdef\",\"spanId\":\"0123456789abcdef\","
                            + "\"parentSpanId\":\"fedcba9876543210\",\"name\":\"tick\",\"kind\":1,"
                            + "\"startTimeUnixNano\":\"1793606400000000001\",\"endTimeUnixNano\":\"1793606400003000001\","
                            + "\"attributes\":[{\"key\":\"hangar.app\",\"value\":{\"stringValue\":\"shop\\n\\\"x\\\"\"}}],"
                            + "\"status\":{\"code\":2}}");
            assertThat(collector.text())
                    .contains(
                            "{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"hangar\"}}]}");
        }
    }

    @Test
    void aCollectorThatIsNotThereCostsNothing() {
        try (SpanSender sender = new SpanSender(URI.create("http://127.0.0.1:1/"), new SpanJson(Map.of()))) {
            Tracer told = new Tracer(sender, InstantSource.fixed(AT));

            for (int i = 0; i < 10_000; i++) {
                call(told);
            }
        }
    }

    @Test
    void aBatchThatCannotBeToldDoesNotEndTheSending() {
        try (Collector collector = new Collector();
                SpanSender sender = new SpanSender(collector.address(), new SpanJson(Map.of()))) {
            // Its nanoseconds do not fit.
            Span broken = new Span(
                    new Span.Id("0".repeat(32), "0".repeat(16), Optional.empty()),
                    "broken",
                    Instant.MAX,
                    Duration.ZERO,
                    Map.of(),
                    false);
            sender.accept(broken);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                call(new Tracer(sender, InstantSource.fixed(AT)));
                return !collector.spans().isEmpty();
            });
        }
    }
}
