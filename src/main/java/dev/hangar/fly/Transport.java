package dev.hangar.fly;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Carries one request to the Machines API and its answer back. One attempt: no retry, no redirect.
///
/// [HttpTransport] goes over the network; another implementation may answer in the same process on virtual time.
@FunctionalInterface
public interface Transport {
    /// Sends and waits for the whole answer, at most [Request#timeout()].
    ///
    /// @throws java.net.http.HttpTimeoutException when the answer was not complete in time
    /// @throws OversizedAnswerException when the answer is longer than this transport accepts
    /// @throws java.net.ConnectException when nothing was sent because no connection came about
    /// @throws IOException when the connection broke: the other side may have acted
    /// @throws InterruptedException when the thread was interrupted: the other side may have acted
    Response send(Request request) throws IOException, InterruptedException;

    /// A request.
    ///
    /// @param method `GET`, `POST` or `DELETE`
    /// @param target path and query, percent-encoded, beginning with `/v1/`
    /// @param headers by name; hold the token, so they are never printed
    /// @param body JSON, where there is a body
    /// @param timeout the longest that the whole exchange may take
    record Request(String method, String target, Map<String, String> headers, Optional<String> body, Duration timeout) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /// Method and target only.
        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    /// An answer.
    ///
    /// @param status HTTP status code
    /// @param headers first value by name; names are matched without regard to case
    /// @param body text, empty when there was none
    record Response(int status, Map<String, String> headers, String body) {
        public Response {
            TreeMap<String, String> sorted = new TreeMap<>();
            headers.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
            headers = Map.copyOf(sorted);
        }

        /// First value of a header.
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /// Status and size only: the body may hold secrets such as a lease's nonce.
        @Override
        public String toString() {
            return "status " + status + ", " + body.length() + " characters";
        }
    }
}
