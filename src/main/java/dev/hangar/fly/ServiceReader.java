package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.Autostop;
import dev.hangar.model.SafeText;
import dev.hangar.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads a config's `services` (facts 4 and 6).
final class ServiceReader {
    private ServiceReader() {}

    static List<Service> services(JsonNode config) throws UnreadableException {
        List<Service> services = new ArrayList<>();
        for (JsonNode node : Json.list(config, "services")) {
            services.add(service(node));
        }
        return services;
    }

    /// Whether a service forces an instance key, by which other tools route.
    static boolean forcesInstanceKey(JsonNode config) throws UnreadableException {
        for (JsonNode node : Json.list(config, "services")) {
            JsonNode key = node.path("force_instance_key");
            boolean isUnset = Json.isAbsent(key)
                    || key.asText("?").isEmpty()
                    || key.asText("").equals("false");
            if (!isUnset) {
                return true;
            }
        }
        return false;
    }

    private static Service service(JsonNode node) throws UnreadableException {
        if (!node.isObject()) {
            throw new UnreadableException("a service is not an object");
        }
        JsonNode concurrency = Json.object(node, "concurrency");
        return new Service(
                Json.count(node, "internal_port", 0),
                isAutostarted(node.path("autostart")),
                autostop(node.path("autostop")),
                Json.count(node, "min_machines_running", 0),
                limit(concurrency, "soft_limit"),
                limit(concurrency, "hard_limit"),
                wording(node, concurrency));
    }

    private static Service.Wording wording(JsonNode node, JsonNode concurrency) throws UnreadableException {
        List<Integer> ports = new ArrayList<>();
        for (JsonNode port : Json.list(node, "ports")) {
            if (port.path("port").canConvertToInt()) {
                ports.add(port.path("port").asInt());
            }
        }
        String protocol = Json.label(node, "protocol");
        String type = Json.label(concurrency, "type");
        return new Service.Wording(
                protocol.isEmpty() ? "tcp" : protocol,
                ports,
                type.isEmpty() ? "connections" : type,
                Json.isAbsent(node.path("autostop"))
                        ? Optional.empty()
                        : Optional.of(SafeText.label(node.path("autostop").asText(""))),
                handlers(node));
    }

    /// Handlers by port; absent ones are none. Nothing where a port is a range, named twice or not understood: then not
    /// all is known of where the service listens.
    private static SortedMap<Integer, Set<String>> handlers(JsonNode node) throws UnreadableException {
        SortedMap<Integer, Set<String>> handlers = new TreeMap<>();
        for (JsonNode port : Json.list(node, "ports")) {
            JsonNode named = port.path("handlers");
            boolean understood = port.path("port").canConvertToInt() && (Json.isAbsent(named) || named.isArray());
            Set<String> its = new TreeSet<>();
            named.forEach(handler -> its.add(SafeText.label(handler.asText(""))));
            if (!understood || handlers.put(port.path("port").asInt(), its) != null) {
                return new TreeMap<>();
            }
        }
        return handlers;
    }

    /// Absent means yes. A value that we do not know means no: then nobody relies on the proxy to wake the Machine.
    private static boolean isAutostarted(JsonNode node) {
        return Json.isAbsent(node) || node.asText("").equals("true");
    }

    /// A boolean in old configs, a text in newer ones; absent means off. A word that we do not know counts as off, the
    /// least aggressive.
    private static Autostop autostop(JsonNode node) {
        return switch (node.asText("")) {
            case "true", "stop" -> Autostop.STOP;
            case "suspend" -> Autostop.SUSPEND;
            default -> Autostop.OFF;
        };
    }

    /// 0 is how Fly's client writes "unset".
    private static OptionalInt limit(JsonNode concurrency, String name) throws UnreadableException {
        int limit = Json.count(concurrency, name, 0);
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }
}
