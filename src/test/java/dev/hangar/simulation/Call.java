package dev.hangar.simulation;

import dev.hangar.fly.Transport;
import dev.hangar.simulator.api.ApiRequest;
import java.time.Instant;
import java.util.Optional;

/// One call of a process to the Machines API, as the audit sees it.
final class Call {
    private final DaemonProcess process;
    private final Transport.Request request;
    private final ApiRequest parsed;
    /// From when the answer's data is.
    Instant dataFrom;
    /// Whether it takes effect after its caller gave up.
    boolean isLate;
    /// The pass that it belongs to, if any.
    final Optional<PassWatch> pass;

    Call(DaemonProcess process, Transport.Request request, Instant sent) {
        this.process = process;
        this.request = request;
        this.parsed = ApiRequest.of(
                request.method(),
                request.target(),
                request.headers(),
                request.body().orElse(""));
        this.dataFrom = sent;
        this.pass = process.currentPass();
    }

    DaemonProcess process() {
        return process;
    }

    Transport.Request request() {
        return request;
    }

    ApiRequest asApiRequest() {
        return parsed;
    }

    boolean isRead() {
        return request.method().equals("GET") || isQuestion();
    }

    /// Whether it asks GraphQL.
    boolean isQuestion() {
        return request.target().equals("/graphql");
    }

    /// What is asked, whole.
    String question() {
        return request.target() + request.body().orElse("");
    }

    /// Name of the app, where the path names one.
    Optional<String> app() {
        return part(2);
    }

    /// Id of the machine, where the path names one.
    Optional<String> machine() {
        return part(4);
    }

    /// What is done with the machine: `cordon`, `lease`, `metadata`, …; `machine` for the machine itself, `machines`
    /// for
    /// a listing.
    String verb() {
        return part(5).orElse(machine().isPresent() ? "machine" : part(3).orElse("app"));
    }

    private Optional<String> part(int index) {
        return parsed.path().size() > index ? Optional.of(parsed.path().get(index)) : Optional.empty();
    }

    @Override
    public String toString() {
        return process + " " + request.method() + " " + String.join("/", parsed.path());
    }
}
