package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One app of a pretended Fly, with answers in the shapes that the docs show. Moves take no time; the clock is set by
/// hand. Knows nothing of HTTP: see [StubFly].
final class StubWorld implements InstantSource {
    static final String APP = "shop";
    static final String ORG = "acme";
    static final String STARTED = "148ed599c14189";
    static final String STOPPED = "2866d9f4b45558";
    static final String SUSPENDED = "3d8d9014b32d89";
    static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> machines = new TreeMap<>();
    private final Map<String, StubLease> leases = new TreeMap<>();
    private Instant now = Instant.parse("2026-11-03T04:05:06.789Z");
    private int counter;

    /// A lease that somebody holds.
    private record StubLease(String nonce, Instant end, String description) {}

    /// What the pretended Fly answers.
    ///
    /// @param body JSON, or empty
    record Reply(int status, String body) {
        static Reply ok(JsonNode body) {
            return new Reply(200, body.toString());
        }

        static Reply done() {
            return new Reply(200, "{\"ok\":true}");
        }

        static Reply error(int status, String error) {
            return new Reply(status, JSON.createObjectNode().put("error", error).toString());
        }
    }

    StubWorld() {
        add(STARTED, "started", machineConfig());
        add(STOPPED, "stopped", machineConfig());
        add(SUSPENDED, "suspended", machineConfig());
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration time) {
        now = now.plus(time);
        machines.values().removeIf(machine -> machine.path("state").asText().equals("destroyed"));
    }

    boolean has(String id) {
        return machines.containsKey(id);
    }

    Reply apps() {
        ObjectNode answer = JSON.createObjectNode().put("total_apps", 1);
        answer.putArray("apps").add(appNode());
        return Reply.ok(answer);
    }

    Reply app() {
        return Reply.ok(appNode());
    }

    Reply list() {
        ArrayNode list = JSON.createArrayNode();
        machines.values().forEach(list::add);
        return Reply.ok(list);
    }

    Reply volumes() {
        return new Reply(200, """
                [{"id": "vol_e4mdd9j5y5y4xyzv", "name": "data", "state": "created", "size_gb": 3, "region": "ams",
                  "zone": "9c2a", "encrypted": true, "attached_machine_id": null, "attached_alloc_id": null,
                  "created_at": "2026-10-01T10:00:00.123Z", "fstype": "ext4", "host_status": "ok"}]
                """);
    }

    Reply machine(String id) {
        return Reply.ok(node(id));
    }

    Reply move(String id, String type, String state) {
        String before = node(id).path("state").asText();
        if (type.equals("start") && before.equals("created")) {
            return Reply.error(412, "failed_precondition: unable to start machine from current state: 'created'");
        }
        node(id).put("state", state).put("updated_at", now.toString());
        event(id, type, state);
        return type.equals("start")
                ? Reply.ok(JSON.createObjectNode()
                        .put("previous_state", before)
                        .put("migrated", false)
                        .put("new_host", ""))
                : Reply.done();
    }

    Reply cordon(String id, boolean cordoned) {
        node(id).put("cordoned", cordoned);
        return Reply.done();
    }

    Reply events(String id, int limit) {
        List<JsonNode> events = new ArrayList<>();
        node(id).path("events").forEach(events::add);
        return Reply.ok(JSON.createArrayNode().addAll(events.subList(0, Math.min(limit, events.size()))));
    }

    Reply await(String id, String state, String version) {
        String current = node(id).path("state").asText();
        if (state.equals("stopped") && version.isEmpty()) {
            return Reply.error(400, "invalid_argument: version is required to wait for stopped");
        }
        if (!current.equals(state)) {
            return Reply.error(
                    408,
                    "deadline_exceeded: machine failed to reach desired state, %s, currently %s"
                            .formatted(state, current));
        }
        return Reply.ok(JSON.createObjectNode()
                .put("ok", true)
                .put("state", current)
                .put("version", version)
                .put("event_id", "01K9"));
    }

    Reply create(JsonNode request) {
        boolean asleep = request.path("skip_launch").asBoolean();
        String id = "e784%010x".formatted(++counter);
        add(id, asleep ? "stopped" : "started", (ObjectNode) request.path("config"));
        node(id).put("region", request.path("region").asText());
        return machine(id);
    }

    Reply destroy(String id) {
        if (node(id).path("state").asText().equals("started")) {
            return Reply.error(412, "failed_precondition: unable to destroy machine, not currently stopped");
        }
        node(id).put("state", "destroyed");
        return Reply.done();
    }

    Reply putMetadata(String id, String key, String value) {
        node(id).withObject("/config/metadata").put(key, value);
        return new Reply(204, "");
    }

