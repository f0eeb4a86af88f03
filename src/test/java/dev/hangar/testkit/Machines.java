package dev.hangar.testkit;

import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Autostop;
import dev.hangar.model.Check;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Fleet;
import dev.hangar.model.FleetId;
import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.model.RestartPolicy;
import dev.hangar.model.Service;
import dev.hangar.policy.DrainTag;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Builds machines. What a test does not name is that of an ordinary web machine: started, healthy, shared-cpu-1x with
/// 256 MB in iad, one service with autostart, autostop suspend, no minimum and a soft limit of 20.
public final class Machines {
    /// The instant at which tests start: neither zero, nor now, nor a whole second.
    public static final Instant T0 = Instant.parse("2026-11-19T07:43:17.389Z");

    public static final AppName SHOP = new AppName("shop");
    public static final App APP = new App(SHOP, new OrgSlug("acme"), "deployed", Optional.empty());
    public static final FleetId FLEET = new FleetId(SHOP, new ProcessGroup("app"));
    public static final Region IAD = new Region("iad");
    public static final Region LHR = new Region("lhr");
    public static final Service SERVICE =
            new Service(8080, true, Autostop.SUSPEND, 0, OptionalInt.of(20), OptionalInt.empty());

    private MachineId id;
    private FleetId fleet = FLEET;
    private Region region = IAD;
    private MachineState state = MachineState.STARTED;
    private String stateText = "";
    private String version = "01KA000000000000000000V0AA";
    private Instant createdAt;
    private Instant updatedAt = T0.minus(Duration.ofDays(2));
    private HostStatus host = HostStatus.OK;
    private boolean configKnown = true;
    private boolean cordoned;
    private Optional<Lease> lease = Optional.empty();
    private final TreeMap<String, String> metadata =
            new TreeMap<>(Map.of("fly_platform_version", "v2", "fly_release_version", "7"));
    private List<Check> checks = List.of();
    private List<MachineEvent> events;
    private Guest guest = Guest.of(CpuKind.SHARED, 1, 256);
    private String image = "registry.fly.io/shop:deployment-7";
    private List<Service> services = List.of(SERVICE);
    private List<String> volumes = List.of();
    private Optional<String> schedule = Optional.empty();
    private List<MachineId> standbyFor = List.of();
    private boolean autoDestroy;
    private RestartPolicy restart = RestartPolicy.ON_FAILURE;
    private int swapMb;
    private boolean persistentRootfs;
    private Optional<Region> primaryRegion = Optional.of(IAD);
    private final TreeSet<String> envKeys = new TreeSet<>(Set.of("PRIMARY_REGION"));
    private boolean instanceKey;

    /// Machines named by different letters are created a day apart, so that no two look like a launch pair.
    private Machines(String id) {
        this.id = new MachineId(id);
        this.createdAt =
                T0.minus(Duration.ofDays(30 + id.charAt(id.length() - 1) % 64)).minusSeconds(id.charAt(0));
        this.events = List.of(new MachineEvent("launch", "started", "flyd", T0.minus(Duration.ofDays(2))));
    }

    public static Machines web(String id) {
        return new Machines(id);
    }

    /// A machine without services: nothing wakes it but ourselves.
    public static Machines worker(String id) {
        return new Machines(id).services();
    }

    public static Fleet fleet(List<Machine> machines) {
        return new Fleet(FLEET, APP, machines);
    }

    public static MachineRef ref(String id) {
        return new MachineRef(SHOP, new MachineId(id));
    }

    /// A builder that starts with everything that `machine`, which must have a config, has.
    public static Machines from(Machine machine) {
        Machines copy = new Machines(machine.id().value());
        MachineConfig config = machine.config().orElseThrow();
        copy.fleet = machine.fleet();
        copy.region = machine.region();
        copy.state = machine.state();
        copy.version = machine.version();
        copy.createdAt = machine.createdAt();
        copy.updatedAt = machine.updatedAt();
        copy.host = machine.host();
        copy.cordoned = machine.cordoned();
        copy.lease = machine.lease();
        copy.metadata.clear();
        copy.metadata.putAll(machine.metadata());
        copy.checks = machine.checks();
        copy.events = machine.events();
        copy.guest = config.guest();
        copy.image = config.image();
        copy.services = config.services();
        copy.volumes = config.volumes();
        copy.schedule = config.schedule();
        copy.standbyFor = config.standbyFor();
        copy.autoDestroy = config.autoDestroy();
        copy.restart = config.restart();
        copy.swapMb = config.swapMb();
        copy.persistentRootfs = config.persistentRootfs();
        copy.primaryRegion = config.primaryRegion();
        copy.envKeys.clear();
        copy.envKeys.addAll(config.envKeys());
        copy.instanceKey = config.instanceKey();
        return copy;
    }

    public Machines id(String other) {
        id = new MachineId(other);
        return this;
    }

    public Machines group(String group) {
        fleet = new FleetId(fleet.app(), new ProcessGroup(group));
        return this;
    }

