package dev.hangar.simulator.metrics;

import dev.hangar.simulator.faults.Scrape;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// What a Prometheus would remember that scraped the metrics page again and again in virtual time: samples by series,
/// and a stale marker at the scrape that no longer saw a series.
public final class ScrapeHistory {
    /// Fly's scrape interval (facts 9).
    public static final Duration INTERVAL = Duration.ofSeconds(15);

    /// How far back a query can look, unless told otherwise.
    static final Duration KEPT = Duration.ofMinutes(150);

    /// How old a sample may be to be an instant query's answer: Prometheus' default.
    static final Duration LOOKBACK = Duration.ofMinutes(5);

    private static final long LOOKBACK_MILLIS = LOOKBACK.toMillis();

    private final Map<String, Map<Series, Row>> rows = new LinkedHashMap<>();
    private final List<Delayed> onTheirWay = new ArrayList<>();
    private final Map<Series, Double> counterBase = new LinkedHashMap<>();
    private final Duration interval;
    private final Duration kept;
    private Set<Series> live = new LinkedHashSet<>();
    private Instant nextScrapeAt;
    private long oldest;

    /// Takes samples.
    @FunctionalInterface
    interface Taker {
        /// @param at Unix milliseconds of the scrape
        void take(Series series, long at, double value);
    }

    /// The samples of a scrape that have not arrived yet.
    private record Delayed(Instant at, Instant arrivesAt, Map<Series, Double> values) {}

    /// Scrapes as often as Fly does, and remembers what Hangar's own signals can ask for.
    ///
    /// @param firstScrape when the first scrape is due
    public ScrapeHistory(Instant firstScrape) {
        this(firstScrape, INTERVAL, KEPT);
    }

    /// Scrapes at another pace: what is kept for days takes fewer samples.
    ///
    /// @param firstScrape when the first scrape is due
    /// @param interval time between two scrapes; two of them must fit into every range that is asked for, and into
    ///     the lookback of 5 minutes
    /// @param kept how far back a query can look
    public ScrapeHistory(Instant firstScrape, Duration interval, Duration kept) {
        if (!interval.isPositive() || interval.multipliedBy(2).compareTo(LOOKBACK) > 0) {
            throw new IllegalArgumentException("scrapes must be at most 150 s apart, got " + interval);
        }
        this.interval = interval;
        this.kept = kept;
        nextScrapeAt = firstScrape;
        oldest = firstScrape.toEpochMilli();
    }

    /// When the next scrape is due.
    public Instant nextScrapeAt() {
        return nextScrapeAt;
    }

    /// Scrapes a world that stands at [#nextScrapeAt].
    public void scrape(World world) {
        scrape(world, new Scrape.Taken());
    }

    /// The same, with what goes wrong.
    public void scrape(World world, Scrape how) {
        Instant at = nextScrapeAt;
        nextScrapeAt = at.plus(interval);
        arrive(at);
        switch (how) {
            case Scrape.Taken taken -> take(world, at);
            case Scrape.Missed missed -> end(at, Set.of());
            case Scrape.Late(Duration by) -> onTheirWay.add(new Delayed(at, at.plus(by), values(world)));
            case Scrape.CounterReset reset -> {
                Exporter.values(world).forEach((series, value) -> {
                    if (Metric.isCounter(series.name())) {
                        counterBase.put(series, value);
                    }
                });
                take(world, at);
            }
            case Scrape.Restarted restarted -> {
                rows.clear();
                onTheirWay.clear();
                live.clear();
                take(world, at);
            }
        }
        forgetBefore(at.minus(kept));
    }

    private void take(World world, Instant at) {
        Map<Series, Double> values = values(world);
        values.forEach((series, value) -> row(series).add(at.toEpochMilli(), value));
        end(at, values.keySet());
        live = new LinkedHashSet<>(values.keySet());
    }

    /// Marks the series that were live and are not among `seen` as ended.
    private void end(Instant at, Set<Series> seen) {
        live.removeAll(seen);
        live.forEach(gone -> row(gone).end(at.toEpochMilli()));
        live.clear();
    }

    private Map<Series, Double> values(World world) {
        Map<Series, Double> values = new LinkedHashMap<>(Exporter.values(world));
        counterBase.forEach((series, base) ->
                values.computeIfPresent(series, (same, value) -> value >= base ? value - base : value));
        return values;
    }

    /// Delayed samples take their place among those that came before them.
    private void arrive(Instant now) {
        onTheirWay.removeIf(delayed -> {
            if (delayed.arrivesAt().isAfter(now)) {
                return false;
            }
            delayed.values().forEach((series, value) -> {
                long at = delayed.at().toEpochMilli();
                row(series).add(at, value);
                // One whose series ends before the next scrape is marked there, as any other.
                if (row(series).lastAt() == at) {
                    live.add(series);
                }
            });
            return true;
        });
    }

    private Row row(Series series) {
        return rows.computeIfAbsent(series.name(), name -> new LinkedHashMap<>())
                .computeIfAbsent(series, key -> new Row());
    }

    private void forgetBefore(Instant at) {
        oldest = Math.max(oldest, at.toEpochMilli());
        for (Map<Series, Row> named : rows.values()) {
            named.values().forEach(row -> row.forgetBefore(oldest));
            named.values().removeIf(Row::isEmpty);
        }
    }

    /// Unix milliseconds before which nothing is known.
    long oldest() {
        return oldest;
    }

    /// The newest sample of each series that `selector` takes, as an instant query at `at` sees it.
    void at(long at, Selector selector, Taker taker) {
        named(selector).forEach((series, row) -> {
            int index = row.newest(at, LOOKBACK_MILLIS);
            if (index >= 0 && selector.takes(series)) {
                taker.take(series, row.at(index), row.value(index));
            }
        });
    }

    /// The samples of each series that `selector` takes, from one instant to another, both included.
    void between(long from, long to, Selector selector, BiConsumer<Series, Samples> consumer) {
        named(selector).forEach((series, row) -> {
            if (selector.takes(series)) {
                consumer.accept(series, row.between(from, to));
            }
        });
    }

    private Map<Series, Row> named(Selector selector) {
        return rows.getOrDefault(selector.name(), Map.of());
    }
}
