package dev.hangar.config;

import dev.hangar.model.AppName;
import dev.hangar.survey.FlyToml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Files that are too large, no text, or made to do harm.
class HostileFlyTomlTest {
    private static FlyToml toml(String text) {
        FlyTomlFile.Result result = FlyTomlFile.parse("fly.toml", text);
        assertThat(result).isInstanceOf(FlyTomlFile.Result.Read.class);
        return ((FlyTomlFile.Result.Read) result).toml();
    }

    private static List<String> problems(FlyTomlFile.Result result) {
        assertThat(result).isInstanceOf(FlyTomlFile.Result.Unreadable.class);
        return ((FlyTomlFile.Result.Unreadable) result)
                .problems().stream().map(Problem::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aFileOfOneMebibyteIsReadAndALargerOneIsNot(int more, @TempDir Path dir) throws IOException {
        Path file = dir.resolve("fly.toml");
        String start = "app = 'shop'\n#";
        Files.writeString(file, start + "x".repeat(FlyTomlFile.MAX_BYTES - start.length() + more));

        FlyTomlFile.Result result = FlyTomlFile.read(file);

        if (more == 0) {
            assertThat(result).isInstanceOf(FlyTomlFile.Result.Read.class);
        } else {
            assertThat(problems(result)).containsExactly(file + ": is larger than 1 MiB");
        }
    }

    @Test
    void whatIsNoFileIsAProblem(@TempDir Path dir) throws IOException {
        Path bytes = Files.write(dir.resolve("bytes.toml"), new byte[] {'a', (byte) 0xFF});

        assertThat(problems(FlyTomlFile.read(dir.resolve("missing.toml"))))
                .containsExactly(dir.resolve("missing.toml") + ": cannot be read: NoSuchFileException");
        assertThat(problems(FlyTomlFile.read(dir))).hasSize(1);
        assertThat(problems(FlyTomlFile.read(bytes))).containsExactly(bytes + ": is not UTF-8");
    }

    static Stream<String> hostile() {
        return Stream.of(
                "a.".repeat(200_000) + "b = 1",
                "a = " + "[".repeat(200_000),
                "a = " + "{b=".repeat(200_000),
                "[" + "a.".repeat(200_000) + "b]",
                "swap_size_mb = " + "9".repeat(500_000),
                "kill_timeout = \"" + "1s".repeat(200_000) + "x\"",
                "[[services]]\ninternal_port = 1\n".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource
    void hostile(String text) {
        assertThat(FlyTomlFile.parse("fly.toml", text)).isNotNull();
    }

    @Test
    void namesInTheFileCannotDriveATerminal() {
        FlyToml toml = toml("app = \"sh\\u001b[2Jop\"\n[processes]\n\"we\\nb\" = 'x'\n");

        assertThat(toml.app().orElseThrow().value()).isEqualTo("sh [2Jop");
        assertThat(toml.groups()).containsExactly("we b");
        assertThat("\uFEFFapp = 'x'".getBytes(StandardCharsets.UTF_8)).hasSize(12);
        assertThat(toml("\uFEFFapp = 'x'").app()).contains(new AppName("x"));
    }
}
