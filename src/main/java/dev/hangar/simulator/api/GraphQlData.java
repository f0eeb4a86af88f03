package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.Regions;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The objects of GraphQL with all fields that Fly's clients ask for (facts 13).
final class GraphQlData {
    private static final int SHARED_MB = 256;
    private static final int PERFORMANCE_MB = 2048;
    private static final double SHARED_SECOND = 8.465e-7;
    private static final double PERFORMANCE_SECOND = 1.2732e-5;
    private static final long MONTH_SECONDS = 30L * 24 * 3600;

    /// The base point of Curve25519: a key of the right shape to which nobody here holds the private one.
    private static final String ANY_PUBLIC_KEY = "CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final World world;
    private final ReleaseBook releases;

    GraphQlData(World world, ReleaseBook releases) {
        this.world = world;
        this.releases = releases;
    }

    private static ObjectNode typed(String type) {
        return MachineJson.object().put("__typename", type);
    }

    private static ObjectNode connection(String type, ArrayNode nodes) {
        ObjectNode connection = typed(type + "Connection").put("totalCount", nodes.size());
        connection.set("nodes", nodes);
        connection.set("pageInfo", typed("PageInfo").put("hasNextPage", false).put("endCursor", ""));
        return connection;
    }

    private static ArrayNode list() {
        return MachineJson.object().putArray("list");
    }

    ObjectNode organization() {
        String slug = world.org().value();
        ObjectNode json = typed("Organization");
        json.put("id", slug).put("internalNumericId", "1");
        json.put("slug", slug).put("rawSlug", slug).put("name", slug);
        json.put("type", "SHARED").put("paidPlan", true).put("billable", true);
        json.put("billingStatus", "CURRENT").put("viewerRole", "admin");
        json.put("provisionsBetaExtensions", false).put("addOnSsoLink", "");
        json.put("remoteBuilderImage", "").putNull("remoteBuilderApp");
        return json;
    }

    ObjectNode organizations() {
        return connection("Organization", list().add(organization()));
    }

    /// An app with everything but its machines and older releases, as lists show it.
    ObjectNode app(SimulatedApp app) {
        String name = app.name().value();
        ObjectNode json = typed("App");
        json.put("id", name).put("internalNumericId", AppEndpoints.numericId(app));
        json.put("name", name).put("hostname", name + ".fly.dev").put("appUrl", "https://" + name + ".fly.dev");
        json.put("cnameTarget", name + ".fly.dev").put("network", "default");
        json.put("deployed", true).put("status", "deployed").put("platformVersion", "machines");
        json.set("organization", organization());
        json.set(
                "role",
                app.role()
                        .<JsonNode>map(role -> typed("AppRole").put("name", role))
                        .orElse(NullNode.instance));
        JsonNode current = releases.current(app)
                .<JsonNode>map(release -> release(app, release))
                .orElse(NullNode.instance);
        json.set("currentRelease", current);
        json.set("currentReleaseUnprocessed", current.deepCopy());
        json.put("version", releases.current(app).map(ReleaseRow::version).orElse(0));
        return json;
    }

    ObjectNode apps(List<SimulatedApp> apps) {
        ArrayNode nodes = list();
        apps.forEach(app -> nodes.add(app(app)));
        return connection("App", nodes);
    }

    /// The same with all that a single app is asked for.
    ObjectNode appInFull(SimulatedApp app) {
        ObjectNode json = app(app);
        ArrayNode past = list();
        releases.releases(app).forEach(release -> past.add(release(app, release)));
        json.set("releases", connection("Release", past));
        json.set("releasesUnprocessed", connection("Release", past.deepCopy()));
        ArrayNode machines = list();
        app.machines().stream()
                .filter(machine -> machine.state() != MachineState.DESTROYED)
                .forEach(machine -> machines.add(machine(app, machine)));
        json.set("machines", connection("Machine", machines));
        json.set("ipAddresses", connection("IPAddress", list()));
        json.set("egressIpAddresses", connection("EgressIPAddress", list()));
        json.putArray("secrets");
        json.putArray("services");
        json.putNull("sharedIpAddress").putNull("imageDetails").putNull("currentLock");
        json.set("config", typed("AppConfig").set("definition", MachineJson.object()));
        return json;
    }

    private ObjectNode release(SimulatedApp app, ReleaseRow release) {
        ObjectNode json = typed("Release");
        json.put("id", release.id()).put("version", release.version());
        json.put("status", release.status()).put("inProgress", release.isRunning());
        json.put("stable", release.status().equals("complete"));
        json.put("description", "Release").put("reason", "deploy").put("evaluationId", "");
        json.put("deploymentStrategy", release.strategy().toUpperCase(Locale.ROOT));
        json.put("imageRef", release.image()).put("createdAt", MachineJson.seconds(release.createdAt()));
        json.set("user", user());
        json.set("configDefinition", releases.definition(app, release));
        return json;
    }

