package dev.hangar.fly;

import dev.hangar.model.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// All that the read side can do: `GET`.
final class ReadClient {
    private final Caller caller;
    private final Duration timeout;

    ReadClient(FlySettings settings, Transport transport) {
        this.caller = new Caller(settings, transport);
        this.timeout = settings.callTimeout();
    }

    /// Whether a call of this kind would get through our side of the rate limit now.
    boolean mayCall(ReadAction action, String identifier) {
        return caller.mayCall(action, identifier);
    }

    <T> Answer<T> get(ReadAction action, String identifier, String target, BodyReader<T> reader) {
        return get(action, identifier, target, Duration.ZERO, reader);
    }

    /// @param patience how much longer than usual the server is expected to take
    <T> Answer<T> get(ReadAction action, String identifier, String target, Duration patience, BodyReader<T> reader) {
        Transport.Request request =
                new Transport.Request("GET", target, Map.of(), Optional.empty(), timeout.plus(patience));
        return caller.call(action, identifier, request, reader);
    }
}
