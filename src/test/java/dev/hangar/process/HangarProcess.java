package dev.hangar.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/// One run of the packaged application. It sees no variable but those that it is given, and it is gone after [#close].
final class HangarProcess implements AutoCloseable {
    /// The flags that the launcher `hangar` gives; a test compares.
    static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dsun.net.httpserver.nodelay=true",
            "-Djdk.httpclient.allowRestrictedHeaders=host");

    private static final Path APPLICATION = Path.of("target", "quarkus-app").toAbsolutePath();

    /// Far above what anything takes on a machine that others keep busy.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int SIGINT = 2;

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;
    private final String commandLine;

    private HangarProcess(Process process, String commandLine) {
        this.process = process;
        this.commandLine = commandLine;
        // For a test run that is itself ended; else close is enough.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        readers = List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
    }

    /// Starts `hangar` with these variables and arguments.
    static HangarProcess start(Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>(withSignals());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-jar", APPLICATION.resolve("quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        // Not the base directory: a hangar.yaml or .env of the developer must not be found.
        ProcessBuilder builder = new ProcessBuilder(command).directory(APPLICATION.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().putAll(variables);
        try {
            return new HangarProcess(builder.start(), String.join(" ", arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs `hangar` to its end.
    static HangarProcess run(Map<String, String> variables, String... arguments) {
        HangarProcess process = start(variables, arguments);
        try (process) {
            process.exit();
        }
        return process;
    }

    /// A build in the background of a shell ignores Ctrl-C, its children inherit that, and a JVM respects it.
    private static List<String> withSignals() {
        Path status = Path.of("/proc/self/status");
        try (Stream<String> lines = Files.exists(status) ? Files.lines(status) : Stream.empty()) {
            boolean ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(mask -> (mask & 1L << (SIGINT - 1)) != 0);
            return ignored ? List.of("env", "--default-signal=INT") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread reader(InputStream in, List<String> lines) {
        return Thread.ofVirtual().start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException closed) {
                lines.add("[stream closed]");
            }
        });
    }

    /// Waits until a line on either stream has a match of `regex`.
    MatchResult awaitLine(String regex) {
        Pattern pattern = Pattern.compile(regex);
        try {
            return await().atMost(PATIENCE)
                    .until(() -> find(pattern), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no line like \"" + regex + "\": " + this, e);
        }
    }

    private Optional<MatchResult> find(Pattern pattern) {
        Optional<MatchResult> found = Stream.concat(out.stream(), err.stream())
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(Matcher::toMatchResult)
                .findFirst();
        if (found.isEmpty() && !process.isAlive() && readers.stream().noneMatch(Thread::isAlive)) {
            throw new AssertionError("ended without a line like \"" + pattern + "\": " + this);
        }
        return found;
    }

    /// Sends a signal such as `TERM`, `INT` or `KILL`.
    void signal(String name) {
        try {
            int result = new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new AssertionError("cannot send " + name + " to " + this);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Its threads by name, with what they do.
    String threads() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "Thread.print").start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a signal; returns how long the process lived on.
    Duration stop(String signal) {
        long began = System.nanoTime();
        signal(signal);
        exit();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// Waits for the end and for the last line; returns the exit code.
    int exit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("did not end: " + this);
            }
            for (Thread reader : readers) {
                reader.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return process.exitValue();
    }

    /// Lines of standard output so far.
    List<String> out() {
        return List.copyOf(out);
    }

    /// Lines of standard error so far.
    List<String> err() {
        return List.copyOf(err);
    }

    /// Standard output so far as one text.
    String outText() {
        return String.join("\n", out);
    }

    /// Standard error so far as one text.
    String errText() {
        return String.join("\n", err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exit();
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted", e);
    }

    @Override
    public String toString() {
        return "hangar " + commandLine + "\n--- stdout\n" + outText() + "\n--- stderr\n" + errText();
    }
}
