package dev.hangar.fly;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.OrgSlug;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// A [Transport] that keeps what it is asked and answers what it is told, in that order; then with `{"ok":true}`.
final class FakeTransport implements Transport {
    static final String TOKEN = "fm2_lJPECAAAAAAAplanted";
    static final MachineRef MACHINE = new MachineRef(new AppName("shop"), new MachineId("148ed599c14189"));

    /// One planned way for a call to end.
    @FunctionalInterface
    interface Ending {
        Response end() throws IOException, InterruptedException;
    }

    final List<Request> requests = new ArrayList<>();
    private final Deque<Ending> endings = new ArrayDeque<>();

    static FlySettings settings(InstantSource clock) {
        return new FlySettings(
                URI.create("https://api.machines.dev"),
                FlyToken.of(TOKEN),
                new OrgSlug("acme"),
                Duration.ofSeconds(10),
                clock);
    }

    static FlySettings settings() {
        return settings(InstantSource.fixed(Instant.parse("2026-11-03T04:05:06.789Z")));
    }

    FakeTransport answers(int status, String body) {
        return ends(() -> new Response(status, Map.of("Fly-Request-Id", "01K9REQUEST-ams"), body));
    }

    FakeTransport ends(Ending ending) {
        endings.add(ending);
        return this;
    }

    FlyMachineSource source() {
        return new FlyMachineSource(settings(), this);
    }

    FlyMachineOperator operator() {
        return new FlyMachineOperator(settings(), this, () -> "launch-1");
    }

    Request onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests);
        }
        return requests.getFirst();
    }

    @Override
    public Response send(Request request) throws IOException, InterruptedException {
        requests.add(request);
        Ending ending = endings.poll();
        return ending == null ? new Response(200, Map.of(), "{\"ok\":true}") : ending.end();
    }
}
