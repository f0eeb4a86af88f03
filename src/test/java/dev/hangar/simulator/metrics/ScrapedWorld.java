package dev.hangar.simulator.metrics;

import dev.hangar.model.Autostop;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Traits;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Two hours of a world whose use is known, scraped into the simulated Prometheus and, sample by sample the same, into
/// a text that a real one can load. No machine changes its state, because a loaded server knows no stale markers.
public final class ScrapedWorld {
    /// How long it was scraped.
    public static final Duration LENGTH = Duration.ofHours(2);

    private final World world = WorldBuilder.org("demo", TestWorlds.START)
            .app(
                    "web",
                    app -> app.guest("shared", 2, 512)
                            .service(service -> service.limits(10, 20).autostop(Autostop.OFF))
                            .traits(Traits.PLAIN.using(0.05, 0.25, 0))
                            .machines(2, "iad")
                            .workload(Workload.Web.from("iad", new Demand.Constant(7))))
            .app("hot", app -> app.traits(Traits.PLAIN.using(0.5, 0.5, 0)).machines(1, "fra"))
            .app(
                    "big",
                    app -> app.guest("performance", 2, 4096)
                            .config(config -> config.withObject("/init").put("swap_size_mb", 512))
                            .traits(Traits.PLAIN.using(0.8, 0.9, 0.5))
                            .machines(1, "iad"))
            .app("full", app -> app.traits(Traits.PLAIN.using(0.01, 1.5, 0)).machines(1, "iad"))
            .app(
                    "deaf",
                    app -> app.service(service -> service.limits(10, 20).autostop(Autostop.OFF))
                            .traits(Traits.PLAIN.withDeafness())
                            .machines(1, "iad")
                            .workload(Workload.Web.from("iad", new Demand.Constant(3))))
            .app("asleep", app -> app.machines(1, "iad", MachineState.STOPPED))
            .world(3, TestPrices.book());
    private final ScrapeHistory history = new ScrapeHistory(TestWorlds.START);
    private final PrometheusFace face = new PrometheusFace(history, "fm2_test");
    private final StringBuilder samples = new StringBuilder();

    /// Scrapes for [#LENGTH].
    public ScrapedWorld() {
        Instant end = TestWorlds.START.plus(LENGTH);
        while (!history.nextScrapeAt().isAfter(end)) {
            Instant at = history.nextScrapeAt();
            world.advanceTo(at);
            history.scrape(world);
            String time = " " + BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString() + "\n";
            MetricsPage.of(world)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> samples.append(line).append(time));
        }
    }

    /// The machine at a position of an app.
    public MachineId machine(String app, int position) {
        return TestWorlds.machine(world, app, position).id();
    }

    /// An instant that lies between two scrapes, near the end.
    public static Instant end() {
        return TestWorlds.START.plus(LENGTH).minusMillis(4_321);
    }

    /// All samples in the text format of OpenMetrics.
    public String openMetrics() {
        return samples + "# EOF\n";
    }

    /// What the simulated Prometheus answers.
    ///
    /// @param target path and query
    public ApiResponse answer(String method, String target, String body) {
        return face.answer(ApiRequest.of(method, target, Map.of(), body), world);
    }
}
