package dev.hangar.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// An OpenTelemetry collector that keeps what it is sent: OTLP over HTTP, as JSON.
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    public Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean json =
                    "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(json ? 200 : 415, -1);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Everything that was sent.
    public String text() {
        return String.join("\n", bodies);
    }

    /// All spans so far.
    public List<JsonNode> spans() {
        return bodies.stream()
                .flatMap(body -> parsed(body).findValues("spans").stream())
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    /// Attributes of a span by key.
    public static Map<String, String> attributes(JsonNode span) {
        return span.path("attributes")
                .valueStream()
                .collect(Collectors.toMap(
                        attribute -> attribute.path("key").asText(),
                        attribute -> attribute.path("value").path("stringValue").asText()));
    }

    private static JsonNode parsed(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
