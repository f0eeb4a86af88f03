package dev.hangar.system;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.AppName;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Outcome;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.policy.MachineReport;
import dev.hangar.simulator.DemoOrg;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.AppBuilder;
import dev.hangar.simulator.world.AppTally;
import dev.hangar.simulator.world.Demand;
import dev.hangar.simulator.world.Figures;
import dev.hangar.simulator.world.Workload;
import dev.hangar.simulator.world.WorldBuilder;
import dev.hangar.testkit.VirtualDaemon;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Whole stories on the simulated Fly: the production classes over real HTTP, only the clock runs faster.
class PolicyScenariosTest {
    private static final double SPEED = 150;
    private static final String ACT = "mode: act\napp: \"*\"\n";

    private static Demand.Scripted steps(Demand.Step... steps) {
        return new Demand.Scripted(List.of(steps));
    }

    private static Demand.Step from(int minute, double level) {
        return new Demand.Step(Duration.ofMinutes(minute), level);
    }

    private static WorldBuilder org() {
        return WorldBuilder.org("acme", TestWorlds.START);
    }

    private static Stream<Action> carriedOut(List<PassRecord> records) {
        return records.stream()
                .filter(PassRecord.Decided.class::isInstance)
                .flatMap(record -> ((PassRecord.Decided) record).acted().stream())
                .filter(acted -> acted.outcome() instanceof Outcome.Applied)
                .map(PassRecord.Acted::action);
    }

    private static Stream<MachineReport> machines(List<PassRecord> records) {
        return records.stream()
                .filter(PassRecord.Decided.class::isInstance)
                .flatMap(record -> ((PassRecord.Decided) record).evaluation().report().machines().stream());
    }

    /// Promise 1. Demand falls (not to nothing: that would be a traffic cliff) just when Prometheus goes away: what was
    /// awake stays awake for as long as it is away.
    @Test
    void tenMinutesWithoutPrometheusShrinkNothing() throws IOException {
        // Four machines of soft limit 10 with 28 requests at once: 28/10/0.8 = 3.5, so all four are needed at first.
        var scenario = org().app(
                        "shop",
                        app -> app.service(service -> service.limits(10, 15))
                                .machines(4, "iad")
                                .workload(Workload.Web.from("iad", steps(from(0, 28), from(6, 2)))))
                .scenario();
        try (VirtualDaemon daemon = VirtualDaemon.on(scenario, SPEED, ACT)) {
            daemon.run(Duration.ofMinutes(6), records -> {});
            assertThat(daemon.count("shop", MachineState.STARTED)).isEqualTo(4);

            daemon.fly().prometheusDown(true);
            List<Action> during = new ArrayList<>();
            List<Reason> reasons = new ArrayList<>();
            daemon.run(Duration.ofMinutes(10), records -> {
                carriedOut(records).forEach(during::add);
                machines(records).map(MachineReport::reason).forEach(reasons::add);
            });
            assertThat(during).isEmpty();
            assertThat(daemon.count("shop", MachineState.STARTED)).isEqualTo(4);
            assertThat(reasons).contains(Reason.SIGNAL_ABSENT).doesNotContain(Reason.IDLE);

            // Once it is back, a full window must be seen again before anything shrinks.
            daemon.fly().prometheusDown(false);
            daemon.run(Duration.ofMinutes(4), records -> carriedOut(records).forEach(during::add));
            assertThat(during).isEmpty();
            daemon.run(Duration.ofMinutes(6), records -> carriedOut(records).forEach(during::add));
            assertThat(during).isNotEmpty();
        }
    }

    @Test
    void floorsHoldByRegionAndTheRestIsParked() throws IOException {
        var scenario = org().app(
                        "shop",
                        app -> app.service(service -> service.limits(10, 15))
                                .machines(3, "iad")
                                .machines(3, "lhr")
                                .workload(Workload.Web.from("iad", new Demand.Constant(0))))
                .scenario();
        String yaml = ACT + "policy: {regions: {iad: 1, lhr: 2}, step-down: 3, stabilization: 1m}\n";
        try (VirtualDaemon daemon = VirtualDaemon.on(scenario, SPEED, yaml)) {
            daemon.run(Duration.ofMinutes(8), records -> {
                long iad = awake(records, "iad");
                long lhr = awake(records, "lhr");
                assertThat(iad).isGreaterThanOrEqualTo(1);
                assertThat(lhr).isGreaterThanOrEqualTo(2);
            });
            assertThat(daemon.count("shop", MachineState.STARTED)).isEqualTo(3);
            assertThat(daemon.count("shop", MachineState.SUSPENDED)).isEqualTo(3);
        }
    }

    private static long awake(List<PassRecord> records, String region) {
        return machines(records)
                .filter(report -> report.machine().region().value().equals(region)
                        && report.machine().state() == MachineState.STARTED
                        && !report.machine().cordoned())
                .count();
    }

