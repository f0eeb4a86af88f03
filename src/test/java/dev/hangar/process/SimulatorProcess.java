package dev.hangar.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/// A simulated Fly in a process of its own, looked at through its API.
final class SimulatorProcess implements AutoCloseable {
    private final HangarProcess process;
    private final String base;
    private final String graphql;
    private final String token;
    private final String metrics;
    private final String queries;
    private final List<String> apps;

    private SimulatorProcess(HangarProcess process) {
        this.process = process;
        base = process.awaitLine("^Machines API +(\\S+)").group(1);
        graphql = process.awaitLine("^GraphQL +(\\S+)").group(1);
        token = process.awaitLine("^token +(\\S+)").group(1);
        metrics = process.awaitLine("^metrics +(\\S+)").group(1);
        queries = process.awaitLine("^queries +(\\S+)").group(1);
        apps = List.of(process.awaitLine("^apps +(.*)").group(1).split(" ", -1));
    }

    static SimulatorProcess start() {
        HangarProcess process = HangarProcess.start(Map.of(), "simulate", "--port", "0", "--seed", "7");
        try {
            return new SimulatorProcess(process);
        } catch (RuntimeException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    /// What Hangar has to be told: the token and the three addresses.
    Map<String, String> variables() {
        return Map.of(
                "HANGAR_FLY_TOKEN", token,
                "HANGAR_FLY_BASE_URL", base,
                "HANGAR_FLY_GRAPHQL_URL", graphql,
                "HANGAR_PROMETHEUS_URL", queries);
    }

    /// [#variables] and more, given as name, value, name, value…
    Map<String, String> variables(String... more) {
        Map<String, String> all = new HashMap<>(variables());
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    HangarProcess process() {
        return process;
    }

    String base() {
        return base;
    }

    /// Address of the page that a Prometheus scrapes.
    String metrics() {
        return metrics;
    }

    String token() {
        return token;
    }

    List<String> apps() {
        return apps;
    }

    Http.Reply get(String path) {
        return Http.get(base + path, token);
    }

    /// The machines of one app. A listing that is throttled is asked for again.
    List<JsonNode> machines(String app) {
        Http.Reply reply = get("/v1/apps/" + app + "/machines");
        while (reply.status() == 429) {
            reply = get("/v1/apps/" + app + "/machines");
        }
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().valueStream().toList();
    }

    /// All machines of the organization by `app/id`.
    Map<String, JsonNode> machines() {
        Map<String, JsonNode> all = new TreeMap<>();
        apps.forEach(app -> machines(app)
                .forEach(machine -> all.put(app + "/" + machine.path("id").asText(), machine)));
        return all;
    }

    static boolean isCordoned(JsonNode machine) {
        return machine.path("cordoned").asBoolean();
    }

    /// Hangar's tag on a machine, such as the API shows it; empty without one.
    static String drainTag(JsonNode machine) {
        return machine.path("config").path("metadata").path("hangar_drain").asText("");
    }

    /// Whether somebody holds the lease of a machine, given as `app/id`.
    boolean isLeased(String appAndMachine) {
        String[] parts = appAndMachine.split("/", -1);
        Http.Reply reply = get("/v1/apps/" + parts[0] + "/machines/" + parts[1] + "/lease");
        assertThat(reply.status()).isIn(200, 404);
        return reply.status() == 200;
    }

    @Override
    public void close() {
        process.close();
    }
}
