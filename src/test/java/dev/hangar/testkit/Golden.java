package dev.hangar.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/// Expected output in files under `src/test/resources/golden`, compared byte for byte.
///
/// `-Dgolden=update` writes the files instead; the difference is then reviewed like code.
public final class Golden {
    private static final Path ROOT = Path.of("src/test/resources/golden");

    private Golden() {}

    /// Checks that `actual` is what the golden file `name`, such as `report/empty.txt`, holds.
    public static void assertMatches(String name, String actual) {
        assertFile(ROOT.resolve(name), actual);
    }

    /// Checks that `actual` is what a generated file of the repository holds.
    public static void assertFile(Path file, String actual) {
        try {
            if ("update".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            if (!Files.exists(file)) {
                fail("no golden file %s: run once with -Dgolden=update and review it", file);
            }
            assertThat(actual).as("%s (rewrite with -Dgolden=update)", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
