package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.model.Service;
import dev.hangar.simulator.world.SimulatedMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Processes inside a machine: what runs, and commands (facts 1.4). A simulated machine has one process and knows three
/// commands: `echo`, `true` and `false`.
final class ProcessEndpoints {
    private static final int NOT_FOUND = 127;
    private static final long RSS_BYTES = 48L << 20;

    private ProcessEndpoints() {}

    /// What runs; its order can be asked for, though there is one process only.
    static ApiResponse list(Call call) {
        String order = call.request().parameter("order").orElse("asc");
        if (!List.of("asc", "desc").contains(order)) {
            return ApiResponse.error(400, "invalid order: asc or desc is expected");
        }
        if (isOff(call)) {
            return notRunning();
        }
        SimulatedMachine machine = call.machine();
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        ObjectNode process = list.addObject();
        process.put("pid", 300);
        process.put("stime", 12);
        process.put("rtime", 3400);
        process.put("command", "/app/server");
        process.put("directory", "/app");
        process.put("cpu", Math.round(machine.usage().busySeconds() * 100));
        process.put("rss", RSS_BYTES);
        ArrayNode sockets = process.putArray("listen_sockets");
        for (Service service : machine.config().services()) {
            sockets.addObject().put("proto", "tcp").put("address", "[::]:" + service.internalPort());
        }
        return ApiResponse.json(list);
    }

    /// Runs a command; 200 also when it failed, its exit code says so.
    static ApiResponse exec(Call call) {
        Optional<List<String>> command = call.body().map(ProcessEndpoints::command);
        if (command.isEmpty() || command.get().isEmpty()) {
            return ApiResponse.error(400, "invalid request body: cmd or command is expected");
        }
        return isOff(call) ? notRunning() : ApiResponse.json(ran(command.get()));
    }

    /// `command` is a list; the older `cmd`, which the official client still sends, is one text.
    private static List<String> command(ObjectNode body) {
        List<String> words = new ArrayList<>();
        body.path("command").forEach(word -> words.add(word.asText()));
        JsonNode text = body.path("cmd");
        return words.isEmpty() && !text.asText("").isBlank()
                ? Arrays.asList(text.asText().strip().split("\\s+"))
                : words;
    }

    private static ObjectNode ran(List<String> command) {
        String program = command.getFirst();
        return switch (program) {
            case "echo" -> result(0, String.join(" ", command.subList(1, command.size())) + "\n", "");
            case "true" -> result(0, "", "");
            case "false" -> result(1, "", "");
            default -> result(NOT_FOUND, "", program + ": command not found\n");
        };
    }

    private static ObjectNode result(int code, String out, String err) {
        return MachineJson.object()
                .put("exit_code", code)
                .put("exit_signal", 0)
                .put("stdout", out)
                .put("stderr", err);
    }

    private static boolean isOff(Call call) {
        return call.machine().state() != MachineState.STARTED;
    }

    static ApiResponse notRunning() {
        return ApiResponse.failedPrecondition("machine not running");
    }
}