    public Machines in(Region where) {
        region = where;
        return this;
    }

    public Machines is(MachineState now) {
        state = now;
        return this;
    }

    public Machines stopped() {
        return is(MachineState.STOPPED);
    }

    public Machines suspended() {
        return is(MachineState.SUSPENDED);
    }

    public Machines inState(String word) {
        stateText = word;
        return is(MachineState.parse(word));
    }

    public Machines version(String ulid) {
        version = ulid;
        return this;
    }

    public Machines created(Instant at) {
        createdAt = at;
        return this;
    }

    public Machines updated(Instant at) {
        updatedAt = at;
        return this;
    }

    public Machines host(HostStatus status) {
        host = status;
        return this;
    }

    public Machines withoutConfig() {
        configKnown = false;
        return this;
    }

    public Machines cordoned() {
        return cordoned(true);
    }

    public Machines cordoned(boolean now) {
        cordoned = now;
        return this;
    }

    public Machines leasedUntil(Instant expiry) {
        lease = Optional.of(new Lease("dev@acme.example", expiry, "deploy"));
        return this;
    }

    public Machines lease(Optional<Lease> now) {
        lease = now;
        return this;
    }

    public Machines meta(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    public Machines withoutMeta(String key) {
        metadata.remove(key);
        return this;
    }

    /// Our own tag on it.
    public Machines tagged(DrainTag tag) {
        return meta(DrainTag.KEY, tag.value());
    }

    public Machines check(String name, Check.Status status) {
        checks = List.of(new Check(name, status));
        return this;
    }

    public Machines unhealthy() {
        return check("servicecheck-00-http-8080", Check.Status.CRITICAL);
    }

    public Machines event(String type, String status, String source, Instant at) {
        events = Stream.concat(Stream.of(new MachineEvent(type, status, source, at)), events.stream())
                .toList();
        return this;
    }

    public Machines events(List<MachineEvent> these) {
        events = List.copyOf(these);
        return this;
    }

    public Machines guest(Guest size) {
        guest = size;
        return this;
    }

    public Machines memory(int mb) {
        return guest(Guest.of(CpuKind.SHARED, 1, mb));
    }

    public Machines image(String reference) {
        image = reference;
        return this;
    }

    public Machines services(Service... these) {
        services = Arrays.asList(these);
        return this;
    }

    /// The one service, changed.
    public Machines service(UnaryOperator<Service> change) {
        return services(change.apply(services.getFirst()));
    }

    public Machines autostop(Autostop autostop) {
        return service(its -> new Service(
                its.internalPort(),
                its.autostart(),
                autostop,
                its.minMachinesRunning(),
                its.softLimit(),
                its.hardLimit()));
    }

    public Machines autostart(boolean autostart) {
        return service(its -> new Service(
                its.internalPort(),
                autostart,
                its.autostop(),
                its.minMachinesRunning(),
                its.softLimit(),
                its.hardLimit()));
    }

    public Machines min(int machines) {
        return service(its -> new Service(
                its.internalPort(), its.autostart(), its.autostop(), machines, its.softLimit(), its.hardLimit()));
    }

    public Machines softLimit(int connections) {
        return service(its -> new Service(
                its.internalPort(),
                its.autostart(),
                its.autostop(),
                its.minMachinesRunning(),
                OptionalInt.of(connections),
                its.hardLimit()));
    }

    public Machines volume(String volume) {
        volumes = List.of(volume);
        return this;
    }

    public Machines schedule(String every) {
        schedule = Optional.of(every);
        return this;
    }

    public Machines standbyFor(String other) {
        standbyFor = List.of(new MachineId(other));
        return this;
    }

    public Machines autoDestroy() {
        autoDestroy = true;
        return this;
    }

    public Machines restart(RestartPolicy policy) {
        restart = policy;
        return this;
    }

    public Machines swap(int mb) {
        swapMb = mb;
        return this;
    }

    public Machines persistentRootfs() {
        persistentRootfs = true;
        return this;
    }

    /// With this primary region, or with none.
    public Machines primary(Region... where) {
        primaryRegion = Arrays.stream(where).findFirst();
        return this;
    }

    public Machines env(String key) {
        envKeys.add(key);
        return this;
    }

    public Machines instanceKey() {
        instanceKey = true;
        return this;
    }

    public Machine build() {
        MachineConfig config = new MachineConfig(
                guest,
                image,
                services,
                volumes,
                schedule,
                standbyFor,
                autoDestroy,
                restart,
                swapMb,
                OptionalInt.empty(),
                persistentRootfs,
                primaryRegion,
                metadata,
                envKeys,
                instanceKey);
        return new Machine(
                id,
                "name-of-" + id,
                fleet,
                region,
                state,
                stateText.isEmpty() ? state.wireName() : stateText,
                version,
                createdAt,
                updatedAt,
                host,
                configKnown ? Optional.of(config) : Optional.empty(),
                cordoned,
                lease,
                metadata,
                checks,
                events);
    }
}
