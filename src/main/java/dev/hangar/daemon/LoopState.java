package dev.hangar.daemon;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// What health needs to know of the loop. Time here is monotonic: a wall clock that jumps must not look like a stall.
public final class LoopState {
    /// Intervals without a finished tick after which the loop counts as stalled.
    static final int STALLED_AFTER = 4;

    /// Bugs in a row after which the daemon is not ready.
    static final int BUGS_IN_A_ROW = 3;

    private final LongSupplier nanos;
    private final Duration interval;
    private final AtomicInteger bugs = new AtomicInteger();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong passes = new AtomicLong();
    private volatile long lastTickNanos;
    private volatile long lastPassNanos;
    private volatile boolean pastRead;
    private volatile boolean appsKnown;
    private volatile boolean passed;
    private volatile Optional<Failure> refused = Optional.empty();
    private volatile List<Failure> failures = List.of();

    public LoopState(LongSupplier nanos, Duration interval) {
        this.nanos = nanos;
        this.interval = interval;
        this.lastTickNanos = nanos.getAsLong();
        this.lastPassNanos = lastTickNanos;
    }

    void ticked(boolean known, List<Failure> failed) {
        appsKnown = known;
        failures = List.copyOf(failed);
        lastTickNanos = nanos.getAsLong();
        ticks.incrementAndGet();
    }

    /// The tick that has just finished, or one before it, has read the past. Said after the tick was counted, so that
    /// whoever sees this sees that tick too.
    void readThePast() {
        pastRead = true;
    }

    /// Whether a finished tick has read the past. To be asked before [#ticks].
    boolean isPastRead() {
        return pastRead;
    }

    /// Ticks that finished since the start.
    long ticks() {
        return ticks.get();
    }

    /// A pass ended: decided, or not for want of machines to decide on.
    void heard(PassRecord record) {
        passEnded();
        switch (record) {
            case PassRecord.Decided decided -> {
                passed = true;
                refused = Optional.empty();
                bugs.set(0);
            }
            case PassRecord.Unread unread -> {
                if (unread.failure().kind() == FailureKind.UNAUTHORIZED) {
                    refused = Optional.of(unread.failure());
                }
            }
        }
    }

    void bug() {
        bugs.incrementAndGet();
    }

    /// A pass ended, or the work on an app, whatever in.
    void passEnded() {
        lastPassNanos = nanos.getAsLong();
        passes.incrementAndGet();
    }

    /// Ends of passes, and of the work on apps, since the start.
    long passes() {
        return passes.get();
    }

    /// Time since the last of them, or since the start.
    Duration sincePass() {
        return Duration.ofNanos(nanos.getAsLong() - lastPassNanos);
    }

    /// Time since the last finished tick.
    Duration sinceTick() {
        return Duration.ofNanos(nanos.getAsLong() - lastTickNanos);
    }

    /// Whether no tick has finished for long.
    public boolean isStalled() {
        return sinceTick().compareTo(stalledAfter()) > 0;
    }

    /// Time without a finished tick after which the loop counts as stalled.
    Duration stalledAfter() {
        return interval.multipliedBy(STALLED_AFTER).plusSeconds(30);
    }

    /// Why the daemon does not do its job; empty when it does.
    public String notReady() {
        if (failures.stream().anyMatch(failure -> failure.kind() == FailureKind.UNAUTHORIZED)) {
            return "unauthorized: " + failures.getFirst();
        }
        if (refused.isPresent()) {
            return "unauthorized: " + refused.get();
        }
        if (!appsKnown) {
            return failures.isEmpty() ? "apps not read yet" : "apps not read: " + failures.getFirst();
        }
        if (!passed) {
            return "no pass finished yet";
        }
        return bugs.get() >= BUGS_IN_A_ROW ? bugs.get() + " passes in a row ended in a programming error" : "";
    }
}
