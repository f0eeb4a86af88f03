package dev.hangar.simulator.world;

import dev.hangar.model.Autostop;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlyProxyTest {
    private static Demand script(double... levelEveryMinute) {
        List<Demand.Step> steps = new ArrayList<>();
        for (double level : levelEveryMinute) {
            steps.add(new Demand.Step(Duration.ofMinutes(steps.size()), level));
        }
        return new Demand.Scripted(steps);
    }

    private static World world(Demand demand, Autostop autostop, Consumer<AppBuilder> machines) {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> {
                    app.service(service -> service.limits(10, 15).autostop(autostop))
                            .workload(Workload.Web.from("iad", demand));
                    machines.accept(app);
                })
                .world(3, TestPrices.book());
    }

    private static long count(World world, MachineState state) {
        return TestWorlds.app(world, "web").machines().stream()
                .filter(machine -> machine.state() == state)
                .count();
    }

    @Test
    void startsAMachineWhenNoneRunsAndCountsWhoWaitedAsLate() {
        World world = world(script(0, 4), Autostop.OFF, app -> app.machines(2, "iad", MachineState.STOPPED));
        TestWorlds.pass(world, Duration.ofSeconds(70));

        assertThat(count(world, MachineState.STARTED)).isEqualTo(1);
        AppTally tally = TestWorlds.app(world, "web").tally();
        // 4 at once, 200 ms each: 20 requests a second, for the 2 s to 4 s of a cold boot
        assertThat(tally.lateRequests()).isBetween(40L, 80L);
        assertThat(TestWorlds.machine(world, "web", 0).events().getFirst().source())
                .isEqualTo("flyd");
        assertThat(TestWorlds.machine(world, "web", 0).events().get(1).source()).isEqualTo("proxy");
    }

    @Test
    void startsAsManyAsTheSoftLimitAsksFor() {
        World world = world(script(0, 25), Autostop.OFF, app -> app.machines(4, "iad", MachineState.SUSPENDED));
        TestWorlds.pass(world, Duration.ofSeconds(62));
        // 25 at a soft limit of 10: three machines
        assertThat(count(world, MachineState.STARTED)).isEqualTo(3);
    }

    @Test
    void startsTheNearestElsewhereOnlyWhenAllRegionsTogetherAreFull() {
        for (double level : new double[] {14, 24}) {
            World world = world(
                    script(0, level),
                    Autostop.OFF,
                    app -> app.machines(1, "iad")
                            .machines(1, "fra")
                            .machines(1, "nrt", MachineState.STOPPED)
                            .machines(1, "lhr", MachineState.STOPPED));
            TestWorlds.pass(world, Duration.ofSeconds(70));
            // two machines run at a soft limit of 10 each; London is nearer to Washington than Tokyo is
            assertThat(TestWorlds.app(world, "web").machines())
                    .filteredOn(machine -> machine.state() == MachineState.STARTED)
                    .extracting(machine -> machine.region().value())
                    .containsExactlyElementsOf(level > 20 ? List.of("iad", "fra", "lhr") : List.of("iad", "fra"));
        }
    }

    @Test
    void startsNeitherCordonedNorLeasedMachinesNorThoseWithoutAutostart() {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app(
                        "web",
                        app -> app.service(service -> service.limits(10, 15))
                                .machines(2, "iad", MachineState.STOPPED)
                                .workload(Workload.Web.from("iad", script(0, 4))))
                .app(
                        "manual",
                        app -> app.service(service -> service.autostart(false))
                                .machines(1, "iad", MachineState.STOPPED)
                                .workload(Workload.Web.from("iad", script(0, 4))))
                .world(3, TestPrices.book());
        SimulatedMachine leased = TestWorlds.machine(world, "web", 0);
        world.lease(leased, "somebody@example.com", "", Duration.ofMinutes(2));
        world.setCordoned(TestWorlds.machine(world, "web", 1), true);

        TestWorlds.pass(world, Duration.ofSeconds(110));
        assertThat(count(world, MachineState.STOPPED)).isEqualTo(2);
        assertThat(TestWorlds.machine(world, "manual", 0).state()).isEqualTo(MachineState.STOPPED);
        assertThat(TestWorlds.app(world, "web").tally().lateRequests()).isEqualTo(50 * 20);

        // the lease has run out
        TestWorlds.pass(world, Duration.ofSeconds(20));
        assertThat(leased.state()).isEqualTo(MachineState.STARTED);
    }

    @Test
    void putsOneSpareMachineToSleepPerPass() {
        World world = world(new Demand.Constant(5), Autostop.SUSPEND, app -> app.machines(4, "iad"));
        TestWorlds.pass(world, Duration.ofMinutes(5).plusSeconds(25));
        assertThat(count(world, MachineState.SUSPENDED)).isBetween(1L, 2L);
        TestWorlds.pass(world, Duration.ofMinutes(30));
        assertThat(count(world, MachineState.SUSPENDED)).isEqualTo(3);
        assertThat(TestWorlds.app(world, "web").tally().interruptedRequests()).isZero();
    }

    @Test
    void autosuspendOfAMachineThatCannotBeSuspendedIsAStop() {
        World world = world(
                new Demand.Constant(0),
                Autostop.SUSPEND,
                app -> app.guest("shared", 2, 4096).machines(1, "iad"));
        TestWorlds.pass(world, Duration.ofMinutes(10));
        assertThat(count(world, MachineState.STOPPED)).isEqualTo(1);
    }

    @Test
    void autostopOffMeansNever() {
        World world = world(new Demand.Constant(0), Autostop.OFF, app -> app.machines(3, "iad"));
        TestWorlds.pass(world, Duration.ofHours(2));
        assertThat(count(world, MachineState.STARTED)).isEqualTo(3);
    }

    @Test
    void minMachinesRunningHoldsInThePrimaryRegionOnly() {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app(
                        "web",
                        app -> app.primaryRegion("iad")
                                .service(service ->
                                        service.autostop(Autostop.STOP).minMachinesRunning(1))
                                .machines(2, "iad")
                                .machines(2, "fra"))
                .world(3, TestPrices.book());
        TestWorlds.pass(world, Duration.ofHours(1));
        assertThat(TestWorlds.app(world, "web").machines())
                .filteredOn(machine -> machine.state() == MachineState.STARTED)
                .extracting(machine -> machine.region().value())
                .containsExactly("iad");
    }

    @Test
    void aCordonedMachineRunsDryAndTheOthersTakeOver() {
        World world = world(new Demand.Constant(8), Autostop.OFF, app -> app.machines(2, "iad"));
        SimulatedMachine cordoned = TestWorlds.machine(world, "web", 0);
        SimulatedMachine other = TestWorlds.machine(world, "web", 1);
        assertThat(cordoned.load()).isEqualTo(4);

        world.setCordoned(cordoned, true);
        assertThat(cordoned.load()).isEqualTo(4);
        TestWorlds.pass(world, Duration.ofSeconds(5));
        // half of the connections end in 5 s; the total stays 8
        assertThat(cordoned.load()).isEqualTo(2);
        assertThat(other.load()).isEqualTo(6);
        TestWorlds.pass(world, Duration.ofSeconds(10));
        assertThat(cordoned.load()).isZero();
        assertThat(other.load()).isEqualTo(8);
    }

    @Test
    void stoppingABusyMachineCutsItsRequestsOff() {
        World world = world(new Demand.Constant(8), Autostop.OFF, app -> app.machines(2, "iad"));
        world.stop(TestWorlds.machine(world, "web", 0));
        assertThat(TestWorlds.app(world, "web").tally().interruptedRequests()).isEqualTo(4);
        assertThat(TestWorlds.machine(world, "web", 1).load()).isEqualTo(8);
    }
}
