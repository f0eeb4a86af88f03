package dev.hangar.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/// `hangar run` on a simulated Fly, in a hurry: no window, no cool-down, a pass every 5 s, and machines stopped,
/// which takes less time than suspending them.
final class Daemon implements AutoCloseable {
    private static final String HASTY = """
            hangar:
              org: demo
              interval: 5s
              http: {port: 0}
              policy: {stabilization: 0s, cool-down: 0s, idle-action: stop}
            """;

    private final HangarProcess process;
    private final String base;

    private Daemon(HangarProcess process) {
        this.process = process;
        base = "http://127.0.0.1:"
                + process.awaitLine("Listening on: http://[^ ]*:(\\d+)").group(1);
    }

    /// Starts it and waits until it serves.
    ///
    /// @param directory where its configuration is written
    static Daemon start(SimulatorProcess fly, Path directory, String mode) {
        return start(fly.variables(), directory, mode);
    }

    /// The same on whatever these variables name.
    static Daemon start(Map<String, String> variables, Path directory, String mode) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("HANGAR_MODE", mode);
        return configured(all, configuration(directory));
    }

    /// The same with a configuration of one's own, which says `http.port: 0`.
    static Daemon configured(Map<String, String> variables, String file) {
        HangarProcess process = HangarProcess.start(variables, "run", "--config", file);
        try {
            return new Daemon(process);
        } catch (RuntimeException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    static String configuration(Path directory) {
        try {
            return Files.writeString(directory.resolve("hasty.yaml"), HASTY).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/q/health/ready").status() == 200);
    }

    Http.Reply get(String path) {
        return Http.get(base + path);
    }

    Http.Reply put(String path, String authorization, String body) {
        return Http.put(base + path, authorization, body);
    }

    List<JsonNode> list(String path) {
        return get(path).json().valueStream().toList();
    }

    /// Sum of the lines of one meter.
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String port() {
        return base.substring(base.lastIndexOf(':') + 1);
    }

    HangarProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
