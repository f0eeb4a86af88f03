package dev.hangar.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The parts of the image fit each other. That it can be built is not tested here: docs/guide/deploy.md says how it
/// was.
class ImageTest {
    private static final Path DEPLOY = Path.of("deploy");

    @Test
    void everyFlagIsOneOfThisJava() throws IOException, InterruptedException {
        // A cache that is not there is no error, a flag that is not there is one.
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + DEPLOY.resolve("jvm.args"),
                        "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("Unrecognized", "deprecated", "ignored");
    }

    @Test
    void whatIsCopiedIsInTheBuildContext() throws IOException {
        List<String> let = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        assertThat(copied()).isNotEmpty().allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(let).contains(source);
        });
        assertThat(let).as("nothing is let in that nobody copies").hasSameElementsAs(copied());
    }

    @Test
    void aSignalReachesTheJvmAndNotAShell() throws IOException {
        assertThat(instructions("ENTRYPOINT"))
                .containsExactly("[\"/opt/jre/bin/java\", \"@/app/jvm.args\", \"-jar\", \"/app/quarkus-run.jar\"]");
        assertThat(instructions("CMD")).containsExactly("[\"run\"]");
        assertThat(instructions("STOPSIGNAL")).isEmpty();
    }

    @Test
    void theDaemonIsNobodyInParticular() throws IOException {
        assertThat(instructions("USER")).singleElement().asString().matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
        assertThat(instructions("ENV")).noneMatch(env -> env.contains("TOKEN"));
        assertThat(instructions("ARG")).as("no secrets").containsExactly("REVISION=unknown");
    }

    @Test
    void theCommandLineIsStartedAsTheDaemonIs() throws IOException {
        assertThat(Files.readString(DEPLOY.resolve("hangar.sh")))
                .contains("exec /opt/jre/bin/java @/app/jvm.args", "-jar /app/quarkus-run.jar \"$@\"");
        assertThat(Files.readString(DEPLOY.resolve("jvm.args"))).contains("\n-XX:AOTCache=/app/hangar.aot\n");
    }

    /// Two Machines of the daemon are what nobody asked for.
    @Test
    void everyDeployOfTheGuideMakesOneMachine() throws IOException {
        List<String> deploys = Stream.of(Path.of("docs", "guide", "deploy.md"), DEPLOY.resolve("fly.toml"))
                .flatMap(ImageTest::lines)
                .filter(line -> line.contains("fly deploy ."))
                .toList();

        assertThat(deploys)
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(line).contains("--config deploy/fly.toml --ha=false"));
    }

    /// Sources of every COPY that takes them from the build context.
    private static List<String> copied() throws IOException {
        return instructions("COPY").stream()
                .filter(arguments -> !arguments.contains("--from="))
                .map(arguments -> Arrays.stream(arguments.split(" "))
                        .filter(word -> !word.startsWith("--"))
                        .toList())
                .flatMap(words -> words.subList(0, words.size() - 1).stream())
                .toList();
    }

    private static List<String> instructions(String name) throws IOException {
        return Files.readString(DEPLOY.resolve("Dockerfile"))
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
