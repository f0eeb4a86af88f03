package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.Service;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedEvent;
import dev.hangar.simulator.world.SimulatedLease;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Machines as the API shows them (facts 1.3).
final class MachineJson {
    private static final int EVENTS_IN_MACHINE = 20;

    private final Instant now;

    MachineJson(Instant now) {
        this.now = now;
    }

    /// The full machine.
    ///
    /// @param withLease whether field `lease` is added while one is held
    ObjectNode full(SimulatedMachine machine, boolean withLease) {
        ObjectNode json = base(machine);
        boolean hostOk = machine.hostStatus() == HostStatus.OK;
        json.set(hostOk ? "config" : "incomplete_config", config(machine));
        if (!hostOk) {
            json.putNull("config");
        }
        json.set("events", events(machine.events(), EVENTS_IN_MACHINE));
        json.set("checks", checks(machine));
        json.put("host_status", machine.hostStatus().name().toLowerCase(Locale.ROOT));
        if (withLease) {
            machine.leaseAt(now).ifPresent(lease -> json.set("lease", leaseWithoutNonce(lease)));
        }
        return json;
    }

    /// The machine as the organization's list shows it: guest, image and metadata are all of its config.
    ObjectNode ofOrganization(SimulatedApp app, SimulatedMachine machine, boolean summary) {
        ObjectNode json = object();
        json.put("app_name", app.name().value());
        identity(machine, json);
        if (!summary) {
            ObjectNode all = config(machine);
            ObjectNode config = json.putObject("config");
            config.set("guest", all.path("guest"));
            config.set("image", all.path("image"));
            config.set("metadata", all.path("metadata"));
        }
        return json;
    }

    private static ObjectNode base(SimulatedMachine machine) {
        ObjectNode json = object();
        identity(machine, json);
        json.set("image_ref", imageRef(machine.config().image()));
        json.put("cordoned", machine.isCordoned());
        return json;
    }

    private static void identity(SimulatedMachine machine, ObjectNode json) {
        json.put("id", machine.id().value());
        json.put("name", machine.name());
        json.put("state", machine.state().wireName());
        json.put("region", machine.region().value());
        json.put("instance_id", machine.current().version());
        json.put("version", machine.current().version());
        json.put("private_ip", machine.privateIp());
        json.put("created_at", seconds(machine.createdAt()));
        json.put("updated_at", seconds(machine.updatedAt()));
    }

    /// The config in force with the machine's metadata in it.
    static ObjectNode config(SimulatedMachine machine) {
        ObjectNode config = machine.current().raw().deepCopy();
        ObjectNode metadata = config.putObject("metadata");
        machine.metadata().forEach(metadata::put);
        return config;
    }

    /// `registry/repository:tag@digest` in parts.
    private static ObjectNode imageRef(String image) {
        ObjectNode json = object();
        String path = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int slash = path.indexOf('/');
        boolean hasRegistry = slash > 0 && path.substring(0, slash).contains(".");
        String rest = hasRegistry ? path.substring(slash + 1) : path;
        int colon = rest.lastIndexOf(':');
        json.put("registry", hasRegistry ? path.substring(0, slash) : "docker-hub-mirror.fly.io");
        json.put("repository", colon < 0 ? rest : rest.substring(0, colon));
        json.put("tag", colon < 0 ? "latest" : rest.substring(colon + 1));
        json.put("digest", digest(image));
        json.putNull("labels");
        return json;
    }

    static String digest(String image) {
        return "sha256:" + "0".repeat(56) + String.format(Locale.ROOT, "%08x", image.hashCode());
    }

    static ArrayNode events(List<SimulatedEvent> events, int limit) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        events.stream().limit(limit).forEach(event -> json.add(event(event)));
        return json;
    }

    private static ObjectNode event(SimulatedEvent event) {
        ObjectNode json = object();
        json.put("id", event.id());
        json.put("type", event.type());
        json.put("status", event.status());
        json.put("source", event.source());
        json.put("timestamp", event.at().toEpochMilli());
        event.exit().ifPresent(exit -> {
            ObjectNode details = json.putObject("request").putObject("exit_event");
            details.put("exit_code", exit.code());
            details.put("guest_exit_code", exit.code());
            details.put("guest_signal", -1);
            details.put("signal", -1);
            details.put("oom_killed", false);
            details.put("requested_stop", exit.requestedStop());
            details.put("restarting", exit.restarting());
            details.put("exited_at", event.at().toString());
        });
        return json;
    }

    /// One service check per service: passing while started, critical where nobody listens.
    private static ArrayNode checks(SimulatedMachine machine) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        boolean started = machine.state() == MachineState.STARTED;
        int index = 0;
        for (Service service : machine.config().services()) {
            int port = service.internalPort();
            String awake = machine.isDeaf()
                    ? "connect: connection refused: nothing listens on 0.0.0.0:%d".formatted(port)
                    : "200 OK";
            json.addObject()
                    .put("name", String.format(Locale.ROOT, "servicecheck-%02d-http-%d", index++, port))
                    .put("status", !started ? "warning" : machine.isDeaf() ? "critical" : "passing")
                    .put("output", started ? awake : "the machine hasn't started")
                    .put("updated_at", seconds(machine.updatedAt()));
        }
        return json;
    }

    private static ObjectNode leaseWithoutNonce(SimulatedLease lease) {
        return object().put("owner", lease.owner())
                .put("expires_at", lease.expiresAt().getEpochSecond())
                .put("description", lease.description());
    }

    static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
