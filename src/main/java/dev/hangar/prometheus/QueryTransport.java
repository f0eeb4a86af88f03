package dev.hangar.prometheus;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Carries one query to the server and its answer back. One attempt: no retry, no redirect.
///
/// [HttpQueryTransport] goes over the network; another implementation may answer in the same process on virtual time.
@FunctionalInterface
public interface QueryTransport extends AutoCloseable {
    /// Sends and waits for the whole answer, at most the endpoint's time-out and the request's.
    ///
    /// @throws java.net.http.HttpTimeoutException when the answer was not complete in time
    /// @throws java.net.ConnectException when no connection came about
    /// @throws IOException when the exchange failed in any other way
    /// @throws InterruptedException when the thread was interrupted
    Response send(Request request) throws IOException, InterruptedException;

    /// Ends open queries and their connections.
    @Override
    default void close() {}

    /// A query.
    ///
    /// @param address whole address; the parameters are in its query when there is no `form`
    /// @param headers by name; may hold the token, so they are never printed
    /// @param form parameters to send as a form by `POST`; empty for a `GET`
    /// @param timeout most time to wait, where that is less than the endpoint's time-out
    record Request(URI address, Map<String, String> headers, Optional<String> form, Optional<Duration> timeout) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /// A query that may take as long as the endpoint allows.
        public Request(URI address, Map<String, String> headers, Optional<String> form) {
            this(address, headers, form, Optional.empty());
        }

        /// Scheme, host and path only.
        @Override
        public String toString() {
            return (form.isPresent() ? "POST " : "GET ") + address.getRawAuthority() + address.getRawPath();
        }
    }

    /// An answer.
    ///
    /// @param status HTTP status code
    /// @param headers first value by lower-case name
    /// @param body raw, at most as long as the endpoint allows
    // Nobody compares answers, and a copy of several MB for the sake of equality would be waste.
    @SuppressWarnings("ArrayRecordComponent")
    record Response(int status, Map<String, String> headers, byte[] body) {
        public Response {
            TreeMap<String, String> lower = new TreeMap<>();
            headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
            headers = Map.copyOf(lower);
        }

        /// Status and size only.
        @Override
        public String toString() {
            return "status " + status + ", " + body.length + " bytes";
        }
    }
}
