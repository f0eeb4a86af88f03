package dev.hangar.config;

import dev.hangar.policy.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static dev.hangar.config.Loading.load;
import static dev.hangar.config.Loading.oneAppAnd;
import static dev.hangar.config.Loading.problems;
import static dev.hangar.config.Loading.settings;
import static org.assertj.core.api.Assertions.assertThat;

/// The example file and the manual say what the code does.
class ManualTest {
    private static final Path EXAMPLE = Path.of("deploy", "hangar.yaml");
    private static final Path MANUAL = Path.of("docs", "guide", "configuration.md");
    private static final Path SCALING = Path.of("docs", "guide", "scaling.md");

    @Test
    void exampleHoldsTheDefaults() throws IOException {
        assertThat(valuesOf(settings(load(Files.readString(EXAMPLE), Loading.ONE_APP))))
                .isEqualTo(valuesOf(settings(load(Loading.ONE_APP))));
    }

    @Test
    void exampleNamesEveryKeyThatHasADefault() throws IOException {
        List<String> written = settings(load(Files.readString(EXAMPLE), Loading.ONE_APP)).effective().stream()
                .filter(line -> line.source().startsWith("hangar.yaml"))
                .map(EffectiveSetting::key)
                .toList();

        assertThat(written)
                .containsAll(ConfigReference.rows().stream()
                        .filter(row -> row.fallback().isPresent() && !row.key().contains("[]"))
                        .map(ConfigReference.Row::key)
                        .toList());
    }

    @Test
    void whatTheExampleLeavesOutIsValidToo() throws IOException {
        String uncommented = Files.readString(EXAMPLE)
                .lines()
                .map(line -> line.replaceFirst("^( *)#(?=[^ ])", "$1"))
                .collect(Collectors.joining("\n"));

        LoadResult result = load(uncommented, Map.of());

        assertThat(problems(result)).isEmpty();
        List<String> written = settings(result).effective().stream()
                .filter(line -> line.source().startsWith("hangar.yaml"))
                .map(EffectiveSetting::key)
                .toList();
        assertThat(written)
                .containsAll(ConfigReference.rows().stream()
                        .filter(row -> !row.key().contains("[]") && !row.key().contains("<"))
                        .map(ConfigReference.Row::key)
                        .toList())
                .contains(
                        "hangar.signals.mail-queue.promql",
                        "hangar.signals.mail-queue.sampled-at",
                        "hangar.signals.mail-queue.max-age",
                        "hangar.policy.regions.iad",
                        "hangar.orgs.personal.policy.idle-action",
                        "hangar.apps.shop-*.policy.min-machines-running",
                        "hangar.apps.shop-*.groups.worker.policy.step-down");
    }

    @Test
    void manualHoldsARowForEveryKey() throws IOException {
        assertThat(Files.readAllLines(MANUAL))
                .containsAll(ConfigReference.rows().stream()
                        .map(ConfigReference.Row::markdown)
                        .toList());
    }

    @Test
    void snippetsOfTheManualsLoad() throws IOException {
        for (Path page : List.of(MANUAL, SCALING)) {
            String manual = Files.readString(page);
            int start = manual.indexOf("```yaml\n") + "```yaml\n".length();

            assertThat(problems(load(manual.substring(start, manual.indexOf("```", start)), oneAppAnd())))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    @Test
    void scalingNamesEveryBuiltInOfFormulas() throws IOException {
        assertThat(Files.readString(SCALING))
                .contains(Arrays.stream(BuiltIn.values())
                        .map(name -> "`" + name.word() + "`")
                        .toList());
    }

    private static List<String> valuesOf(HangarSettings settings) {
        return settings.effective().stream()
                .map(line -> line.key() + "=" + line.value())
                .toList();
    }
}
