package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.control.AppDirectory;
import dev.hangar.control.AppPass;
import dev.hangar.control.Custody;
import dev.hangar.control.FleetMemories;
import dev.hangar.control.Pass;
import dev.hangar.control.PassRecord;
import dev.hangar.control.Recall;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.control.SignalSource;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.telemetry.LoopMeters;
import dev.hangar.telemetry.PassMeters;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.ManualTime;
import dev.hangar.testkit.Prices;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Ticks of an organization of three apps, one of which is ours to look after.
class TickTest {
    private static final List<AppName> APPS = List.of(new AppName("shop"), new AppName("blog"), new AppName("wiki"));

    private final ManualTime time = new ManualTime(T0);
    private final FakeFly fly = new FakeFly(time, List.of(web("a").build(), web("b").build()));
    private final InFlight inFlight = new InFlight();
    private final LoopState loop = new LoopState(() -> 0, Duration.ofSeconds(15));
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<PassRecord> records = new ArrayList<>();
    private double load;

    @TempDir
    private Path nowhere = Path.of("");

    /// Every app has the same load on each of its machines.
    private final class Everywhere implements SignalSource {
        @Override
        public List<SignalSnapshot> read(List<SignalQuery> queries, Instant at) {
            Map<AppName, List<Sample>> samples = new TreeMap<>();
            APPS.forEach(app -> samples.put(app, List.of(sample(app, "a", at), sample(app, "b", at))));
            return queries.stream()
                    .map(query -> SignalSnapshot.of(query.name(), at, samples))
                    .toList();
        }

        private Sample sample(AppName app, String machine, Instant at) {
            MachineId id = new MachineId(machine);
            return new Sample(app, Optional.empty(), Optional.of(id), new Reading.Fresh(load, at));
        }

        @Override
        public List<SignalSnapshot> history(SignalQuery query, Instant from, Instant to, Duration step) {
            return List.of();
        }
    }

    private HangarSettings settings() {
        Map<String, String> variables = Map.of(
                "HANGAR_FLY_TOKEN", "fm2_t", "HANGAR_APP", "shop", "HANGAR_PROMETHEUS_URL", "http://127.0.0.1:9090");
        return switch (ConfigLoader.load(Optional.empty(), variables, nowhere)) {
            case LoadResult.Loaded(HangarSettings loaded) -> loaded;
            case LoadResult.Problems(var problems) -> throw new AssertionError(problems);
        };
    }

    private Tick tick() {
        return tick(fly);
    }

    private Tick tick(FakeFly fly) {
        HangarSettings settings = settings();
        PolicyEngine engine = new PolicyEngine(Prices.BOOK);
        FleetMemories memories = new FleetMemories();
        AppPass passes =
                new AppPass(fly, new Pass(fly, engine, Optional.empty(), time), new Recall(engine), memories, time);
        AppDirectory directory =
                new AppDirectory(fly, Optional.empty(), List.of(new AppName("shop")), settings::manages);
        Assembly assembly =
                new Assembly(fly, new Everywhere(), directory, passes, memories, new Custody(), Optional.empty());
        AppWork work = new AppWork(settings, assembly, inFlight, loop);
        Tick.Outlet outlet = new Tick.Outlet(
                due -> {
                    work.run(due, records::add, bug -> {
                        throw bug;
                    });
                    return true;
                },
                fleets -> {});
        LoopMeters meters = new LoopMeters(registry, time, new PassMeters(registry));
        return new Tick(settings, time, assembly, inFlight, loop, meters, outlet);
    }

    private List<String> cliffs() {
        return ((PassRecord.Decided) records.getLast())
                .evaluation().report().holds().stream()
                        .filter(hold -> hold.reason() == Reason.TRAFFIC_CLIFF)
                        .map(FleetReport.Hold::detail)
                        .toList();
    }

    @Test
    void workOnAnAppWithoutMachinesIsSeenToEnd() {
        tick(new FakeFly(time, List.of())).run();

        assertThat(records).isEmpty();
        assertThat(loop.isPastRead()).isTrue();
        assertThat(loop.passes()).isEqualTo(1);
        assertThat(inFlight.oldest()).isZero();
    }

    @Test
    void metersHearWhichAppsATickLooksAfter() {
        Tick tick = tick();
        assertThat(registry.get("hangar.apps").gauge().value()).isZero();
        tick.run();
        assertThat(registry.get("hangar.apps").gauge().value()).isEqualTo(1);
    }

    @Test
    void severalAppsThatFallSilentAtOnceHoldEveryFleet() {
        Tick tick = tick();
        // Below a machine's worth, so that the fleet's own watch does not speak.
        load = 0.5;
        tick.run();
        assertThat(cliffs()).isEmpty();
        load = 0;
        time.advance(Duration.ofSeconds(15));
        tick.run();
        assertThat(cliffs()).singleElement().asString().startsWith("3 apps at once");
        load = 0.5;
        time.advance(Duration.ofSeconds(15));
        tick.run();
        assertThat(cliffs()).isEmpty();
    }
}