    @Test
    void whatFlyWouldNotSuspendIsStoppedAndSaidSo() throws IOException {
        var scenario = org().app(
                        "big",
                        app -> app.guest("shared", 2, 4096)
                                .service(service -> service.limits(10, 15))
                                .machines(2, "iad")
                                .workload(Workload.Web.from("iad", new Demand.Constant(0))))
                .scenario();
        List<String> details = new ArrayList<>();
        try (VirtualDaemon daemon = VirtualDaemon.on(scenario, SPEED, ACT + "policy: {stabilization: 1m}\n")) {
            daemon.run(
                    Duration.ofMinutes(5),
                    records -> machines(records)
                            .filter(report -> report.action().isPresent())
                            .map(MachineReport::detail)
                            .forEach(details::add));
            assertThat(daemon.count("big", MachineState.STOPPED)).isEqualTo(1);
            assertThat(daemon.count("big", MachineState.STARTED)).isEqualTo(1);
        }
        assertThat(details).anyMatch(detail -> detail.contains("memory 4096 MB exceeds 2048 MB"));
    }

    @Test
    void demandWakesWhatWasParkedBeforeTheProxyMust() throws IOException {
        var scenario = org().app(
                        "api",
                        app -> app.service(service -> service.limits(10, 100).autostop(Autostop.OFF))
                                .machines(1, "iad")
                                .machines(3, "iad", MachineState.SUSPENDED)
                                // 18 of a soft limit of 10 on one machine: 18/10/0.8 = 2.25, so three are wanted.
                                .workload(Workload.Web.from("iad", steps(from(0, 4), from(2, 18)))))
                .scenario();
        List<Action> actions = new ArrayList<>();
        try (VirtualDaemon daemon = VirtualDaemon.on(scenario, SPEED, ACT)) {
            daemon.run(Duration.ofMinutes(5), records -> carriedOut(records).forEach(actions::add));
            assertThat(daemon.count("api", MachineState.STARTED)).isEqualTo(3);
        }
        assertThat(actions).allMatch(Action.Start.class::isInstance).isNotEmpty();
    }

    /// The launch pair comes to one, and stays two where a floor wants two.
    @Test
    void aLaunchPairIsParkedUnlessAFloorWantsTwo() throws IOException {
        var scenario = org().app("blog", PolicyScenariosTest::pair)
                .app("bank", PolicyScenariosTest::pair)
                .scenario();
        String yaml = ACT + "policy: {stabilization: 1m}\napps: {bank: {policy: {min-machines-running: 2}}}\n";
        try (VirtualDaemon daemon = VirtualDaemon.on(scenario, SPEED, yaml)) {
            daemon.run(Duration.ofMinutes(5), records -> {});
            assertThat(daemon.count("blog", MachineState.STARTED)).isEqualTo(1);
            assertThat(daemon.count("blog", MachineState.SUSPENDED)).isEqualTo(1);
            assertThat(daemon.count("bank", MachineState.STARTED)).isEqualTo(2);
        }
    }

    private static void pair(AppBuilder app) {
        app.service(service -> service.limits(20, 25).minMachinesRunning(1))
                .age(Duration.ofHours(30))
                .machines(1, "iad")
                .age(Duration.ofHours(30).minusSeconds(40))
                .machines(1, "iad")
                .workload(Workload.Web.from("iad", new Demand.Constant(5)));
    }

    /// As the official autoscaler's users have it: nobody works while nothing waits, and a batch wakes all three.
    @Test
    void aQueueIsScaledByAFormulaFromZeroAndBack() throws IOException {
        // 60 jobs a minute, 12 a minute and worker: more than three workers take, so that more than 20 soon wait.
        var scenario = org().app(
                        "mailer",
                        app -> app.group("worker")
                                .machines(3, "iad", MachineState.STOPPED)
                                .workload(new Workload.Queue(
                                        steps(from(0, 0), from(8, 60), from(14, 0)),
                                        new Region("iad"),
                                        Duration.ofSeconds(5),
                                        1,
                                        Duration.ofMinutes(5))))
                .scenario();
        String yaml = ACT + """
                signals: {jobs-waiting: {promql: queue_jobs_waiting}, jobs-running: {promql: worker_jobs_running}}
                policy:
                  min-machines-running: 0
                  scaling: expression
                  expression: {started: ceil(jobs_waiting / 10)}
                  signals: [{name: jobs-waiting, capacity: 10, outlives-machines: true}, {name: jobs-running, capacity: 1}]
                  stabilization: 1m
                  step-down: 3
                """;
        Set<MachineRef> woken = new TreeSet<>();
        List<String> details = new ArrayList<>();
        try (VirtualDaemon daemon = VirtualDaemon.on(scenario, SPEED, yaml)) {
            Instant firstJob = TestWorlds.START.plus(Duration.ofMinutes(8));
            Instant end = firstJob.plus(Duration.ofMinutes(80));
            while (daemon.fly().clock().instant().isBefore(end)
                    && (woken.size() < 3 || daemon.count("mailer", MachineState.STARTED) > 0)) {
                daemon.run(Duration.ofMinutes(1), records -> {
                    carriedOut(records)
                            .filter(Action.Start.class::isInstance)
                            .map(Action::machine)
                            .forEach(woken::add);
                    machines(records)
                            .filter(report -> report.reason() == Reason.DEMAND)
                            .map(MachineReport::detail)
                            .forEach(details::add);
                    boolean jobs = daemon.fly().clock().instant().isAfter(firstJob);
                    assertThat(jobs || woken.isEmpty())
                            .as("nobody is woken for nothing")
                            .isTrue();
                });
            }
            assertThat(woken).hasSize(3);
            assertThat(daemon.count("mailer", MachineState.STARTED)).isZero();
            assertThat(daemon.fly().figures().actual().interruptions()).isZero();
        }
        assertThat(details).isNotEmpty().allMatch(detail -> detail.contains("ceil(jobs_waiting / 10)"));
    }

