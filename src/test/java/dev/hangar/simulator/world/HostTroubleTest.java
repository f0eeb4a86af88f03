package dev.hangar.simulator.world;

import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Hosts that go away, and migration (facts 2.2 and 2.4).
class HostTroubleTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static World twoOfWeb() {
        return WorldBuilder.org("demo", TestWorlds.START)
                .app(
                        "web",
                        app -> app.service(service -> service.limits(10, 15))
                                .machines(2, "iad")
                                .workload(Workload.Web.from("iad", new Demand.Constant(8))))
                .world(1, TestPrices.book());
    }

    @ParameterizedTest(name = "{0} on {1}, host {2}")
    @CsvSource({
        "start,   stopped,   UNREACHABLE, machine's host is unreachable",
        "start,   suspended, UNKNOWN,     machine's host is unknown",
        "stop,    started,   UNREACHABLE, machine's host is unreachable",
        "suspend, started,   UNKNOWN,     machine's host is unknown",
        "restart, started,   UNREACHABLE, machine's host is unreachable",
    })
    void aMachineWhoseHostIsAwayCannotBeMoved(String verb, String state, HostStatus status, String words) {
        OneMachine one = OneMachine.in(MachineState.parse(state), app -> {});
        one.world().setHostStatus(one.machine(), status);

        Move move = switch (verb) {
            case "start" -> one.world().start(one.machine());
            case "stop" -> one.world().stop(one.machine());
            case "suspend" -> one.world().suspend(one.machine());
            default -> one.world().restart(one.machine());
        };

        assertThat(move).isEqualTo(new Move.Refused(words));
        assertThat(one.machine().state().wireName()).isEqualTo(state);
    }

    @Test
    void itsRequestsAreLostAndTheOthersTakeOverUntilItIsBack() {
        World world = twoOfWeb();
        SimulatedMachine away = TestWorlds.machine(world, "web", 0);
        SimulatedMachine other = TestWorlds.machine(world, "web", 1);
        assertThat(away.load()).isEqualTo(4);

        world.setHostStatus(away, HostStatus.UNREACHABLE);
        assertThat(away.load()).isZero();
        assertThat(other.load()).isEqualTo(8);
        assertThat(TestWorlds.app(world, "web").tally().interruptedRequests()).isEqualTo(4);
        assertThat(away.state()).isEqualTo(MachineState.STARTED);

        world.setHostStatus(away, HostStatus.OK);
        assertThat(away.load()).isEqualTo(4);
        assertThat(other.load()).isEqualTo(4);
    }

    @Test
    void aWorkerWhoseHostIsAwayGivesItsJobsBack() {
        World world = WorldBuilder.org("demo", TestWorlds.START)
                .app(
                        "web",
                        app -> app.machines(1, "iad")
                                .workload(new Workload.Queue(
                                        new Demand.Constant(60),
                                        new Region("iad"),
                                        Duration.ofSeconds(30),
                                        2,
                                        A_MINUTE)))
                .world(1, TestPrices.book());
        OneMachine one = OneMachine.of(world).pass(Duration.ofSeconds(10));
        SimulatedApp app = TestWorlds.app(world, "web");
        int waiting = app.waitingJobs().orElseThrow();
        assertThat(app.runningJobs(one.machine().id())).isEqualTo(2);

        world.setHostStatus(one.machine(), HostStatus.UNREACHABLE);

        assertThat(app.runningJobs(one.machine().id())).isZero();
        assertThat(app.waitingJobs()).contains(waiting + 2);
    }

    @Test
    void aMoveWaitsForItsHost() {
        OneMachine one = OneMachine.in(MachineState.STOPPED, app -> {});
        one.world().start(one.machine());
        one.world().setHostStatus(one.machine(), HostStatus.UNREACHABLE);
        one.pass(A_MINUTE);
        assertThat(one.machine().state()).isEqualTo(MachineState.STARTING);

        one.world().setHostStatus(one.machine(), HostStatus.OK);
        assertThat(one.machine().state()).isEqualTo(MachineState.STARTED);
    }

    @Test
    void aForcedDestroyNeedsNoHost() {
        OneMachine one = OneMachine.in(MachineState.STARTED, app -> {});
        one.world().setHostStatus(one.machine(), HostStatus.UNREACHABLE);
        assertThat(one.world().destroy(one.machine(), true).isTaken()).isTrue();
        assertThat(one.pass(A_MINUTE).machine().state()).isEqualTo(MachineState.DESTROYED);
    }

    @ParameterizedTest(name = "{0} machine becomes {1}, host {2} before")
    @CsvSource({
        "started,   started,   OK",
        "started,   started,   UNREACHABLE",
        "stopped,   stopped,   OK",
        "suspended, suspended, UNREACHABLE",
    })
    void migrationKeepsTheIdAndChangesHostAddressAndVolume(String state, String after, HostStatus status) {
        OneMachine one = OneMachine.in(MachineState.parse(state), app -> app.volume(3));
        one.world().setHostStatus(one.machine(), status);
        List<String> before = List.of(
                one.machine().host(), one.machine().privateIp(), volume(one).id());

        assertThat(one.world().platform().migrate(one.machine()).isTaken()).isTrue();
        one.pass(A_MINUTE);

        assertThat(one.machine().state().wireName()).isEqualTo(after);
        assertThat(one.machine().hostStatus()).isEqualTo(HostStatus.OK);
        assertThat(List.of(
                        one.machine().host(),
                        one.machine().privateIp(),
                        volume(one).id()))
                .doesNotContainAnyElementsOf(before);
        assertThat(one.machine().config().volumes()).containsExactly(volume(one).id());
        assertThat(volume(one).attachedTo()).contains(one.machine().id());
        assertThat(one.machine().versions()).hasSize(1);
        assertThat(one.story()).contains("launch migrated flyd");
    }

    private static SimulatedVolume volume(OneMachine one) {
        return TestWorlds.app(one.world(), "web").volumes().getFirst();
    }
}
