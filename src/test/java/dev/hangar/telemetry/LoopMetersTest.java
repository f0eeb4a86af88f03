package dev.hangar.telemetry;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Passes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoopMetersTest {
    private static final SignalName QUEUE = new SignalName("queue");
    private static final AppName SHOP = new AppName("shop");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = Machines.T0;
    private final PassMeters passes = new PassMeters(registry);
    private final LoopMeters meters = new LoopMeters(registry, () -> now, passes);

    private double gauge(String name) {
        return registry.get(name).tag("signal", "queue").gauge().value();
    }

    private double empty() {
        return registry.get("hangar.signal.empty.answers").counter().count();
    }

    private static SignalSnapshot answer(Sample... samples) {
        return SignalSnapshot.of(QUEUE, Machines.T0, samples.length == 0 ? Map.of() : Map.of(SHOP, List.of(samples)));
    }

    private static Sample sampled(Instant at) {
        return new Sample(SHOP, Optional.empty(), Optional.empty(), new Reading.Fresh(3, at));
    }

    @Test
    void theAgeOfASignalGrowsWhileNothingComes() {
        meters.read(answer(sampled(Machines.T0.minusSeconds(40)), sampled(Machines.T0.minusSeconds(10))));
        assertThat(gauge("hangar.signal.age.seconds")).isEqualTo(10);
        assertThat(gauge("hangar.signal.series")).isEqualTo(2);

        now = now.plusSeconds(300);
        meters.read(answer());
        assertThat(gauge("hangar.signal.age.seconds")).isEqualTo(310);
        assertThat(gauge("hangar.signal.series")).isZero();
    }

    @Test
    void aSignalThatNeverSaidAnythingHasNoAge() {
        meters.read(answer());
        assertThat(gauge("hangar.signal.age.seconds")).isNaN();
    }

    @Test
    void emptyAnswersAndErrorsAreTwoThings() {
        meters.read(answer(sampled(Machines.T0)));
        assertThat(empty()).as("there from the start").isZero();

        meters.read(answer());
        meters.read(SignalSnapshot.failed(
                QUEUE,
                Machines.T0,
                Reading.AbsenceReason.SOURCE_FAILED,
                Failure.of(FailureKind.TIMED_OUT, "no answer")));

        assertThat(empty()).isEqualTo(1);
        assertThat(registry.get("hangar.signal.errors")
                        .tags("signal", "queue", "kind", "timed-out")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("hangar.failures")
                        .tags("call", "signal", "kind", "timed-out")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void fleetsThatNeedASignalAreCountedFromItsFirstReadingOn() {
        SignalName proxy = SignalQuery.PROXY_CONCURRENCY;
        meters.read(SignalSnapshot.of(proxy, Machines.T0, Map.of()));
        meters.read(answer());
        assertThat(needed(proxy)).isZero();

        passes.record(Passes.quiet());
        assertThat(needed(proxy)).isEqualTo(1);
        assertThat(needed(QUEUE)).isZero();
    }

    private double needed(SignalName signal) {
        return registry.get("hangar.signal.fleets")
                .tag("signal", signal.value())
                .gauge()
                .value();
    }

    @Test
    void timesOfTheLoopAreThereFromTheStart() {
        assertThat(registry.get("hangar.tick.duration").timer().count()).isZero();
        meters.tickTook(Duration.ofMillis(300));
        meters.waited(Duration.ofMillis(20));
        meters.passTook(Duration.ofMillis(90));
        meters.overrun();

        assertThat(registry.get("hangar.tick.duration").timer().count()).isEqualTo(1);
        assertThat(registry.get("hangar.pass.lag").timer().count()).isEqualTo(1);
        assertThat(registry.get("hangar.pass.duration").timer().count()).isEqualTo(1);
        assertThat(registry.get("hangar.passes.overrun").counter().count()).isEqualTo(1);
    }
}
