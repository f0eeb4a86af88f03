package dev.hangar.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// One HTTP exchange with the query API: bounded in time and size, one attempt, every failure a value.
final class QueryClient implements AutoCloseable {
    private static final int DETAIL_LIMIT = 300;

    private final PrometheusEndpoint endpoint;
    private final HttpClient http;

    QueryClient(PrometheusEndpoint endpoint) {
        this.endpoint = endpoint;
        // A redirect would carry the token to another host: it is reported instead of followed.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(endpoint.timeout())
                .build();
    }

    /// Sends `parameters` to `path` below the base address.
    Answer<QueryResult> query(String path, Map<String, String> parameters) {
        return switch (exchange(request(path, form(parameters)))) {
            case Answer.Ok<HttpResponse<byte[]>>(HttpResponse<byte[]> response) -> read(response);
            case Answer.Failed<HttpResponse<byte[]>>(Failure failure) -> Answer.failed(failure);
        };
    }

    private HttpRequest request(String path, String form) {
        URI address = endpoint.base().resolve(path);
        HttpRequest.Builder request = switch (endpoint.method()) {
            case GET -> HttpRequest.newBuilder(URI.create(address + "?" + form)).GET();
            case POST ->
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        };
        endpoint.token().ifPresent(token -> request.header("Authorization", token.authorization()));
        return request.header("Accept", "application/json").build();
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// The request's own time-out of the JDK ends with the headers; waiting for the whole exchange bounds the body too.
    private Answer<HttpResponse<byte[]>> exchange(HttpRequest request) {
        BodyHandler<byte[]> bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), endpoint.maxBodyBytes());
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, bounded);
        try {
            return Answer.ok(pending.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            pending.cancel(true);
            return failed(FailureKind.TIMED_OUT, "no answer within " + endpoint.timeout());
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return failed(FailureKind.TIMED_OUT, "interrupted while waiting");
        } catch (ExecutionException e) {
            return broken(e.getCause() == null ? e : e.getCause());
        }
    }

    private Answer<HttpResponse<byte[]>> broken(Throwable cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (text.contains("body exceeds capacity")) {
            return failed(FailureKind.INVALID_ANSWER, "answer is longer than " + endpoint.maxBodyBytes() + " bytes");
        }
        return switch (cause) {
            case HttpConnectTimeoutException timeout ->
                failed(FailureKind.TIMED_OUT, notConnected("no answer within " + endpoint.timeout()));
            case HttpTimeoutException timeout -> failed(FailureKind.TIMED_OUT, text);
            case ConnectException refused
            when isUnknownHost(refused) -> failed(FailureKind.UNAVAILABLE, notConnected("unknown host"));
            // Without a text of its own wherever the JDK's HTTP client throws it.
            case ConnectException refused -> failed(FailureKind.UNAVAILABLE, notConnected(""));
            case SSLException tls ->
                failed(FailureKind.UNAVAILABLE, notConnected(tls.getClass().getSimpleName() + ": " + text));
            default -> failed(FailureKind.UNAVAILABLE, text);
        };
    }

    private static boolean isUnknownHost(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(
                        cause -> cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException);
    }

    /// Scheme, host and port only, and the key to look at.
    private String notConnected(String why) {
        URI base = endpoint.base();
        return "cannot connect to " + base.getScheme() + "://" + base.getRawAuthority() + " (hangar.prometheus.url)"
                + (why.isEmpty() ? "" : ": " + why);
    }

    private Answer<QueryResult> read(HttpResponse<byte[]> response) {
        boolean ok = response.statusCode() / 100 == 2;
        try {
            JsonNode root = AnswerReader.tree(response.body());
            return ok && "success".equals(root.path("status").asText())
                    ? Answer.ok(AnswerReader.result(root))
                    : failed(response, refusal(response.statusCode(), root), said(root));
        } catch (IOException e) {
            return ok
                    ? failed(response, FailureKind.INVALID_ANSWER, "unreadable answer: " + e.getMessage())
                    : failed(response, byStatus(response.statusCode()), bodyText(response));
        }
    }

    private static FailureKind refusal(int status, JsonNode root) {
        String errorType = root.path("errorType").asText();
        if (errorType.equals("timeout")) {
            return FailureKind.TIMED_OUT;
        }
        if (status / 100 != 2) {
            return byStatus(status);
        }
        return switch (errorType) {
            case "bad_data", "execution" -> FailureKind.INVALID_REQUEST;
            case "unavailable", "internal", "canceled" -> FailureKind.UNAVAILABLE;
            default -> FailureKind.INVALID_ANSWER;
        };
    }

    private static FailureKind byStatus(int status) {
        return switch (status) {
            case 401, 403 -> FailureKind.UNAUTHORIZED;
            case 408 -> FailureKind.TIMED_OUT;
            case 429 -> FailureKind.THROTTLED;
            // 3xx and the other 4xx: address, path or expression are wrong, which only the operator can mend.
            default -> status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.INVALID_REQUEST;
        };
    }

    private static String said(JsonNode root) {
        String error = root.path("error").asText();
        return error.isEmpty() ? "the server gave no reason" : error;
    }

    private static String bodyText(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Location")
                .map(location -> "redirected; redirects are not followed, check the address")
                .orElseGet(() -> new String(response.body(), StandardCharsets.UTF_8));
    }

    private Answer<QueryResult> failed(HttpResponse<byte[]> response, FailureKind kind, String detail) {
        Optional<String> requestId = response.headers().firstValue("fly-request-id");
        return Answer.failed(new Failure(kind, clean(detail), OptionalInt.of(response.statusCode()), requestId));
    }

    private Answer<HttpResponse<byte[]>> failed(FailureKind kind, String detail) {
        return Answer.failed(Failure.of(kind, clean(detail)));
    }

    /// One line, shortened, without the token: the other side may echo anything.
    private String clean(String detail) {
        String safe = endpoint.token().map(token -> token.removeFrom(detail)).orElse(detail);
        String line = safe.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= DETAIL_LIMIT ? line : line.substring(0, DETAIL_LIMIT) + "…";
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
