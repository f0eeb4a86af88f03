package dev.hangar.fly;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Sends a request once more when Fly says that it came too soon (429), after the time that Fly tells. For reads of
/// which one that fails loses many others.
///
/// @param wire carries the calls
/// @param pause lets time pass
record PatientTransport(Transport wire, FlyPropertySource.Pause pause) implements Transport {
    /// Longer than that nobody waits for a page.
    static final Duration LONGEST = Duration.ofSeconds(5);
    /// A token of the rate limit takes so long to come back, where Fly tells no time.
    static final Duration USUAL = Duration.ofSeconds(1);

    private static final int TOO_MANY_REQUESTS = 429;

    @Override
    public Response send(Request request) throws IOException, InterruptedException {
        Response first = wire.send(request);
        if (first.status() != TOO_MANY_REQUESTS) {
            return first;
        }
        pause.of(told(first.header("retry-after")));
        return wire.send(request);
    }

    /// Fly tells seconds; a date, which HTTP allows too, counts as nothing told.
    private static Duration told(Optional<String> header) {
        Duration wait = header.map(String::strip)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(USUAL);
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
