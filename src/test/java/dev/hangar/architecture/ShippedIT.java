package dev.hangar.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/// What the package holds of others is what `docs/licenses.md` lists, under licences that let it be given on.
class ShippedIT {
    private static final Path LIST = Path.of("docs", "licenses.md");
    private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");

    /// Permissive ones, and the weak copyleft of Eclipse, which asks nothing of a program that uses a library
    /// unchanged.
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-1.0", "EPL-2.0");

    private static final Pattern ROW = Pattern.compile("\\| `([^`:]+):([^`]+)` \\| ([^ |]+) \\| ([^|]+) \\|");

    /// One library.
    ///
    /// @param licenses whoever uses it may choose one
    private record Library(String group, String name, String version, List<String> licenses) {
        private String jar() {
            return group + "." + name + "-" + version + ".jar";
        }

        private String row() {
            return "| `" + group + ":" + name + "` | " + version + " | " + String.join(" or ", licenses) + " |";
        }
    }

    private static List<Library> listed() throws IOException {
        return Files.readAllLines(LIST).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Library(
                        row.group(1),
                        row.group(2),
                        row.group(3),
                        Arrays.asList(row.group(4).strip().split(" or ", -1))))
                .toList();
    }

    private static Set<String> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList());
        }
    }

    @Test
    void everyLibraryThatShipsIsListedAndNoOther() throws IOException {
        assertThat(new TreeSet<>(listed().stream().map(Library::jar).toList()))
                .as("after a change of dependencies: mvn verify -Psbom -Dit.test=ShippedIT -Dgolden=update")
                .isEqualTo(shipped());
    }

    @Test
    void everyLicenseIsAllowed() throws IOException {
        assertThat(listed())
                .hasSizeGreaterThan(100)
                .allSatisfy(library ->
                        assertThat(library.licenses()).as(library.jar()).containsAnyElementsOf(ALLOWED));
    }

    /// The bill of materials is made with the profile `sbom` only, which asks the registry.
    @Test
    void theListIsThatOfTheBillOfMaterials() throws IOException {
        String bill = System.getProperty("hangar.sbom", "");
        assumeThat(bill).isNotEmpty();
        Set<String> shipped = shipped();
        List<Library> libraries = new ArrayList<>();
        for (JsonNode component :
                new ObjectMapper().readTree(Path.of(bill).toFile()).path("components")) {
            Library library = new Library(
                    component.path("group").asText(),
                    component.path("name").asText(),
                    component.path("version").asText(),
                    licenses(component));
            if (shipped.contains(library.jar())) {
                libraries.add(library);
            }
        }

        assertThat(libraries).as("what ships is in the bill of materials").hasSameSizeAs(shipped);
        Golden.assertFile(LIST, page(libraries));
    }

    private static List<String> licenses(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .map(entry -> entry.path("license"))
                .map(license -> license.path("id").asText(license.path("name").asText()))
                .map(name -> name.contains("Classpath Exception") ? "GPL-2.0-with-classpath-exception" : name)
                .sorted()
                .distinct()
                .toList();
    }

    private static String page(List<Library> libraries) {
        List<String> lines = new ArrayList<>(List.of(
                "# Licenses of what the package holds",
                "",
                "Hangar itself is under the [Apache License 2.0](../LICENSE). The package holds these libraries, unchanged, each as",
                "its own jar with its own notices; where a row names several licenses, one may be chosen. A build fails when the list",
                "is not what ships, or when none of a row's licenses is " + String.join(", ", new TreeSet<>(ALLOWED))
                        + ".",
                "The list is made from the bill of materials: `mvn verify -Psbom -Dit.test=ShippedIT -Dgolden=update`.",
                "",
                "| library | version | license |",
                "|---|---|---|"));
        libraries.stream().map(Library::row).sorted().forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }
}
