package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.IpAddress;
import dev.hangar.model.Service;
import dev.hangar.survey.World;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

import static dev.hangar.testkit.Machines.web;

/// Worlds whose app has services with handlers, and addresses.
final class Addressed {
    private Addressed() {}

    static World withService(Service... services) {
        return World.shop(web("a").services(services)).addresses("shop", "1.2.3.4");
    }

    /// With the handlers that `fly launch` gives it.
    static Service service(String protocol, Integer... ports) {
        Map<Integer, Set<String>> handlers = new TreeMap<>();
        Arrays.asList(ports).forEach(port -> handlers.put(port, port == 443 ? Set.of("http", "tls") : Set.of("http")));
        return service(protocol, Arrays.asList(ports), handlers);
    }

    static Service handled(Map<Integer, Set<String>> handlers) {
        return service("tcp", List.copyOf(handlers.keySet()), handlers);
    }

    static Service unhandled() {
        return service("tcp", List.of(80, 443), Map.of());
    }

    static Service halfHandled() {
        return service("tcp", List.of(80, 443), Map.of(80, Set.of("http")));
    }

    static Service service(String protocol, List<Integer> ports, Map<Integer, Set<String>> handlers) {
        return new Service(
                8080 + ports.size(),
                true,
                Autostop.SUSPEND,
                0,
                OptionalInt.of(20),
                OptionalInt.empty(),
                new Service.Wording(protocol, ports, "connections", Optional.empty(), new TreeMap<>(handlers)));
    }

    static Service http() {
        return new Service(
                8080,
                true,
                Autostop.SUSPEND,
                0,
                OptionalInt.of(20),
                OptionalInt.empty(),
                new Service.Wording("tcp", List.of(), "requests", Optional.empty()));
    }

    static IpAddress dedicated(String address) {
        return new IpAddress(address, false, Optional.empty());
    }

    static IpAddress shared() {
        return new IpAddress("66.241.124.1", true, Optional.empty());
    }
}
