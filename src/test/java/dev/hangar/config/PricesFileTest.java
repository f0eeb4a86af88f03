package dev.hangar.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.hangar.config.Loading.load;
import static dev.hangar.config.Loading.oneAppAnd;
import static dev.hangar.config.Loading.problems;
import static dev.hangar.config.Loading.settings;
import static org.assertj.core.api.Assertions.assertThat;

/// `prices.file`: another table instead of the one that comes with Hangar.
class PricesFileTest {
    @TempDir
    private Path directory;

    @Test
    void theBuiltInTableCountsByDefault() {
        assertThat(settings(load(oneAppAnd())).prices()).isEqualTo(PriceBooks.builtIn());
    }

    @Test
    void anotherTableCountsInstead() throws IOException {
        Path file = write(table().replace("\"0.0000008465\"", "\"0.0000005\"").replace("2026-10-09", "2026-11-30"));

        var prices =
                settings(load(oneAppAnd("HANGAR_PRICES_FILE", file.toString()))).prices();

        assertThat(prices.seenOn()).isEqualTo("2026-11-30");
        assertThat(prices.on(LocalDate.of(2026, 12, 1)).shared().perVcpu().picoDollarsPerSecond())
                .isEqualTo(500_000);
    }

    @Test
    void aBrokenTableIsAProblemThatNamesTheEntry() throws IOException {
        Path file = write(table().replace("\"0.000002316\"", "\"cheap\""));

        assertThat(problems(load("hangar:\n  prices:\n    file: " + file + "\n", oneAppAnd())))
                .containsExactly("hangar.prices.file = \"" + file + "\": no usable prices: price table entry "
                        + "/eras/1/extraMemoryPerGbSecond must be a decimal text such as 0.15, got cheap "
                        + "(hangar.yaml line 3)");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThat(problems(load(oneAppAnd("HANGAR_PRICES_FILE", "no-such.json"))))
                .containsExactly("hangar.prices.file = \"no-such.json\": no usable prices: there is no such file "
                        + "(HANGAR_PRICES_FILE)");
    }

    @Test
    void aDirectoryIsAProblem() {
        assertThat(problems(load(oneAppAnd("HANGAR_PRICES_FILE", directory.toString()))))
                .singleElement()
                .asString()
                .contains("no usable prices");
    }

    private Path write(String table) throws IOException {
        return Files.writeString(directory.resolve("prices.json"), table);
    }

    private static String table() throws IOException {
        try (InputStream table = PriceBooks.class.getResourceAsStream("/prices/fly-2026-10-01.json")) {
            return table == null ? "" : new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
