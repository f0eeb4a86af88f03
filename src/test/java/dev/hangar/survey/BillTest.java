package dev.hangar.survey;

import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.survey.Bill.Kind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static dev.hangar.survey.World.snapshot;
import static dev.hangar.survey.World.volume;
import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static dev.hangar.testkit.Prices.ASLEEP;
import static dev.hangar.testkit.Prices.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

class BillTest {
    private static final Rate NONE = Rate.ZERO;

    @Test
    void startedMachinesPayComputeAndSleepersTheirRootFileSystem() {
        Bill bill = Bill.of(World.shop(web("a"), web("b"), web("c").suspended()).build());

        assertThat(bill.lines())
                .containsExactly(
                        line("app", Kind.COMPUTE, 2, SMALL.times(2), SMALL.times(2), SMALL.times(3)),
                        line("app", Kind.ROOTFS, 1, ASLEEP, ASLEEP, NONE));
    }

    @Test
    void whatIsPutToSleepMovesFromComputeToRootFileSystem() {
        Bill bill = Bill.of(idle().build());

        assertThat(bill.lines())
                .containsExactly(
                        line("app", Kind.COMPUTE, 2, SMALL.times(2), SMALL, SMALL.times(2)),
                        line("app", Kind.ROOTFS, 0, NONE, ASLEEP, NONE));
        assertThat(bill.sum().saving())
                .isEqualTo(SMALL.times(2).perMonth().minus(SMALL.plus(ASLEEP).perMonth()));
    }

    @Test
    void aRefusedPlanChangesNothing() {
        Bill bill = Bill.of(idle().refused("shop").build());

        assertThat(bill.lines())
                .containsExactly(line("app", Kind.COMPUTE, 2, SMALL.times(2), SMALL.times(2), SMALL.times(2)));
    }

    @Test
    void whatIsWokenMovesTheOtherWay() {
        Bill bill = Bill.of(World.empty()
                .settings(Settings.usual().floor(1))
                .app("shop", web("a").suspended())
                .build());

        assertThat(bill.lines())
                .containsExactly(
                        line("app", Kind.COMPUTE, 0, NONE, SMALL, SMALL),
                        line("app", Kind.ROOTFS, 1, ASLEEP, NONE, NONE));
    }

    @Test
    void whatIsMadeSleepsAtFirstAndMayRunOneDay() {
        Bill bill = Bill.of(World.empty()
                .settings(Settings.usual().create(3, 1))
                .app("shop", web("a"))
                .build());

        assertThat(bill.lines())
                .containsExactly(
                        line("app", Kind.COMPUTE, 1, SMALL, SMALL, SMALL.times(2)),
                        line("app", Kind.ROOTFS, 0, NONE, ASLEEP, NONE));
    }

    @Test
    void linesAreByAppGroupRegionAndKind() {
        Bill bill = Bill.of(World.shop(web("a"), worker("b").group("queue"), web("c").in(Machines.LHR))
                .app("blog", web("d"))
                .build());

        assertThat(bill.lines())
                .extracting(line -> line.app() + "/" + line.group().orElseThrow() + " "
                        + line.region().orElseThrow())
                .containsExactly("blog/app iad", "shop/app iad", "shop/app lhr", "shop/queue iad");
        assertThat(bill.sum(line -> line.app().value().equals("blog")).now()).isEqualTo(SMALL);
    }

    @Test
    void aMachineWithoutPriceIsOnNoLine() {
        Guest gpu = new Guest(CpuKind.PERFORMANCE, 8, 32_768, true, false);
        Bill bill = Bill.of(World.shop(
                        web("a"),
                        web("b").guest(gpu),
                        web("c").host(HostStatus.UNKNOWN).withoutConfig())
                .build());

        assertThat(bill.sum()).isEqualTo(new Bill.Sum(SMALL, SMALL, SMALL));
    }

    @Test
    void aSleeperWhoseSizeHasNoPriceCostsAtWorstWhatItCostsNow() {
        Guest gpu = new Guest(CpuKind.PERFORMANCE, 8, 32_768, true, false);
        Bill bill = Bill.of(World.shop(web("a").guest(gpu).stopped()).build());

        assertThat(bill.lines()).containsExactly(line("app", Kind.ROOTFS, 1, ASLEEP, ASLEEP, ASLEEP));
    }

    @Test
    void machinesThatFailedRunInTheWorstCaseAndGoneOnesAreOnNoLine() {
        Bill bill = Bill.of(World.shop(web("a").is(MachineState.FAILED), web("b").is(MachineState.DESTROYED))
                .build());

        assertThat(bill.lines())
                .containsExactly(
                        line("app", Kind.COMPUTE, 0, NONE, NONE, SMALL),
                        line("app", Kind.ROOTFS, 1, ASLEEP, ASLEEP, NONE));
    }

