package dev.hangar.contract;

import dev.hangar.control.UsageSource;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.PrometheusUsageSource;
import dev.hangar.prometheus.QueryMethod;
import dev.hangar.prometheus.QueryTransport;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.metrics.ScrapedWorld;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The adapter on the simulated Prometheus.
final class SimulatorUsageTest extends UsageContract {
    private static final ScrapedWorld WORLD = new ScrapedWorld();

    @Override
    protected UsageSource source() {
        PrometheusEndpoint endpoint = new PrometheusEndpoint(
                URI.create("http://simulated/prometheus/demo"),
                Optional.empty(),
                QueryMethod.POST,
                Duration.ofSeconds(30));
        return new PrometheusUsageSource(endpoint, SimulatorUsageTest::answer, Runnable::run, InstantSource.system());
    }

    private static QueryTransport.Response answer(QueryTransport.Request request) {
        ApiResponse response =
                WORLD.answer("POST", request.address().getPath(), request.form().orElse(""));
        return new QueryTransport.Response(
                response.status(), Map.of(), response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected ScrapedWorld world() {
        return WORLD;
    }
}
