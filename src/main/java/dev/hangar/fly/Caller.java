package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Makes one call: rate limit, headers, transport, and every way out as an [Answer]. Shared by [ReadClient] and
/// [WriteClient], which alone decide what may be sent.
final class Caller {
    static final String NONCE_HEADER = "fly-machine-lease-nonce";

    private static final int MOST_CAUSES = 10;

    private final URI base;
    private final FlyToken token;
    private final Transport transport;
    private final RateLimiter limiter;
    private final CallListener listener;

    Caller(FlySettings settings, Transport transport) {
        this.base = settings.base();
        this.token = settings.token();
        this.transport = transport;
        this.limiter = new RateLimiter(settings.clock());
        this.listener = settings.listener();
    }

    /// Whether a call of this kind would not be refused on our side for its rate.
    boolean mayCall(ApiAction action, String identifier) {
        return limiter.hasToken(action, identifier);
    }

    /// Sends `request`, completed by our own headers, unless it is refused on our side.
    ///
    /// @param identifier what the rate limit counts by
    <T> Answer<T> call(ApiAction action, String identifier, Transport.Request request, BodyReader<T> reader) {
        FailureReader failures = new FailureReader(secrets(request));
        if (!Paths.isUnambiguous(request.target())) {
            return refusedHere(failures, FailureKind.INVALID_REQUEST, "not sent: a name cannot stand in a path", "");
        }
        if (!limiter.tryTake(action, identifier)) {
            listener.called(action.code(), CallListener.LIMITED, Duration.ZERO);
            ApiAction.Allowance allowance = action.allowance();
            String limit = "client-side limit of %d/s with a burst of %d reached: %s "
                    .formatted(allowance.perSecond(), allowance.burst(), action.words());
            return refusedHere(failures, FailureKind.THROTTLED, limit, identifier);
        }
        boolean write = action instanceof WriteAction;
        try {
            return understood(sent(action, withOurHeaders(request)), failures, write, reader);
        } catch (ConnectException | UnknownHostException | NoRouteToHostException unsent) {
            String where = "cannot connect to " + base + " (hangar.fly.base-url)"
                    + (isUnknownHost(unsent) ? ": unknown host" : "");
            return refusedHere(failures, FailureKind.UNAVAILABLE, where, "");
        } catch (IOException e) {
            return Answer.failed(failures.broken(e, write));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(failures.interrupted(write));
        }
    }

    private Transport.Response sent(ApiAction action, Transport.Request request)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        String code = CallListener.UNREACHABLE;
        try {
            Transport.Response answer = transport.send(request);
            code = String.valueOf(answer.status());
            return answer;
        } catch (HttpTimeoutException e) {
            code = CallListener.TIMED_OUT;
            throw e;
        } finally {
            listener.called(action.code(), code, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /// The JDK's HTTP client wraps it.
    private static boolean isUnknownHost(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(
                        cause -> cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException);
    }

    private static <T> Answer<T> understood(
            Transport.Response answer, FailureReader failures, boolean write, BodyReader<T> reader) {
        if (answer.status() / 100 != 2) {
            return Answer.failed(failures.refused(answer));
        }
        try {
            if (!write) {
                return Answer.ok(reader.readText(answer.body()));
            }
            JsonNode body = Json.parse(answer.body());
            if (saysFailed(body)) {
                return Answer.failed(failures.failedInside(answer));
            }
            return Answer.ok(reader.read(body));
        } catch (UnreadableException e) {
            return Answer.failed(failures.unreadable(answer, e.what()));
        }
    }

    /// HTTP 200 with `status: "error"` is a failure (facts 1.4), and so is `ok: false`.
    private static boolean saysFailed(JsonNode body) {
        JsonNode ok = body.path("ok");
        return body.path("status").asText("").equals("error") || (ok.isBoolean() && !ok.booleanValue());
    }

    private Transport.Request withOurHeaders(Transport.Request request) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("Authorization", token.headerValue());
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "hangar");
        if (request.body().isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        return new Transport.Request(request.method(), request.target(), headers, request.body(), request.timeout());
    }

    private List<String> secrets(Transport.Request request) {
        List<String> secrets = new ArrayList<>(token.secrets());
        secrets.add(request.headers().getOrDefault(NONCE_HEADER, ""));
        return secrets;
    }

    private static <T> Answer<T> refusedHere(FailureReader failures, FailureKind kind, String why, String about) {
        return Answer.failed(Failure.of(
                kind,
                SafeText.of(why + about, failures.secrets(), SafeText.MAX_DETAIL)
                        .strip()));
    }
}
