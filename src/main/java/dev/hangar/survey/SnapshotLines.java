package dev.hangar.survey;

import dev.hangar.cost.Rate;
import dev.hangar.cost.StandingPrices;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.model.VolumeSnapshot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Snapshots on the bill. The first gigabytes are free for the organization as a whole (facts 10), so every app bears
/// its share of the rest, by what it stores. What is not known to be stored is not on the bill.
public final class SnapshotLines {
    /// Bytes of the gigabyte that Fly sells: that of memory and volumes. Fly does not say which it means here; the
    /// larger one makes the bill smaller.
    public static final long GB = 1L << 30;

    private static final BigInteger BYTES_PER_GB = BigInteger.valueOf(GB);

    private SnapshotLines() {}

    /// All snapshots of an app in one region.
    private record Place(AppName app, Optional<Region> region) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::app)
                    .thenComparing(its -> its.region().map(Region::value).orElse(""))
                    .compare(this, other);
        }
    }

    private record Stored(int count, long bytes) {
        Stored plus(Stored other) {
            return new Stored(count + other.count, Math.addExact(bytes, other.bytes));
        }
    }

    static List<Bill.Line> of(Survey survey) {
        Map<Place, Stored> stored = new TreeMap<>();
        survey.apps().forEach(app -> collect(app, stored));
        long total = storedBytes(survey);
        Rate all = rate(survey.prices().standing(), total);
        List<Bill.Line> lines = new ArrayList<>();
        long before = 0;
        for (Map.Entry<Place, Stored> entry : stored.entrySet()) {
            long until = before + entry.getValue().bytes();
            // The difference of two rounded sums: the shares add up to the whole, exactly.
            Rate share = share(all, until, total).minus(share(all, before, total));
            lines.add(new Bill.Line(
                    entry.getKey().app(),
                    Optional.empty(),
                    entry.getKey().region(),
                    Bill.Kind.SNAPSHOTS,
                    entry.getValue().count(),
                    share,
                    share,
                    share));
            before = until;
        }
        return lines;
    }

    private static void collect(AppSurvey app, Map<Place, Stored> stored) {
        Map<String, Region> regions = new TreeMap<>();
        for (Volume volume : app.knownVolumes()) {
            regions.put(volume.id(), volume.region());
        }
        app.snapshots().forEach((volume, answer) -> {
            Place place = new Place(app.name(), Optional.ofNullable(regions.get(volume)));
            for (VolumeSnapshot snapshot : answer.asOptional().orElse(List.of())) {
                stored.merge(place, new Stored(1, Math.max(0, snapshot.storedBytes())), Stored::plus);
            }
        });
    }

    /// Bytes that all known snapshots of the organization store.
    public static long storedBytes(Survey survey) {
        return survey.apps().stream()
                .flatMap(app -> app.snapshots().values().stream())
                .map(Answer::asOptional)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .mapToLong(snapshot -> Math.max(0, snapshot.storedBytes()))
                .reduce(0, Math::addExact);
    }

    /// What so many bytes of an organization cost, beyond those that are free; rounded down to the trillionth.
    public static Rate rate(StandingPrices prices, long bytes) {
        long billed = Math.max(0, bytes - prices.snapshotFreeGb() * GB);
        return new Rate(BigInteger.valueOf(prices.snapshotPerGb().picoDollarsPerSecond())
                .multiply(BigInteger.valueOf(billed))
                .divide(BYTES_PER_GB)
                .longValueExact());
    }

    private static Rate share(Rate all, long bytes, long total) {
        return total == 0
                ? Rate.ZERO
                : new Rate(BigInteger.valueOf(all.picoDollarsPerSecond())
                        .multiply(BigInteger.valueOf(bytes))
                        .divide(BigInteger.valueOf(total))
                        .longValueExact());
    }
}
