package dev.hangar.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands in front of a simulated Fly and answers some calls itself, as a test wants. What it lets through to the
/// Machines API it asks once and remembers, so that many tests in a row meet no rate limit.
final class Interposer implements AutoCloseable {
    /// Answers the calls whose path it knows.
    @FunctionalInterface
    interface Rule {
        Rule NONE = (path, query) -> Optional.empty();

        /// @param path without the query
        /// @param query PromQL or body, empty without one
        Optional<Reply> answer(String path, String query);

        /// Answers everything whose path ends so.
        static Rule at(String end, int status, String body) {
            return (path, query) -> path.endsWith(end) ? Optional.of(new Reply(status, body)) : Optional.empty();
        }
    }

    record Reply(int status, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI upstream;
    private final Map<String, Reply> remembered = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Rule rule = Rule.NONE;

    Interposer(URI upstream) {
        this.upstream = upstream;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// From now on.
    void set(Rule next) {
        rule = next;
        calls.clear();
    }

    /// Methods and paths since the rule was set.
    List<String> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            calls.add(exchange.getRequestMethod() + " " + path);
            Reply reply = rule.answer(path, body).orElseGet(() -> forwarded(exchange, body));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply forwarded(HttpExchange exchange, String body) {
        String authorization = exchange.getRequestHeaders()
                .getOrDefault("Authorization", List.of(""))
                .getFirst();
        String uri = exchange.getRequestURI().toString();
        if (!uri.startsWith("/v1/")) {
            return ask(exchange, body, authorization);
        }
        return remembered.computeIfAbsent(
                exchange.getRequestMethod() + uri + authorization + body, key -> ask(exchange, body, authorization));
    }

    private Reply ask(HttpExchange exchange, String body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(upstream.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        exchange.getRequestHeaders()
                .getOrDefault("Content-Type", List.of())
                .forEach(type -> request.header("Content-Type", type));
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Reply(502, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(502, e.toString());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }
}
