package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Describes one app of a scenario. Settings hold for the machines that are added after them; without any, machines
/// are shared-cpu-1x with 256 MB, run image `registry.fly.io/<app>:v1` and have no services.
public final class AppBuilder {
    private static final String FLYCTL_VERSION = "0.3.209";

    private final AppName name;
    private final ObjectNode config = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> metadata = new TreeMap<>();
    private final List<Scenario.MachineSpec> machines = new ArrayList<>();
    private Optional<String> role = Optional.empty();
    private Workload workload = new Workload.None();
    private Delays delays = Delays.typical();
    private SnapshotLife snapshots = SnapshotLife.endless();
    private Delays.Range taskTime = Delays.Range.millis(20_000, 120_000);
    private Duration age = Duration.ofDays(3);
    private OptionalInt volumeGb = OptionalInt.empty();
    private Traits traits = Traits.PLAIN;

    AppBuilder(String name) {
        this.name = new AppName(name);
        image("registry.fly.io/" + name + ":deployment-01JHANGAR0000000000000000");
        guest("shared", 1, 256);
        config.putObject("restart").put("policy", "on-failure").put("max_retries", 10);
        config.putObject("env").put("PRIMARY_REGION", "iad");
        metadata.put("fly_platform_version", "v2");
        metadata.put("fly_flyctl_version", FLYCTL_VERSION);
        metadata.put("fly_release_id", Long.toString(new Seed(0).derived("release", name) >>> 40));
        group("app");
        release(1);
    }

    /// Role such as `postgres_cluster`.
    public AppBuilder role(String appRole) {
        role = Optional.of(appRole);
        return this;
    }

    /// Size: `shared` or `performance`, vCPUs, MiB.
    public AppBuilder guest(String cpuKind, int cpus, int memoryMb) {
        config.putObject("guest").put("cpu_kind", cpuKind).put("cpus", cpus).put("memory_mb", memoryMb);
        return this;
    }

    /// Image reference of the next machines.
    public AppBuilder image(String reference) {
        config.put("image", reference);
        return this;
    }

    /// Process group of the next machines, in metadata and env.
    public AppBuilder group(String processGroup) {
        metadata.put("fly_process_group", processGroup);
        config.withObject("/env").put("FLY_PROCESS_GROUP", processGroup);
        return this;
    }

    /// Release that the next machines were deployed by.
    public AppBuilder release(int version) {
        metadata.put("fly_release_version", Integer.toString(version));
        return this;
    }

    /// Primary region, told by env `PRIMARY_REGION`; `iad` by default.
    public AppBuilder primaryRegion(String region) {
        config.withObject("/env").put("PRIMARY_REGION", region);
        return this;
    }

    /// One http service on port 8080; described further by `service`.
    public AppBuilder service(Consumer<ServiceBuilder> service) {
        ServiceBuilder builder = new ServiceBuilder();
        service.accept(builder);
        config.withArray("/services").add(builder.json());
        return this;
    }

    /// Changes the raw config of the next machines in any other way.
    public AppBuilder config(Consumer<ObjectNode> change) {
        change.accept(config);
        return this;
    }

    /// Sets a metadata key of the next machines.
    public AppBuilder metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /// What the app is used for; nothing by default.
    public AppBuilder workload(Workload use) {
        workload = use;
        return this;
    }

    /// How long its machines take to move; [Delays#typical] by default.
    public AppBuilder delays(Delays times) {
        delays = times;
        return this;
    }

    /// How long suspended machines can be resumed; [SnapshotLife#endless] by default.
    public AppBuilder snapshots(SnapshotLife life) {
        snapshots = life;
        return this;
    }

    /// How long a task runs whose command tells nothing, on a schedule or at a release; 20 s to 2 min by default.
    public AppBuilder taskTime(Delays.Range time) {
        taskTime = time;
        return this;
    }

    /// How long before the start the next machines were created; 3 days by default.
    public AppBuilder age(Duration time) {
        age = time;
        return this;
    }

    /// The next machines mount a volume of this size.
    public AppBuilder volume(int sizeGb) {
        volumeGb = OptionalInt.of(sizeGb);
        return this;
    }

    /// What it has and does besides; nothing special by default.
    public AppBuilder traits(Traits special) {
        traits = special;
        return this;
    }

    /// Adds started machines.
    public AppBuilder machines(int count, String region) {
        return machines(count, region, MachineState.STARTED);
    }

    /// Adds machines in a lasting state.
    public AppBuilder machines(int count, String region, MachineState state) {
        for (int i = 0; i < count; i++) {
            add(region, state, OptionalInt.empty());
        }
        return this;
    }

    /// Adds a stopped standby of the machine at `position`, as a first deploy makes it (facts 7.1).
    public AppBuilder standby(String region, int position) {
        return add(region, MachineState.STOPPED, OptionalInt.of(position));
    }

    private AppBuilder add(String region, MachineState state, OptionalInt standbyOf) {
        String machineName = name + "-" + (machines.size() + 1);
        machines.add(new Scenario.MachineSpec(
                machineName, new Region(region), config.deepCopy(), metadata, state, age, standbyOf, volumeGb));
        return this;
    }

    Scenario.AppSpec spec() {
        return new Scenario.AppSpec(name, role, machines, workload, delays, snapshots, taskTime, traits);
    }
}
