package dev.hangar.system;

import dev.hangar.control.Fleets;
import dev.hangar.control.MachineSource;
import dev.hangar.fly.FlyMachineSource;
import dev.hangar.fly.FlySettings;
import dev.hangar.fly.FlyToken;
import dev.hangar.fly.Transport;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Fleet;
import dev.hangar.model.Machine;
import dev.hangar.model.Observation;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.WakeTimes;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.api.MachinesApi;
import dev.hangar.simulator.world.Boots;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.SnapshotLife;
import dev.hangar.simulator.world.WorldBuilder;
import dev.hangar.testkit.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What the engine learns of wakes, read by the adapter from the simulated Fly in virtual time, against what really
/// happened there.
class WakeTimesScenarioTest {
    private static final AppName APP = new AppName("worker");
    private static final OrgSlug ORG = new OrgSlug("acme");
    private static final String TOKEN = "fm2_test";
    private static final int MACHINES = 3;
    private static final Duration BREAK = Duration.ofSeconds(30);

    private final PolicyEngine engine = new PolicyEngine(TestPrices.book());
    private final PolicySettings settings = Settings.usual().build();
    private PolicyMemory memory = PolicyMemory.NEW;

    private static SimulatedFly fly(double lossShare) {
        return new SimulatedFly(
                WorldBuilder.org(ORG.value(), TestWorlds.START)
                        .app(
                                APP.value(),
                                app -> app.snapshots(new SnapshotLife(Optional.empty(), lossShare))
                                        .machines(MACHINES, "iad"))
                        .scenario(),
                new Seed(5),
                TestPrices.book());
    }

    private static Transport.Response answer(MachinesApi api, Transport.Request request) {
        ApiResponse response = api.handle(ApiRequest.of(
                request.method(),
                request.target(),
                request.headers(),
                request.body().orElse("")));
        return new Transport.Response(response.status(), response.headers(), response.body());
    }

    /// Puts every machine to sleep and wakes it, so many times, with a pass after each.
    private WakeTimes cycle(SimulatedFly fly, SleepKind sleep, int times) {
        MachinesApi api = new MachinesApi(fly, TOKEN);
        FlySettings reads = new FlySettings(
                URI.create("http://fly.invalid"), FlyToken.of(TOKEN), ORG, Duration.ofSeconds(10), fly::now);
        MachineSource source = new FlyMachineSource(reads, request -> answer(api, request));
        String verb = sleep == SleepKind.SUSPEND ? "suspend" : "stop";
        for (int i = 0; i < times; i++) {
            for (String call : List.of(verb, "start")) {
                for (SimulatedMachine machine : machines(fly)) {
                    ApiResponse response = api.handle(ApiRequest.of(
                            "POST",
                            "/v1/apps/" + APP + "/machines/" + machine.id() + "/" + call,
                            Map.of("Authorization", "Bearer " + TOKEN),
                            "{}"));
                    assertThat(response.status())
                            .as("%s: %s", call, response.body())
                            .isEqualTo(200);
                    fly.advanceTo(fly.now().plusSeconds(1));
                }
                fly.advanceTo(fly.now().plus(BREAK));
                pass(fly, source);
            }
        }
        return memory.times();
    }

    private void pass(SimulatedFly fly, MachineSource source) {
        if (!(source.machines(APP) instanceof Answer.Ok<List<Machine>>(List<Machine> machines))) {
            throw new AssertionError("the app could not be listed");
        }
        Fleet fleet = Fleets.of(new App(APP, ORG, "deployed", Optional.empty()), machines)
                .getFirst();
        memory = engine.evaluate(new Observation(fly.now(), fleet, Map.of(), List.of()), memory, settings)
                .next();
    }

    private static List<SimulatedMachine> machines(SimulatedFly fly) {
        return TestWorlds.app(fly.world(), APP.value()).machines();
    }

    private static int resumes(SimulatedFly fly) {
        return machines(fly).stream()
                .map(SimulatedMachine::boots)
                .mapToInt(Boots::resumes)
                .sum();
    }

    @ParameterizedTest(name = "{0} of the snapshots are lost")
    @ValueSource(doubles = {0.1, 0.3, 0.8})
    void theShareOfLostSnapshotsIsSeen(double lost) {
        SimulatedFly fly = fly(lost);
        WakeTimes learned = cycle(fly, SleepKind.SUSPEND, 60);

        assertThat(learned.wakesSeen()).as("every start once").isEqualTo(MACHINES * 60);
        assertThat(learned.resumed()).as("as it really was").isEqualTo(resumes(fly));
        assertThat(learned.resumeShare()).isCloseTo(1 - lost, within(0.1));
        assertThat(learned.losesSnapshots()).isEqualTo(lost > 0.5);
        // The simulator boots within 2 to 4 s and resumes within 0.25 to 0.45 s.
        assertThat(learned.coldStart().orElseThrow()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(learned.resume().orElseThrow()).isBetween(Duration.ofMillis(250), Duration.ofMillis(450));
    }

    @Test
    void whereSnapshotsHoldAWakeIsAResume() {
        SimulatedFly fly = fly(0);
        WakeTimes learned = cycle(fly, SleepKind.SUSPEND, 60);

        assertThat(learned.resumed()).isEqualTo(resumes(fly)).isEqualTo(MACHINES * 60);
        assertThat(learned.booted()).isZero();
        assertThat(learned.cold()).isEmpty();
        // 1 of 182 is still counted as a boot of 5 s: 0.03 s more than a resume.
        assertThat(learned.expectedWake(SleepKind.SUSPEND)).isLessThan(Duration.ofMillis(500));
        assertThat(learned.slowShare(SleepKind.SUSPEND, Duration.ofSeconds(1))).isLessThan(0.01);
    }

    @Test
    void stoppedMachinesBootAndTeachNothingOfSnapshots() {
        WakeTimes learned = cycle(fly(0), SleepKind.STOP, 5);

        assertThat(learned.wakesSeen()).isZero();
        assertThat(learned.coldStart().orElseThrow()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(learned.stopping().orElseThrow().median()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(learned.resumeShare()).isEqualTo(0.5);
    }
}