    private static ObjectNode machine(SimulatedApp app, SimulatedMachine machine) {
        ObjectNode json = typed("Machine");
        json.put("id", machine.id().value()).put("name", machine.name());
        json.put("state", machine.state().wireName())
                .put("region", machine.region().value());
        json.put("instanceId", machine.current().version()).put("createdAt", MachineJson.seconds(machine.createdAt()));
        json.set("config", MachineJson.config(machine));
        json.set(
                "app",
                typed("App")
                        .put("id", app.name().value())
                        .put("name", app.name().value()));
        json.set("ips", connection("MachineIP", list()));
        json.set("host", typed("Host").put("id", machine.host()));
        return json;
    }

    /// The machine of this id in any of the apps.
    Optional<JsonNode> machine(List<SimulatedApp> apps, String id) {
        return apps.stream()
                .flatMap(app -> app.machines().stream()
                        .filter(machine -> machine.id().value().equals(id))
                        .map(machine -> (JsonNode) machine(app, machine)))
                .findFirst();
    }

    /// An image in the registry: any reference is there.
    static ObjectNode image(String reference) {
        ObjectNode json = typed("Image").put("id", "img_" + Integer.toHexString(reference.hashCode()));
        json.put("ref", reference).put("digest", MachineJson.digest(reference));
        return json.put("compressedSize", "104857600")
                .put("compressedSizeFull", "104857600")
                .putNull("manifest");
    }

    private static ObjectNode user() {
        return typed("User")
                .put("id", Person.ID)
                .put("email", Person.EMAIL)
                .put("name", Person.NAME)
                .put("enablePaidHobby", false);
    }

    /// Who asks: a person, or a token that stands for none.
    static ObjectNode viewer(Access access) {
        boolean person =
                access.grants().stream().anyMatch(grant -> !grant.user().isEmpty());
        return person ? user() : typed("Macaroon").put("email", "");
    }

    static ObjectNode platform() {
        ObjectNode json = typed("PlatformContext").put("requestRegion", "iad");
        ArrayNode regions = json.putArray("regions");
        Regions.ALL.forEach(place -> regions.add(region(place)));
        ArrayNode sizes = json.putArray("vmSizes");
        for (int cpus : new int[] {1, 2, 4, 8}) {
            sizes.add(size("shared-cpu-" + cpus + "x", cpus, SHARED_MB, SHARED_SECOND));
        }
        for (int cpus : new int[] {1, 2, 4, 8, 16}) {
            sizes.add(size("performance-" + cpus + "x", cpus, PERFORMANCE_MB, PERFORMANCE_SECOND));
        }
        return json;
    }

    /// A preset at its base price in dollars (facts 10).
    private static ObjectNode size(String name, int cpus, int memoryPerCpu, double cpuSecond) {
        ObjectNode json = typed("VMSize").put("name", name).put("cpuCores", cpus);
        json.put("memoryMb", cpus * memoryPerCpu).put("memoryGb", cpus * memoryPerCpu / 1024.0);
        json.put("maxMemoryMb", cpus * (memoryPerCpu == SHARED_MB ? 2048 : 8192));
        json.put("priceSecond", cpus * cpuSecond).put("priceMonth", cpus * cpuSecond * MONTH_SECONDS);
        json.putArray("memoryIncrementsMb");
        return json;
    }

    static ObjectNode nearestRegion() {
        return Regions.ALL.stream()
                .filter(place -> place.code().equals("iad"))
                .map(GraphQlData::region)
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode region(Regions.Place place) {
        ObjectNode json = typed("Region").put("code", place.code()).put("name", place.name());
        json.put("latitude", place.latitude()).put("longitude", place.longitude());
        return json.put("gatewayAvailable", true).put("requiresPaidPlan", false).put("deprecated", false);
    }

    /// A peer of the private network: no tunnel is behind it, and its far end is this machine. Enough for
    /// commands of flyctl that ask for a tunnel and send nothing through it.
    static ObjectNode wireGuardPeer() {
        return typed("AddWireGuardPeerPayload")
                .put("peerip", "fdaa:2:954:a7b:1ce:0:a:2")
                .put("endpointip", "127.0.0.1")
                .put("pubkey", ANY_PUBLIC_KEY)
                .putNull("network");
    }

    /// Of the peers that a client remembers, all are still good.
    static ObjectNode validPeers(JsonNode addresses) {
        ObjectNode payload = typed("ValidateWireGuardPeersPayload");
        payload.putArray("invalidPeerIps");
        payload.set("validPeerIps", addresses.isArray() ? addresses : list());
        return payload;
    }

    ObjectNode released(SimulatedApp app, ReleaseRow release) {
        ObjectNode payload = typed("ReleasePayload");
        payload.set("release", release(app, release));
        return payload;
    }
}
