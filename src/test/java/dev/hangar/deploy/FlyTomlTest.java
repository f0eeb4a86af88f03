package dev.hangar.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.hangar.config.ConfigLoader;
import dev.hangar.config.FlyTomlFile;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.Mode;
import dev.hangar.survey.FlyToml;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The `fly.toml` of the daemon's own app fits the daemon.
class FlyTomlTest {
    private static final Path FILE = Path.of("deploy", "fly.toml");
    private static final Path FLAGS = Path.of("deploy", "jvm.args");

    /// What the daemon holds beside its heap, in MB: measured, see docs/performance.md, Footprint.
    private static final int BESIDE_THE_HEAP_MB = 120;

    private final JsonNode toml = read();

    @Test
    void isUnderstoodByOurOwnReaderToo() {
        assertThat(FlyTomlFile.read(FILE)).isInstanceOfSatisfying(FlyTomlFile.Result.Read.class, read -> {
            assertThat(read.toml().services()).isEmpty();
            assertThat(read.toml().restarts())
                    .extracting(FlyToml.Restart::policy)
                    .containsExactly("always");
        });
    }

    @Test
    void nothingIsReachableFromOutside() {
        assertThat(toml.has("http_service")).isFalse();
        assertThat(toml.has("services")).isFalse();
        assertThat(toml.has("statics")).isFalse();
    }

    @Test
    void metersAreCollectedWhereTheDaemonServesThem() throws IOException {
        assertThat(toml.at("/metrics/port").intValue()).isEqualTo(settings().httpPort());
        assertThat(toml.at("/metrics/path").textValue())
                .isEqualTo(application().getProperty("quarkus.micrometer.export.prometheus.path"));
    }

    @Test
    void aDeployWaitsUntilTheDaemonIsReady() throws IOException {
        assertThat(toml.at("/checks/ready/port").intValue())
                .isEqualTo(settings().httpPort());
        assertThat(toml.at("/checks/ready/path").textValue()).isEqualTo("/q/health/ready");
        // The path above is Quarkus' own as long as nobody moves it.
        assertThat(application().stringPropertyNames())
                .noneMatch(name -> name.contains("health") && name.endsWith("path"))
                .doesNotContain("quarkus.http.root-path", "quarkus.http.non-application-root-path");
        assertThat(seconds("/deploy/wait_timeout")).isGreaterThan(seconds("/checks/ready/grace_period"));
    }

    @Test
    void theOldDaemonEndsBeforeTheNewOneBegins() throws IOException {
        assertThat(toml.at("/deploy/strategy").textValue()).isEqualTo("rolling");
        assertThat(toml.at("/kill_signal").textValue()).isEqualTo("SIGTERM");
        // A stop takes 4 s at most; the JVM and Fly get as much again.
        assertThat(seconds("/kill_timeout")).isGreaterThanOrEqualTo(8);
        assertThat(application().getProperty("quarkus.shutdown.timeout")).isEqualTo("1S");
    }

    @Test
    void beginsInObserveAndHoldsNoSecret() {
        assertThat(settings().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(toml.get("env").properties())
                .noneMatch(entry -> entry.getKey().contains("TOKEN"));
    }

    /// The heap may be a share of the Machine, which is what the JVM sees as the memory there is.
    @Test
    void theHeapAndTheRestFitIntoTheMachine() throws IOException {
        assertThat(toml.at("/vm/0/size").textValue()).isEqualTo("shared-cpu-1x");
        int machineMb = number(toml.at("/vm/0/memory").textValue(), "(\\d+)mb");
        String flags = Files.readString(FLAGS);
        int percent = number(flags, "(?m)^-XX:MaxRAMPercentage=(\\d+)$");

        assertThat(number(flags, "(?m)^-XX:MinRAMPercentage=(\\d+)$"))
                .as("counts instead of the other one on small machines")
                .isEqualTo(percent);
        int heapMb = machineMb * percent / 100;
        assertThat(heapMb).isBetween(number(flags, "(?m)^-Xms(\\d+)m$"), machineMb - BESIDE_THE_HEAP_MB);
    }

    private HangarSettings settings() {
        Map<String, String> environment = new HashMap<>();
        toml.get("env")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().textValue()));
        environment.put("HANGAR_FLY_TOKEN", "fm2_secret");
        return switch (ConfigLoader.load(Optional.empty(), environment, Path.of("target", "no-such-directory"))) {
            case LoadResult.Loaded(HangarSettings settings) -> settings;
            case LoadResult.Problems(var problems) -> throw new AssertionError(problems);
        };
    }

    private int seconds(String pointer) {
        String text = toml.at(pointer).textValue();
        int number = number(text, "(\\d+)[sm]");
        return text.endsWith("m") ? number * 60 : number;
    }

    private static int number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static Properties application() throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    private static JsonNode read() {
        try {
            return new TomlMapper().readTree(Files.readString(FILE));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
