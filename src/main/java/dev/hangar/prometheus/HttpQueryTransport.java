package dev.hangar.prometheus;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// [QueryTransport] over the network, on the JDK's HTTP client.
public final class HttpQueryTransport implements QueryTransport {
    private final PrometheusEndpoint endpoint;
    private final HttpClient http;

    /// Opens no connection yet.
    public HttpQueryTransport(PrometheusEndpoint endpoint) {
        this.endpoint = endpoint;
        // A redirect would carry the token to another host: it is reported instead of followed.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(endpoint.timeout())
                .build();
    }

    /// The request's own time-out of the JDK ends with the headers; waiting for the whole exchange bounds the body too.
    @Override
    public Response send(Request request) throws IOException, InterruptedException {
        BodyHandler<byte[]> bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), endpoint.maxBodyBytes());
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(onTheWire(request), bounded);
        Duration most = request.timeout()
                .filter(shorter -> shorter.compareTo(endpoint.timeout()) < 0)
                .orElse(endpoint.timeout());
        try {
            return response(pending.get(most.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new HttpTimeoutException("no answer within " + Seconds.of(most));
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw ioProblem(e);
        }
    }

    private static HttpRequest onTheWire(Request request) {
        HttpRequest.Builder wire = HttpRequest.newBuilder(request.address());
        request.headers().forEach(wire::setHeader);
        request.form().ifPresentOrElse(form -> wire.POST(HttpRequest.BodyPublishers.ofString(form)), wire::GET);
        return wire.build();
    }

    private static Response response(HttpResponse<byte[]> answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Response(answer.statusCode(), headers, answer.body());
    }

    private static IOException ioProblem(ExecutionException problem) {
        return switch (problem.getCause()) {
            case IOException io -> io;
            case null -> new IOException(problem.getMessage(), problem);
            case Throwable other -> {
                String text = other.getMessage();
                yield new IOException(text == null ? other.getClass().getSimpleName() : text, other);
            }
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
