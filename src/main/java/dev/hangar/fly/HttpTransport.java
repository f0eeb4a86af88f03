package dev.hangar.fly;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// [Transport] over the network, on the JDK's HTTP client.
///
/// Keeps a cookie jar, because Fly pins an app to one API server by the cookie `fly_flaps_affinity`: with one instance
/// for reads and writes, a read sees the write before it (facts 1.1). Answers above 64 MiB are refused.
public final class HttpTransport implements Transport, AutoCloseable {
    /// A Machine takes a few kB in a listing, so this is far above any honest answer.
    static final long MAX_ANSWER_BYTES = 64L << 20;

    private static final Duration MAX_CONNECT_TIME = Duration.ofSeconds(5);

    /// Finds the address of a host name.
    @FunctionalInterface
    interface Resolver {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    private final ApiAddress address;
    private final Resolver resolver;
    private final long maxAnswerBytes;
    private final HttpClient client;
    private final boolean mayNameHost;

    /// Connects to the settings' base address, lazily.
    public HttpTransport(FlySettings settings) {
        this(settings, InetAddress::getByName, MAX_ANSWER_BYTES);
    }

    HttpTransport(FlySettings settings, Resolver resolver, long maxAnswerBytes) {
        this.address = ApiAddress.of(settings.base());
        this.resolver = resolver;
        this.maxAnswerBytes = maxAnswerBytes;
        this.mayNameHost = mayNameHost();
        Duration callTimeout = settings.callTimeout();
        this.client = HttpClient.newBuilder()
                .connectTimeout(callTimeout.compareTo(MAX_CONNECT_TIME) < 0 ? callTimeout : MAX_CONNECT_TIME)
                .followRedirects(HttpClient.Redirect.NEVER)
                // Plain http would otherwise offer an upgrade to HTTP/2 with every first request.
                .version(address.isPlain() ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .cookieHandler(new AffinityCookies())
                .build();
    }

    @Override
    public Response send(Request request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> pending =
                client.sendAsync(onTheWire(request), info -> new BoundedBody(maxAnswerBytes));
        try {
            // The client's own time-out ends with the headers, so a body that drips would never end.
            return response(pending.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new HttpTimeoutException("no answer within " + request.timeout());
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw ioProblem(e);
        }
    }

    /// Drops every connection, also those in use.
    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest onTheWire(Request request) throws UnknownHostException {
        HttpRequest.Builder wire = HttpRequest.newBuilder(uri(request.target()))
                .method(
                        request.method(),
                        request.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        request.headers().forEach(wire::setHeader);
        if (address.needsResolving() && mayNameHost) {
            wire.setHeader("Host", address.authority());
        }
        return wire.build();
    }

    private URI uri(String target) throws UnknownHostException {
        if (!address.needsResolving()) {
            return address.uri(target);
        }
        InetAddress found = resolver.resolve(address.host());
        String literal = found.getHostAddress();
        return address.uri(found instanceof Inet6Address ? "[" + withoutScope(literal) + "]" : literal, target);
    }

    private static String withoutScope(String literal) {
        int scope = literal.indexOf('%');
        return scope < 0 ? literal : literal.substring(0, scope);
    }

    private static Response response(HttpResponse<String> answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Response(answer.statusCode(), headers, answer.body());
    }

    private static IOException ioProblem(ExecutionException problem) {
        Throwable cause = problem.getCause();
        return switch (cause) {
            case IOException io -> io;
            case UnresolvedAddressException unresolved -> new UnknownHostException("the host name has no address");
            case RuntimeException bug -> throw bug;
            case null, default -> throw new IllegalStateException("the HTTP client failed, this is a bug", cause);
        };
    }

    /// Whether the JVM was started with `-Djdk.httpclient.allowRestrictedHeaders=host`.
    private static boolean mayNameHost() {
        try {
            HttpRequest.newBuilder().setHeader("Host", "localhost");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
