package dev.hangar.telemetry;

import dev.hangar.control.ClosedExpectation;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.Expectation;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Outcome;
import dev.hangar.model.Reason;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.Guards;
import dev.hangar.policy.PauseMode;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// What the meters say of one fleet, situation by situation.
class FleetMetersTest {
    private static final int WATCHED = 8;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PassMeters meters = new PassMeters(registry);

    private static Settings quick() {
        return Settings.usual().stabilization(Duration.ofMinutes(1)).coolDown(Duration.ZERO);
    }

    /// The last of some passes over machines that stay as they are.
    private static PassRecord.Decided watched(
            PolicySettings settings,
            List<Machine> machines,
            Function<Readings, Readings> demand,
            List<PassRecord.Acted> acted) {
        PolicyMemory memory = PolicyMemory.NEW;
        PassRecord.Decided last = null;
        for (int pass = 0; pass < WATCHED; pass++) {
            Instant at = Machines.T0.plusSeconds(15L * pass);
            Map<SignalName, SignalReadings> readings =
                    demand.apply(Readings.at(at)).build();
            Observation seen = new Observation(at, Machines.fleet(machines), readings, List.of());
            Evaluation evaluation = new PolicyEngine(Prices.BOOK).evaluate(seen, memory, settings);
            memory = evaluation.next();
            last = new PassRecord.Decided("id", Machines.FLEET, at, true, evaluation, List.of(), acted, List.of());
        }
        if (last == null) {
            throw new AssertionError("no pass");
        }
        return last;
    }

    private static PassRecord.Decided watched(
            Settings settings, List<Machine> machines, Function<Readings, Readings> demand) {
        return watched(settings.build(), machines, demand, List.of());
    }

    private static List<Machine> twoAwake() {
        return List.of(Machines.web("a").build(), Machines.web("b").build());
    }

    private static Readings idle(Readings readings) {
        return readings.concurrency("a", 0).concurrency("b", 0);
    }

    private static Readings busy(Readings readings) {
        return readings.concurrency("a", 30).concurrency("b", 30);
    }

    @Test
    void everyStateHasItsSituation() {
        Guards usual = quick().build().guards();
        Settings paused =
                quick().guards(new Guards(PauseMode.ALL, usual.yieldToPerson(), usual.cliffHold(), usual.flapLimit()));
        List<Machine> asleep = List.of(
                Machines.web("a").suspended().build(),
                Machines.web("b").suspended().build());
        List<Machine> oneAsleep =
                List.of(Machines.web("a").build(), Machines.web("b").suspended().build());

        assertThat(FleetStatus.of(watched(quick().ignored(), twoAwake(), FleetMetersTest::idle)))
                .isEqualTo(FleetStatus.LEFT_ALONE);
        assertThat(FleetStatus.of(watched(quick().signals(), twoAwake(), FleetMetersTest::idle)))
                .as("nothing tells its demand")
                .isEqualTo(FleetStatus.LEFT_ALONE);
        assertThat(FleetStatus.of(watched(
                        quick(),
                        List.of(Machines.web("a")
                                .meta("fly-managed-postgres", "true")
                                .build()),
                        FleetMetersTest::idle)))
                .as("a database")
                .isEqualTo(FleetStatus.LEFT_ALONE);
        assertThat(FleetStatus.of(watched(quick(), twoAwake(), readings -> readings.concurrency("a", 3))))
                .as("b says nothing")
                .isEqualTo(FleetStatus.BLIND);
        Machine unknown = Machines.web("a").host(HostStatus.UNREACHABLE).build();
        assertThat(FleetStatus.of(watched(quick(), List.of(unknown), FleetMetersTest::idle)))
                .as("its host is away")
                .isEqualTo(FleetStatus.BLIND);
        assertThat(FleetStatus.of(watched(quick().ignored(), List.of(unknown), FleetMetersTest::idle)))
                .as("ignored wherever it runs")
                .isEqualTo(FleetStatus.LEFT_ALONE);
        assertThat(FleetStatus.of(watched(paused, twoAwake(), FleetMetersTest::idle)))
                .isEqualTo(FleetStatus.PAUSED);
        assertThat(FleetStatus.of(watched(quick(), oneAsleep, readings -> readings.concurrency("a", 30))))
                .isEqualTo(FleetStatus.GROWING);
        assertThat(FleetStatus.of(watched(quick().ceiling(1), oneAsleep, readings -> readings.concurrency("a", 60))))
                .isEqualTo(FleetStatus.CEILING);
        assertThat(FleetStatus.of(watched(quick(), twoAwake(), FleetMetersTest::idle)))
                .isEqualTo(FleetStatus.SHRINKING);
        assertThat(FleetStatus.of(watched(quick().budget(0, Duration.ofHours(1)), twoAwake(), FleetMetersTest::idle)))
                .isEqualTo(FleetStatus.HELD);
        assertThat(FleetStatus.of(watched(quick(), asleep, readings -> readings)))
                .isEqualTo(FleetStatus.PARKED);
        assertThat(FleetStatus.of(watched(quick(), twoAwake(), FleetMetersTest::busy)))
                .isEqualTo(FleetStatus.STEADY);
    }

