package dev.hangar.simulation;

import dev.hangar.simulator.faults.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// What a run is set up with, apart from who lives in it.
///
/// @param calm how long after the start things go wrong
/// @param end how long after the start everything must have come to rest
record Stage(Organization organization, long seed, Faults faults, Duration calm, Duration end) {
    private static final Duration LONGER = Duration.ofSeconds(90);

    /// Runs with those whom `cast` brings in, and looks whether everything is at rest in the end.
    Run play(Consumer<Universe> cast) {
        Instant start = organization.scenario().start();
        Universe universe = new Universe(organization, seed, faults, start.plus(calm));
        cast.accept(universe);
        universe.scheduler.at(start.plus(end), () -> universe.audit.atRest(start.plus(calm), organization.settle()));
        Optional<Throwable> failure = universe.scheduler.run(start.plus(end).plus(LONGER));
        return new Run(this, universe, failure);
    }

    /// What a run came to.
    record Run(Stage stage, Universe universe, Optional<Throwable> failure) {
        /// Name of the broken invariant, or of the error; `none` when all is well.
        String invariant() {
            return failure.map(
                            thrown -> thrown instanceof Violation violation ? violation.invariant() : thrown.toString())
                    .orElse("none");
        }

        /// What a developer needs to see of a failure.
        String story(int lines) {
            return "seed " + stage.seed() + ": "
                    + failure.map(Throwable::toString).orElse("no failure") + "\n"
                    + stage.organization().configuration() + "\n"
                    + String.join("\n", universe.tail(lines)) + "\n"
                    + "again: mvn test -Dtest=SimulationTest -Dhangar.seed=" + stage.seed() + "\n";
        }
    }
}
