package dev.hangar.telemetry;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CallMeters meters = new CallMeters(registry);

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void callsAreCountedByActionAndCode() {
        meters.called("list-machines", "200", Duration.ofMillis(40));
        meters.called("list-machines", "200", Duration.ofMillis(60));
        meters.called("suspend", "timeout", Duration.ofSeconds(10));

        assertThat(count("hangar.api.requests", "action", "list-machines", "code", "200"))
                .isEqualTo(2);
        assertThat(count("hangar.api.requests", "action", "suspend", "code", "timeout"))
                .isEqualTo(1);
        assertThat(registry.get("hangar.api.request.duration")
                        .tag("action", "list-machines")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(100);
    }

    @Test
    void throttlesAreCountedByWhoRefused() {
        assertThat(count("hangar.api.throttles", "by", "fly"))
                .as("there from the start")
                .isZero();
        meters.called("stop", "429", Duration.ofMillis(5));
        meters.called("stop", "limited", Duration.ZERO);
        meters.called("stop", "limited", Duration.ZERO);

        assertThat(count("hangar.api.throttles", "by", "fly")).isEqualTo(1);
        assertThat(count("hangar.api.throttles", "by", "hangar")).isEqualTo(2);
        assertThat(registry.get("hangar.api.request.duration").timer().count())
                .as("what was not sent took no time")
                .isEqualTo(1);
    }
}