    private double gauge(String name) {
        return registry.get(name).tag("fleet_app", "shop").gauge().value();
    }

    /// One of two machines tells its work; the other is silent, for long or since it has just started.
    static Stream<Arguments> loads() {
        Instant last = Machines.T0.plusSeconds(15L * (WATCHED - 1));
        Machine silent = Machines.web("b").build();
        Machine young = Machines.web("b")
                .event("start", "started", "flyd", last.minusSeconds(30))
                .build();
        UnaryOperator<Readings> one = readings -> readings.concurrency("a", 20);
        UnaryOperator<Readings> none = readings -> readings;
        UnaryOperator<Readings> both = readings -> readings.concurrency("a", 20).concurrency("b", 10);
        return Stream.of(
                arguments("known", silent, both, 1.5),
                arguments("idle", silent, (UnaryOperator<Readings>) FleetMetersTest::idle, 0.0),
                arguments("one is silent", silent, one, Double.NaN),
                arguments("all are silent", silent, none, Double.NaN),
                arguments("one has just started", young, one, 1.0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loads")
    void aLoadThatIsNotKnownIsNoZero(
            String situation, Machine second, UnaryOperator<Readings> demand, double expected) {
        PassRecord.Decided pass = watched(quick(), List.of(Machines.web("a").build(), second), demand);
        meters.record(pass);

        assertThat(gauge("hangar.fleet.load")).isEqualTo(Double.valueOf(expected));
        LogEvent line = DecisionLine.of(pass).event();
        assertThat(line.fields().containsKey(LogKey.LOAD)).isEqualTo(!Double.isNaN(expected));
        assertThat(line.text()).contains(Double.isNaN(expected) ? "load unknown:" : "load " + expected);
    }

    @Test
    void aCeilingIsShownWhereThereIsOne() {
        meters.record(watched(quick(), twoAwake(), FleetMetersTest::busy));
        assertThat(registry.find("hangar.fleet.ceiling").gauges()).isEmpty();

        meters.record(watched(quick().ceiling(5), twoAwake(), FleetMetersTest::busy));
        assertThat(gauge("hangar.fleet.ceiling")).isEqualTo(5);
    }

    @Test
    void theLongestTransitionCountsFromTheNewestEvent() {
        Instant last = Machines.T0.plusSeconds(15L * (WATCHED - 1));
        Machine stuck = Machines.web("b")
                .is(MachineState.SUSPENDING)
                .event("suspend", "suspending", "user", last.minusSeconds(90))
                .build();
        Machine young = Machines.web("c")
                .is(MachineState.STARTING)
                .event("start", "starting", "user", last.minusSeconds(3))
                .build();
        meters.record(watched(
                quick(), List.of(Machines.web("a").build(), stuck, young), readings -> readings.concurrency("a", 3)));

        assertThat(gauge("hangar.fleet.transition.seconds")).isEqualTo(90);
    }

    @Test
    void theDisruptionBudgetShrinksWithEverySleep() {
        Settings settings = quick().budget(3, Duration.ofHours(1));
        meters.record(watched(settings, twoAwake(), FleetMetersTest::idle));
        assertThat(gauge("hangar.fleet.disruption.budget.remaining")).isEqualTo(3);

        Action sleep = new Action.Sleep(Machines.ref("b"), SleepKind.SUSPEND, false, Reason.IDLE);
        meters.record(watched(
                settings.build(),
                twoAwake(),
                FleetMetersTest::idle,
                List.of(new PassRecord.Acted(sleep, new Outcome.Applied(Machines.T0)))));
        assertThat(gauge("hangar.fleet.disruption.budget.remaining")).isEqualTo(2);
        assertThat(registry.get("hangar.fleet.sleeps").counter().count()).isEqualTo(1);
    }

    @Test
    void aSuspendThatEndedAsAStopCounts() {
        PassRecord.Decided pass = watched(quick(), twoAwake(), FleetMetersTest::busy);
        meters.record(pass);
        assertThat(registry.get("hangar.suspend.fallbacks").counter().count())
                .as("there from the start")
                .isZero();

        Expectation expected =
                new Expectation(Machines.ref("a"), MachineState.SUSPENDED, Machines.T0, Machines.T0.plusSeconds(60));
        meters.record(new PassRecord.Decided(
                "id",
                Machines.FLEET,
                pass.at(),
                true,
                pass.evaluation(),
                List.of(),
                List.of(),
                List.of(new ClosedExpectation(
                        expected, ClosedExpectation.Ending.FELL_BACK_TO_STOP, MachineState.STOPPED))));
        assertThat(registry.get("hangar.suspend.fallbacks").counter().count()).isEqualTo(1);
    }

    @Test
    void aPauseShows() {
        Guards usual = quick().build().guards();
        meters.record(watched(quick(), twoAwake(), FleetMetersTest::busy));
        assertThat(gauge("hangar.fleet.paused")).isZero();
        meters.record(watched(
                quick().guards(new Guards(PauseMode.DOWN, usual.yieldToPerson(), usual.cliffHold(), usual.flapLimit())),
                twoAwake(),
                FleetMetersTest::busy));
        assertThat(gauge("hangar.fleet.paused"))
                .as("also while it changes nothing")
                .isEqualTo(1);
    }
}
