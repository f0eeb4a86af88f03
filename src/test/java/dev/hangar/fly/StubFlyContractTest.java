package dev.hangar.fly;

import dev.hangar.contract.MachinePortsContract;
import dev.hangar.control.MachineOperator;
import dev.hangar.control.MachineSource;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;

/// The adapter over real HTTP against [StubFly].
final class StubFlyContractTest extends MachinePortsContract {
    private final StubWorld world = new StubWorld();
    private final StubFly fly;
    private final FlySettings badSettings;
    private final HttpTransport transport;
    private final MachineSource source;
    private final MachineOperator operator;

    StubFlyContractTest() throws IOException {
        fly = new StubFly(world);
        FlySettings settings = settings(StubFly.GOOD_TOKEN);
        badSettings = settings("fm2_bad");
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
        return new FlySettings(fly.base(), FlyToken.of(token), org(), Duration.ofSeconds(30), world);
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
        return new FlyMachineSource(badSettings, transport);
    }

    @Override
    protected MachineOperator operatorWithBadToken() {
        return new FlyMachineOperator(badSettings, transport, () -> "launch-1");
    }

    @Override
    protected OrgSlug org() {
        return new OrgSlug(StubWorld.ORG);
    }

    @Override
    protected AppName app() {
        return new AppName(StubWorld.APP);
    }

    @Override
    protected MachineId startedMachine() {
        return new MachineId(StubWorld.STARTED);
    }

    @Override
    protected MachineId stoppedMachine() {
        return new MachineId(StubWorld.STOPPED);
    }

    @Override
    protected MachineId suspendedMachine() {
        return new MachineId(StubWorld.SUSPENDED);
    }

    @Override
    protected Volume volume() {
        return new Volume(
                "vol_e4mdd9j5y5y4xyzv",
                "data",
                "created",
                3,
                new Region("ams"),
                Optional.empty(),
                Optional.of(Instant.parse("2026-10-01T10:00:00.123Z")),
                OptionalLong.empty());
    }

    @Override
    protected void advance(Duration time) {
        world.advance(time);
    }
}
