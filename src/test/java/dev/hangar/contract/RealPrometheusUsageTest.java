package dev.hangar.contract;

import dev.hangar.control.UsageSource;
import dev.hangar.prometheus.HttpQueryTransport;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.PrometheusUsageSource;
import dev.hangar.prometheus.QueryMethod;
import dev.hangar.simulator.metrics.ScrapedWorld;
import dev.hangar.testkit.RealPrometheus;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The adapter over HTTP on a real Prometheus that holds the same samples.
final class RealPrometheusUsageTest extends UsageContract {
    private static final ScrapedWorld WORLD = new ScrapedWorld();
    private static RealPrometheus server;
    private static PrometheusUsageSource source;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RealPrometheus.holding(WORLD.openMetrics());
        PrometheusEndpoint endpoint =
                new PrometheusEndpoint(server.baseUri(), Optional.empty(), QueryMethod.POST, Duration.ofSeconds(30));
        source = new PrometheusUsageSource(
                endpoint, new HttpQueryTransport(endpoint), Thread::startVirtualThread, InstantSource.system());
    }

    @AfterAll
    static void stop() {
        source.close();
        server.close();
    }

    @Override
    protected UsageSource source() {
        return source;
    }

    @Override
    protected ScrapedWorld world() {
        return WORLD;
    }
}
