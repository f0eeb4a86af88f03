package dev.hangar.system;

import dev.hangar.model.Autostop;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import dev.hangar.testkit.RealPrometheus;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A simulated Fly in real time, a real Prometheus that scrapes it every second, and a configuration for the daemon.
public class RealPrometheusResource implements QuarkusTestResourceLifecycleManager {
    /// System property with the simulated Fly's address.
    static final String FLY = "test.fly";

    /// System property with its token.
    static final String TOKEN = "test.token";

    private @Nullable SimulatorServer fly;
    private @Nullable RealPrometheus prometheus;
    private @Nullable Path file;

    @Override
    public Map<String, String> start() {
        Instant start = Instant.now();
        try {
            SimulatorServer server =
                    SimulatorServer.start(SimulatorSettings.of(3, 1, start), scenario(start), TestPrices.book());
            fly = server;
            RealPrometheus scraper = RealPrometheus.scraping(
                    server.metricsUri().getHost() + ":" + server.metricsUri().getPort(), Duration.ofSeconds(1));
            prometheus = scraper;
            Path written = Files.createTempFile("hangar-system", ".yaml");
            file = written;
            Files.writeString(written, configuration(server, scraper));
            System.setProperty("hangar.config", written.toString());
            System.setProperty(FLY, server.baseUri().toString());
            System.setProperty(TOKEN, server.token());
            return Map.of("quarkus.http.test-port", "0");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String configuration(SimulatorServer fly, RealPrometheus prometheus) {
        return """
                hangar:
                  mode: act
                  org: acme
                  app: "*"
                  interval: 5s
                  fly: {token: "%s", base-url: "%s"}
                  prometheus: {url: "%s", max-age: 15s}
                  policy:
                    scaling: target-tracking
                    stabilization: 15s
                    cool-down: 5s
                    step-down: 3
                  apps:
                    regions:
                      policy: {regions: {iad: 2}}
                """.formatted(fly.token(), fly.baseUri(), prometheus.baseUri());
    }

    private static Scenario scenario(Instant start) {
        return WorldBuilder.org("acme", start)
                .step(Duration.ofSeconds(1))
                .app(
                        "pair",
                        app -> app.service(service -> service.limits(20, 25).minMachinesRunning(1))
                                .age(Duration.ofHours(30))
                                .machines(1, "iad")
                                .age(Duration.ofHours(30).minusSeconds(40))
                                .machines(1, "iad")
                                .workload(Workload.Web.from("iad", new Demand.Constant(2))))
                .app(
                        "api",
                        app -> app.service(service -> service.limits(10, 100))
                                .machines(1, "iad")
                                .machines(3, "iad", MachineState.STOPPED)
                                // 26 at once of a soft limit of 10, at 80 %: 3.25, so four machines; then 4 at once:
                                // one.
                                .workload(Workload.Web.from(
                                        "iad",
                                        new Demand.Scripted(List.of(
                                                new Demand.Step(Duration.ZERO, 4),
                                                new Demand.Step(Duration.ofSeconds(15), 28),
                                                new Demand.Step(Duration.ofSeconds(50), 4))))))
                .app(
                        "regions",
                        app -> app.service(service -> service.limits(10, 15).autostop(Autostop.OFF))
                                .machines(4, "iad")
                                .workload(Workload.Web.from("iad", new Demand.Constant(0))))
                .app(
                        "db",
                        app -> app.role("postgres_cluster")
                                .image("flyio/postgres-flex:16.4")
                                .volume(1)
                                .machines(2, "iad"))
                .scenario();
    }

    @Override
    public void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (fly != null) {
            fly.close();
        }
        if (file != null) {
            file.toFile().delete();
        }
        System.clearProperty("hangar.config");
    }
}
