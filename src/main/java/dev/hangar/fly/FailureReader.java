package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLHandshakeException;

/// Turns everything that can go wrong with a call into one [Failure].
///
/// Looks at the code `status` in the body first, then at the HTTP status, then at the words: words are not a contract
/// (facts 12).
///
/// @param secrets what must not show up in a failure
record FailureReader(List<String> secrets) {
    private static final int MAX_REQUEST_ID = 100;
    private static final List<String> CAPACITY_CODES = List.of("insufficient_capacity", "volume_placement_capacity");
    private static final List<String> CAPACITY_WORDS = List.of(
            "insufficient cpu",
            "insufficient memory",
            "insufficient resources",
            "insufficient ip",
            "insufficient capacity",
            "insufficient_capacity",
            "no capacity",
            "could not reserve resource",
            "could not find a candidate host");
    private static final List<String> LEASE_WORDS = List.of("lease currently held");
    private static final List<String> DEADLINE_WORDS =
            List.of("deadline_exceeded", "deadline exceeded", "failed to reach desired state");

    FailureReader {
        secrets = List.copyOf(secrets);
    }

    /// An answer with a status other than 2xx.
    Failure refused(Transport.Response answer) {
        ErrorBody body = ErrorBody.of(answer.body());
        return failure(kind(answer.status(), body), body.text(), answer);
    }

    /// An answer with status 2xx that says in its body that the call failed (facts 1.4).
    Failure failedInside(Transport.Response answer) {
        ErrorBody body = ErrorBody.of(answer.body());
        String words = body.text().toLowerCase(Locale.ROOT);
        return failure(isCapacity(body.code(), words) ? FailureKind.NO_CAPACITY : conflict(words), body.text(), answer);
    }

    /// An answer with status 2xx that makes no sense.
    Failure unreadable(Transport.Response answer, String why) {
        return failure(FailureKind.INVALID_ANSWER, why, answer);
    }

    /// No answer, or only part of one.
    ///
    /// @param write whether the request changes something: then a broken connection leaves its effect in doubt
    Failure broken(IOException problem, boolean write) {
        String words = problem.getClass().getSimpleName() + ": " + problem.getMessage();
        return Failure.of(brokenKind(problem, write), shown(words));
    }

    /// The thread was interrupted while it waited.
    Failure interrupted(boolean write) {
        return Failure.of(write ? FailureKind.TIMED_OUT : FailureKind.UNAVAILABLE, "interrupted while waiting");
    }

    private Failure failure(FailureKind kind, String text, Transport.Response answer) {
        Optional<String> requestId = answer.header("fly-request-id")
                .map(id -> SafeText.of(id, secrets, MAX_REQUEST_ID))
                .filter(id -> !id.isEmpty());
        String detail = text.isBlank() ? "no message" : shown(text);
        return new Failure(kind, detail, OptionalInt.of(answer.status()), requestId);
    }

    private String shown(String text) {
        return SafeText.of(text, secrets, SafeText.MAX_DETAIL);
    }

    private static FailureKind brokenKind(IOException problem, boolean write) {
        return switch (problem) {
            case OversizedAnswerException oversized -> FailureKind.INVALID_ANSWER;
            case HttpConnectTimeoutException unsent -> FailureKind.UNAVAILABLE;
            case HttpTimeoutException late -> FailureKind.TIMED_OUT;
            case ConnectException unsent -> FailureKind.UNAVAILABLE;
            case NoRouteToHostException unsent -> FailureKind.UNAVAILABLE;
            case UnknownHostException unsent -> FailureKind.UNAVAILABLE;
            case SSLHandshakeException unsent -> FailureKind.UNAVAILABLE;
            default -> write ? FailureKind.TIMED_OUT : FailureKind.UNAVAILABLE;
        };
    }

    private static FailureKind kind(int status, ErrorBody body) {
        String words = body.text().toLowerCase(Locale.ROOT);
        if (CAPACITY_CODES.contains(body.code())) {
            return FailureKind.NO_CAPACITY;
        }
        return switch (status) {
            case 401, 403 -> FailureKind.UNAUTHORIZED;
            case 404, 410 -> FailureKind.NOT_FOUND;
            // A gateway that waited in vain does not know either what became of the request.
            case 408, 504 -> FailureKind.TIMED_OUT;
            case 429 -> FailureKind.THROTTLED;
            case 409 -> isCapacity("", words) ? FailureKind.NO_CAPACITY : conflict(words);
            case 412 -> precondition(words);
            case 422 -> isCapacity("", words) ? FailureKind.NO_CAPACITY : FailureKind.INVALID_REQUEST;
            default -> byClass(status, words);
        };
    }

    private static FailureKind byClass(int status, String words) {
        if (status >= 500) {
            return isCapacity("", words) ? FailureKind.NO_CAPACITY : FailureKind.UNAVAILABLE;
        }
        return status >= 400 ? FailureKind.INVALID_REQUEST : FailureKind.INVALID_ANSWER;
    }

    private static FailureKind precondition(String words) {
        if (isCapacity("", words)) {
            return FailureKind.NO_CAPACITY;
        }
        return holdsAny(words, DEADLINE_WORDS) ? FailureKind.TIMED_OUT : conflict(words);
    }

    private static FailureKind conflict(String words) {
        return holdsAny(words, LEASE_WORDS) ? FailureKind.LEASE_HELD : FailureKind.CONFLICT;
    }

    private static boolean isCapacity(String code, String words) {
        return CAPACITY_CODES.contains(code) || holdsAny(words, CAPACITY_WORDS);
    }

    private static boolean holdsAny(String words, List<String> wanted) {
        return wanted.stream().anyMatch(words::contains);
    }

    /// The two things that matter in an error's body.
    ///
    /// @param code Fly's machine-readable code, such as `insufficient_capacity`; empty without one
    /// @param text `message`, else `error`, else the body as it came
    private record ErrorBody(String code, String text) {
        static ErrorBody of(String raw) {
            try {
                JsonNode body = Json.parse(raw);
                String message = body.path("message").asText("");
                String error = message.isBlank() ? body.path("error").asText("") : message;
                return new ErrorBody(body.path("status").asText(""), error.isBlank() ? raw : error);
            } catch (UnreadableException e) {
                return new ErrorBody("", raw);
            }
        }
    }
}
