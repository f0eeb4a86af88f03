package dev.hangar.simulation;

import dev.hangar.fly.Transport;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.QueryTransport;
import dev.hangar.simulator.api.ApiOutcome;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.faults.Fate;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How one process reaches the world: every call is a yield point. It takes effect on its way out and is answered on
/// its way back; meanwhile whoever is due runs.
final class Wire implements Transport {
    private final Universe universe;
    private final DaemonProcess process;
    private final Map<String, Deque<Past>> answers = new HashMap<>();

    private final Map<String, Instant> wrote = new HashMap<>();

    private record Past(Instant at, ApiResponse response) {}

    Wire(Universe universe, DaemonProcess process) {
        this.universe = universe;
        this.process = process;
    }

    @Override
    public Response send(Request request) throws IOException {
        long number = universe.nextCall();
        process.beforeCall();
        Call call = new Call(process, request, universe.now());
        universe.audit.sending(call);
        universe.guards.sending(call);
        if (!call.isRead()) {
            process.writes();
        }
        Fate fate = universe.fate(number, call);
        Instant effect = universe.now().plus(fate.out());
        Instant giveUp = universe.now().plus(request.timeout());
        Response response = switch (fate.mishap()) {
            case Fate.Mishap.Reset reset -> {
                sleepUntil(effect, giveUp, call);
                universe.note(call + " reset before it took effect");
                throw new IOException("connection reset");
            }
            case Fate.Mishap.Refused(int status) -> {
                sleepUntil(effect.plus(fate.back()), giveUp, call);
                universe.note(call + " refused with " + status);
                yield new Response(status, Map.of(), "{\"error\":\"simulated " + status + "\"}");
            }
            case Fate.Mishap.Stale(Duration age) -> {
                sleepUntil(effect, giveUp, call);
                ApiResponse past = stale(call, age).orElse(null);
                yield past == null
                        ? answered(call, fate, giveUp)
                        : onTheWayBack(call, past, universe.now().plus(fate.back()), giveUp);
            }
            case Fate.Mishap.Lost lost -> {
                effectAt(effect, giveUp, call);
                sleepUntil(universe.now().plus(fate.back()), giveUp, call);
                universe.note(call + " took effect, answer lost");
                throw new IOException("connection reset");
            }
            case Fate.Mishap.None none -> {
                sleepUntilEffect(effect, giveUp, call);
                yield answered(call, fate, giveUp);
            }
        };
        process.afterCall();
        return response;
    }

    private Response answered(Call call, Fate fate, Instant giveUp) throws IOException {
        ApiResponse response = take(call, giveUp);
        return onTheWayBack(call, response, universe.now().plus(fate.back()), giveUp);
    }

    private Response onTheWayBack(Call call, ApiResponse response, Instant back, Instant giveUp) throws IOException {
        sleepUntil(back, giveUp, call);
        universe.audit.answered(call, response);
        universe.guards.answered(call, response);
        return new Response(response.status(), response.headers(), response.body());
    }

    /// Beyond the time-out the call is given up and takes effect all the same.
    private void sleepUntilEffect(Instant effect, Instant giveUp, Call call) throws IOException {
        if (effect.isAfter(giveUp)) {
            universe.scheduler.at(effect, () -> late(call));
        }
        sleepUntil(effect, giveUp, call);
    }

    private void effectAt(Instant effect, Instant giveUp, Call call) throws IOException {
        sleepUntilEffect(effect, giveUp, call);
        take(call, giveUp);
    }

    private void late(Call call) {
        if (process.isAlive() && !call.isRead() && universe.lateEffects) {
            call.isLate = true;
            begin(call);
        }
    }

    private ApiOutcome begin(Call call) {
        universe.audit.before(call);
        universe.guards.before(call);
        if (!call.isRead()) {
            wrote.put(call.app().orElse(""), universe.now());
        }
        ApiOutcome outcome = universe.begin(call.asApiRequest());
        if (outcome instanceof ApiOutcome.Answered(ApiResponse response)) {
            universe.note(
                    call + " -> " + response.status() + (response.status() / 100 == 2 ? "" : " " + response.body()));
            universe.audit.after(call, response);
            universe.guards.after(call, response);
        }
        return outcome;
    }

