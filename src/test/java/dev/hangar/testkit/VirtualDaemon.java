package dev.hangar.testkit;

import dev.hangar.cli.Assembly;
import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.PriceBooks;
import dev.hangar.control.PassRecord;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.model.SignalName;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The daemon's parts without its container, ticking every 15 virtual seconds against a simulated Fly over real HTTP.
public final class VirtualDaemon implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final SimulatorServer fly;
    private final double speed;
    private final HangarSettings settings;
    private Assembly assembly;
    private Map<SignalName, List<SignalSnapshot>> history = Map.of();

    private VirtualDaemon(SimulatorServer fly, double speed, HangarSettings settings) {
        this.fly = fly;
        this.speed = speed;
        this.settings = settings;
        this.assembly = assemble();
    }

    /// Starts both.
    ///
    /// @param speed virtual seconds per real second
    /// @param yaml the configuration below `hangar:`, without addresses and tokens
    public static VirtualDaemon on(Scenario scenario, double speed, String yaml) throws IOException {
        SimulatorServer fly = SimulatorServer.start(
                SimulatorSettings.of(7, speed, scenario.start()),
                scenario,
                PriceBooks.builtIn().on(scenario.start().atZone(ZoneOffset.UTC).toLocalDate()));
        Path file = Files.createTempFile("hangar", ".yaml");
        try {
            Files.writeString(file, "hangar:\n" + yaml.indent(2));
            Map<String, String> variables = Map.of(
                    "HANGAR_FLY_TOKEN", fly.token(),
                    "HANGAR_FLY_BASE_URL", fly.baseUri().toString(),
                    "HANGAR_ORG", scenario.org().value(),
                    "HANGAR_PROMETHEUS_URL", fly.prometheusUri().toString());
            return switch (ConfigLoader.load(Optional.of(file), variables, Path.of(""))) {
                case LoadResult.Loaded(HangarSettings settings) -> new VirtualDaemon(fly, speed, settings);
                case LoadResult.Problems(var problems) -> throw new IllegalArgumentException(problems.toString());
            };
        } finally {
            Files.delete(file);
        }
    }

    private Assembly assemble() {
        return Assembly.of(settings, settings.prices(), fly.clock());
    }

    /// The world under it.
    public SimulatorServer fly() {
        return fly;
    }

    /// A daemon that was killed and started again: everything remembered is gone, the window is read from history.
    public void restart() {
        assembly = assemble();
        history = assembly.history(settings, fly.clock().instant());
    }

    /// One tick over all apps.
    public List<PassRecord> tick() {
        Instant at = fly.clock().instant();
        Map<SignalName, SignalSnapshot> signals = new TreeMap<>();
        assembly.signals().read(settings.signals(), at).forEach(snapshot -> signals.put(snapshot.signal(), snapshot));
        List<PassRecord> records = new ArrayList<>();
        for (App app : assembly.directory().apps(at)) {
            assembly.passes().run(app, signals, history, settings.policies()::settingsFor, records::add);
        }
        history = Map.of();
        return records;
    }

    /// Ticks for `length` of virtual time and shows each tick's records to `check`.
    public void run(Duration length, Consumer<List<PassRecord>> check) {
        Instant end = fly.clock().instant().plus(length);
        while (fly.clock().instant().isBefore(end)) {
            Instant next = fly.clock().instant().plus(INTERVAL);
            check.accept(tick());
            while (fly.clock().instant().isBefore(next)) {
                LockSupport.parkNanos(
                        (long) (Duration.between(fly.clock().instant(), next).toNanos() / speed) + 1);
            }
        }
    }

    /// Machines of an app in a state, in the world itself.
    public int count(String app, MachineState state) {
        Tally actual = fly.figures().actual();
        return actual.machines().getOrDefault(new AppName(app), Map.of()).getOrDefault(state, 0);
    }

    @Override
    public void close() {
        fly.close();
    }
}
