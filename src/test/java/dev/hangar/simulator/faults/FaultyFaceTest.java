package dev.hangar.simulator.faults;

import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.faults.FaultDial.Api;
import dev.hangar.simulator.faults.FaultDial.Bursts;
import dev.hangar.simulator.faults.FaultDial.Chances;
import dev.hangar.simulator.faults.FaultDial.ClockJumps;
import dev.hangar.simulator.faults.FaultDial.Latency;
import dev.hangar.simulator.faults.FaultDial.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A server that counts what reaches it, behind a face that always does the same wrong thing.
class FaultyFaceTest {
    private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");

    private final List<String> reached = new ArrayList<>();
    private Duration paused = Duration.ZERO;

    private FaultyFace with(Chances chances) {
        Latency latency = new Latency(Duration.ofMillis(300), Duration.ofMillis(300), 0, Duration.ZERO);
        Api api = new Api(latency, chances, Bursts.NEVER, Duration.ofSeconds(30));
        Faults faults = new Faults(new FaultDial(api, Metrics.SOUND, ClockJumps.NONE), 1);
        return new FaultyFace(this::answer, faults, () -> T0, time -> paused = paused.plus(time));
    }

    private ApiResponse answer(ApiRequest request) {
        reached.add(request.method());
        return new ApiResponse(200, Map.of(), "answer " + reached.size());
    }

    private static ApiRequest request(String method) {
        return ApiRequest.of(method, "/v1/apps/shop/machines", Map.of(), "");
    }

    @Test
    void aSoundCallTakesItsTime() {
        assertThat(with(new Chances(0, 0, 0, 0)).apply(request("GET")).body()).isEqualTo("answer 1");
        assertThat(paused).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aResetHasNoEffectAndALostAnswerHas() {
        assertThatThrownBy(() -> with(new Chances(1, 0, 0, 0)).apply(request("POST")))
                .isInstanceOf(FaultyFace.BrokenConnection.class);
        assertThat(reached).isEmpty();

        assertThatThrownBy(() -> with(new Chances(0, 1, 0, 0)).apply(request("POST")))
                .isInstanceOf(FaultyFace.BrokenConnection.class);
        assertThat(reached).containsExactly("POST");
    }

    @Test
    void aThrottledCallHasNoEffect() {
        assertThat(with(new Chances(0, 0, 1, 0)).apply(request("POST")).status())
                .isEqualTo(429);
        assertThat(reached).isEmpty();
    }

    @Test
    void aStaleReadShowsThePastButNotFromBeforeAWrite() {
        FaultyFace face = with(new Chances(0, 0, 0, 1));
        assertThat(face.apply(request("GET")).body()).isEqualTo("answer 1");
        assertThat(face.apply(request("GET")).body()).isEqualTo("answer 1");
        face.apply(request("POST"));
        assertThat(face.apply(request("GET")).body()).isEqualTo("answer 3");
    }
}
