package dev.hangar.backtest;

/// Who starts machines when demand comes.
public enum Wake {
    /// Fly Proxy starts what is missing at once (facts 6), whatever a policy wanted.
    PROXY,
    /// Nobody but the policy: machines that take work from a queue.
    WORKER
}
