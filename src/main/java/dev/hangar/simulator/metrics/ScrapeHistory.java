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
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// What a Prometheus would remember that scraped the metrics page every 15 s of virtual time: samples by series, and
/// a stale marker at the scrape that no longer saw a series.
public final class ScrapeHistory {
    /// Fly's scrape interval (facts 9).
    public static final Duration INTERVAL = Duration.ofSeconds(15);

    /// How far back a query can look.
    static final Duration KEPT = Duration.ofMinutes(150);

    /// How old a sample may be to be an instant query's answer: Prometheus' default.
    static final Duration LOOKBACK = Duration.ofMinutes(5);

    private final Map<Series, List<Point>> points = new LinkedHashMap<>();
    private final List<Delayed> onTheirWay = new ArrayList<>();
    private final Map<Series, Double> counterBase = new LinkedHashMap<>();
    private Set<Series> live = new LinkedHashSet<>();
    private Instant nextScrapeAt;

    /// A sample.
    ///
    /// @param stale whether the series was gone at this scrape; `value` means nothing then
    record Point(Instant at, double value, boolean stale) {}

    /// The samples of a scrape that have not arrived yet.
    private record Delayed(Instant at, Instant arrivesAt, Map<Series, Double> values) {}

    /// @param firstScrape when the first scrape is due
    public ScrapeHistory(Instant firstScrape) {
        nextScrapeAt = firstScrape;
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
        nextScrapeAt = at.plus(INTERVAL);
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
                points.clear();
                onTheirWay.clear();
                live.clear();
                take(world, at);
            }
        }
        forgetBefore(at.minus(KEPT));
    }

    private void take(World world, Instant at) {
        Map<Series, Double> values = values(world);
        values.forEach((series, value) -> add(series, new Point(at, value, false)));
        end(at, values.keySet());
        live = new LinkedHashSet<>(values.keySet());
    }

    /// Marks the series that were live and are not among `seen` as ended.
    private void end(Instant at, Set<Series> seen) {
        live.removeAll(seen);
        live.forEach(gone -> add(gone, new Point(at, 0, true)));
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
                List<Point> list = points.computeIfAbsent(series, key -> new ArrayList<>());
                list.add(firstAfter(list, delayed.at()), new Point(delayed.at(), value, false));
                // One whose series ends before the next scrape is marked there, as any other.
                if (list.getLast().at().equals(delayed.at())) {
                    live.add(series);
                }
            });
            return true;
        });
    }

    private void add(Series series, Point point) {
        points.computeIfAbsent(series, key -> new ArrayList<>()).add(point);
    }

    private void forgetBefore(Instant oldest) {
        points.values().forEach(list -> {
            int old = firstAfter(list, oldest.minusNanos(1));
            list.subList(0, old).clear();
        });
        points.values().removeIf(List::isEmpty);
    }

    /// The newest sample of each series that `selector` takes, as an instant query at `at` sees it.
    void at(Instant at, Predicate<Series> selector, BiConsumer<Series, Point> consumer) {
        points.forEach((series, list) -> {
            if (selector.test(series)) {
                newest(list, at).ifPresent(point -> consumer.accept(series, point));
            }
        });
    }

    private static Optional<Point> newest(List<Point> list, Instant at) {
        int index = firstAfter(list, at) - 1;
        if (index < 0) {
            return Optional.empty();
        }
        Point point = list.get(index);
        boolean fresh = point.at().isAfter(at.minus(LOOKBACK));
        return fresh && !point.stale() ? Optional.of(point) : Optional.empty();
    }

    /// Index of the first point later than `at`.
    private static int firstAfter(List<Point> list, Instant at) {
        int low = 0;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (list.get(middle).at().isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
