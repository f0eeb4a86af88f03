package dev.hangar.contract;

import dev.hangar.control.MachineOperator;
import dev.hangar.control.MachineSource;
import dev.hangar.fly.FlyMachineOperator;
import dev.hangar.fly.FlyMachineSource;
import dev.hangar.fly.FlySettings;
import dev.hangar.fly.FlyToken;
import dev.hangar.fly.HttpTransport;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Autostop;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.WorldBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/// The adapter over real HTTP against the simulated Fly: what the stub of the real API must do, it must do as well.
final class SimulatorContractTest extends MachinePortsContract {
    private static final AppName APP = new AppName("contract");
    private static final String ORG = "acme";

    private final AtomicLong nanos = new AtomicLong(1);
    private final SimulatorServer fly;
    private final HttpTransport transport;
    private final MachineSource source;
    private final MachineOperator operator;
    private List<Machine> beginning = List.of();

    SimulatorContractTest() throws IOException {
        Scenario scenario = WorldBuilder.org(ORG, TestWorlds.START)
                .app(
                        APP.value(),
                        app -> app.service(service -> service.autostop(Autostop.OFF))
                                .machines(1, "iad", MachineState.STARTED)
                                .machines(1, "iad", MachineState.STOPPED)
                                .machines(1, "iad", MachineState.SUSPENDED)
                                .volume(3)
                                .machines(1, "iad", MachineState.STOPPED))
                .scenario();
        // The virtual clock jumps only when the test says so; otherwise it follows real time, so that waits run out.
        long begun = System.nanoTime();
        fly = SimulatorServer.start(
                new SimulatorSettings(
                        SimulatorSettings.LOOPBACK,
                        0,
                        OptionalInt.empty(),
                        11,
                        1,
                        TestWorlds.START,
                        () -> nanos.get() + System.nanoTime() - begun),
                scenario,
                TestPrices.book());
        FlySettings settings = settings(fly.token());
        transport = new HttpTransport(settings);
        source = new FlyMachineSource(settings, transport);
        operator = new FlyMachineOperator(settings, transport, () -> "launch-1");
    }

    @AfterEach
    void close() {
        transport.close();
        fly.close();
    }

    private FlySettings settings(String token) {
        return new FlySettings(fly.baseUri(), FlyToken.of(token), org(), Duration.ofSeconds(30), fly.clock());
    }

    private List<Machine> machines() {
        if (!(source.machines(APP) instanceof Answer.Ok<List<Machine>>(List<Machine> machines))) {
            throw new AssertionError("the app could not be listed");
        }
        return machines;
    }

    /// The machines as the world began, looked up once before a test moves them.
    private MachineId inBeginning(MachineState state) {
        if (beginning.isEmpty()) {
            beginning = machines();
            // The look-up took from the adapter's rate limit.
            advance(Duration.ofSeconds(10));
        }
        return beginning.stream()
                .filter(machine -> machine.state() == state && !hasVolume(machine))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static boolean hasVolume(Machine machine) {
        return !machine.config().orElseThrow().volumes().isEmpty();
    }

    @Override
    protected MachineSource source() {
        return source;
    }

    @Override
    protected MachineOperator operator() {
        return operator;
    }

    @Override
    protected MachineSource sourceWithBadToken() {
        return new FlyMachineSource(settings("fm2_bad"), transport);
    }

    @Override
    protected MachineOperator operatorWithBadToken() {
        return new FlyMachineOperator(settings("fm2_bad"), transport, () -> "launch-1");
    }

    @Override
    protected OrgSlug org() {
        return new OrgSlug(ORG);
    }

    @Override
    protected AppName app() {
        return APP;
    }

    @Override
    protected MachineId startedMachine() {
        return inBeginning(MachineState.STARTED);
    }

    @Override
    protected MachineId stoppedMachine() {
        return inBeginning(MachineState.STOPPED);
    }

    @Override
    protected MachineId suspendedMachine() {
        return inBeginning(MachineState.SUSPENDED);
    }

    @Override
    protected Volume volume() {
        Machine mounting = machines().stream()
                .filter(SimulatorContractTest::hasVolume)
                .findFirst()
                .orElseThrow();
        String id = mounting.config().orElseThrow().volumes().getFirst();
        return new Volume(
                id,
                "data",
                "created",
                3,
                new Region("iad"),
                Optional.of(mounting.id()),
                Optional.of(mounting.createdAt()),
                OptionalLong.of((3L << 30) / 4));
    }

    @Override
    protected void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
