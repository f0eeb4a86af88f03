package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A machine of the world. Readable by everyone; changed by this package only.
public final class SimulatedMachine {
    /// Events that `…/events` can give at most (facts 1.4).
    public static final int EVENTS_KEPT = 50;

    private final MachineRef ref;
    private final String name;
    private final Region region;
    private final Instant createdAt;
    private final Deque<SimulatedEvent> events = new ArrayDeque<>();
    private final List<ConfigVersion> versions = new ArrayList<>();
    private final Map<String, String> metadata = new TreeMap<>();

    private final Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);

    final SplittableRandom random;
    final Usage usage = new Usage();
    /// When its restart policy booted it again, oldest first.
    final Deque<Instant> restarts = new ArrayDeque<>();
    private String host;
    private String privateIp;
    private Instant configuredAt;
    MachineState state = MachineState.CREATED;
    HostStatus hostStatus = HostStatus.OK;
    Boots boots = Boots.NONE;
    /// Until when its snapshot can be resumed from; empty while it has none.
    Optional<Instant> snapshotUntil = Optional.empty();
    Instant updatedAt;
    boolean cordoned;
    Optional<SimulatedLease> lease = Optional.empty();
    /// Until when a start is refused after a stop.
    Instant activeUntil;
    /// When it last became stopped.
    Instant stoppedAt = Instant.MIN;
    /// Grows with every move: a planned end of an older move is void.
    long moves;
    /// Whether the present move never ends by itself.
    boolean stuck;
    /// The end of the present move, which came due while something held it.
    Optional<Runnable> heldWork = Optional.empty();
    /// Connections that Fly Proxy holds open to it.
    int load;
    private final Traits traits;

    /// What a machine is made of and never changes.
    record Birth(MachineRef ref, String name, Region region, Instant createdAt, Traits traits) {}

    SimulatedMachine(Birth birth, Identifiers identifiers, SplittableRandom random) {
        ref = birth.ref();
        name = birth.name();
        region = birth.region();
        createdAt = birth.createdAt();
        traits = birth.traits();
        updatedAt = createdAt;
        activeUntil = createdAt;
        configuredAt = createdAt;
        host = identifiers.hex(4);
        privateIp = identifiers.privateIp();
        this.random = random;
    }

    /// App and id.
    public MachineRef ref() {
        return ref;
    }

    /// 14 hexadecimal digits.
    public MachineId id() {
        return ref.id();
    }

    /// Unique in its app.
    public String name() {
        return name;
    }

    /// Where it runs; never changes.
    public Region region() {
        return region;
    }

    /// Name of the host, as metrics label it. Changes on migration, as the private address does (facts 2.2).
    public String host() {
        return host;
    }

    /// Address in the private network.
    public String privateIp() {
        return privateIp;
    }

    /// When it was made; before the start for machines of the scenario.
    public Instant createdAt() {
        return createdAt;
    }

    /// When its state, config or metadata last changed.
    public Instant updatedAt() {
        return updatedAt;
    }

    /// When its config last changed; suspend asks for it (facts 5).
    public Instant configuredAt() {
        return configuredAt;
    }

    /// State of now.
    public MachineState state() {
        return state;
    }

    /// What Fly says of its host (facts 2.4).
    public HostStatus hostStatus() {
        return hostStatus;
    }

    /// Whether Fly Proxy neither sends it new traffic nor starts it.
    public boolean isCordoned() {
        return cordoned;
    }

    /// Connections that Fly Proxy holds open to it; 0 unless started.
    public int load() {
        return load;
    }

    /// Whether its process does not listen where its services say.
    public boolean isDeaf() {
        return traits.deaf();
    }

    /// How often it came up, and from what.
    public Boots boots() {
        return boots;
    }

    /// Containers in config order; empty where the config names none (facts 4). They live and end with the machine.
    public List<Container> containers() {
        List<Container> containers = new ArrayList<>();
        for (JsonNode container : current().raw().path("containers")) {
            containers.add(new Container(container.path("name").asText(""), state.wireName()));
        }
        return containers;
    }

    /// A container of a machine.
    ///
    /// @param state in the words of machine states; Fly's own are not published
    public record Container(String name, String state) {}

    /// Counters of the work it did.
    public Usage usage() {
        return usage;
    }

    /// The lease that is in force at `at`.
    public Optional<SimulatedLease> leaseAt(Instant at) {
        return lease.filter(held -> held.isHeldAt(at));
    }

    /// Config versions, oldest first, never empty.
    public List<ConfigVersion> versions() {
        return Collections.unmodifiableList(versions);
    }

    /// The config version in force.
    public ConfigVersion current() {
        return versions.getLast();
    }

    /// The part of the config in force that the world acts on, without metadata.
    public MachineConfig config() {
        return current().typed();
    }

    /// Metadata, sorted by key. It lives outside the versions (facts 1.7).
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /// Events, newest first, at most [#EVENTS_KEPT].
    public List<SimulatedEvent> events() {
        return List.copyOf(events);
    }

    /// The newest event, if there is any.
    public Optional<SimulatedEvent> newestEvent() {
        return Optional.ofNullable(events.peekFirst());
    }

    /// Process group by metadata; `app` where none is set.
    public ProcessGroup group() {
        return new ProcessGroup(metadata.getOrDefault("fly_process_group", "app"));
    }

    /// Whether Fly Proxy may send it new traffic: at work, not cordoned, with services.
    public boolean isRoutable() {
        return isAtWork() && !cordoned && !config().services().isEmpty();
    }

    /// Whether its process runs and can be reached: started, on a host that is well.
    public boolean isAtWork() {
        return state == MachineState.STARTED && hostStatus == HostStatus.OK;
    }

    /// Whether it is wedged in a passing state (facts 2.2).
    public boolean isStuck() {
        return stuck;
    }

    boolean isGone() {
        return state.kind() == MachineState.Kind.GONE;
    }

    /// Soft limit of its first service (facts 4).
    int softLimit() {
        return config().services().getFirst().effectiveSoftLimit();
    }

    /// Hard limit of its first service; unlimited where none is set (facts 4).
    int hardLimit() {
        return config().services().getFirst().hardLimit().orElse(Integer.MAX_VALUE);
    }

    void addVersion(ConfigVersion version, Instant at) {
        versions.add(version);
        configuredAt = at;
    }

    /// Changes the config without a new version.
    void replaceVersion(ConfigVersion version) {
        versions.removeLast();
        versions.add(version);
    }

    void enter(MachineState next) {
        state = next;
        moves++;
        heldWork = Optional.empty();
    }

    void moveTo(String newHost, String newPrivateIp) {
        host = newHost;
        privateIp = newPrivateIp;
        hostStatus = HostStatus.OK;
        snapshotUntil = Optional.empty();
    }

    void expect(Trouble trouble, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be >= 1, got " + times);
        }
        troubles.put(trouble, times);
    }

    void forget(Trouble trouble) {
        troubles.remove(trouble);
    }

    /// Whether a trouble strikes now; uses it up by one.
    boolean meets(Trouble trouble) {
        Integer left = troubles.remove(trouble);
        if (left != null && left > 1) {
            troubles.put(trouble, left - 1);
        }
        return left != null;
    }

    void addEvent(SimulatedEvent event) {
        events.addFirst(event);
        while (events.size() > EVENTS_KEPT) {
            events.removeLast();
        }
    }

    Map<String, String> mutableMetadata() {
        return metadata;
    }
}
