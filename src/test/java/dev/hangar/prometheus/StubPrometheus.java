package dev.hangar.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A query API that says what the test tells it to, and remembers what it was asked.
final class StubPrometheus implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Function<Asked, Reply> script;
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Asked(String method, String path, Map<String, String> parameters, Optional<String> authorization) {
        String query() {
            return parameters.getOrDefault("query", "");
        }
    }

    /// What to answer, and how far to get with it.
    record Reply(int status, String body, Map<String, String> headers, Hang hang) {
        static Reply of(int status, String body) {
            return new Reply(status, body, Map.of(), Hang.NEVER);
        }

        static Reply vector(String series) {
            return of(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series + "]}}");
        }
    }

    enum Hang {
        NEVER,
        BEFORE_HEADERS,
        WITHIN_BODY
    }

    StubPrometheus(Function<Asked, Reply> script) throws IOException {
        this.script = script;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// Base address with a path in front, as Fly's has.
    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prometheus/acme");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = exchange.getRequestMethod().equals("GET")
                ? exchange.getRequestURI().getRawQuery()
                : new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Asked question = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                decoded(form),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
        asked.add(question);
        Reply reply = script.apply(question);
        if (reply.hang() == Hang.BEFORE_HEADERS) {
            waitForClose();
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (reply.hang() == Hang.WITHIN_BODY) {
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            waitForClose();
        }
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> decoded(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private void waitForClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
