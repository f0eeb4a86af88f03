package dev.hangar.survey;

import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects lines of a bill: what belongs to the same place is one line. Lives for one bill.
final class BillLines {
    private final Map<Place, Bill.Line> byPlace = new HashMap<>();

    /// What a line is known by.
    record Place(AppName app, Optional<ProcessGroup> group, Optional<Region> region, Bill.Kind kind) {}

    void add(Place place, int count, Rate now, Rate after, Rate worst) {
        Bill.Line line =
                new Bill.Line(place.app(), place.group(), place.region(), place.kind(), count, now, after, worst);
        byPlace.merge(place, line, BillLines::both);
    }

    /// The lines that cost something, in any order: an action may leave a kind of which nothing is left to pay.
    List<Bill.Line> all() {
        return byPlace.values().stream()
                .filter(line -> line.count() > 0 || costs(line))
                .toList();
    }

    private static boolean costs(Bill.Line line) {
        return !(line.now().equals(Rate.ZERO)
                && line.after().equals(Rate.ZERO)
                && line.worst().equals(Rate.ZERO));
    }

    private static Bill.Line both(Bill.Line one, Bill.Line other) {
        return new Bill.Line(
                one.app(),
                one.group(),
                one.region(),
                one.kind(),
                one.count() + other.count(),
                one.now().plus(other.now()),
                one.after().plus(other.after()),
                one.worst().plus(other.worst()));
    }
}
