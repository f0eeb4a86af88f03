package dev.hangar.system;

import dev.hangar.cli.Assembly;
import dev.hangar.cli.Wires;
import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.PriceBooks;
import dev.hangar.control.PassRecord;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.fly.Transport;
import dev.hangar.model.App;
import dev.hangar.model.SignalName;
import dev.hangar.prometheus.QueryTransport;
import dev.hangar.simulator.api.ApiOutcome;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.api.MachinesApi;
import dev.hangar.simulator.metrics.PrometheusFace;
import dev.hangar.simulator.metrics.ScrapeHistory;
import dev.hangar.simulator.world.Figures;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedFly;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A simulated Fly whose time stands still but for the daemon's calls and ticks: one thread, no clock of the machine it
/// runs on, and so the same figures every time.
final class StillFly {
    private static final String TOKEN = "fm2_simulated";
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final SimulatedFly fly;
    private final MachinesApi api;
    private final ScrapeHistory history;
    private final PrometheusFace prometheus;
    private final HangarSettings settings;
    private final Assembly assembly;
    private int identifiers;

    StillFly(Scenario scenario, long seed, Path configuration, String mode) {
        settings = settings(configuration, mode);
        fly = new SimulatedFly(scenario, new Seed(seed), settings.prices().at(scenario.start()));
        api = new MachinesApi(fly, TOKEN);
        history = new ScrapeHistory(scenario.start());
        prometheus = new PrometheusFace(history, TOKEN);
        Wires wires = new Wires(any -> this::send, any -> this::query, Runnable::run, () -> "still-" + ++identifiers);
        assembly = Assembly.of(settings, PriceBooks.builtIn(), fly::now, wires);
    }

    private static HangarSettings settings(Path configuration, String mode) {
        Map<String, String> variables = new HashMap<>();
        variables.put("HANGAR_FLY_TOKEN", TOKEN);
        variables.put("HANGAR_FLY_BASE_URL", "http://localhost:4280");
        variables.put("HANGAR_PROMETHEUS_URL", "http://localhost:9090");
        variables.put("HANGAR_MODE", mode);
        return switch (ConfigLoader.load(Optional.of(configuration.toAbsolutePath()), variables, Path.of(""))) {
            case LoadResult.Loaded(HangarSettings loaded) -> loaded;
            case LoadResult.Problems(var problems) -> throw new IllegalArgumentException(problems.toString());
        };
    }

    /// Ticks for `length` of virtual time.
    void run(Duration length, Consumer<PassRecord> hear) {
        Instant end = fly.now().plus(length);
        for (Instant next = fly.now(); next.isBefore(end); next = next.plus(INTERVAL)) {
            moveTo(next);
            tick(hear);
        }
        moveTo(end);
    }

    Figures figures() {
        return fly.figures();
    }

    private void tick(Consumer<PassRecord> hear) {
        Map<SignalName, SignalSnapshot> signals = new TreeMap<>();
        assembly.signals()
                .read(settings.signals(), fly.now())
                .forEach(snapshot -> signals.put(snapshot.signal(), snapshot));
        for (App app : assembly.directory().apps(fly.now())) {
            assembly.passes()
                    .run(
                            app,
                            signals,
                            Map.<SignalName, List<SignalSnapshot>>of(),
                            settings.policies()::settingsFor,
                            hear);
        }
    }

    private void moveTo(Instant time) {
        while (!history.nextScrapeAt().isAfter(time)) {
            fly.advanceTo(history.nextScrapeAt());
            history.scrape(fly.world());
        }
        if (time.isAfter(fly.now())) {
            fly.advanceTo(time);
        }
    }

    private Transport.Response send(Transport.Request request) {
        ApiResponse response = answer(api.begin(ApiRequest.of(
                request.method(),
                request.target(),
                request.headers(),
                request.body().orElse(""))));
        return new Transport.Response(response.status(), response.headers(), response.body());
    }

    private ApiResponse answer(ApiOutcome outcome) {
        return switch (outcome) {
            case ApiOutcome.Answered(ApiResponse response) -> response;
            case ApiOutcome.NotYet wait -> {
                Optional<ApiResponse> answer = wait.poll().get();
                while (answer.isEmpty()) {
                    Instant next = fly.nextEventAt().orElse(wait.deadline());
                    moveTo(next.isAfter(wait.deadline()) ? wait.deadline() : next);
                    answer = wait.poll().get();
                }
                yield answer.get();
            }
        };
    }

    private QueryTransport.Response query(QueryTransport.Request request) {
        String query = request.address().getRawQuery();
        ApiResponse response = prometheus.answer(
                ApiRequest.of(
                        request.form().isPresent() ? "POST" : "GET",
                        request.address().getRawPath() + (query == null ? "" : "?" + query),
                        request.headers(),
                        request.form().orElse("")),
                fly.world());
        return new QueryTransport.Response(
                response.status(), response.headers(), response.body().getBytes(StandardCharsets.UTF_8));
    }
}
