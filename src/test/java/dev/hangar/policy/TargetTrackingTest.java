package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.Reason;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

class TargetTrackingTest {
    private static final Optional<Demand.Gap> GAP = Optional.of(new Demand.Gap(Reason.SIGNAL_ABSENT, "b"));

    private static Roster inIad(int machines) {
        Machines[] builders = new Machines[machines];
        for (int i = 0; i < machines; i++) {
            builders[i] = web(String.valueOf((char) ('a' + i))).autostop(Autostop.OFF);
        }
        return Given.fleet(builders).roster();
    }

    private static Demand iad(double load) {
        return new Demand(Given.map(IAD, load), 0, Optional.empty(), new TreeMap<>(), false);
    }

    @ParameterizedTest(name = "load {0} on {1} machines at target {2}, tolerance {3} → {4}")
    @CsvSource({
        "0,    0, 0.7, 0.1, 0", // nothing to do
        "0,    3, 0.7, 0.1, 0",
        "0.01, 0, 0.7, 0.1, 1", // anything at all needs one
        "0.7,  0, 0.7, 0.1, 1", // 0.7 / 0.7 = 1, though not exactly in binary
        "0.71, 0, 0.7, 0.1, 2",
        "2.1,  0, 0.7, 0.0, 3", // 2.1 / 0.7 is a hair above 3 in binary
        "2.8,  1, 0.7, 0.0, 4",
        "2.2,  3, 0.7, 0.1, 3", // 3.14 wanted: within 10 % of 3
        "2.31, 3, 0.7, 0.1, 3", // 3.3 wanted: exactly at the edge
        "2.32, 3, 0.7, 0.1, 4", // 3.314 wanted: outside
        "1.9,  3, 0.7, 0.1, 3", // 2.71 wanted: inside
        "1.4,  3, 0.7, 0.1, 2", // 2.0 wanted
        "1.05, 1, 1.0, 0.1, 2", // inside the band, but more than the machine can take
        "1.0,  1, 1.0, 0.1, 1"
    })
    void rounding(double load, int atHand, double target, double tolerance, int wanted) {
        PolicySettings settings =
                Settings.usual().target(target).tolerance(tolerance).build();
        Need need = TargetTracking.recommend(iad(load), inIad(atHand), settings);
        assertThat(need.total()).isEqualTo(wanted);
    }

    @ParameterizedTest(name = "autostop {0} and {1}, load {2} on two machines at target 0.8 → {3}")
    @CsvSource({
        // Fly Proxy stops the second machine up to load 1: we do not wake it against the proxy.
        "SUSPEND, SUSPEND, 0.89, 1",
        "STOP,    SUSPEND, 1.0,  1",
        "SUSPEND, SUSPEND, 1.01, 2",
        "SUSPEND, SUSPEND, 2.0,  2",
        "SUSPEND, SUSPEND, 2.01, 3",
        "OFF,     OFF,     0.89, 2",
        "OFF,     SUSPEND, 0.89, 2"
    })
    void whereTheProxyParksAMachineIsFilledToItsLimit(Autostop a, Autostop b, double load, int wanted) {
        Roster roster = Given.fleet(web("a").autostop(a), web("b").autostop(b)).roster();
        PolicySettings settings = Settings.usual().target(0.8).build();
        Need need = TargetTracking.recommend(iad(load), roster, settings);
        assertThat(need.total()).isEqualTo(wanted);
        assertThat(need.byDemand()).isEqualTo(wanted);
    }

    @Test
    void workersKeepTheirHeadRoom() {
        Roster roster = Given.fleet(worker("a")).roster();
        assertThat(TargetTracking.recommend(iad(0.9), roster, Settings.usual().build())
                        .total())
                .isEqualTo(2);
    }

    @Test
    void regionsRoundByThemselvesAndAddUp() {
        Demand demand =
                new Demand(new TreeMap<>(Map.of(IAD, 0.1, LHR, 0.8)), 0, Optional.empty(), new TreeMap<>(), false);
        Need need = TargetTracking.recommend(demand, inIad(1), Settings.usual().build());
        assertThat(need.byRegion()).isEqualTo(Map.of(IAD, 1, LHR, 2));
        assertThat(need.total()).isEqualTo(3);
        assertThat(need.byDemand()).isEqualTo(3);
    }

    @Test
    void aLoadWithoutRegionCountsAgainstTheWholeFleet() {
        Demand demand = new Demand(Given.map(IAD, 0.1), 1.5, Optional.empty(), new TreeMap<>(), false);
        Need need = TargetTracking.recommend(demand, inIad(1), Settings.usual().build());
        assertThat(need.byRegion()).isEqualTo(Map.of(IAD, 1));
        assertThat(need.withoutRegion()).isEqualTo(3);
        assertThat(need.total()).isEqualTo(3);
    }

    @Test
    void aDemandThatIsNotKnownNeedsEveryMachineAtHandAndCountsNoPeak() {
        Demand demand = new Demand(Given.map(IAD, 0.1), 0, GAP, new TreeMap<>(), false);
        Roster roster = Given.fleet(
                        web("a"), web("b"), web("c").in(LHR), web("d").in(LHR).stopped())
                .roster();
        Need need = TargetTracking.recommend(demand, roster, Settings.usual().build());
        assertThat(need.byRegion()).isEqualTo(Map.of(IAD, 2, LHR, 1));
        assertThat(need.byDemand()).isZero();
    }

    @Test
    void whatIsKnownGrowsInSpiteOfAGap() {
        Demand demand = new Demand(Given.map(IAD, 3.0), 0, GAP, new TreeMap<>(), false);
        assertThat(TargetTracking.recommend(demand, inIad(2), Settings.usual().build())
                        .total())
                .isEqualTo(5); // 3 / 0.7 = 4.29
    }

    @Test
    void aBriefGapLeavesTheWindowAsTheKnownDemandMakesIt() {
        Demand.Gap brief = new Demand.Gap(Reason.SIGNAL_ABSENT, "b has just started", true);
        Demand demand = new Demand(Given.map(IAD, 0.1), 0, Optional.of(brief), new TreeMap<>(), false);
        Need need = TargetTracking.recommend(demand, inIad(4), Settings.usual().build());
        assertThat(need.total()).isEqualTo(1);
        assertThat(need.byDemand()).isZero();
    }

    @Test
    void aHugeLoadDoesNotOverflow() {
        assertThat(TargetTracking.recommend(
                                iad(1e300), inIad(1), Settings.usual().build())
                        .total())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void hugeLoadsOfTwoRegionsDoNotOverflowEither() {
        Demand demand =
                new Demand(new TreeMap<>(Map.of(IAD, 1e300, LHR, 1e300)), 0, Optional.empty(), new TreeMap<>(), false);
        Need need = TargetTracking.recommend(demand, inIad(1), Settings.usual().build());
        assertThat(need.total()).isEqualTo(Integer.MAX_VALUE);
        assertThat(need.byDemand()).isEqualTo(Integer.MAX_VALUE);
        PolicyMemory memory = PolicyMemory.NEW.seen(T0, need, java.util.Set.of(), Settings.WINDOW);
        Floors floors = new Floors(0, new TreeMap<>(), Optional.empty());
        assertThat(Target.of(need, Recommendation.windows(memory), floors, java.util.OptionalInt.empty())
                        .growTotal())
                .isEqualTo(Integer.MAX_VALUE);
    }
}
