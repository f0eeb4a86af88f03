package dev.hangar.system;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.AppName;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.policy.MachineReport;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.api.ApiFaults;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import dev.hangar.testkit.VirtualDaemon;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Machines are created on the simulated Fly: the production classes over real HTTP, only the clock runs faster.
class CreationScenarioTest {
    private static final double SPEED = 150;
    private static final Region IAD = new Region("iad");

    /// Two workers, and a queue that from minute 3 on wants more than there may ever be.
    private static Scenario growingQueue() {
        Demand demand = new Demand.Scripted(
                List.of(new Demand.Step(Duration.ZERO, 1), new Demand.Step(Duration.ofMinutes(3), 40)));
        return WorldBuilder.org("acme", TestWorlds.START)
                .app(
                        "mailer",
                        app -> app.group("worker")
                                .machines(2, "iad")
                                .workload(new Workload.Queue(
                                        demand, IAD, Duration.ofSeconds(10), 1, Duration.ofSeconds(60))))
                .scenario();
    }

    private static String policy(String mode, String create) {
        return """
                mode: %s
                app: mailer
                signals: {jobs-waiting: {promql: queue_jobs_waiting}, jobs-running: {promql: worker_jobs_running}}
                policy:
                  min-machines-running: 2
                  create: {%s}
                  stabilization: 1m
                  signals:
                    - {name: jobs-waiting, capacity: 3, outlives-machines: true}
                    - {name: jobs-running, capacity: 1}
                """.formatted(mode, create);
    }

    /// The machines as a pass reads them.
    private static List<Machine> machines(VirtualDaemon daemon) {
        return daemon.tick().stream()
                .map(record -> ((PassRecord.Decided) record).evaluation().report())
                .flatMap(report -> report.machines().stream())
                .map(MachineReport::machine)
                .toList();
    }

    private static Stream<PassRecord.Acted> creates(List<PassRecord> records) {
        return records.stream()
                .filter(PassRecord.Decided.class::isInstance)
                .flatMap(record -> ((PassRecord.Decided) record).acted().stream())
                .filter(acted -> acted.action() instanceof Action.Create);
    }

    @Test
    void sparesAreMadeThenTheQueueGrowsToTheLimitAndNoFurther() throws IOException {
        try (VirtualDaemon daemon = VirtualDaemon.on(growingQueue(), SPEED, policy("act", "most: 5, spares: 1"))) {
            daemon.run(Duration.ofSeconds(150), records -> {});
            assertThat(machines(daemon)).hasSize(3);
            Machine spare = machines(daemon).stream()
                    .filter(machine -> machine.metadata().containsKey("hangar_launch_id"))
                    .findFirst()
                    .orElseThrow();
            assertThat(spare.state()).isEqualTo(MachineState.STOPPED);
            assertThat(spare.metadata()).containsKeys("hangar_launch_id", "hangar_created_from", "fly_process_group");

            daemon.run(
                    Duration.ofMinutes(7),
                    records -> assertThat(records)
                            .allSatisfy(record -> assertThat(((PassRecord.Decided) record).violations())
                                    .isEmpty()));
            assertThat(machines(daemon)).hasSize(5);
            assertThat(daemon.count("mailer", MachineState.STARTED)).isEqualTo(5);
        }
    }

    @Test
    void aFullRegionIsTriedThriceThenRests() throws IOException {
        try (VirtualDaemon daemon = VirtualDaemon.on(growingQueue(), SPEED, policy("act", "most: 5, spares: 2"))) {
            daemon.fly().setFaults(new ApiFaults() {
                @Override
                public Optional<String> createRefusal(AppName app, Region region) {
                    return Optional.of("could not find a candidate host");
                }
            });
            List<String> outcomes = new ArrayList<>();
            daemon.run(
                    Duration.ofMinutes(6),
                    records -> creates(records)
                            .map(acted -> acted.outcome().word())
                            .filter(word -> !word.equals("skipped"))
                            .forEach(outcomes::add));
            assertThat(outcomes).containsExactly("refused", "refused", "refused");
            assertThat(machines(daemon)).hasSize(2);
        }
    }

    @Test
    void observingMakesNothing() throws IOException {
        try (VirtualDaemon daemon = VirtualDaemon.on(growingQueue(), SPEED, policy("observe", "most: 5, spares: 1"))) {
            List<Action> planned = new ArrayList<>();
            daemon.run(
                    Duration.ofMinutes(3),
                    records -> records.forEach(record -> planned.addAll(
                            ((PassRecord.Decided) record).evaluation().plan().actions())));
            assertThat(planned).anyMatch(Action.Create.class::isInstance);
            assertThat(machines(daemon)).hasSize(2);
        }
    }
}
