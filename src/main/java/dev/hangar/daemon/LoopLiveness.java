package dev.hangar.daemon;

import dev.hangar.config.HangarSettings;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive while ticks finish and passes end: down when no tick has for four intervals and 30 s, or when passes are at
/// work and none has ended for as long as [StallLimits#slow].
@Liveness
public class LoopLiveness implements HealthCheck {
    private final LoopState loop;
    private final InFlight inFlight;
    private final Duration slow;

    @Inject
    LoopLiveness(HangarSettings settings, LoopState loop, InFlight inFlight) {
        this(loop, inFlight, StallLimits.of(settings, loop.stalledAfter()).slow());
    }

    /// @param slow time without the end of a pass, and age of the oldest, after which passes count as hung
    LoopLiveness(LoopState loop, InFlight inFlight, Duration slow) {
        this.loop = loop;
        this.inFlight = inFlight;
        this.slow = slow;
    }

    private boolean passesHang() {
        return loop.sincePass().compareTo(slow) > 0 && inFlight.oldest().compareTo(slow) > 0;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("loop")
                .status(!loop.isStalled() && !passesHang())
                .withData("secondsSinceTick", loop.sinceTick().toSeconds())
                .withData("secondsOfOldestPass", inFlight.oldest().toSeconds())
                .build();
    }
}
