package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Optional;

/// Why a rule is followed, and what would change the answer. Figures are of the shadow run: recent days weigh
/// most, and every start counts as 30 s of machine time besides its boot.
///
/// @param followed the rule that decides now
/// @param atFirst whether it is the rule of the first 45 minutes, which nothing has been learned for yet
/// @param watched time that the figures stand for, after weighing
/// @param lateShare what was late under all rules followed so far
/// @param keepsShare whether any rule keeps the share that was asked for
/// @param runnerUp the next cheapest rule that keeps the share
/// @param cheaper the rule that a larger late share would allow
/// @param ifAllCold what the cheapest rule that keeps the share would cost if no wake-up were in time
public record Verdict(
        Shadowed followed,
        boolean atFirst,
        Duration watched,
        double lateShare,
        boolean keepsShare,
        Optional<Shadowed> runnerUp,
        Optional<Shadowed> cheaper,
        Shadowed ifAllCold) {
    /// A rule with its figures.
    ///
    /// @param machines machines that it runs on average
    /// @param lateShare share of the requests that would have been late
    public record Shadowed(Rule rule, double machines, double lateShare) {}
}
