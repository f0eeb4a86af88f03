package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Machine;
import dev.hangar.model.Observation;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SignalNeedsTest {
    private static final SignalName PROXY = SignalQuery.PROXY_CONCURRENCY;
    private static final SignalName QUEUE = Settings.QUEUE;

    private static PassRecord.Decided pass(Settings settings, Machine... machines) {
        Observation seen = new Observation(
                Machines.T0,
                Machines.fleet(List.of(machines)),
                Readings.at(Machines.T0).build(),
                List.of());
        Evaluation evaluation = new PolicyEngine(Prices.BOOK).evaluate(seen, PolicyMemory.NEW, settings.build());
        return new PassRecord.Decided(
                "id", Machines.FLEET, Machines.T0, true, evaluation, List.of(), List.of(), List.of());
    }

    private static Settings both() {
        return Settings.usual().signals(Settings.CONCURRENCY, Settings.queue(10));
    }

    static Stream<Arguments> situations() {
        Machine awake = Machines.web("a").build();
        Machine asleep = Machines.web("a").suspended().build();
        Machine worker = Machines.worker("a").build();
        Machine database =
                Machines.web("a").meta("fly-managed-postgres", "true").build();
        return Stream.of(
                arguments("serves", pass(Settings.usual(), awake), Set.of(PROXY)),
                arguments("parked: no series to miss", pass(Settings.usual(), asleep), Set.of()),
                arguments("serves on two", pass(both(), awake), Set.of(PROXY, QUEUE)),
                arguments("parked: the queue wakes it", pass(both(), asleep), Set.of(QUEUE)),
                arguments("no soft limit to measure by", pass(both(), worker), Set.of(QUEUE)),
                arguments("nothing of it fits", pass(Settings.usual(), worker), Set.of()),
                arguments("never touched", pass(both(), database), Set.of()),
                arguments("ignored", pass(both().ignored(), awake), Set.of()),
                arguments(
                        "one of the two sleeps",
                        pass(
                                Settings.usual(),
                                awake,
                                Machines.web("b").suspended().build()),
                        Set.of(PROXY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void aFleetNeedsWhatItsDemandIsReadFrom(String situation, PassRecord.Decided pass, Set<SignalName> needs) {
        assertThat(SignalNeeds.of(pass)).isEqualTo(needs);
    }

    @Test
    void theNewestPassOfAFleetCounts() {
        PassMeters meters = new PassMeters(new SimpleMeterRegistry());
        meters.record(pass(Settings.usual(), Machines.web("a").build()));
        assertThat(meters.fleetsThatNeed(PROXY)).isEqualTo(1);
        assertThat(meters.fleetsThatNeed(QUEUE)).isZero();

        meters.record(pass(Settings.usual(), Machines.web("a").suspended().build()));
        assertThat(meters.fleetsThatNeed(PROXY)).isZero();
    }
}
