package dev.hangar.fly;

import dev.hangar.control.LeaseNonce;
import dev.hangar.model.Answer;
import dev.hangar.model.Nothing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Sends what changes something.
final class WriteClient {
    private final Caller caller;
    private final Duration timeout;

    WriteClient(FlySettings settings, Transport transport) {
        this.caller = new Caller(settings, transport);
        this.timeout = settings.callTimeout();
    }

    /// @param identifier what Fly's rate limit counts by
    /// @param nonce proof of our lease, where we hold one
    /// @param body JSON, where the call has a body
    <T> Answer<T> send(
            WriteAction action,
            String identifier,
            String target,
            Optional<LeaseNonce> nonce,
            Optional<String> body,
            BodyReader<T> reader) {
        Map<String, String> headers =
                nonce.map(held -> Map.of(Caller.NONCE_HEADER, held.value())).orElseGet(Map::of);
        Transport.Request request = new Transport.Request(action.method().name(), target, headers, body, timeout);
        return caller.call(action, identifier, request, reader);
    }

    /// The same for an answer that has nothing to tell.
    Answer<Nothing> send(
            WriteAction action, String identifier, String target, Optional<LeaseNonce> nonce, Optional<String> body) {
        return send(action, identifier, target, nonce, body, answer -> Nothing.DONE);
    }
}
