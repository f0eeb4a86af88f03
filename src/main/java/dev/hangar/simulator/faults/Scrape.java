package dev.hangar.simulator.faults;

import java.time.Duration;

/// What becomes of one scrape.
public sealed interface Scrape {
    /// Its samples are there at once.
    record Taken() implements Scrape {}

    /// It failed: every series ends until the next.
    record Missed() implements Scrape {}

    /// Its samples arrive later, possibly after younger ones.
    record Late(Duration by) implements Scrape {}

    /// Counters begin again at zero.
    record CounterReset() implements Scrape {}

    /// The server has just been restarted: what it knew is gone.
    record Restarted() implements Scrape {}
}
