package dev.hangar.daemon;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the apps are known, a pass has finished, the token is accepted and passes do not end in bugs.
@Readiness
public class PassReadiness implements HealthCheck {
    private final LoopState loop;

    public PassReadiness(LoopState loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        String why = loop.notReady();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("passes").status(why.isEmpty());
        return why.isEmpty() ? response.build() : response.withData("why", why).build();
    }
}
