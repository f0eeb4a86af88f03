package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The HTTP face of a [StubWorld] on the loopback address: routes, tokens, leases and request ids as Fly has them.
final class StubFly implements AutoCloseable {
    static final String GOOD_TOKEN = "fm2_good0000000000";

    private static final Set<String> GUARDED = Set.of("start", "stop", "suspend", "cordon", "uncordon", "DELETE");

    private final StubWorld world;
    private final HttpServer server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    StubFly(StubWorld world) throws IOException {
        this.world = world;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// Method and target of every request so far.
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            StubWorld.Reply reply = isAuthorized(exchange)
                    ? answer(exchange, body)
                    : StubWorld.Reply.error(401, "Authenticate: token validation error");
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.getResponseHeaders().set("fly-request-id", "01K9REQUEST" + requests.size() + "-ams");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        return ("FlyV1 " + GOOD_TOKEN).equals(sent);
    }

    private StubWorld.Reply answer(HttpExchange exchange, String body) throws IOException {
        String[] path = exchange.getRequestURI().getRawPath().split("/", -1);
        if (path.length == 3) {
            return world.apps();
        }
        if (!path[3].equals(StubWorld.APP)) {
            return StubWorld.Reply.error(404, "app not found");
        }
        if (path.length == 4) {
            return world.app();
        }
        if (path[4].equals("volumes")) {
            return world.volumes();
        }
        boolean isPost = exchange.getRequestMethod().equals("POST");
        if (path.length == 5) {
            return isPost ? world.create(json(body)) : world.list();
        }
        if (!world.has(path[5])) {
            return StubWorld.Reply.error(404, "machine not found");
        }
        return guarded(exchange, path, json(body));
    }

    private StubWorld.Reply guarded(HttpExchange exchange, String[] path, JsonNode body) {
        String id = path[5];
        String nonce = Optional.ofNullable(exchange.getRequestHeaders().getFirst("fly-machine-lease-nonce"))
                .orElse("");
        String verb = path.length == 6 ? exchange.getRequestMethod() : path[6];
        boolean acquires = verb.equals("lease") && exchange.getRequestMethod().equals("POST");
        if ((GUARDED.contains(verb) || acquires) && world.isLeasedAgainst(id, nonce)) {
            return world.leaseHeld(id);
        }
        return switch (verb) {
            case "GET" -> world.machine(id);
            case "DELETE" -> world.destroy(id);
            case "start" -> world.move(id, "start", "started");
            case "stop" ->
                body.isObject() ? world.move(id, "stop", "stopped") : StubWorld.Reply.error(400, "invalid body");
            case "suspend" -> world.move(id, "suspend", "suspended");
            case "cordon", "uncordon" -> world.cordon(id, verb.equals("cordon"));
            case "events" -> world.events(id, Integer.parseInt(query(exchange, "limit")));
            case "wait" -> world.await(id, query(exchange, "state"), query(exchange, "version"));
            case "metadata" -> metadata(exchange, id, decoded(path[7]), body);
            case "lease" -> lease(exchange, id, nonce, body);
            default -> StubWorld.Reply.error(404, "no such route");
        };
    }

    private StubWorld.Reply metadata(HttpExchange exchange, String id, String key, JsonNode body) {
        return exchange.getRequestMethod().equals("POST")
                ? world.putMetadata(id, key, body.path("value").asText())
                : world.removeMetadata(id, key);
    }

    private StubWorld.Reply lease(HttpExchange exchange, String id, String nonce, JsonNode body) {
        return switch (exchange.getRequestMethod()) {
            case "GET" -> world.lease(id);
            case "POST" -> world.acquire(id, body);
            default -> world.release(id, nonce);
        };
    }

    private static JsonNode json(String body) throws IOException {
        return StubWorld.JSON.readTree(body);
    }

    private static String query(HttpExchange exchange, String name) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return "";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
