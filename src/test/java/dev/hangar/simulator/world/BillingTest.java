package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.model.MicroDollars;
import dev.hangar.simulator.DemoOrg;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BillingTest {
    @Test
    void aDayOfTwoMachinesIsExact() {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app(
                        "web",
                        app -> app.guest("shared", 1, 512).machines(1, "iad").machines(1, "iad", MachineState.STOPPED))
                .world(1, TestPrices.book());
        TestWorlds.pass(world, Duration.ofDays(1));

        // started: 846,500 + 0.25 GB × 2,316,000 = 1,425,500 pico-dollars a second, × 86,400 s = 123,163.2 µ$
        // asleep: 57,870 × 86,400 s = 4,999.968 µ$; each is rounded once
        assertThat(world.tally().spent()).isEqualTo(new MicroDollars(123_163 + 5_000));
        assertThat(world.tally().apps().firstEntry().getValue().timeByState())
                .containsEntry(MachineState.STARTED, Duration.ofDays(1))
                .containsEntry(MachineState.STOPPED, Duration.ofDays(1));
    }

    @Test
    void onlyTheTimeInStateStartedIsChargedAsCompute() {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app("web", app -> app.guest("shared", 1, 256).machines(1, "fra"))
                .world(1, TestPrices.book());
        SimulatedMachine machine = TestWorlds.machine(world, "web", 0);
        TestWorlds.pass(world, Duration.ofSeconds(1000));
        world.stop(machine);
        TestWorlds.pass(world, Duration.ofMinutes(150));

        // 846,500 × 1.1538 (fra) = 976,692 (rounded up from 976,691.7) × 1,000 s = 976.692 µ$; 57,870 × 9,000 s =
        // 520.83 µ$
        assertThat(world.tally().spent()).isEqualTo(new MicroDollars(977 + 521));
    }

    @Test
    void readingTheBillOftenDoesNotChangeIt() {
        World seldom = new World(DemoOrg.scenario(TestWorlds.START), new Seed(4), TestPrices.book());
        World often = new World(DemoOrg.scenario(TestWorlds.START), new Seed(4), TestPrices.book());
        TestWorlds.pass(seldom, Duration.ofHours(1));
        for (int i = 0; i < 3600; i++) {
            TestWorlds.pass(often, Duration.ofSeconds(1));
            assertThat(often.tally().spent().value()).isPositive();
        }
        assertThat(often.tally().spent()).isEqualTo(seldom.tally().spent());
        assertThat(often.tally().apps().keySet())
                .isEqualTo(seldom.tally().apps().keySet());
    }

    @Test
    void withoutAnyCallTheTwinCostsTheSame() {
        SimulatedFly fly = new SimulatedFly(DemoOrg.scenario(TestWorlds.START), new Seed(9), TestPrices.book());
        fly.advanceTo(TestWorlds.START.plus(Duration.ofHours(3)));
        Figures figures = fly.figures();
        assertThat(figures.actual()).isEqualTo(figures.without());
        assertThat(figures.saved()).isEqualTo(MicroDollars.ZERO);
        assertThat(figures.actual().requests()).isPositive();
    }

    @Test
    void parkingTheTwinOfALaunchPairSavesAgainstTheTwinWorld() {
        SimulatedFly fly = new SimulatedFly(DemoOrg.scenario(TestWorlds.START), new Seed(9), TestPrices.book());
        World world = fly.world();
        SimulatedMachine twin = TestWorlds.machine(world, "storefront", 1);
        assertThat(world.suspend(twin).isTaken()).isTrue();
        fly.advanceTo(TestWorlds.START.plus(Duration.ofHours(1)));

        // an hour of 512 MB: 5,131.8 µ$ less 208.3 µ$ for the root file system, less some seconds of suspending
        assertThat(fly.figures().saved().value()).isBetween(4_890L, 4_924L);
        assertThat(twin.state()).isEqualTo(MachineState.SUSPENDED);
        assertThat(fly.figures().actual().lateRequests())
                .isEqualTo(fly.figures().without().lateRequests());
    }
}
