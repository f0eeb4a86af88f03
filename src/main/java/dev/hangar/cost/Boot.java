package dev.hangar.cost;

import dev.hangar.model.MachineState;
import dev.hangar.model.MicroDollars;
import java.time.Duration;

/// What a start costs once, beside the rate that it leads to: the time in which the machine is billed and cannot serve
/// yet. Putting to sleep costs nothing once, for only `started` is billed (facts 10).
public final class Boot {
    /// A resume from a snapshot takes some hundred milliseconds (facts 5); a second leans high.
    static final Duration RESUME = Duration.ofSeconds(1);

    /// A cold start takes 2 s and more, by the app; 5 s is what backtests count with.
    static final Duration COLD = Duration.ofSeconds(5);

    private Boot() {}

    /// The one-off cost of a start.
    ///
    /// @param from state that the machine is started in
    /// @param asleep what it costs before
    /// @param awake what it costs afterwards
    public static MicroDollars cost(MachineState from, Rate asleep, Rate awake) {
        return awake.minus(asleep).over(from == MachineState.SUSPENDED ? RESUME : COLD);
    }
}