    Reply removeMetadata(String id, String key) {
        boolean was = node(id).withObject("/config/metadata").remove(key) != null;
        return was ? new Reply(204, "") : Reply.error(404, "metadata key not found");
    }

    boolean isLeasedAgainst(String id, String nonce) {
        StubLease lease = leases.get(id);
        return lease != null && lease.end().isAfter(now) && !lease.nonce().equals(nonce);
    }

    Reply leaseHeld(String id) {
        return new Reply(409, """
                {"status": "error", "message": "machine ID %s lease currently held by \
                9c1f3e0a@tokens.fly.io, expires at 2026-11-03T04:05:19Z", "code": "invalid"}
                """.formatted(id));
    }

    Reply lease(String id) {
        StubLease lease = leases.get(id);
        if (lease == null || !lease.end().isAfter(now)) {
            return Reply.error(404, "lease not found");
        }
        return Reply.ok(wrapped(lease, false));
    }

    Reply acquire(String id, JsonNode request) {
        Instant end = now.plusSeconds(request.path("ttl").asLong());
        StubLease lease = new StubLease(
                "nonce-%d".formatted(++counter),
                end,
                request.path("description").asText());
        leases.put(id, lease);
        return new Reply(201, wrapped(lease, true).toString());
    }

    Reply release(String id, String nonce) {
        StubLease lease = leases.get(id);
        if (lease == null || !lease.nonce().equals(nonce)) {
            return Reply.error(400, "invalid lease nonce");
        }
        leases.remove(id);
        return new Reply(200, "{\"status\":\"success\",\"data\":{\"ok\":true}}");
    }

    private ObjectNode node(String id) {
        ObjectNode node = machines.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no machine " + id);
        }
        return node;
    }

    private static ObjectNode wrapped(StubLease lease, boolean withNonce) {
        ObjectNode answer = JSON.createObjectNode().put("status", "success");
        ObjectNode data = answer.putObject("data")
                .put("expires_at", lease.end().getEpochSecond())
                .put("owner", "me@example.com")
                .put("description", lease.description())
                .put("version", "01K94ZVZ5GQ8W0000000000000");
        if (withNonce) {
            data.put("nonce", lease.nonce());
        }
        return answer;
    }

    private static ObjectNode appNode() {
        ObjectNode app = JSON.createObjectNode()
                .put("id", "jlyv9r5d56v18wrg")
                .put("internal_numeric_id", 4711)
                .put("name", APP)
                .put("machine_count", 3)
                .put("volume_count", 1)
                .put("network", "default")
                .put("status", "deployed");
        app.putObject("organization").put("name", "Acme").put("slug", ORG);
        return app;
    }

    private void add(String id, String state, ObjectNode config) {
        ObjectNode machine = JSON.createObjectNode()
                .put("id", id)
                .put("name", "still-forest-" + id.substring(0, 4))
                .put("state", state)
                .put("region", "ams")
                .put("instance_id", "01K94ZVZ5GQ8W%013d".formatted(++counter))
                .put("private_ip", "fdaa:0:1:a7b:7b:0:4b:2")
                .put("created_at", now.toString())
                .put("updated_at", now.toString())
                .put("host_status", "ok")
                .put("cordoned", false);
        machine.set("config", config);
        machine.putArray("events");
        machines.put(id, machine);
        event(id, "launch", "created");
        if (state.equals("started")) {
            event(id, "start", "started");
        }
    }

    private void event(String id, String type, String status) {
        ((ArrayNode) node(id).path("events"))
                .insertObject(0)
                .put("id", "01K9%010d".formatted(++counter))
                .put("type", type)
                .put("status", status)
                .put("source", "user")
                .put("timestamp", now.toEpochMilli());
    }

    private static ObjectNode machineConfig() {
        try {
            return (ObjectNode) JSON.readTree("""
                    {"env": {"PRIMARY_REGION": "ams", "FLY_PROCESS_GROUP": "web"},
                     "init": {},
                     "guest": {"cpu_kind": "shared", "cpus": 1, "memory_mb": 256},
                     "metadata": {"fly_platform_version": "v2", "fly_process_group": "web",
                                  "fly_release_id": "z1", "fly_release_version": "7"},
                     "services": [{"protocol": "tcp", "internal_port": 8080, "autostop": "suspend",
                                   "autostart": true, "min_machines_running": 0,
                                   "ports": [{"port": 443, "handlers": ["tls", "http"]}],
                                   "concurrency": {"type": "requests", "soft_limit": 20, "hard_limit": 25},
                                   "force_instance_key": null}],
                     "image": "registry.fly.io/shop:deployment-01K94",
                     "restart": {"policy": "on-failure", "max_retries": 10}}
                    """);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("this is a bug in the stub", e);
        }
    }
}
