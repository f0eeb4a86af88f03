package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FleetId;
import dev.hangar.model.Outcome;
import dev.hangar.policy.Evaluation;
import java.time.Instant;
import java.util.List;

/// What one pass saw, decided and did: the only thing that leaves a pass, for telemetry, journal and console.
public sealed interface PassRecord {
    AppName app();

    /// Instant of the pass.
    Instant at();

    /// A fleet was decided on.
    ///
    /// @param id unique name of the pass, `app/group@instant`
    /// @param fleet which fleet
    /// @param at instant of the pass
    /// @param acting whether actions are carried out, or only planned
    /// @param evaluation plan and reasoning
    /// @param violations what the plan checker found: our bug, nothing was done
    /// @param acted outcome of each action, in order; empty when only planned
    /// @param closed expectations that ended
    record Decided(
            String id,
            FleetId fleet,
            Instant at,
            boolean acting,
            Evaluation evaluation,
            List<String> violations,
            List<Acted> acted,
            List<ClosedExpectation> closed)
            implements PassRecord {
        public Decided {
            violations = List.copyOf(violations);
            acted = List.copyOf(acted);
            closed = List.copyOf(closed);
        }

        @Override
        public AppName app() {
            return fleet.app();
        }
    }

    /// The app's machines could not be read, so nothing was decided and nothing forgotten.
    record Unread(AppName app, Instant at, Failure failure) implements PassRecord {}

    /// An action and what became of it.
    record Acted(Action action, Outcome outcome) {}
}
