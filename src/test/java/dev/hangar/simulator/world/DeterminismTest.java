package dev.hangar.simulator.world;

import dev.hangar.simulator.DemoOrg;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeterminismTest {
    private static final Duration STRIDE = Duration.ofMillis(7_777);

    /// Runs two hours, with a stop and a cordon on the way.
    private static List<String> run(long seed, Duration stride) {
        World world = new World(DemoOrg.scenario(TestWorlds.START), new Seed(seed), TestPrices.book());
        world.advanceTo(TestWorlds.START.plus(Duration.ofMinutes(10)));
        world.stop(TestWorlds.machine(world, "burst-api", 2));
        world.setCordoned(TestWorlds.machine(world, "reports", 0), true);
        while (world.now().isBefore(TestWorlds.START.plus(Duration.ofHours(2)))) {
            world.advanceTo(world.now().plus(stride));
        }
        return world.journal().stream().map(JournalEntry::toString).toList();
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        assertThat(run(11, STRIDE)).isEqualTo(run(11, STRIDE)).hasSizeGreaterThan(10);
    }

    @Test
    void howOftenTimeIsMovedDoesNotMatter() {
        assertThat(run(11, STRIDE)).isEqualTo(run(11, Duration.ofMinutes(11)));
    }

    @Test
    void anotherSeedGivesAnotherHistory() {
        assertThat(run(11, STRIDE)).isNotEqualTo(run(12, STRIDE));
    }

    @Test
    void demandIsAFunctionOfTimeAndSeedOnly() {
        Demand bursts = new Demand.Bursts(1, 50, Duration.ofMinutes(12), Duration.ofMinutes(3));
        long active = IntStream.range(0, 7200)
                .filter(second -> bursts.level(Duration.ofSeconds(second), 42) > 1)
                .count();
        // ten slots of twelve minutes in two hours, one burst of three minutes in each
        assertThat(active).isEqualTo(10 * 180);
    }

    @Test
    void anHourOfTheDemonstrationShowsIdleAndBusyPhasesOfEveryWorkload() {
        World world = new World(DemoOrg.scenario(TestWorlds.START), new Seed(7), TestPrices.book());
        int most = 0;
        int least = Integer.MAX_VALUE;
        int queued = 0;
        for (int minute = 0; minute < 60; minute++) {
            TestWorlds.pass(world, Duration.ofMinutes(1));
            int load = TestWorlds.app(world, "burst-api").machines().stream()
                    .mapToInt(SimulatedMachine::load)
                    .sum();
            most = Math.max(most, load);
            least = Math.min(least, load);
            queued = Math.max(
                    queued, TestWorlds.app(world, "mailer").waitingJobs().orElseThrow());
        }
        assertThat(most).isGreaterThan(30);
        assertThat(least).isLessThan(6);
        assertThat(queued).isPositive();
        assertThat(TestWorlds.machine(world, "storefront", 0).load()).isLessThanOrEqualTo(10);
    }
}
