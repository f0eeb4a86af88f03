package dev.hangar.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// One HTTP exchange with the query API: bounded in time and size, one attempt, every failure a value.
final class QueryClient implements AutoCloseable {
    private static final String TOO_LONG = "answer is longer than ";
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;

    private final PrometheusEndpoint endpoint;
    private final QueryTransport transport;

    QueryClient(PrometheusEndpoint endpoint, QueryTransport transport) {
        this.endpoint = endpoint;
        this.transport = transport;
    }

    /// Sends `parameters` to `path` below the base address.
    Answer<QueryResult> query(String path, Map<String, String> parameters) {
        return query(path, parameters, endpoint.timeout());
    }

    /// @param most longest time to wait, where that is less than the endpoint's time-out
    Answer<QueryResult> query(String path, Map<String, String> parameters, Duration most) {
        return switch (exchange(request(path, form(parameters), Optional.of(most)))) {
            case Answer.Ok<QueryTransport.Response>(QueryTransport.Response response) -> read(response);
            case Answer.Failed<QueryTransport.Response>(Failure failure) -> Answer.failed(failure);
        };
    }

    private QueryTransport.Request request(String path, String form, Optional<Duration> timeout) {
        URI address = endpoint.base().resolve(path);
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        endpoint.token().ifPresent(token -> headers.put("Authorization", token.authorization()));
        return switch (endpoint.method()) {
            case GET ->
                new QueryTransport.Request(URI.create(address + "?" + form), headers, Optional.empty(), timeout);
            case POST -> {
                headers.put("Content-Type", "application/x-www-form-urlencoded");
                yield new QueryTransport.Request(address, headers, Optional.of(form), timeout);
            }
        };
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer<QueryTransport.Response> exchange(QueryTransport.Request request) {
        try {
            return Answer.ok(transport.send(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(FailureKind.TIMED_OUT, "interrupted while waiting");
        } catch (IOException e) {
            return broken(e);
        }
    }

    private Answer<QueryTransport.Response> broken(IOException cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (text.contains("body exceeds capacity")) {
            return failed(FailureKind.INVALID_ANSWER, TOO_LONG + endpoint.maxBodyBytes() + " bytes");
        }
        return switch (cause) {
            case HttpConnectTimeoutException timeout ->
                failed(FailureKind.TIMED_OUT, notConnected("no answer within " + Seconds.of(endpoint.timeout())));
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

    private Answer<QueryResult> read(QueryTransport.Response response) {
        boolean ok = response.status() / 100 == 2;
        try {
            JsonNode root = AnswerReader.tree(response.body());
            return ok && "success".equals(root.path("status").asText())
                    ? Answer.ok(AnswerReader.result(root))
                    : failed(response, refusal(response.status(), root), said(root));
        } catch (IOException e) {
            return ok
                    ? failed(response, FailureKind.INVALID_ANSWER, "unreadable answer: " + e.getMessage())
                    : failed(response, byStatus(response.status()), bodyText(response));
        }
    }

    /// Whether less might have been answered: too many samples, or an answer that is too long.
    static boolean isTooMuch(Failure failure) {
        int status = failure.httpStatus().orElse(0);
        return status == UNPROCESSABLE
                || status == PAYLOAD_TOO_LARGE
                || failure.detail().startsWith(TOO_LONG);
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

    private static String bodyText(QueryTransport.Response response) {
        return Optional.ofNullable(response.headers().get("location"))
                .map(location -> "redirected; redirects are not followed, check the address")
                .orElseGet(() -> new String(response.body(), StandardCharsets.UTF_8));
    }

    private Answer<QueryResult> failed(QueryTransport.Response response, FailureKind kind, String detail) {
        Optional<String> requestId =
                Optional.ofNullable(response.headers().get("fly-request-id")).map(this::clean);
        return Answer.failed(new Failure(kind, clean(detail), OptionalInt.of(response.status()), requestId));
    }

    private Answer<QueryTransport.Response> failed(FailureKind kind, String detail) {
        return Answer.failed(Failure.of(kind, clean(detail)));
    }

    /// One line, shortened, without the token: the other side may echo anything.
    private String clean(String detail) {
        String safe = endpoint.token().map(token -> token.removeFrom(detail)).orElse(detail);
        return SafeText.of(safe.replaceAll("\\s+", " "), List.of(), SafeText.MAX_DETAIL);
    }

    @Override
    public void close() {
        transport.close();
    }
}
