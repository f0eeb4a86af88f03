package dev.hangar.telemetry;

import static dev.hangar.telemetry.Metric.Spec.counter;
import static dev.hangar.telemetry.Metric.Spec.gauge;

/// Dollars: estimates by dated list prices, never a bill.
enum MoneyMetric implements Metric {
    COST(rate("cost", "What the fleet costs now; × 720 is the figure per 30 days")),
    PLANNED(rate("planned_cost", "What it costs once the plan is done")),
    WITHOUT(rate("without_cost", "What it would cost now with Fly Proxy alone")),
    SPENT(sum("spent", "Spent since the start of Hangar")),
    SAVED(sum("saved", "Not spent, compared with Fly Proxy alone")),
    OVERSPENT(sum("overspent", "Spent beyond Fly Proxy alone, such as on machines kept awake for the next burst")),
    ONCE(sum("once", "What actions cost once: a start's boot is billed before it serves")),
    SPEND_BUDGET(
            gauge("hangar_spend_budget_dollars", Unit.DOLLARS, "What all fleets may cost in 30 days, by `spend-budget`")
                    .only(Presence.CONFIGURED)),
    OWN_COST(gauge(
                    "hangar_own_cost_dollars_per_hour",
                    Unit.DOLLARS_PER_HOUR,
                    "What the machine costs that Hangar itself runs in, priced with shared CPUs: Fly does not tell it which it has")
            .only(Presence.ON_FLY)),
    PRICES_AGE(gauge(
            "hangar_prices_age_seconds",
            Unit.SECONDS,
            "Time since the list prices were last seen where Fly publishes them"));

    @SuppressWarnings("ImmutableEnumChecker") // a record that copies its lists
    private final Spec spec;

    MoneyMetric(Spec spec) {
        this.spec = spec;
    }

    @Override
    public Spec spec() {
        return spec;
    }

    private static Spec rate(String what, String help) {
        return gauge("hangar_fleet_" + what + "_dollars_per_hour", Unit.DOLLARS_PER_HOUR, help)
                .perFleet();
    }

    private static Spec sum(String what, String help) {
        return counter("hangar_fleet_" + what + "_dollars_total", Unit.DOLLARS, help)
                .perFleet();
    }
}
