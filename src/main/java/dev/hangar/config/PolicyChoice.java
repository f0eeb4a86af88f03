package dev.hangar.config;

import dev.hangar.policy.PolicySettings;
import java.util.List;

/// The policy of one fleet, after all layers.
public sealed interface PolicyChoice {
    /// The layers fit together.
    record Usable(PolicySettings settings) implements PolicyChoice {}

    /// They contradict each other: the fleet must be left alone, and the operator told.
    ///
    /// @param problems at least one
    record Impossible(List<Problem> problems) implements PolicyChoice {
        public Impossible {
            problems = List.copyOf(problems);
        }
    }
}