    /// Metrics are up to a minute old here, which comes on top of the wait target: patience is a minute longer. And a
    /// worker that was idle a minute ago may have a job by now, so that the window is as long as the batch.
    @Test
    void aQueueKeepsItsWaitTargetAndGoesBackToZero() throws IOException {
        // A batch of 180 jobs of 20 s within six minutes: ten workers' worth.
        var scenario = org().app(
                        "mailer",
                        app -> app.group("worker")
                                .machines(16, "iad", MachineState.STOPPED)
                                .workload(new Workload.Queue(
                                        steps(from(0, 0), from(8, 30), from(14, 0)),
                                        new Region("iad"),
                                        Duration.ofSeconds(20),
                                        1,
                                        Duration.ofMinutes(3))))
                .scenario();
        String yaml = ACT + """
                signals: {jobs-waiting: {promql: queue_jobs_waiting}, jobs-running: {promql: worker_jobs_running}}
                policy:
                  min-machines-running: 0
                  signals:
                    - {name: jobs-waiting, service-time: 20s, wait-target: 2m, outlives-machines: true}
                    - {name: jobs-running, capacity: 1}
                  stabilization: 6m
                  step-down: 4
                  budget: {sleeps: 40}
                """;
        try (VirtualDaemon daemon = VirtualDaemon.on(scenario, SPEED, yaml)) {
            daemon.run(Duration.ofMinutes(16), records -> {});
            Instant end = daemon.fly().clock().instant().plus(Duration.ofMinutes(60));
            while (daemon.fly().clock().instant().isBefore(end) && daemon.count("mailer", MachineState.STARTED) > 0) {
                daemon.run(Duration.ofMinutes(1), records -> {});
            }
            AppTally mailer = Objects.requireNonNull(
                    daemon.fly().figures().actual().apps().get(new AppName("mailer")));
            assertThat(daemon.count("mailer", MachineState.STARTED)).isZero();
            assertThat(mailer.jobs()).isBetween(170L, 190L).isEqualTo(mailer.doneJobs());
            assertThat(mailer.lateJobs()).isLessThanOrEqualTo(mailer.jobs() / 20);
            // A job that began after the newest sample can be cut off: on a busy machine the clock runs ahead of the
            // passes.
            assertThat(mailer.interruptedJobs()).isLessThanOrEqualTo(2);
        }
    }

    /// The demonstration's organization for half an hour: cheaper, nothing cut off, nothing untouchable touched, and a
    /// restart in the middle changes nothing of that.
    @Test
    void theDemoOrganizationIsCheaperAndNothingUntouchableIsTouched() throws IOException {
        Set<String> untouchable = Set.of("shop-db", "cron");
        List<Action> actions = new ArrayList<>();
        try (VirtualDaemon daemon = VirtualDaemon.on(DemoOrg.scenario(TestWorlds.START), SPEED, demoConfiguration())) {
            daemon.run(Duration.ofMinutes(15), records -> carriedOut(records).forEach(actions::add));
            daemon.restart();
            daemon.run(Duration.ofMinutes(15), records -> carriedOut(records).forEach(actions::add));
            Figures figures = daemon.fly().figures();
            assertThat(figures.saved().value()).isPositive();
            assertThat(figures.actual().interruptions()).isZero();
            assertThat(daemon.count("storefront", MachineState.STARTED)).isEqualTo(1);
        }
        assertThat(actions)
                .isNotEmpty()
                .noneMatch(action -> untouchable.contains(action.machine().app().value()));
    }

    /// The configuration that `hangar demo` runs with, below its top key.
    private static String demoConfiguration() throws IOException {
        try (InputStream stream = PolicyScenariosTest.class.getResourceAsStream("/demo/hangar.yaml")) {
            String whole = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return whole.substring(whole.indexOf("hangar:") + "hangar:".length())
                    .stripIndent();
        }
    }
}
