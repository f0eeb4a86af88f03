package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkQueueTest {
    private static World world(double jobsPerMinute, MachineState state) {
        Workload.Queue queue = new Workload.Queue(
                new Demand.Constant(jobsPerMinute),
                new Region("iad"),
                Duration.ofSeconds(20),
                1,
                Duration.ofMinutes(1));
        return WorldBuilder.org("demo", TestWorlds.START)
                .app("mailer", app -> app.workload(queue).machines(2, "iad", state))
                .world(5, TestPrices.book());
    }

    @Test
    void jobsWaitWhileNoWorkerRuns() {
        World world = world(6, MachineState.STOPPED);
        TestWorlds.pass(world, Duration.ofMinutes(2));
        // six a minute, the first step included: 0.5 jobs per 5 s over 25 steps
        assertThat(TestWorlds.app(world, "mailer").waitingJobs()).contains(12);
        assertThat(TestWorlds.machine(world, "mailer", 0).state()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void aStartedWorkerTakesWaitingJobsAtOnce() {
        World world = world(6, MachineState.STOPPED);
        TestWorlds.pass(world, Duration.ofMinutes(2));
        SimulatedMachine worker = TestWorlds.machine(world, "mailer", 0);
        world.start(worker);
        while (worker.state() != MachineState.STARTED) {
            world.advanceTo(world.nextEventAt().orElseThrow());
        }
        TestWorlds.pass(world, Duration.ZERO);
        assertThat(TestWorlds.app(world, "mailer").runningJobs(worker.id())).isEqualTo(1);
        assertThat(TestWorlds.app(world, "mailer").tally().doneJobs()).isZero();
    }

    @Test
    void jobsThatNobodyTakesAreLateToo() {
        World world = world(6, MachineState.STOPPED);
        TestWorlds.pass(world, Duration.ofMinutes(2));
        // the n-th job arrives at (2n − 1) × 5 s; those of the first minute, up to n = 6, have waited longer than one
        assertThat(world.tally().lateJobs()).isEqualTo(6);
    }

    @Test
    void stoppingABusyWorkerPutsItsJobBack() {
        World world = world(6, MachineState.STARTED);
        TestWorlds.pass(world, Duration.ofSeconds(30));
        SimulatedMachine worker = TestWorlds.machine(world, "mailer", 0);
        int waiting = TestWorlds.app(world, "mailer").waitingJobs().orElseThrow();
        assertThat(TestWorlds.app(world, "mailer").runningJobs(worker.id())).isEqualTo(1);

        world.stop(worker);

        assertThat(TestWorlds.app(world, "mailer").waitingJobs()).contains(waiting + 1);
        assertThat(TestWorlds.app(world, "mailer").tally().interruptedJobs()).isEqualTo(1);
    }

    @Test
    void noJobIsLostOrDoneTwice() {
        World world = world(4, MachineState.STARTED);
        for (int i = 0; i < 20; i++) {
            TestWorlds.pass(world, Duration.ofSeconds(47));
            SimulatedMachine worker = TestWorlds.machine(world, "mailer", i % 2);
            Move move = i % 3 == 0 ? world.suspend(worker) : world.start(worker);
            assertThat(move).isNotNull();
        }
        SimulatedApp app = TestWorlds.app(world, "mailer");
        int running = app.machines().stream()
                .mapToInt(machine -> app.runningJobs(machine.id()))
                .sum();
        AppTally tally = app.tally();
        assertThat(tally.doneJobs() + app.waitingJobs().orElseThrow() + running).isEqualTo(tally.jobs());
    }
}
