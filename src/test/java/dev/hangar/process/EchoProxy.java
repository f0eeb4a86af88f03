package dev.hangar.process;

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
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands between Hangar and a simulated server and is as careless with secrets as a server can be: some calls fail
/// with
/// an answer that repeats every header of the request, and what it lets through is full of hostile texts.
final class EchoProxy implements AutoCloseable {
    /// What a hostile text begins with where it stands on a line of its own.
    static final String FORGED = "FORGED-LINE";

    /// In the environment of every machine.
    static final String ENV_SECRET = "env-planted-db-password";

    private static final String HOSTILE =
            "\\u001b[2J\\n" + FORGED + "\\u202e<script>alert(1)</script>" + "x".repeat(10_000);
    private static final Pattern NONCE = Pattern.compile("\"nonce\"\\s*:\\s*\"([^\"]+)\"");
    private static final List<String> CHANGES = List.of("/suspend", "/stop", "/cordon");

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String upstream;
    private final String upstreamToken;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger echoes = new AtomicInteger();
    private final Set<String> nonces = new ConcurrentSkipListSet<>();
    private final Set<String> echoedChanges = new ConcurrentSkipListSet<>();

    private EchoProxy(HttpServer server, String upstream, String upstreamToken) {
        this.server = server;
        this.upstream = upstream.endsWith("/") ? upstream.substring(0, upstream.length() - 1) : upstream;
        this.upstreamToken = upstreamToken;
    }

    static EchoProxy to(String upstream, String upstreamToken) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            EchoProxy proxy = new EchoProxy(server, upstream, upstreamToken);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", proxy::handle);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Answers so far that repeated the request's headers.
    int echoes() {
        return echoes.get();
    }

    /// Calls that would have changed a machine under a lease, answered so.
    Set<String> echoedChanges() {
        return Set.copyOf(echoedChanges);
    }

    /// Nonces that went through.
    Set<String> nonces() {
        return Set.copyOf(nonces);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            boolean change = CHANGES.stream().anyMatch(path::endsWith)
                    && exchange.getRequestHeaders().containsKey("fly-machine-lease-nonce");
            if (change) {
                echoedChanges.add(path);
                echo(exchange);
            } else if (isItsTurn(exchange, calls.incrementAndGet())) {
                echo(exchange);
            } else {
                forward(exchange, body);
            }
        }
    }

    /// Some reads fail: enough to be seen, too few to keep Hangar from acting.
    private static boolean isItsTurn(HttpExchange exchange, int call) {
        boolean query = exchange.getRequestURI().getPath().contains("query");
        return query ? call % 5 == 0 : exchange.getRequestMethod().equals("GET") && call % 7 == 0;
    }

    private void echo(HttpExchange exchange) throws IOException {
        echoes.incrementAndGet();
        StringBuilder said = new StringBuilder("\\u001b[31m\\n" + FORGED + " ");
        exchange.getRequestHeaders()
                .forEach((name, values) -> said.append(name)
                        .append(": ")
                        .append(String.join(",", values))
                        .append(' '));
        List<String> authorization = exchange.getRequestHeaders().getOrDefault("Authorization", List.of("none"));
        exchange.getResponseHeaders().set("fly-request-id", authorization.getFirst());
        String error = "{\"status\":\"error\",\"error\":\"" + said + "\",\"message\":\"" + said + "\"}";
        answer(exchange, 500, error);
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(upstream + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Authorization", "Bearer " + upstreamToken);
        for (String name : List.of("Content-Type", "fly-machine-lease-nonce")) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            Matcher nonce = NONCE.matcher(response.body());
            while (nonce.find()) {
                nonces.add(nonce.group(1));
            }
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            answer(exchange, response.statusCode(), hostile(exchange, response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String hostile(HttpExchange exchange, String body) {
        if (!exchange.getRequestURI().getPath().contains("/machines")) {
            return body;
        }
        return body.replaceAll(
                        "\"metadata\"\\s*:\\s*\\{\\s*\"",
                        Matcher.quoteReplacement(
                                "\"metadata\":{\"team\":\"" + HOSTILE + "\",\"" + HOSTILE + "\":\"x\",\""))
                .replaceAll("\"env\"\\s*:\\s*\\{\\s*\"", "\"env\":{\"DATABASE_URL\":\"" + ENV_SECRET + "\",\"");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
