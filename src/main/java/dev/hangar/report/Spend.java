package dev.hangar.report;

import dev.hangar.cost.Rate;
import dev.hangar.model.Region;
import dev.hangar.survey.Bill;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What one app, fleet, region or kind costs.
///
/// @param name as it came from outside: to be made harmless by who shows it
/// @param sum now, after the plan, and when everything runs
record Spend(String name, Bill.Sum sum) {
    private static final Comparator<Spend> DEAREST_FIRST = Comparator.comparing(
                    (Spend one) -> one.sum().now())
            .thenComparing(one -> one.sum().worst())
            .reversed()
            .thenComparing(Spend::name);

    /// Dearest first, then by name.
    static List<Spend> byApp(Bill bill) {
        return by(bill, line -> line.app().value());
    }

    /// Dearest first, then by name; what belongs to an app as a whole stands for itself.
    static List<Spend> byFleet(Bill bill) {
        return by(
                bill,
                line -> line.app() + line.group().map(group -> "/" + group).orElse(" (the app as a whole)"));
    }

    /// Dearest first, then by name.
    static List<Spend> byRegion(Bill bill) {
        return by(bill, line -> line.region().map(Region::value).orElse("no region"));
    }

    /// In the order of the kinds; those that nothing is paid for are left out.
    static List<Spend> byKind(Bill bill) {
        Map<Bill.Kind, Bill.Sum> sums = new TreeMap<>();
        bill.lines().forEach(line -> sums.merge(line.kind(), sum(line), Spend::plus));
        return sums.entrySet().stream()
                .map(entry -> new Spend(kind(entry.getKey()), entry.getValue()))
                .toList();
    }

    /// The sum of several.
    static Spend together(String name, List<Spend> several) {
        return new Spend(name, several.stream().map(Spend::sum).reduce(Bill.Sum.NOTHING, Spend::plus));
    }

    /// A kind for people.
    static String kind(Bill.Kind kind) {
        return switch (kind) {
            case COMPUTE -> "compute";
            case ROOTFS -> "root file systems";
            case VOLUMES -> "volumes";
            case SNAPSHOTS -> "snapshots";
            case IPV4 -> "dedicated IPv4";
        };
    }

    /// A kind for scripts.
    static String code(Bill.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// Now and after the plan.
    Money money() {
        return new Money(sum.now(), sum.after());
    }

    private static List<Spend> by(Bill bill, Function<Bill.Line, String> name) {
        Map<String, Bill.Sum> sums = new TreeMap<>();
        bill.lines().forEach(line -> sums.merge(name.apply(line), sum(line), Spend::plus));
        return sums.entrySet().stream()
                .map(entry -> new Spend(entry.getKey(), entry.getValue()))
                .sorted(DEAREST_FIRST)
                .toList();
    }

    private static Bill.Sum sum(Bill.Line line) {
        return new Bill.Sum(line.now(), line.after(), line.worst());
    }

    private static Bill.Sum plus(Bill.Sum one, Bill.Sum other) {
        return new Bill.Sum(
                plus(one.now(), other.now()), plus(one.after(), other.after()), plus(one.worst(), other.worst()));
    }

    private static Rate plus(Rate one, Rate other) {
        return one.plus(other);
    }
}
