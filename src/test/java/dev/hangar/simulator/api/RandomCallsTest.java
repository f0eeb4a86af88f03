package dev.hangar.simulator.api;

import dev.hangar.model.MachineState;
import dev.hangar.simulator.DemoOrg;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.AppTally;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Properties that hold whatever is called and whenever.
class RandomCallsTest {
    private static final int CALLS = 400;
    private static final long CHECKED_SEEDS = 3;
    private static final List<String> VERBS = List.of(
            "POST /start",
            "POST /stop",
            "POST /suspend",
            "POST /restart",
            "POST /cordon",
            "POST /uncordon",
            "POST /lease?ttl=5",
            "POST /signal",
            "DELETE ?force=true",
            "GET /wait?timeout=3",
            "GET ");
    private static final Set<Integer> STATUSES = Set.of(200, 201, 400, 408, 409, 412, 429);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noCallBreaksTheWorld(long seed) {
        SimulatedFly fly = new SimulatedFly(DemoOrg.scenario(TestWorlds.START), new Seed(seed), TestPrices.book());
        MachinesApi api = new MachinesApi(fly, "fm2_test");
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CALLS; i++) {
            List<SimulatedMachine> machines = new ArrayList<>();
            fly.world().apps().forEach(app -> machines.addAll(app.machines()));
            SimulatedMachine machine = machines.get(random.nextInt(machines.size()));
            String verb = VERBS.get(random.nextInt(VERBS.size()));
            int space = verb.indexOf(' ');
            String target = "/v1/apps/" + machine.ref().app() + "/machines/" + machine.id() + verb.substring(space + 1);
            ApiRequest request =
                    ApiRequest.of(verb.substring(0, space), target, Map.of("Authorization", "FlyV1 fm2_test"), "");
            // Checking costs more than calling: some seeds are enough.
            ApiResponse response = seed <= CHECKED_SEEDS ? SpecCheck.handle(api, request) : api.handle(request);
            boolean waitsForGone = verb.startsWith("GET /wait")
                    && machine.state() == MachineState.DESTROYED
                    && response.status() == 404;
            if (!waitsForGone) {
                assertThat(response.status()).as(target).isIn(STATUSES);
            }
            fly.advanceTo(fly.now().plusMillis(random.nextLong(20_000)));
            check(fly.world());
        }
        checkTwin(seed, fly);
    }

    private static void check(World world) {
        for (SimulatedApp app : world.apps()) {
            for (SimulatedMachine machine : app.machines()) {
                boolean busy = machine.load() > 0 || app.runningJobs(machine.id()) > 0;
                assertThat(!busy || machine.state() == MachineState.STARTED)
                        .as("%s is %s and busy", machine.ref(), machine.state())
                        .isTrue();
                assertThat(machine.events()).hasSizeLessThanOrEqualTo(SimulatedMachine.EVENTS_KEPT);
            }
        }
    }

    /// Nothing that is called reaches the twin, and both see the same users.
    private static void checkTwin(long seed, SimulatedFly fly) {
        World alone = new World(DemoOrg.scenario(TestWorlds.START), new Seed(seed), TestPrices.book());
        alone.advanceTo(fly.now());
        assertThat(fly.figures().without()).isEqualTo(alone.tally());
        assertThat(fly.now()).isAfter(TestWorlds.START.plus(Duration.ofMinutes(30)));
        assertThat(fly.figures().actual().apps().values().stream()
                        .mapToLong(AppTally::jobs)
                        .sum())
                .isEqualTo(alone.tally().apps().values().stream()
                        .mapToLong(AppTally::jobs)
                        .sum());
    }
}
