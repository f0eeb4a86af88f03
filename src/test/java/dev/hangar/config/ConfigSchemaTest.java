package dev.hangar.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hangar.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.config.Loading.load;
import static dev.hangar.config.Loading.oneAppAnd;
import static dev.hangar.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;

/// The schema is the committed one, knows every key, and agrees with the loader.
class ConfigSchemaTest {
    private static final Path EXAMPLE = Path.of("deploy", "hangar.yaml");
    private static final Path GUIDE = Path.of("docs", "guide");
    private static final Pattern SNIPPET = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final int SEEDS = 400;

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ConfigSchema.text(), InputFormat.JSON);

    private static List<String> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML).stream()
                .map(Error::toString)
                .toList();
    }

    @Test
    void isTheCommittedOne() {
        Golden.assertFile(Path.of("deploy", "hangar.schema.json"), ConfigSchema.text());
    }

    @Test
    void knowsEveryKeyWithItsMeaningAndRange() {
        String text = ConfigSchema.text();

        assertThat(ConfigReference.rows()).allSatisfy(row -> {
            String key = row.key().replaceAll(".*\\.", "");
            assertThat(key.startsWith("<") || text.contains("\"" + key + "\" : {"))
                    .as(row.key())
                    .isTrue();
            row.variable()
                    .filter(name -> !name.contains("<"))
                    .ifPresent(name -> assertThat(text).contains("Variable: " + name + "."));
        });
        assertThat(text).doesNotContain("](");
    }

    @Test
    void theExampleFits() throws IOException {
        String example = Files.readString(EXAMPLE);
        String uncommented = example.lines()
                .map(line -> line.replaceFirst("^( *)#(?=[^ ])", "$1"))
                .collect(Collectors.joining("\n"));

        assertThat(example).startsWith("# yaml-language-server: $schema=hangar.schema.json\n");
        assertThat(errors(example)).isEmpty();
        assertThat(errors(uncommented)).isEmpty();
    }

    static Stream<String> snippets() throws IOException {
        List<String> snippets = new ArrayList<>();
        try (Stream<Path> pages = Files.list(GUIDE)) {
            for (Path page : pages.sorted().toList()) {
                SNIPPET.matcher(Files.readString(page))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(yaml -> yaml.contains("hangar:"))
                        .forEach(snippets::add);
            }
        }
        assertThat(snippets).hasSizeGreaterThanOrEqualTo(3);
        return snippets.stream();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void everySnippetOfTheGuideFits(String yaml) {
        assertThat(errors(yaml)).as(yaml).isEmpty();
    }

    /// What people get wrong, refused by both.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hanger: {mode: act}",
                "hangar: {mod: act}",
                "hangar: {mode: run}",
                "hangar: {mode: {dry: true}}",
                "hangar: {interval: 15}",
                "hangar: {interval: 15 seconds}",
                "hangar: {interval: PT15S}",
                "hangar: {org: My Org}",
                "hangar: {app: Shop}",
                "hangar: {app: []}",
                "hangar: {app: [{name: shop}]}",
                "hangar: {max-concurrent-passes: 0}",
                "hangar: {max-concurrent-passes: many}",
                "hangar: {max-concurrent-passes: 2.5}",
                "hangar: {fly: {tokn: fm2_x}}",
                "hangar: {fly: {token: }}",
                "hangar: {fly: {base-url: api.machines.dev}}",
                "hangar: {fly: {base-url: \"https://user:pass@api.machines.dev\"}}",
                "hangar: {fly: fm2_x}",
                "hangar: {prometheus: {url: \"https://api.fly.io/prometheus/x/?query=up\"}}",
                "hangar: {prometheus: {method: put}}",
                "hangar: {http: {port: 70000}}",
                "hangar: {http: {host: not a host}}",
                "hangar: {blast-radius: {share: 25%}}",
                "hangar: {blast-radius: {share: 0}}",
                "hangar: {signals: {mail: {max-age: 2m}}}",
                "hangar: {signals: {Mail Queue: {promql: up}}}",
                "hangar: {signals: [mail]}",
                "hangar: {policy: {min-machine-running: 1}}",
                "hangar: {policy: {min-machines-running: -1}}",
                "hangar: {policy: {target-utilization: 80}}",
                "hangar: {policy: {tolerance: 1}}",
                "hangar: {policy: {scaling: predictive}}",
                "hangar: {policy: {ignore: yes please}}",
                "hangar: {policy: {regions: {FRA: 1}}}",
                "hangar: {policy: {regions: {fra: some}}}",
                "hangar: {policy: {signals: proxy-concurrency}}",
                "hangar: {policy: {signals: [{capacity: 20}]}}",
                "hangar: {policy: {signals: [{name: proxy-concurrency, capacity: -1}]}}",
                "hangar: {policy: {signals: [{name: proxy-concurrency, service-time: 5s}]}}",
                "hangar: {policy: {signals: [{name: proxy-concurrency, wait-target: 5s}]}}",
                "hangar: {policy: {signals: [{name: proxy-concurrency, capacity: 2, service-time: 5s, wait-target: 5s}]}}",
                "hangar: {orgs: {acme: {idle-action: stop}}}",
                "hangar: {orgs: {Acme Inc: {policy: {idle-action: stop}}}}",
                "hangar: {apps: {shop!: {policy: {ignore: true}}}}",
                "hangar: {apps: {shop: {policy: {ignroe: true}}}}",
                "hangar: {apps: {shop: {group: {web: {policy: {ignore: true}}}}}}",
                "hangar: {apps: {shop: {groups: {web: {ignore: true}}}}}",
                "- hangar"
            })
    void whatIsWrongIsRefusedByBoth(String yaml) {
        assertThat(problems(load(yaml, oneAppAnd()))).as("loader: " + yaml).isNotEmpty();
        assertThat(errors(yaml)).as("schema: " + yaml).isNotEmpty();
    }

    /// The other way round is too much to ask: a schema knows no sums of durations and no formulas.
    @Test
    void whatTheLoaderAcceptsFits() {
        int accepted = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            String yaml = new RandomConfig(seed).yaml();
            if (problems(load(yaml, Map.of("HANGAR_FLY_TOKEN", "fm2_x"))).isEmpty()) {
                accepted++;
                assertThat(errors(yaml)).as("seed " + seed + "\n" + yaml).isEmpty();
            }
        }

        assertThat(accepted).as("configurations that load, of " + SEEDS).isGreaterThan(SEEDS / 4);
    }

    /// Values just inside and just outside of a range: where schema and loader could part.
    @Test
    void anEditorSeesTheEndsOfEveryRange() {
        assertThat(errors("hangar: {max-concurrent-passes: 256, blast-radius: {share: 1}}"))
                .isEmpty();
        assertThat(errors("hangar: {max-concurrent-passes: 257}")).isNotEmpty();
        assertThat(errors("hangar: {blast-radius: {share: 1.01}}")).isNotEmpty();
        assertThat(errors("hangar: {policy: {late-share: 0.0001}}")).isEmpty();
        assertThat(errors("hangar: {policy: {late-share: 0.00009}}")).isNotEmpty();
    }
}
