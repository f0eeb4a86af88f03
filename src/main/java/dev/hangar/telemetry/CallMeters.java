package dev.hangar.telemetry;

import dev.hangar.fly.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/// Meters of the calls to the Machines API.
public final class CallMeters implements CallListener {
    private static final String BY_FLY = "fly";
    private static final String BY_HANGAR = "hangar";
    private static final String TOO_MANY_REQUESTS = "429";

    private final Instruments instruments;

    public CallMeters(MeterRegistry registry) {
        this.instruments = new Instruments(registry);
        // Counted from 0, so that an alert on their increase sees the first one.
        instruments.counter(OutsideMetric.THROTTLES, BY_FLY);
        instruments.counter(OutsideMetric.THROTTLES, BY_HANGAR);
    }

    @Override
    public void called(String action, String code, Duration took) {
        instruments.counter(OutsideMetric.REQUESTS, action, code).increment();
        if (code.equals(LIMITED)) {
            instruments.counter(OutsideMetric.THROTTLES, BY_HANGAR).increment();
            return;
        }
        if (code.equals(TOO_MANY_REQUESTS)) {
            instruments.counter(OutsideMetric.THROTTLES, BY_FLY).increment();
        }
        instruments.timer(OutsideMetric.REQUEST_TIME, action).record(took);
    }
}
