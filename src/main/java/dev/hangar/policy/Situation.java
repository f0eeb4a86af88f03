package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that the steps of one evaluation have found out so far, handed from step to step.
///
/// @param seen the observation
/// @param settings the user's wishes
/// @param roster machines with their roles
/// @param demand what is known of the offered work
/// @param floors lower bounds
/// @param need raw recommendation
/// @param memory memory that includes this pass
/// @param target what is wanted
/// @param pair the launch pair, where there is one
/// @param pause the pause in force
/// @param guards what rests all shrinking, what a person should know of first in front; empty when nothing does
record Situation(
        Observation seen,
        PolicySettings settings,
        Roster roster,
        Demand demand,
        Floors floors,
        Need need,
        PolicyMemory memory,
        Target target,
        Optional<LaunchPair> pair,
        Pause pause,
        List<FleetReport.Hold> guards) {
    Instant at() {
        return seen.at();
    }

    boolean isTwin(Standing standing) {
        return pair.filter(found -> found.twin().ref().equals(standing.ref())
                        && found.keep().isEmpty())
                .isPresent();
    }

    /// Whether Fly Proxy could send the machine's traffic elsewhere while it drains: to another serving machine that
    /// stays, or to a sleeping one that it may start. Without that a cordon would be an outage.
    boolean trafficHasAnotherHome(Standing leaving, Choices choices) {
        return roster.members().stream()
                .filter(other ->
                        !other.ref().equals(leaving.ref()) && !other.machine().cordoned())
                .filter(other -> choices.of(other)
                        .flatMap(Choices.Choice::action)
                        .filter(Action.Drain.class::isInstance)
                        .isEmpty())
                .anyMatch(other -> other.serves()
                        || (other.role() == Role.ASLEEP
                                && other.untouchable().isEmpty()
                                && other.config().isWokenByProxy()));
    }
}
