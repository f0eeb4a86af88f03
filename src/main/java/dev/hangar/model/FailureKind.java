package dev.hangar.model;

/// Every way in which the outside world fails, as one closed list with a fixed meaning for the pass.
public enum FailureKind {
    /// 429, or our own rate limit: stop acting in this pass.
    THROTTLED(true),
    /// Somebody holds the lease: leave the Machine alone in this pass.
    LEASE_HELD(false),
    /// The Machine changed or is in a state that refuses the call.
    CONFLICT(false),
    /// The app, Machine or lease does not exist.
    NOT_FOUND(false),
    /// The host or the region is full.
    NO_CAPACITY(false),
    /// 401 or 403: the token is bad or does not cover this.
    UNAUTHORIZED(true),
    /// We sent what Fly does not accept: our bug or the operator's.
    INVALID_REQUEST(false),
    /// The answer could not be understood.
    INVALID_ANSWER(false),
    /// Connection refused, reset or a 5xx.
    UNAVAILABLE(false),
    /// No answer in time: a write may have happened.
    TIMED_OUT(false);

    private final boolean endsActing;

    FailureKind(boolean endsActing) {
        this.endsActing = endsActing;
    }

    /// Whether the rest of the plan is dropped until the next pass.
    public boolean endsActing() {
        return endsActing;
    }
}
