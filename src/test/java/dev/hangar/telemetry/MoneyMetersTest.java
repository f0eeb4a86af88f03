package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Ledger;
import dev.hangar.cost.Rate;
import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.Observation;
import dev.hangar.model.Outcome;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Passes;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Money as the meters show it, of real passes: small machines in iad, $0.0030474 per hour awake.
class MoneyMetersTest {
    private static final double HOUR = Prices.SMALL.perHour().value() / 1e6;
    private static final double ASLEEP = Prices.ASLEEP.perHour().value() / 1e6;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Accounts accounts = new Accounts(Prices.LIST);
    private final MoneyMeters meters =
            new MoneyMeters(registry, accounts, Prices.LIST, InstantSource.fixed(Machines.T0));

    @Test
    void showWhatAFleetCostsByTheHour() {
        hear(Passes.quiet());

        assertThat(gauge("cost")).isEqualTo(2 * HOUR + ASLEEP, within(2e-6));
        assertThat(gauge("planned.cost")).isEqualTo(gauge("cost"));
        assertThat(gauge("without.cost")).isEqualTo(gauge("cost"));
        assertThat(counter("spent")).isZero();
    }

    @Test
    void sayWhatAPlanWillCostAndWhatItsStartsCostOnce() {
        hear(Passes.started(new Outcome.Applied(Machines.T0)));

        assertThat(gauge("planned.cost")).isEqualTo(3 * HOUR, within(2e-6));
        // A resume: a second of 846,500 less 57,870 trillionths.
        assertThat(counter("once")).isEqualTo(1e-6);
    }

    @Test
    void countNoBootOfAStartThatWasRefused() {
        hear(Passes.started(new Outcome.Skipped("not now")));

        assertThat(counter("once")).isZero();
    }

    @Test
    void saySoWhenTheyEstimateAndByWhichPrices() {
        hear(Passes.quiet());

        assertThat(registry.getMeters())
                .filteredOn(meter -> meter.getId().getName().contains("dollars"))
                .hasSize(7)
                .allSatisfy(meter -> assertThat(meter.getId().getDescription())
                        .contains("an estimate by list prices seen on 2026-10-01, not a bill"));
        assertThat(registry.get("hangar.prices.age.seconds").gauge().value())
                .isEqualTo((double) Duration.between(Instant.parse("2026-10-01T00:00:00Z"), Machines.T0)
                        .toSeconds());
    }

    @Test
    void goWithTheFleet() {
        hear(Passes.quiet());
        meters.retain(Set.of());
        accounts.retain(Set.of());

        assertThat(registry.getMeters())
                .singleElement()
                .satisfies(meter -> assertThat(meter.getId().getName()).isEqualTo("hangar.prices.age.seconds"));
        assertThat(accounts.of(Machines.FLEET)).isEmpty();
    }

    /// Two machines of an app with autostop on; one is put to sleep by Hangar at minute 0.
    @Test
    void creditHangarWithASleepUntilTheProxyWouldHaveDoneTheSame() {
        book(0, List.of(Machines.web("a").build(), Machines.web("b").build()), true);
        for (int minute = 1; minute <= 20; minute++) {
            book(
                    minute,
                    List.of(
                            Machines.web("a").build(),
                            Machines.web("b").suspended().build()),
                    false);
        }
        Ledger ledger = accounts.of(Machines.FLEET).orElseThrow();

        // From minute 1, when the machine was seen asleep, to the proxy's round at minute 5.
        Rate apart = Prices.SMALL.minus(Prices.ASLEEP);
        assertThat(ledger.saved().value())
                .isCloseTo(apart.over(Duration.ofMinutes(4)).value(), within(1L));
        assertThat(ledger.overspent().value()).isZero();
    }

    @Test
    void creditHangarWithNothingThatItDidNotDo() {
        book(0, List.of(Machines.web("a").build(), Machines.web("b").build()), false);
        for (int minute = 1; minute <= 20; minute++) {
            book(
                    minute,
                    List.of(
                            Machines.web("a").build(),
                            Machines.web("b").suspended().build()),
                    false);
        }
        assertThat(accounts.of(Machines.FLEET).orElseThrow().saved().value()).isZero();
    }

    private void book(int minute, List<Machine> machines, boolean sleeps) {
        Instant at = Machines.T0.plus(Duration.ofMinutes(minute));
        Readings readings = Readings.at(at).concurrency("a", 4);
        if (machines.stream().allMatch(machine -> machine.state().isBilled())) {
            readings = readings.concurrency("b", 0);
        }
        Evaluation evaluation = new PolicyEngine(Prices.BOOK)
                .evaluate(
                        new Observation(at, Machines.fleet(machines), readings.build(), List.of()),
                        PolicyMemory.NEW,
                        Settings.usual().build());
        List<PassRecord.Acted> acted = new ArrayList<>();
        if (sleeps) {
            Action sleep = new Action.Sleep(Machines.ref("b"), SleepKind.SUSPEND, false, Reason.IDLE);
            acted.add(new PassRecord.Acted(sleep, new Outcome.Applied(at)));
        }
        accounts.record(new PassRecord.Decided(
                Machines.FLEET + "@" + at, Machines.FLEET, at, true, evaluation, List.of(), acted, List.of()));
    }

    private void hear(PassRecord record) {
        accounts.record(record);
        meters.record(record);
    }

    private double gauge(String what) {
        return registry.get("hangar.fleet." + what + ".dollars.per.hour")
                .tags("fleet_app", "shop", "fleet_group", "app")
                .gauge()
                .value();
    }

    private double counter(String what) {
        return registry.get("hangar.fleet." + what + ".dollars")
                .tags("fleet_app", "shop", "fleet_group", "app")
                .functionCounter()
                .count();
    }
}
