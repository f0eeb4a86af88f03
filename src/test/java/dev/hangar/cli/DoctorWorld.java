package dev.hangar.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.config.PriceBooks;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/// A simulated Fly at the time of this computer, with ten minutes behind it, and `hangar doctor` in front of it.
final class DoctorWorld implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAST = Duration.ofMinutes(10);

    final SimulatorServer fly;
    final Interposer front;
    private final Path directory;

    /// What the doctor said.
    record Said(int exit, String out, String err) {
        /// Findings with this cause.
        List<JsonNode> of(String cause) {
            return findings().stream()
                    .filter(finding -> finding.path("cause").asText().equals(cause))
                    .toList();
        }

        List<JsonNode> findings() {
            return json().path("findings").valueStream().toList();
        }

        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + out + err, e);
            }
        }
    }

    DoctorWorld(Path directory) {
        this.directory = directory;
        Instant start = Instant.now().minus(PAST);
        AtomicLong lived = new AtomicLong();
        try {
            fly = SimulatorServer.start(
                    new SimulatorSettings(
                            "127.0.0.1", 0, OptionalInt.empty(), 7, 1, start, () -> System.nanoTime() + lived.get()),
                    PriceBooks.builtIn().on(start.atZone(ZoneOffset.UTC).toLocalDate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lived.set(PAST.toNanos());
        fly.figures();
        front = new Interposer(fly.baseUri());
    }

    /// Variables of a user for whom all is well: a read-only token and one app.
    Map<String, String> healthy() {
        return new HashMap<>(Map.of(
                "HANGAR_FLY_TOKEN",
                fly.readOnlyToken(),
                "HANGAR_FLY_BASE_URL",
                front.base(),
                "HANGAR_FLY_GRAPHQL_URL",
                front.base() + "/graphql",
                "HANGAR_PROMETHEUS_URL",
                front.base() + "/prometheus/demo",
                "HANGAR_PROMETHEUS_LEARN_FROM",
                "0s",
                "HANGAR_APP",
                "storefront"));
    }

    Said doctor(Map<String, String> environment, String... options) {
        return doctor(environment, "", Duration.ZERO, options);
    }

    /// @param yaml text of the configuration file; empty for none
    /// @param ahead how far our clock is ahead
    Said doctor(Map<String, String> environment, String yaml, Duration ahead, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false, true, environment);
        InstantSource clock = () -> Instant.now().plus(ahead);
        String[] arguments = new String[options.length + (yaml.isEmpty() ? 1 : 3)];
        arguments[0] = "doctor";
        System.arraycopy(options, 0, arguments, 1, options.length);
        if (!yaml.isEmpty()) {
            arguments[arguments.length - 2] = "--config";
            arguments[arguments.length - 1] = file(yaml);
        }
        int exit = new CommandFactory(console, (request, progress) -> {
                    throw new CliFailure("no report is asked for");
                })
                .with(top -> new DoctorCommand(console, top, clock))
                .execute(arguments);
        return new Said(exit, out.toString(), err.toString());
    }

    private String file(String yaml) {
        try {
            return Files.writeString(directory.resolve("hangar.yaml"), yaml).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        front.close();
        fly.close();
    }
}
