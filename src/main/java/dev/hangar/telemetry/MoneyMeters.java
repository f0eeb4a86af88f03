package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Ledger;
import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.model.FleetId;
import dev.hangar.model.MicroDollars;
import dev.hangar.policy.FleetReport;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
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

    private final Instruments instruments;
    private final Accounts accounts;
    private final Map<FleetId, Purse> purses = new ConcurrentHashMap<>();

    public MoneyMeters(MeterRegistry registry, Accounts accounts, PriceList prices, InstantSource clock) {
        this.instruments =
                new Instruments(registry, ", an estimate by list prices seen on " + prices.seenOn() + ", not a bill");
        this.accounts = accounts;
        // A registry that outlives a container keeps the meter of the first one.
        Instruments plain = new Instruments(registry);
        plain.forget(MoneyMetric.PRICES_AGE);
        plain.gauge(
                MoneyMetric.PRICES_AGE,
                prices,
                list -> list.age(clock.instant()).toSeconds());
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
        purses.compute(decided.fleet(), (fleet, known) -> {
            Purse purse = known == null ? open(fleet, report, ledger) : known;
            purse.report = report;
            purse.ledger = ledger;
            purse.once = purse.once.plus(Costs.once(decided));
            return purse;
        });
    }

    private Purse open(FleetId fleet, FleetReport report, Ledger ledger) {
        Purse purse = new Purse(report, ledger);
        Builder meters = new Builder(purse, FleetLabels.of(fleet));
        purse.meters = List.of(
                meters.perHour(MoneyMetric.COST, held -> held.report.now()),
                meters.perHour(MoneyMetric.PLANNED, held -> held.report.after()),
                meters.perHour(MoneyMetric.WITHOUT, held -> held.ledger.without()),
                meters.total(MoneyMetric.SPENT, held -> held.ledger.spent()),
                meters.total(MoneyMetric.SAVED, held -> held.ledger.saved()),
                meters.total(MoneyMetric.OVERSPENT, held -> held.ledger.overspent()),
                meters.total(MoneyMetric.ONCE, held -> held.once));
        return purse;
    }

    private final class Builder {
        private final Purse purse;
        private final FleetLabels fleet;

        Builder(Purse purse, FleetLabels fleet) {
            this.purse = purse;
            this.fleet = fleet;
        }

        Meter perHour(Metric metric, Function<Purse, Rate> rate) {
            ToDoubleFunction<Purse> dollars = held -> rate.apply(held).perHour().value() * MICRO;
            return instruments.gauge(metric, purse, dollars, fleet.and());
        }

        Meter total(Metric metric, Function<Purse, MicroDollars> sum) {
            ToDoubleFunction<Purse> dollars = held -> sum.apply(held).value() * MICRO;
            return instruments.total(metric, purse, dollars, fleet.and());
        }
    }

    /// Forgets fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        purses.keySet().stream().filter(fleet -> !present.contains(fleet)).forEach(this::forget);
    }

    /// Within the map's lock: a pass at the same time must not make new meters out of those that go.
    private void forget(FleetId gone) {
        purses.computeIfPresent(gone, (fleet, purse) -> {
            purse.meters.forEach(instruments::remove);
            return null;
        });
    }
}
