package dev.hangar.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A real Prometheus server as a child process: scrapes one target and answers on a free port of the loopback. Closing
/// it ends the process and deletes its data.
public final class RealPrometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Process process;
    private final URI base;

    private RealPrometheus(Path directory, Process process, URI base) {
        this.directory = directory;
        this.process = process;
        this.base = base;
    }

    /// Starts a server that scrapes `target` (`host:port`, path `/metrics`) every `interval` (whole seconds) and waits
    /// until it answers. Labels of the target win over those of the scrape.
    ///
    /// @throws IllegalStateException when the binary is not on the PATH or does not come up
    public static RealPrometheus scraping(String target, Duration interval) throws IOException {
        return start(Files.createTempDirectory("real-prometheus"), config(target, interval));
    }

    /// Starts a server with this configuration and waits until it answers.
    ///
    /// @throws IllegalStateException when the binary is not on the PATH or does not come up
    public static RealPrometheus configured(String yaml) throws IOException {
        return start(Files.createTempDirectory("real-prometheus"), yaml);
    }

    /// Starts a server that scrapes nothing and holds these samples, in the text format of OpenMetrics with times, and
    /// waits until it answers. Series end without a marker: they are seen for five minutes more.
    ///
    /// @throws IllegalStateException when the binaries are not on the PATH, or the samples cannot be read
    public static RealPrometheus holding(String openMetrics) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("real-prometheus");
        Path samples = directory.resolve("samples");
        Files.writeString(samples, openMetrics);
        Process promtool = new ProcessBuilder(
                        binary("promtool").toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        samples.toString(),
                        directory.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        if (promtool.waitFor() != 0) {
            throw new IllegalStateException("samples refused: " + Files.readString(directory.resolve("log")));
        }
        return start(directory, "global: {}\n");
    }

    private static RealPrometheus start(Path directory, String text) throws IOException {
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, text);
        int port = freePort();
        Process process = new ProcessBuilder(
                        binary("prometheus").toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--storage.tsdb.retention.time=100y",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        RealPrometheus server = new RealPrometheus(directory, process, URI.create("http://127.0.0.1:" + port + "/"));
        try {
            server.awaitReady();
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static String config(String target, Duration interval) {
        return """
                global:
                  scrape_interval: %1$ds
                  scrape_timeout: %1$ds
                scrape_configs:
                  - job_name: test
                    honor_labels: true
                    static_configs:
                      - targets: ['%2$s']
                """.formatted(interval.toSeconds(), target);
    }

    /// Address in front of `api/v1/query`, with a slash at its end.
    public URI baseUri() {
        return base;
    }

    private static Path binary(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no `" + name
                        + "` on the PATH: install Debian's package `prometheus` (apt-get install prometheus)"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(base.resolve("-/ready")).build();
            Awaitility.await("Prometheus is ready")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsMatching(IOException.class::isInstance)
                    .failFast(this::requireAlive)
                    .until(() -> http.send(ready, BodyHandlers.discarding()).statusCode() == 200);
        }
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus ended: " + log());
        }
    }

    private String log() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
