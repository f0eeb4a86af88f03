package dev.hangar.policy;

import dev.hangar.cost.Rate;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Reason;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Settings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class ReporterTest {
    private static final Guest ODD = Guest.of(CpuKind.UNRECOGNIZED, 1, 256);

    @Test
    void everyMachineHasAReasonAndDollarsBeforeAndAfter() {
        FleetReport report = Given.fleet(web("a"), web("b"), web("c").in(LHR).stopped())
                .concurrency(5, 0)
                .evaluate()
                .report();
        assertThat(report.machines())
                .extracting(MachineReport::reason)
                .containsExactly(Reason.NEEDED, Reason.IDLE, Reason.NOT_NEEDED);
        assertThat(report.machines()).allSatisfy(its -> assertThat(its.change()).isNotBlank());
        // two started, one asleep → one started, two asleep
        assertThat(report.now()).isEqualTo(new Rate(2 * 846_500 + 57_870));
        assertThat(report.after()).isEqualTo(new Rate(846_500 + 2 * 57_870));
        assertThat(report.now().perMonth()).isEqualTo(new MicroDollars(4_538_255));
        assertThat(report.unpriced()).isZero();
        assertThat(report.serving()).isEqualTo(2);
        assertThat(report.capacity()).isEqualTo(2);
        assertThat(report.desired()).isEqualTo(1);
    }

    @Test
    void aRegionsMarkupCounts() {
        MachineReport report = Given.fleet(web("a").in(LHR)).concurrency(3).report("a");
        assertThat(report.now()).contains(new Rate(960_439)); // 846 500 × 1.1346 = 960 438.9
    }

    @Test
    void aMachineWithoutPriceStaysOutOfBothSums() {
        FleetReport drained = Given.fleet(web("a").guest(ODD), web("b"))
                .concurrency(0, 5)
                .evaluate()
                .report();
        assertThat(drained.machines().getFirst().action()).isPresent();
        assertThat(drained.now()).isEqualTo(Prices.SMALL);
        assertThat(drained.after()).isEqualTo(Prices.SMALL);
        assertThat(drained.unpriced()).isEqualTo(1);

        FleetReport woken = Given.fleet(web("a").guest(ODD).stopped(), web("b"))
                .concurrency(0, 25)
                .evaluate()
                .report();
        assertThat(woken.machines().getFirst().action()).isPresent();
        assertThat(woken.after())
                .as("waking a machine never looks like a saving")
                .isEqualTo(woken.now());
    }

    @Test
    void aMachineOnALostHostIsCountedAsUnpriced() {
        FleetReport report = Given.fleet(web("a").host(HostStatus.UNREACHABLE).withoutConfig(), web("b"))
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("b", 5))
                .evaluate()
                .report();
        assertThat(report.unpriced()).isEqualTo(1);
        assertThat(report.machines().getFirst().now()).isEqualTo(Optional.empty());
        assertThat(report.machines().getFirst().reason()).isEqualTo(Reason.HOST_TROUBLE);
    }

    @Test
    void aFleetOfStrangersIsReportedAndLeftAlone() {
        Given given = Given.fleet(web("a").schedule("daily"), web("b").autoDestroy());
        assertThat(given.plan()).isEmpty();
        assertThat(given.reasons()).containsExactly("a=SCHEDULED", "b=AUTO_DESTROY");
    }

    @Test
    void anEmptyFleetIsReportedAndLeftAlone() {
        Given given = Given.fleet();
        assertThat(given.plan()).isEmpty();
        assertThat(given.evaluate().report().now()).isEqualTo(Rate.ZERO);
    }

    @Test
    void rolesThatAreLeftTellWhy() {
        Given given = Given.fleet(
                        web("a").unhealthy(),
                        web("b").inState("suspending"),
                        web("c").inState("failed"),
                        web("d").inState("hibernating"),
                        web("e").cordoned(),
                        web("f"))
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("a", 0).concurrency("f", 5));
        assertThat(given.reasons())
                .containsExactly("a=UNHEALTHY", "b=IN_MOTION", "c=BROKEN", "d=UNKNOWN_STATE", "e=CORDONED", "f=NEEDED");
    }

    @Test
    void whatRunsInItsRegionForTheFloorSaysSo() {
        Given given = Given.fleet(web("a"), web("b"), web("c").in(LHR))
                .concurrency(14, 14, 0)
                .settings(Settings.usual().regionFloor(LHR, 1));
        assertThat(given.reasons()).containsExactly("a=NEEDED", "b=NEEDED", "c=KEPT_BY_FLOOR");
    }
}
