package dev.hangar.contract;

import dev.hangar.control.PropertySource;
import dev.hangar.fly.FlyPropertySource;
import dev.hangar.fly.FlySettings;
import dev.hangar.fly.FlyToken;
import dev.hangar.fly.HttpTransport;
import dev.hangar.model.Region;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Traits;
import dev.hangar.simulator.world.WorldBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/// The adapter over real HTTP against the simulated Fly.
final class SimulatorPropertyTest extends PropertyContract {
    private static final Traits LOOSE =
            Traits.PLAIN.withLooseVolumes(new Traits.LooseVolume("data", 3, new Region("iad"), Duration.ofDays(9)));
    private static final Traits DEDICATED = Traits.PLAIN.withDedicatedIpv4();

    private final AtomicLong nanos = new AtomicLong(1);
    private final SimulatorServer fly;
    private final HttpTransport transport;

    SimulatorPropertyTest() throws IOException {
        Scenario scenario = WorldBuilder.org("acme", TestWorlds.START)
                .app("shop", app -> app.service(service -> {}).traits(LOOSE).machines(MACHINES, "iad"))
                .app("web", app -> app.traits(DEDICATED).machines(1, "iad"))
                .app("idle", app -> {})
                .scenario();
        fly = SimulatorServer.start(
                new SimulatorSettings(
                        SimulatorSettings.LOOPBACK, 0, OptionalInt.empty(), 11, 1, TestWorlds.START, nanos::get),
                scenario,
                TestPrices.book());
        transport = new HttpTransport(settings(fly.token()));
    }

    @AfterEach
    void close() {
        transport.close();
        fly.close();
    }

    private FlySettings settings(String token) {
        return new FlySettings(fly.baseUri(), FlyToken.of(token), ORG, Duration.ofSeconds(30), fly.clock());
    }

    private PropertySource source(String token) {
        return new FlyPropertySource(settings(token), transport, time -> nanos.addAndGet(time.toNanos()));
    }

    @Override
    protected PropertySource source() {
        return source(fly.readOnlyToken());
    }

    @Override
    protected PropertySource sourceWithBadToken() {
        return source("fm2_bad");
    }
}
