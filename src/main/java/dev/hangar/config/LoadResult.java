package dev.hangar.config;

import java.util.List;

/// What became of the configuration.
public sealed interface LoadResult {
    /// Everything is in order.
    record Loaded(HangarSettings settings) implements LoadResult {}

    /// Nothing was loaded.
    ///
    /// @param problems all of them, at least one, in the order of the file and then of the variables
    record Problems(List<Problem> problems) implements LoadResult {
        public Problems {
            problems = List.copyOf(problems);
        }
    }
}
