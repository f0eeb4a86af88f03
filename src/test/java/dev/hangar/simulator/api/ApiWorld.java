package dev.hangar.simulator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.simulator.DemoOrg;
import dev.hangar.simulator.TestPrices;
import dev.hangar.simulator.TestWorlds;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// The demonstration's organization behind the API, with every answer held against the official document.
final class ApiWorld {
    private static final String TOKEN = "fm2_test";

    final SimulatedFly fly = new SimulatedFly(DemoOrg.scenario(TestWorlds.START), new Seed(21), TestPrices.book());
    final World world = fly.world();
    final MachinesApi api = new MachinesApi(fly, TOKEN);

    private final SpecCheck check;

    ApiWorld(SpecCheck check) {
        this.check = check;
    }

    static ApiWorld checked() {
        return new ApiWorld(SpecCheck.official());
    }

    /// Calls with the main token, or with the one that the headers name.
    ApiResponse call(String method, String target, String body, String... headers) {
        Map<String, String> all = new TreeMap<>(Map.of("Authorization", "Bearer " + TOKEN));
        for (int i = 0; i + 1 < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        ApiRequest request = ApiRequest.of(method, target, all, body);
        return check.checked(request, api.handle(request));
    }

    ApiResponse get(String target, String... headers) {
        return call("GET", target, "", headers);
    }

    ApiResponse post(String target, String body, String... headers) {
        return call("POST", target, body, headers);
    }

    /// Lets rate limits recover and moves end.
    void pause() {
        pass(Duration.ofSeconds(30));
    }

    void pass(Duration time) {
        fly.advanceTo(fly.now().plus(time));
    }

    SimulatedMachine machine(String app, int position) {
        return TestWorlds.machine(world, app, position);
    }

    static String path(SimulatedMachine machine, String rest) {
        return "/v1/apps/" + machine.ref().app() + "/machines/" + machine.id() + rest;
    }

    static JsonNode json(ApiResponse response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(response.body(), notJson);
        }
    }
}
