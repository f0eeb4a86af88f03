package dev.hangar.backtest;

/// A policy at work on one trace: asked once at the first instant of each slot, then shown what the slot was.
///
/// So a decision can only come from slots that are over. For the first slot there are none; an implementation is
/// made with that slot's load and may decide by it.
public interface Decider {
    /// Machines wanted in the slot that begins, 0 or more.
    int decide();

    /// The slot that was decided for is over.
    ///
    /// @param load offered work in machines
    /// @param arrivals requests that came
    /// @param effective machines that were started in it, with those that Fly Proxy started: only for policies
    ///     that look at what is there, as Fly Proxy and the peers of Kubernetes do
    void saw(double load, double arrivals, int effective);
}
