package dev.hangar.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// `docs/fidelity.md` names tests: none of them may be a claim without a test behind it.
class FidelityPageTest {
    private static final Path PAGE = Path.of("docs", "fidelity.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*(?:Test|IT|Contract|Check))`");

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher name = NAME.matcher(Files.readString(PAGE));
        while (name.find()) {
            named.add(name.group(1));
        }

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(there()).containsAll(named);
    }

    private static Set<String> there() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