    @Test
    void volumesAreBilledByTheirProvisionedSizeAlsoWhereMachinesAreNotKnown() {
        Volume going = new Volume("vol_3", "data", "pending_destroy", 100, IAD, Optional.empty());
        Bill bill = Bill.of(World.empty()
                .volumes("unread", volume("vol_1", 10), volume("vol_2", 5, "x"), going)
                .build());

        Rate fifteen = World.STANDING.volume(15);
        assertThat(bill.lines())
                .containsExactly(new Bill.Line(
                        new AppName("unread"),
                        Optional.empty(),
                        Optional.of(IAD),
                        Kind.VOLUMES,
                        2,
                        fifteen,
                        fifteen,
                        fifteen));
        assertThat(fifteen.perMonth()).hasToString("$2.25");
    }

    @Test
    void tenGigabytesOfSnapshotsAreFreeForAllAppsTogether() {
        Bill bill = Bill.of(World.empty()
                .volumes("blog", volume("vol_1", 10))
                .snapshots("blog", "vol_1", snapshot("vs_1", "vol_1", 6, 1, 5), snapshot("vs_2", "vol_1", 6, 2, 5))
                .volumes("shop", volume("vol_2", 10))
                .snapshots("shop", "vol_2", snapshot("vs_3", "vol_2", 8, 1, 5))
                .build());

        assertThat(bill.lines().stream().filter(line -> line.kind() == Kind.SNAPSHOTS))
                .extracting(line ->
                        line.app() + " " + line.count() + " " + line.now().perMonth())
                .containsExactly("blog 2 $0.48", "shop 1 $0.32");
        assertThat(bill.sum(line -> line.kind() == Kind.SNAPSHOTS).now()).isEqualTo(new Rate(10 * 30_864L));
    }

    @Test
    void aLittleOfSnapshotsCostsNothing() {
        Bill bill = Bill.of(World.empty()
                .volumes("blog", volume("vol_1", 10))
                .snapshots("blog", "vol_1", snapshot("vs_1", "vol_1", 10, 1, 5))
                .build());

        assertThat(bill.sum(line -> line.kind() == Kind.SNAPSHOTS).now()).isEqualTo(NONE);
    }

    @Test
    void onlyDedicatedIpv4CostsAndItIsNowhere() {
        Bill bill = Bill.of(World.shop(web("a"))
                .addresses("shop", "1.2.3.4", "2a09:8280:1::1")
                .build());

        assertThat(bill.lines().stream().filter(line -> line.kind() == Kind.IPV4))
                .extracting(line ->
                        line.count() + " " + line.region() + " " + line.now().perMonth())
                .containsExactly("1 Optional.empty $2.00");
    }

    @Test
    void hangarItselfCostsWhatItsMachineCosts() {
        Survey survey = World.shop(web("a"))
                .app("hangar", worker("h").memory(512))
                .self("hangar", "h")
                .build();

        Bill bill = Bill.of(survey);

        assertThat(bill.hangarIsRead()).isTrue();
        assertThat(bill.hangar().perMonth()).hasToString("$3.69");
        assertThat(bill.sum(line -> line.app().value().equals("hangar")).now()).isEqualTo(bill.hangar());
    }

    @Test
    void hangarElsewhereIsAssumedToRunOnTheSmallestMachine() {
        Bill bill =
                Bill.of(World.shop(web("a").memory(1024)).self("elsewhere", "h").build());

        assertThat(bill.hangarIsRead()).isFalse();
        assertThat(bill.hangar()).isEqualTo(SMALL);
        assertThat(bill.sum(line -> line.app().value().equals("hangar"))).isEqualTo(Bill.Sum.NOTHING);
    }

    @Test
    void theOrderOfInputDoesNotMatter() {
        World world = World.shop(web("a"), web("b").stopped())
                .app("blog", web("c").in(new Region("gru")))
                .volumes("blog", volume("vol_1", 3), volume("vol_2", 4))
                .snapshots("blog", "vol_1", snapshot("vs_1", "vol_1", 7, 1, 5), snapshot("vs_2", "vol_1", 7.3, 2, 5))
                .addresses("shop", "1.2.3.4", "1.2.3.5");

        assertThat(Bill.of(world.reversed())).isEqualTo(Bill.of(world.build()));
    }

    /// Two machines, of which one is enough.
    private static World idle() {
        return World.empty().load("a", 3).load("b", 0).app("shop", web("a"), web("b"));
    }

    private static Bill.Line line(String group, Kind kind, int count, Rate now, Rate after, Rate worst) {
        return new Bill.Line(
                Machines.SHOP, Optional.of(new ProcessGroup(group)), Optional.of(IAD), kind, count, now, after, worst);
    }
}
