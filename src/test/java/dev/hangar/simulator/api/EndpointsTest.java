package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The smaller endpoints: processes, memory, volumes, placement, and how waits and stops are asked for.
class EndpointsTest {
    private final ApiWorld at = ApiWorld.checked();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{\"cmd\":\"echo good day\"}, 0, `good day\n`, ``",
                "`{\"command\":[\"echo\",\"a  b\"]}`, 0, `a  b\n`, ``",
                "{\"cmd\":\"false\"}, 1, ``, ``",
                "{\"cmd\":\"true\"}, 0, ``, ``",
                "{\"cmd\":\"reboot now\"}, 127, ``, `reboot: command not found\n`",
            })
    void aCommandThatFailsIsStillAnswered200(String body, int code, String out, String err) {
        ApiResponse answer = at.post(ApiWorld.path(at.machine("mailer", 0), "/exec"), body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(ApiWorld.json(answer).path("exit_code").asInt()).isEqualTo(code);
        assertThat(ApiWorld.json(answer).path("stdout").asText()).isEqualTo(out);
        assertThat(ApiWorld.json(answer).path("stderr").asText()).isEqualTo(err);
    }

    @Test
    void nothingRunsInAMachineThatIsOff() {
        String off = ApiWorld.path(at.machine("cron", 1), "");
        assertThat(at.post(off + "/exec", "{\"cmd\":\"true\"}").body()).contains("machine not running");
        assertThat(at.get(off + "/ps").status()).isEqualTo(412);
        JsonNode processes = ApiWorld.json(at.get(ApiWorld.path(at.machine("storefront", 0), "/ps")));
        assertThat(processes.at("/0/listen_sockets/0/address").asText()).isEqualTo("[::]:8080");
    }

    @Test
    void aMemoryLimitLastsUntilTheNextVersion() {
        SimulatedMachine machine = at.machine("storefront", 0);
        String memory = ApiWorld.path(machine, "/memory");
        assertThat(at.get(memory).body()).isEqualTo("{\"limit_mb\":512,\"available_mb\":512}");
        assertThat(at.call("PUT", memory, "{\"limit_mb\":300}").body())
                .isEqualTo("{\"limit_mb\":300,\"available_mb\":512}");
        assertThat(at.call("PUT", memory, "{\"limit_mb\":513}").status()).isEqualTo(400);
        assertThat(at.post(memory + "/reclaim", "{\"amount_mb\":1000}").body()).isEqualTo("{\"actual_mb\":150}");
        String config =
                ApiWorld.json(at.get(ApiWorld.path(machine, ""))).path("config").toString();
        at.post(ApiWorld.path(machine, ""), "{\"config\":" + config + "}");
        at.pause();
        assertThat(ApiWorld.json(at.get(memory)).path("limit_mb").asInt()).isEqualTo(512);
    }

    @Test
    void aVolumeIsMountedOnce() {
        String volumes = "/v1/apps/uploads/volumes";
        String id = ApiWorld.json(at.post(volumes, "{\"name\":\"more\",\"size_gb\":3,\"region\":\"fra\"}"))
                .path("id")
                .asText();
        String wish = "{\"region\":\"fra\",\"config\":{\"image\":\"a:b\",\"mounts\":[{\"volume\":\"" + id
                + "\",\"path\":\"/d\"}]}}";
        String made = ApiWorld.json(at.post("/v1/apps/uploads/machines", wish))
                .path("id")
                .asText();
        JsonNode volume = ApiWorld.json(at.get(volumes + "/" + id));
        assertThat(volume.path("attached_machine_id").asText()).isEqualTo(made);
        assertThat(volume.path("region").asText()).isEqualTo("fra");
        ApiResponse again = at.post("/v1/apps/uploads/machines", wish);
        assertThat(again.status()).isEqualTo(412);
        assertThat(ApiWorld.json(again).path("status").asText()).isEqualTo("volume_placement_capacity");

        JsonNode grown = ApiWorld.json(at.call("PUT", volumes + "/" + id + "/extend", "{\"size_gb\":5}"));
        assertThat(grown.at("/volume/size_gb").asInt()).isEqualTo(5);
        assertThat(at.call("PUT", volumes + "/" + id + "/extend", "{\"size_gb\":4}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void volumesOfTheOrganizationArePaged() {
        JsonNode first = ApiWorld.json(at.get("/v1/orgs/demo/volumes?limit=2"));
        String cursor = first.path("next_cursor").asText();
        JsonNode rest = ApiWorld.json(at.get("/v1/orgs/demo/volumes?limit=2&cursor=" + cursor));
        assertThat(first.path("volumes").findValuesAsText("id")).hasSize(2);
        assertThat(rest.path("volumes").findValuesAsText("id"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(first.path("volumes").findValuesAsText("id"));
        assertThat(rest.path("next_cursor").asText()).isEmpty();
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "60, 'lhr,eu', 'lhr=50,ams=10'",
        "2, na, dfw=2",
        "0, syd, syd=50",
        "1, '', iad=1",
    })
    void placementFillsRegionsInOrder(int count, String region, String placed) {
        JsonNode answer = ApiWorld.json(at.post(
                "/v1/platform/placements",
                "{\"org_slug\":\"demo\",\"region\":\"" + region + "\",\"count\":" + count + "}"));
        StringBuilder text = new StringBuilder();
        for (JsonNode row : answer.path("regions")) {
            text.append(text.isEmpty() ? "" : ",").append(row.path("region").asText());
            text.append('=').append(row.path("count").asInt());
        }
        assertThat(text).hasToString(placed);
    }

    /// flyctl sends its time-out always, `0s` for none, and no version when it waits for `stopped`.
    @Test
    void stopAndWaitAreTakenAsFlyctlSendsThem() {
        SimulatedMachine machine = at.machine("mailer", 0);
        String path = ApiWorld.path(machine, "");
        assertThat(at.post(path + "/stop", "{\"id\":\"" + machine.id() + "\",\"timeout\":\"0s\"}")
                        .status())
                .isEqualTo(200);
        assertThat(machine.state()).isEqualTo(MachineState.STOPPING);
        assertThat(at.get(path + "/wait?state=stopped&timeout=60").status()).isEqualTo(200);
    }

    /// Made stopped, started, and gone when its process ends: its exit code is read after that.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"true, 0", "false, 1", "migrate, 0"})
    void aReleaseCommandIsRunAsFlyctlRunsIt(String command, int code) {
        String wish = "{\"region\":\"iad\",\"skip_launch\":true,\"config\":{\"image\":\"a:b\",\"auto_destroy\":true,"
                + "\"restart\":{\"policy\":\"no\"},\"env\":{\"RELEASE_COMMAND\":\"1\"},\"init\":{\"cmd\":[\""
                + command + "\"]}}}";
        String path = "/v1/apps/hobby/machines/"
                + ApiWorld.json(at.post("/v1/apps/hobby/machines", wish))
                        .path("id")
                        .asText();
        assertThat(at.get(path + "/wait?state=stopped&timeout=60").status()).isEqualTo(200);
        assertThat(at.post(path + "/start", "").status()).isEqualTo(200);
        at.pass(Duration.ofMinutes(3));
        assertThat(at.get(path + "/wait?state=destroyed&timeout=60").status()).isEqualTo(200);
        JsonNode exit = ApiWorld.json(at.get(path))
                .path("events")
                .valueStream()
                .filter(event -> event.path("type").asText().equals("exit"))
                .findFirst()
                .orElseThrow();
        assertThat(exit.at("/request/exit_event/exit_code").asInt(-1)).isEqualTo(code);
        assertThat(at.get(path + "/wait?state=started&timeout=60").status()).isEqualTo(404);
    }

    @Test
    void aWaitBehindAnEventSeesStatesThatHavePassed() {
        String path = ApiWorld.path(at.machine("mailer", 0), "");
        String before =
                ApiWorld.json(at.get(path + "/events?limit=1")).at("/0/id").asText();
        at.post(path + "/stop", "{}");
        at.pause();
        at.post(path + "/start", "");
        at.pause();
        JsonNode stopped = ApiWorld.json(at.get(path + "/wait?state=stopped&timeout=5&from_event_id=" + before));
        assertThat(stopped.path("state").asText()).isEqualTo("stopped");
        String now = ApiWorld.json(at.get(path + "/events?limit=1")).at("/0/id").asText();
        assertThat(at.get(path + "/wait?state=stopped&timeout=5&from_event_id=" + now)
                        .status())
                .isEqualTo(408);
        assertThat(at.get(path + "/wait?state=started&timeout=1&version=01ANOTHER")
                        .status())
                .isEqualTo(408);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{\"signal\":\"SIGUSR1\"}, 200",
                "{\"signal\":9}, 200",
                "{\"signal\":\"SIGABRT\"}, 200",
                "{\"signal\":99}, 400",
                "{\"signal\":\"usr1\"}, 400",
                "{}, 400",
            })
    void signalsComeByNameOrNumber(String body, int status) {
        assertThat(at.post(ApiWorld.path(at.machine("mailer", 0), "/signal"), body)
                        .status())
                .isEqualTo(status);
        at.pass(Duration.ofSeconds(20));
        assertThat(at.machine("mailer", 0).state()).isEqualTo(MachineState.STARTED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', 200",
        "?force_stop=true, 200",
        "?timeout=10s&signal=SIGTERM, 200",
        "?timeout=10, 200",
        "?timeout=soon, 400",
        "?signal=SIGABRT, 400",
    })
    void restartTakesItsOptionsFromTheQuery(String query, int status) {
        assertThat(at.post(ApiWorld.path(at.machine("mailer", 0), "/restart" + query), "")
                        .status())
                .isEqualTo(status);
    }
}
