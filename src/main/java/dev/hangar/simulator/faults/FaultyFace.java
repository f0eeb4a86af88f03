package dev.hangar.simulator.faults;

import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/// Puts faults in front of whatever answers requests: latency, refusals, resets, lost answers and stale reads. For
/// servers, whose clients may be any; safe for threads where what it wraps is.
public final class FaultyFace implements Function<ApiRequest, ApiResponse> {
    private final Function<ApiRequest, ApiResponse> inner;
    private final Faults faults;
    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private final AtomicLong calls = new AtomicLong();
    private final Map<String, Told> answers = new ConcurrentHashMap<>();

    /// Questions whose last answers are kept; more than an organization that somebody tries things on has.
    private static final int KEPT = 10_000;

    /// An answer, and when it was given.
    private record Told(Instant at, ApiResponse response) {}

    /// @param clock time that bursts are counted by
    /// @param pause waits for as long on that clock
    public FaultyFace(
            Function<ApiRequest, ApiResponse> inner, Faults faults, InstantSource clock, Consumer<Duration> pause) {
        this.inner = inner;
        this.faults = faults;
        this.clock = clock;
        this.pause = pause;
    }

    /// The connection is to be closed without an answer.
    public static final class BrokenConnection extends RuntimeException {
        private static final long serialVersionUID = 1;

        BrokenConnection() {
            super("the connection breaks, as the fault dial says", null, false, false);
        }
    }

    /// Answers, or breaks the connection. A stale read shows the last answer to the same question, unless that
    /// is older than it may be.
    ///
    /// @throws BrokenConnection before the request took effect, or after it
    @Override
    public ApiResponse apply(ApiRequest request) {
        boolean read = request.method().equals("GET");
        Fate fate = faults.fate(calls.getAndIncrement(), clock.instant(), read);
        pause.accept(fate.out());
        ApiResponse response = switch (fate.mishap()) {
            case Fate.Mishap.Reset reset -> throw new BrokenConnection();
            case Fate.Mishap.Refused(int status) ->
                new ApiResponse(
                        status,
                        Map.of("Content-Type", "application/json"),
                        "{\"error\":\"simulated fault " + status + "\"}");
            case Fate.Mishap.Stale(Duration age) ->
                Optional.ofNullable(answers.get(question(request)))
                        .filter(told -> !told.at().isBefore(clock.instant().minus(age)))
                        .map(Told::response)
                        .orElseGet(() -> fresh(request));
            case Fate.Mishap.Lost lost -> {
                fresh(request);
                throw new BrokenConnection();
            }
            case Fate.Mishap.None none -> fresh(request);
        };
        pause.accept(fate.back());
        return response;
    }

    private ApiResponse fresh(ApiRequest request) {
        ApiResponse response = inner.apply(request);
        if (request.method().equals("GET")) {
            if (answers.size() >= KEPT) {
                answers.clear();
            }
            answers.put(question(request), new Told(clock.instant(), response));
        } else {
            // A read sees the write before it (facts 1.1), also where faults are dialed.
            answers.clear();
        }
        return response;
    }

    /// Who asks is part of it: nobody is shown what only others may see.
    private static String question(ApiRequest request) {
        return request.header("authorization").orElse("") + " " + request.path() + " " + new TreeMap<>(request.query());
    }
}
