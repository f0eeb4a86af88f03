package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Ledger;
import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.model.FleetId;
import dev.hangar.model.MicroDollars;
import dev.hangar.policy.FleetReport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Meters of money, by fleet: what it costs now, what was spent, and what Hangar saved or cost. All of it estimates by
/// dated list prices; every help text says so.
///
/// Names, units and meaning of each: `docs/metrics.md`.
public final class MoneyMeters {
    private static final double MICRO = 1e-6;
    private static final String AGE = "hangar.prices.age.seconds";

    private final MeterRegistry registry;
    private final Accounts accounts;
    private final String estimate;
    private final Map<FleetId, Purse> purses = new ConcurrentHashMap<>();

    public MoneyMeters(MeterRegistry registry, Accounts accounts, PriceList prices, InstantSource clock) {
        this.registry = registry;
        this.accounts = accounts;
        this.estimate = ", an estimate by list prices seen on " + prices.seenOn() + ", not a bill";
        // A registry that outlives a container keeps the meter of the first one.
        registry.find(AGE).meters().forEach(registry::remove);
        Gauge.builder(AGE, prices, list -> list.age(clock.instant()).toSeconds())
                .description("Time since the list prices were last seen on " + prices.seenOn())
                .register(registry);
    }

    /// The newest of one fleet, and its meters, which read it.
    private static final class Purse {
        private volatile FleetReport report;
        private volatile Ledger ledger;
        private volatile MicroDollars once = MicroDollars.ZERO;
        private List<Meter> meters = List.of();

        Purse(FleetReport report, Ledger ledger) {
            this.report = report;
            this.ledger = ledger;
        }
    }

    /// Shows one pass, which the accounts have booked before.
    public void record(PassRecord record) {
        if (record instanceof PassRecord.Decided decided) {
            accounts.of(decided.fleet()).ifPresent(ledger -> show(decided, ledger));
        }
    }

    private void show(PassRecord.Decided decided, Ledger ledger) {
        FleetReport report = decided.evaluation().report();
        Purse purse = purses.computeIfAbsent(decided.fleet(), fleet -> open(fleet, report, ledger));
        purse.report = report;
        purse.ledger = ledger;
        purse.once = purse.once.plus(Costs.once(decided));
    }

    private Purse open(FleetId fleet, FleetReport report, Ledger ledger) {
        Purse purse = new Purse(report, ledger);
        Tags tags = Tags.of("app", fleet.app().value(), "group", fleet.group().value());
        Builder meters = new Builder(purse, tags);
        purse.meters = List.of(
                meters.perHour("cost", "What the fleet costs now", held -> held.report.now()),
                meters.perHour("planned.cost", "What it costs once the plan is done", held -> held.report.after()),
                meters.perHour(
                        "without.cost", "What it would cost with Fly Proxy alone", held -> held.ledger.without()),
                meters.total("spent", "Spent since the start of Hangar", held -> held.ledger.spent()),
                meters.total("saved", "Not spent, compared with Fly Proxy alone", held -> held.ledger.saved()),
                meters.total("overspent", "Spent beyond Fly Proxy alone", held -> held.ledger.overspent()),
                meters.total("once", "What actions cost once: boots of machines started", held -> held.once));
        return purse;
    }

    private final class Builder {
        private final Purse purse;
        private final Tags tags;

        Builder(Purse purse, Tags tags) {
            this.purse = purse;
            this.tags = tags;
        }

        Meter perHour(String what, String help, Function<Purse, Rate> rate) {
            ToDoubleFunction<Purse> dollars = held -> rate.apply(held).perHour().value() * MICRO;
            return Gauge.builder("hangar.fleet." + what + ".dollars.per.hour", purse, dollars)
                    .description(help + estimate)
                    .tags(tags)
                    .register(registry);
        }

        Meter total(String what, String help, Function<Purse, MicroDollars> sum) {
            return FunctionCounter.builder(
                            "hangar.fleet." + what + ".dollars",
                            purse,
                            held -> sum.apply(held).value() * MICRO)
                    .description(help + estimate)
                    .tags(tags)
                    .register(registry);
        }
    }

    /// Forgets fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        purses.forEach((fleet, purse) -> {
            if (!present.contains(fleet) && purses.remove(fleet, purse)) {
                purse.meters.forEach(registry::remove);
            }
        });
    }
}
