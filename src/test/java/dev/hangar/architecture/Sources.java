package dev.hangar.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The Java files of this module, as text. Maven runs tests in the module's base directory.
final class Sources {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");

    /// One file: its path from the base directory and its lines.
    record Source(Path path, List<String> lines) {
        boolean isPackageInfo() {
            return path.endsWith("package-info.java");
        }

        boolean isTest() {
            return path.startsWith(TEST);
        }

        /// Name of the top-level class that the file is named after.
        String className() {
            String relative = (isTest() ? TEST : MAIN).relativize(path).toString();
            return relative.substring(0, relative.length() - ".java".length()).replace('/', '.');
        }
    }

    static List<Source> main() {
        return read(MAIN);
    }

    static List<Source> all() {
        return Stream.concat(read(MAIN).stream(), read(TEST).stream()).toList();
    }

    private static List<Source> read(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Sources::source)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
    }

    private static Source source(Path path) {
        try {
            return new Source(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private Sources() {}
}
