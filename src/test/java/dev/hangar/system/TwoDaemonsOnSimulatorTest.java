package dev.hangar.system;

import dev.hangar.control.Actor;
import dev.hangar.control.AppPass;
import dev.hangar.control.Custody;
import dev.hangar.control.FleetMemories;
import dev.hangar.control.Pass;
import dev.hangar.control.PassRecord;
import dev.hangar.control.Recall;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.fly.FlyMachineOperator;
import dev.hangar.fly.FlyMachineSource;
import dev.hangar.fly.FlySettings;
import dev.hangar.fly.FlyToken;
import dev.hangar.fly.HttpTransport;
import dev.hangar.fly.Transport;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicySettings;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.WorldBuilder;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Two Hangars through the real adapter on one simulated Fly: the second one's whole pass at every call of the first
/// one.
class TwoDaemonsOnSimulatorTest {
    private static final AppName SHOP = new AppName("shop");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final App APP = new App(SHOP, ACME, "deployed", Optional.empty());
    private static final int FLOOR = 1;
    private static final PolicySettings SETTINGS = Settings.usual()
            .floor(FLOOR)
            .steps(4, 2)
            .stabilization(Duration.ZERO)
            .coolDown(Duration.ZERO)
            .build();

    /// A pass that drains two machines makes ten calls: list, lease, list, twice read, tag and cordon, release.
    private static final int CALLS = 12;

    private final AtomicLong nanos = new AtomicLong(1);
    private final List<HttpTransport> transports = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JUnit calls start first
    private SimulatorServer fly;

    @BeforeEach
    void start() throws IOException {
        Scenario scenario = WorldBuilder.org("acme", TestWorlds.START)
                .app(
                        "shop",
                        app -> app.service(service -> service.limits(20, 25))
                                .age(Duration.ofHours(30))
                                .machines(3, "iad"))
                .scenario();
        fly = SimulatorServer.start(
                new SimulatorSettings(
                        SimulatorSettings.LOOPBACK, 0, OptionalInt.empty(), 11, 1, TestWorlds.START, nanos::get),
                scenario,
                TestPrices.book());
    }

    @AfterEach
    void stop() {
        transports.forEach(HttpTransport::close);
        fly.close();
    }

    private FlySettings settings() {
        return new FlySettings(fly.baseUri(), FlyToken.of(fly.token()), ACME, Duration.ofSeconds(30), fly.clock());
    }

    private HttpTransport transport() {
        HttpTransport transport = new HttpTransport(settings());
        transports.add(transport);
        return transport;
    }

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private List<Machine> machines() {
        later(Duration.ofSeconds(4));
        if (new FlyMachineSource(settings(), transport()).machines(SHOP)
                instanceof Answer.Ok<List<Machine>>(List<Machine> machines)) {
            return machines;
        }
        throw new AssertionError("the app could not be listed");
    }

    private long open() {
        return machines().stream()
                .filter(machine -> machine.state() == MachineState.STARTED && !machine.cordoned())
                .count();
    }

    /// One pass of a Hangar of its own, which sees all but the busy machines idle.
    private List<PassRecord> pass(Transport transport, Set<Machine> busy, List<Machine> all) {
        FlyMachineSource source = new FlyMachineSource(settings(), transport);
        FlyMachineOperator operator = new FlyMachineOperator(settings(), transport, () -> "launch");
        PolicyEngine engine = new PolicyEngine(Prices.BOOK);
        Actor actor = new Actor(source, operator, fly.clock(), new Custody());
        AppPass passes = new AppPass(
                source,
                new Pass(source, engine, Optional.of(actor), fly.clock()),
                new Recall(engine),
                new FleetMemories(),
                fly.clock());
        Instant at = fly.clock().instant();
        List<Sample> samples = all.stream()
                .map(machine -> new Sample(
                        SHOP,
                        Optional.empty(),
                        Optional.of(machine.id()),
                        new Reading.Fresh(busy.contains(machine) ? 4 : 0, at)))
                .toList();
        List<PassRecord> records = new ArrayList<>();
        passes.run(
                APP,
                Map.of(
                        SignalQuery.PROXY_CONCURRENCY,
                        SignalSnapshot.of(SignalQuery.PROXY_CONCURRENCY, at, Map.of(SHOP, samples))),
                Map.of(),
                (org, fleet) -> SETTINGS,
                records::add);
        return records;
    }

    static IntStream calls() {
        return IntStream.range(0, CALLS);
    }

    @ParameterizedTest(name = "the second one at call {0}")
    @MethodSource("calls")
    void theFloorHoldsAtEveryStep(int call) {
        List<Machine> all = machines();
        AtomicInteger calls = new AtomicInteger();
        HttpTransport network = transport();
        HttpTransport rivals = transport();
        Transport interrupted = request -> {
            if (calls.getAndIncrement() == call) {
                // So that neither of them meets the rate limit; much less than the fence lasts.
                later(Duration.ofSeconds(3));
                pass(rivals, Set.of(all.getFirst()), all);
                assertThat(open()).as("after the second").isGreaterThanOrEqualTo(FLOOR);
            }
            return network.send(request);
        };

        pass(interrupted, Set.of(all.getLast()), all);

        assertThat(open()).as("after the first").isGreaterThanOrEqualTo(FLOOR).isLessThan(all.size());
        assertThat(machines()).noneMatch(machine -> machine.lease().isPresent());
    }
}
