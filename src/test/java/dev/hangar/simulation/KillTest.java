package dev.hangar.simulation;

import dev.hangar.config.Mode;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.faults.Faults;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Putting machines to sleep, with the daemon killed before and after each single call on the way, and started again.
class KillTest {
    private static final Duration CALM = Duration.ofMinutes(6);
    private static final Duration END = Duration.ofMinutes(14);
    private static final Duration RESTART_AFTER = Duration.ofSeconds(25);

    /// @param awake machines of three that serve in the end
    record Shape(String name, String policy, FleetTruth.Kind kind, int awake, Consumer<AppBuilder> app) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape("suspend, two by the floor", "min-machines-running: 2", FleetTruth.Kind.WEB, 2, web(512)),
                new Shape("stop, for want of suspend", "min-machines-running: 1", FleetTruth.Kind.WEB, 1, web(4096)),
                new Shape("stop, two at once", "idle-action: stop, step-down: 2", FleetTruth.Kind.WEB, 1, web(512)),
                new Shape(
                        "workers to zero",
                        "min-machines-running: 0, signals: [{name: jobs-waiting, capacity: 3, outlives-machines: true},"
                                + " {name: jobs-running, capacity: 1}]",
                        FleetTruth.Kind.WORKER,
                        0,
                        KillTest::worker));
    }

    private static Consumer<AppBuilder> web(int memory) {
        return app -> app.guest("shared", 2, memory)
                .service(service -> service.limits(10, 15).autostop(Autostop.OFF))
                .machines(3, "iad")
                .workload(Workload.Web.from(
                        "iad",
                        // Connections to be drained, and nothing more in the end.
                        new Demand.Scripted(List.of(
                                new Demand.Step(Duration.ZERO, 6), new Demand.Step(Duration.ofMinutes(4), 0)))));
    }

    private static void worker(AppBuilder app) {
        app.group("worker")
                .machines(3, "iad")
                .workload(new Workload.Queue(
                        new Demand.Constant(0), new Region("iad"), Duration.ofSeconds(5), 1, Duration.ofSeconds(60)));
    }

    static Organization organization(Shape shape) {
        Scenario scenario = WorldBuilder.org("acme", RandomOrganization.START)
                .app("shop", shape.app())
                .scenario();
        String text = "org: acme\napp: \"*\"\ninterval: 15s\n"
                + "signals:\n  jobs-waiting: {promql: queue_jobs_waiting}\n  jobs-running: {promql: worker_jobs_running}\n"
                + "policy: {stabilization: 30s, drain-limit: 60s, cool-down: 0s, " + shape.policy() + "}\n";
        boolean worker = shape.kind() == FleetTruth.Kind.WORKER;
        FleetTruth truth = new FleetTruth(
                "shop",
                worker ? "worker" : "app",
                shape.kind(),
                OptionalInt.of(shape.policy().contains("idle-action") ? 0 : shape.awake()),
                Map.of(),
                0,
                shape.policy().contains("idle-action"),
                Set.of(),
                2,
                10,
                600,
                30,
                OptionalInt.empty());
        return new Organization(scenario, text, List.of(truth), Duration.ofMinutes(8));
    }

    private static Stage.Run run(Organization organization, DaemonProcess.Death death, List<DaemonProcess> lives) {
        return new Stage(organization, 1, Faults.NONE, CALM, END)
                .play(universe -> universe.scheduler.at(universe.now().plusSeconds(60), () -> {
                    DaemonProcess first = new DaemonProcess("first", universe, organization.settings(Mode.ACT), death);
                    lives.add(first);
                    first.start();
                    again(universe, organization, first);
                }));
    }

    private static void again(Universe universe, Organization organization, DaemonProcess first) {
        universe.scheduler.at(universe.now().plusSeconds(1), () -> {
            if (first.isAlive()) {
                again(universe, organization, first);
            } else {
                universe.scheduler.at(
                        universe.now().plus(RESTART_AFTER),
                        () -> new DaemonProcess(
                                        "second", universe, organization.settings(Mode.ACT), DaemonProcess.Death.NEVER)
                                .start());
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void nothingIsStuckWhereverItDies(Shape shape) {
        Organization organization = organization(shape);
        List<DaemonProcess> lives = new ArrayList<>();
        Stage.Run whole = run(organization, DaemonProcess.Death.NEVER, lives);
        assertThat(whole.failure()).as(whole.story(60)).isEmpty();
        int first = lives.getFirst().firstWrite();
        int last = lives.getFirst().lastWrite();
        assertThat(last - first).as("calls from the first write to the last").isGreaterThan(8);

        for (int call = first - 2; call <= last + 1; call++) {
            for (boolean afterEffect : List.of(false, true)) {
                Stage.Run run = run(organization, new DaemonProcess.Death(call, afterEffect), lives);
                String story = (afterEffect ? "killed after call " : "killed before call ") + call + ", ";
                assertThat(run.failure()).as(story + run.story(60)).isEmpty();
                assertThat(run.universe().audit.tally()).as(story).containsEntry("kills", 1);
                assertThat(run.universe().world().apps().iterator().next().machines().stream()
                                .filter(machine -> machine.state() == MachineState.STARTED && !machine.isCordoned()))
                        .as(story + run.story(40))
                        .hasSize(shape.awake());
            }
        }
    }
}
