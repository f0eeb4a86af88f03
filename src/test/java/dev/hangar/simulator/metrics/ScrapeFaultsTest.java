package dev.hangar.simulator.metrics;

import dev.hangar.simulator.faults.Scrape;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.World;
import dev.hangar.simulator.world.WorldBuilder;
import dev.hangar.testkit.Prices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What a query sees of scrapes that go wrong. One machine with as many requests as scrapes before: 0, 1, 2, …
class ScrapeFaultsTest {
    private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");

    private final World world = WorldBuilder.org("acme", T0)
            .app(
                    "shop",
                    app -> app.service(service -> service.limits(50, 60))
                            .machines(1, "iad")
                            .workload(Workload.Web.from("iad", rising())))
            .world(1, Prices.BOOK);
    private final ScrapeHistory history = new ScrapeHistory(T0);

    private static Demand rising() {
        List<Demand.Step> steps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            steps.add(new Demand.Step(Duration.ofSeconds(15L * i), i));
        }
        return new Demand.Scripted(steps);
    }

    private void scrape(Scrape... fates) {
        for (Scrape fate : fates) {
            world.advanceTo(history.nextScrapeAt());
            history.scrape(world, fate);
        }
    }

    /// The sum of a metric as a query at the `index`th scrape sees it, with the time of its sample in brackets.
    private String seen(String metric, int index) {
        List<String> points = new ArrayList<>();
        Selector selector = new Selector(metric, List.of(new Selector.Matcher.Is("proxy_id", "blue", false)));
        history.at(
                T0.plusSeconds(15L * index).toEpochMilli(),
                selector,
                (series, at, value) -> points.add((long) value + " from " + (at - T0.toEpochMilli()) / 1000 + " s"));
        return String.join(", ", points);
    }

    @Test
    void aMissedScrapeEndsTheSeriesUntilTheNext() {
        scrape(new Scrape.Taken(), new Scrape.Taken(), new Scrape.Missed(), new Scrape.Taken());

        assertThat(seen("fly_instance_up", 1)).isEqualTo("1 from 15 s");
        assertThat(seen("fly_instance_up", 2)).isEmpty();
        assertThat(seen("fly_instance_up", 3)).isEqualTo("1 from 45 s");
    }

    @Test
    void lateSamplesLeaveTheOldOnesUntilTheyArrive() {
        scrape(new Scrape.Taken(), new Scrape.Late(Duration.ofSeconds(20)));
        assertThat(seen("fly_instance_up", 1)).isEqualTo("1 from 0 s");

        // Out of order: the scrape at 30 s is there before the one at 15 s arrives.
        scrape(new Scrape.Taken());
        assertThat(seen("fly_instance_up", 2)).isEqualTo("1 from 30 s");
        assertThat(seen("fly_instance_up", 1)).isEqualTo("1 from 0 s");

        scrape(new Scrape.Taken());
        assertThat(seen("fly_instance_up", 1)).isEqualTo("1 from 15 s");
        assertThat(seen("fly_instance_up", 3)).isEqualTo("1 from 45 s");
    }

    @Test
    void countersBeginAgainAndGaugesDoNot() {
        scrape(new Scrape.Taken(), new Scrape.Taken(), new Scrape.Taken(), new Scrape.CounterReset());
        assertThat(seen("fly_app_http_responses_count", 2)).isNotEqualTo("0 from 30 s");
        assertThat(seen("fly_app_http_responses_count", 3)).isEqualTo("0 from 45 s");
        assertThat(seen("fly_instance_up", 3)).isEqualTo("1 from 45 s");

        scrape(new Scrape.Taken());
        assertThat(seen("fly_app_http_responses_count", 4)).isNotEqualTo("0 from 60 s");
    }

    @Test
    void aRestartForgetsThePast() {
        scrape(new Scrape.Taken(), new Scrape.Taken(), new Scrape.Restarted());

        assertThat(seen("fly_instance_up", 1)).isEmpty();
        assertThat(seen("fly_instance_up", 2)).isEqualTo("1 from 30 s");
    }

    /// Two samples must fit into every range that Hangar asks for: else rates would silently be missing.
    @Test
    void scrapesThatAreTooFarApartAreRefused() {
        Duration most = Duration.ofSeconds(150);

        assertThatCode(() -> new ScrapeHistory(T0, most, Duration.ofDays(7))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new ScrapeHistory(T0, most.plusMillis(1), Duration.ofDays(7)))
                .hasMessageContaining("150 s");
        assertThatThrownBy(() -> new ScrapeHistory(T0, Duration.ZERO, Duration.ofDays(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSlowerPaceIsRememberedForAsLongAsItIsTold() {
        ScrapeHistory slow = new ScrapeHistory(T0, Duration.ofMinutes(1), Duration.ofMinutes(2));
        for (int i = 0; i < 4; i++) {
            world.advanceTo(slow.nextScrapeAt());
            slow.scrape(world);
        }

        assertThat(slow.nextScrapeAt()).isEqualTo(T0.plus(Duration.ofMinutes(4)));
        assertThat(slow.oldest()).isEqualTo(T0.plus(Duration.ofMinutes(1)).toEpochMilli());
    }
}
