package dev.hangar.daemon;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive while ticks finish: down when none has for four intervals.
@Liveness
public class LoopLiveness implements HealthCheck {
    private final LoopState loop;

    public LoopLiveness(LoopState loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("loop")
                .status(!loop.isStalled())
                .withData("secondsSinceTick", loop.sinceTick().toSeconds())
                .build();
    }
}
