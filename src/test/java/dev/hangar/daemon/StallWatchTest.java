package dev.hangar.daemon;

import dev.hangar.control.Custody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The watch with real threads, and the end of a real process. The packaged daemon hangs only in the hands of a
/// debugger:
/// every call of it has a time-out.
class StallWatchTest {
    @TempDir
    private Path directory = Path.of("");

    /// Runs [StallMain] to its end.
    private int exitCodeOf(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.jboss.logging.provider=jdk",
                "-cp",
                System.getProperty("java.class.path"),
                StallMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String text(String stream) throws IOException {
        return Files.readString(directory.resolve(stream), StandardCharsets.UTF_8);
    }

    @Test
    void endsAProcessWhoseLoopHangsAndSaysWhereItHangs() throws IOException, InterruptedException {
        assertThat(exitCodeOf()).isEqualTo(70);

        assertThat(text("err") + text("out"))
                .contains(
                        "no tick has finished for",
                        "exit code 70",
                        "StallMain.aTickThatHangs",
                        "\"tick\"",
                        "gave back");
    }

    @Test
    void endsItAlsoWhenWhatIsTriedFirstHangsToo() throws IOException, InterruptedException {
        assertThat(exitCodeOf("hang")).isEqualTo(70);

        assertThat(text("out")).contains("gave back");
    }

    @Test
    void leavesAStopAlone() throws InterruptedException {
        AtomicInteger halts = new AtomicInteger();
        Custody custody = new Custody();
        Thread watch = new StallWatch(
                        new LoopState(System::nanoTime, Duration.ofSeconds(15)),
                        new InFlight(),
                        custody,
                        new StallLimits(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1)),
                        Duration.ofMillis(1),
                        new FatalExit(() -> {}, () -> "", Duration.ZERO, code -> halts.incrementAndGet()))
                .start();

        custody.close();

        assertThat(watch.join(Duration.ofSeconds(60))).isTrue();
        assertThat(halts).hasValue(0);
    }

    @Test
    void keepsADumpShort() {
        String deep = "#%d \"pass\"\n" + "  at dev.hangar.Deep.deeper(Deep.java:1)\n".repeat(500);
        StringBuilder dump = new StringBuilder("12345\n2026-11-02\n\n#1 \"idle\"\n  at java.base/idle\n\n");
        for (int thread = 2; thread < 500; thread++) {
            dump.append(deep.formatted(thread)).append('\n');
        }

        dump.append("#500 \"tick\"\n  at java.base/park\n  at dev.hangar.daemon.Tick.run(Tick.java:67)\n\n");

        assertThat(ThreadDump.shortened(dump.toString()).lines())
                .hasSize(3 + 19 * 30)
                .startsWith("#500 \"tick\"")
                .noneMatch(line -> line.contains("idle"));
    }
}
