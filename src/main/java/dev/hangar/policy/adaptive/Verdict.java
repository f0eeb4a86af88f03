package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Optional;

/// Why a rule is followed, and what would change the answer. Figures are of the shadow run: recent days weigh
/// most, and every start counts as 30 s of machine time besides its boot.
///
/// @param followed the rule that decides now
/// @param learnedIn time with known demand until the first rule is chosen; until then the rule of the first 45
///     minutes is followed, which nothing has been learned for. Zero from then on
/// @param watched time that the figures stand for, after weighing
/// @param requests requests or jobs per second, as far as they are known
/// @param lateShare what was late under all rules followed so far, 0 to 1
/// @param keepsShare whether any rule keeps the share that was asked for
/// @param settled the rule that goes with the goal; not `followed` while a cheaper one takes turns with it, while
///     lateness of the past has to be made up for, or until the next choice
/// @param runnerUp the next cheapest rule that keeps the share
/// @param cheaper the rule that a larger late share would allow
/// @param ifAllCold what would be settled on if no wake-up were in time
public record Verdict(
        Shadowed followed,
        Duration learnedIn,
        Duration watched,
        double requests,
        double lateShare,
        boolean keepsShare,
        Shadowed settled,
        Optional<Shadowed> runnerUp,
        Optional<Shadowed> cheaper,
        Shadowed ifAllCold) {
    /// A rule with its figures.
    ///
    /// @param machines machines that it runs on average
    /// @param lateShare share of the requests that would have been late, 0 to 1
    public record Shadowed(Rule rule, double machines, double lateShare) {}

    /// Whether nothing has been learned yet.
    public boolean atFirst() {
        return !learnedIn.isZero();
    }

    /// Machines that need not run, on average, because wake-ups are in time: without it the same goal would cost so
    /// many more. Zero or more.
    public double savedByResumes() {
        return Math.max(0, ifAllCold.machines - settled.machines);
    }

    /// The late share that would have [#cheaper] chosen, 0 to 0.5; empty when none would. Nine tenths of a late share
    /// are planned with.
    public Optional<Double> shareForCheaper() {
        return cheaper.map(rule -> rule.lateShare() / Selection.MARGIN)
                .filter(share -> share <= Goal.LARGEST && followed.lateShare < share);
    }

    /// Machine time that each late request avoided costs now, compared with [#cheaper]. Under a late price of less
    /// than that the cheaper rule would have been chosen.
    public Optional<Duration> pricePaid() {
        return cheaper.filter(rule -> requests > 0 && rule.lateShare() > followed.lateShare)
                .map(rule -> (followed.machines - rule.machines()) / (rule.lateShare() - followed.lateShare) / requests)
                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1e3)));
    }
}
