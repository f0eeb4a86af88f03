package dev.hangar.backtest;

/// A policy by its public name.
sealed interface Policy {
    /// As on the command line, such as `ski-rental`.
    String name();

    /// What it does on a trace.
    Run run(Trace trace, Scenario scenario);

    /// Whether it can do anything for machines that the proxy does not start.
    default boolean servesWorkers() {
        return true;
    }

    /// Decides from slots that are over, as in production. It is given no more than the first slot's load to
    /// begin with.
    record Online(String name, boolean servesWorkers, Start start) implements Policy {
        @Override
        public Run run(Trace trace, Scenario scenario) {
            return Replay.run(trace, scenario, start.begin(scenario, trace.load(0)));
        }
    }

    /// Knows the whole trace: something to measure the others by.
    record InHindsight(String name, Schedule schedule) implements Policy {
        @Override
        public Run run(Trace trace, Scenario scenario) {
            return schedule.run(trace, scenario);
        }
    }

    /// Makes the decider of one run.
    @FunctionalInterface
    interface Start {
        /// @param firstLoad offered load of the first slot, in machines
        Decider begin(Scenario scenario, double firstLoad);
    }

    /// Works out a whole run at once.
    @FunctionalInterface
    interface Schedule {
        /// The run.
        Run run(Trace trace, Scenario scenario);
    }
}
