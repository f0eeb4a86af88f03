package dev.hangar.simulator.world;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.MachineState;
import dev.hangar.model.MicroDollars;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The bill of one app: compute for `started` seconds, the root file system otherwise (facts 10). Time is summed per
/// rate and rounded to micro-dollars once per rate, so the bill does not depend on how often it is read. Volumes,
/// traffic and addresses are not metered.
final class BillingMeter {
    private final PriceBook prices;
    private final SortedMap<Rate, Duration> timeByRate = new TreeMap<>();
    private final Map<MachineState, Duration> timeByState = new EnumMap<>(MachineState.class);
    private Instant settledAt;

    BillingMeter(PriceBook prices, Instant start) {
        this.prices = prices;
        settledAt = start;
    }

    /// Charges the time since the last settlement to the states that the machines were in.
    void settle(List<SimulatedMachine> machines, Instant now) {
        Duration time = Duration.between(settledAt, now);
        settledAt = now;
        if (time.isZero()) {
            return;
        }
        for (SimulatedMachine machine : machines) {
            if (!machine.isGone()) {
                timeByState.merge(machine.state, time, Duration::plus);
                timeByRate.merge(rate(machine), time, Duration::plus);
            }
        }
    }

    private Rate rate(SimulatedMachine machine) {
        if (machine.state.isBilled()) {
            return prices.started(machine.config().guest(), machine.region()).orElse(Rate.ZERO);
        }
        return prices.asleep(machine.config());
    }

    /// What the app cost until the last settlement.
    MicroDollars spent() {
        return timeByRate.entrySet().stream()
                .map(entry -> entry.getKey().over(entry.getValue()))
                .reduce(MicroDollars.ZERO, MicroDollars::plus);
    }

    /// Machine time by state until the last settlement.
    Map<MachineState, Duration> timeByState() {
        return Collections.unmodifiableMap(new EnumMap<>(timeByState));
    }
}