    /// The call takes effect now; a wait takes the time that it waits for.
    private ApiResponse take(Call call, Instant giveUp) throws IOException {
        ApiResponse response = switch (begin(call)) {
            case ApiOutcome.Answered(ApiResponse answer) -> answer;
            case ApiOutcome.NotYet wait -> {
                Optional<ApiResponse> answer = wait.poll().get();
                while (answer.isEmpty()) {
                    Instant next = universe.nextEvent();
                    sleepUntil(next.isAfter(wait.deadline()) ? wait.deadline() : next, giveUp, call);
                    answer = wait.poll().get();
                }
                universe.note(call + " -> " + answer.get().status());
                yield answer.get();
            }
        };
        if (call.isRead()) {
            Deque<Past> past = answers.computeIfAbsent(call.question(), target -> new ArrayDeque<>());
            past.addLast(new Past(universe.now(), response));
            if (past.size() > 8) {
                past.removeFirst();
            }
        }
        return response;
    }

    /// The oldest answer to the same question that is younger than `age` and than our own last write to the app: Fly
    /// pins an app to one API server by a cookie, so that a read sees the write before it (facts 1.1).
    private Optional<ApiResponse> stale(Call call, Duration age) {
        Instant past = universe.now().minus(age);
        Instant written = wrote.getOrDefault(call.app().orElse(""), past);
        Instant oldest = written.isAfter(past) ? written : past;
        Optional<Past> found = answers.getOrDefault(call.question(), new ArrayDeque<>()).stream()
                .filter(old -> old.at().isAfter(oldest))
                .findFirst();
        found.ifPresent(old -> {
            call.dataFrom = old.at();
            universe.note(call + " shows the state of " + old.at());
        });
        return found.map(Past::response);
    }

    private void sleepUntil(Instant time, Instant giveUp, Call call) throws IOException {
        boolean tooLate = time.isAfter(giveUp);
        universe.scheduler.sleepUntil(tooLate ? giveUp : time);
        process.requireAlive();
        if (tooLate) {
            universe.note(call + " timed out");
            throw new HttpTimeoutException("no answer within the time-out");
        }
    }

    /// The same to Prometheus.
    QueryTransport queries(PrometheusEndpoint endpoint) {
        return request -> query(endpoint, request);
    }

    private QueryTransport.Response query(PrometheusEndpoint endpoint, QueryTransport.Request request)
            throws IOException {
        long number = universe.nextCall();
        process.beforeCall();
        Fate fate = universe.faults().fate(number, universe.now(), false);
        Instant back = universe.now().plus(fate.out()).plus(fate.back());
        Instant giveUp = universe.now().plus(endpoint.timeout());
        universe.scheduler.sleepUntil(back.isAfter(giveUp) ? giveUp : back);
        process.requireAlive();
        boolean isHistory = request.address().getPath().endsWith("/query_range");
        boolean isDown = universe.faults().prometheusDown(universe.now());
        if (isHistory && (isDown || back.isAfter(giveUp))) {
            process.missesHistory(request);
        }
        if (isDown) {
            universe.note(process + " query refused: Prometheus is down");
            throw new ConnectException("connection refused");
        }
        if (back.isAfter(giveUp)) {
            throw new HttpTimeoutException("no answer within the time-out");
        }
        String target = request.address().getRawPath()
                + (request.address().getRawQuery() == null
                        ? ""
                        : "?" + request.address().getRawQuery());
        ApiResponse response = isHistory && universe.isPastUntold()
                ? new ApiResponse(503, Map.of(), "simulated 503")
                : universe.query(ApiRequest.of(
                        request.form().isPresent() ? "POST" : "GET",
                        target,
                        request.headers(),
                        request.form().orElse("")));
        universe.audit.queried(process, request, response);
        process.afterCall();
        return new QueryTransport.Response(
                response.status(), response.headers(), response.body().getBytes(StandardCharsets.UTF_8));
    }
}
