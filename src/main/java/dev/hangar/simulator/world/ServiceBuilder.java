package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Autostop;

/// Describes one http service as the API shows it: autostart on, autostop off, no floor, limits unset.
public final class ServiceBuilder {
    private final ObjectNode service = JsonNodeFactory.instance.objectNode();

    ServiceBuilder() {
        service.put("protocol", "tcp").put("internal_port", 8080).put("autostart", true);
        autostop(Autostop.OFF);
        service.put("min_machines_running", 0);
        ArrayNode ports = service.putArray("ports");
        ports.addObject()
                .put("port", 80)
                .put("force_https", true)
                .putArray("handlers")
                .add("http");
        ports.addObject().put("port", 443).putArray("handlers").add("http").add("tls");
        service.putObject("concurrency").put("type", "requests");
    }

    /// Whether Fly Proxy starts the machine on demand.
    public ServiceBuilder autostart(boolean on) {
        service.put("autostart", on);
        return this;
    }

    /// Written as the API renders it: false, true, or the word suspend (facts 4).
    public ServiceBuilder autostop(Autostop value) {
        switch (value) {
            case OFF -> service.put("autostop", false);
            case STOP -> service.put("autostop", true);
            case SUSPEND -> service.put("autostop", "suspend");
        }
        return this;
    }

    /// Floor that Fly Proxy keeps in the primary region; at least 0.
    public ServiceBuilder minMachinesRunning(int floor) {
        service.put("min_machines_running", floor);
        return this;
    }

    /// Soft and hard limit of concurrency; the hard one at least the soft one.
    public ServiceBuilder limits(int soft, int hard) {
        service.withObject("/concurrency").put("soft_limit", soft).put("hard_limit", hard);
        return this;
    }

    ObjectNode json() {
        return service;
    }
}
