package dev.hangar.telemetry;

import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.model.MicroDollars;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Meters of what the daemon is and was told, all there from the start.
public final class DaemonMeters {
    private static final double MICRO = 1e-6;

    private final Instruments instruments;

    public DaemonMeters(MeterRegistry registry) {
        this.instruments = new Instruments(registry);
        // A registry that outlives a container keeps the meters of the first one.
        List.of(
                        DaemonMetric.MODE,
                        DaemonMetric.INTERVAL,
                        DaemonMetric.TICK_AGE,
                        DaemonMetric.OLDEST_PASS,
                        DaemonMetric.BUILD,
                        MoneyMetric.SPEND_BUDGET,
                        MoneyMetric.OWN_COST)
                .forEach(instruments::forget);
    }

    /// Shows what the configuration says.
    ///
    /// @param acting whether actions are carried out
    /// @param interval from one pass to the next
    /// @param spendBudget for 30 days
    public void configured(boolean acting, Duration interval, Optional<MicroDollars> spendBudget) {
        constant(DaemonMetric.MODE, acting ? 0 : 1, "observe");
        constant(DaemonMetric.MODE, acting ? 1 : 0, "act");
        constant(DaemonMetric.INTERVAL, interval.toMillis() / 1e3);
        spendBudget.ifPresent(budget -> constant(MoneyMetric.SPEND_BUDGET, budget.value() * MICRO));
    }

    /// Watches the loop.
    ///
    /// @param sinceTick time since the last finished tick
    /// @param oldestPass time that the passes at work for longest have taken so far; zero when none are
    public void loop(Supplier<Duration> sinceTick, Supplier<Duration> oldestPass) {
        instruments.gauge(DaemonMetric.TICK_AGE, sinceTick, age -> age.get().toMillis() / 1e3);
        instruments.gauge(DaemonMetric.OLDEST_PASS, oldestPass, age -> age.get().toMillis() / 1e3);
    }

    /// Shows which build this is.
    ///
    /// @param version such as `0.1.0`
    /// @param revision commit; `unknown` where the build had none
    public void build(String version, String revision) {
        constant(DaemonMetric.BUILD, 1, version, revision, Runtime.version().toString());
    }

    /// Shows what our own machine costs, where this is one; an estimate like all dollars.
    ///
    /// @param environment variables of the process
    public void ownCost(Map<String, String> environment, PriceList prices, InstantSource clock) {
        OwnMachine.of(environment)
                .ifPresent(machine -> instruments.gauge(
                        MoneyMetric.OWN_COST,
                        machine,
                        its -> its.price(prices.at(clock.instant()))
                                .map(Rate::perHour)
                                .map(hour -> hour.value() * MICRO)
                                .orElse(Double.NaN)));
    }

    private void constant(Metric metric, double value, String... labels) {
        instruments.gauge(metric, value, Double::doubleValue, labels);
    }
}
