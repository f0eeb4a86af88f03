package dev.hangar.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hangar.backtest.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BacktestCommandTest {
    private final TestConsole test = TestConsole.pipe();

    @TempDir
    private Path directory = Path.of("");

    /// A day of one machine that is needed every other minute.
    @BeforeEach
    void writeTrace() throws IOException {
        Files.writeString(trace(), "1,10\n".repeat(4).concat("0,0\n".repeat(4)).repeat(720));
    }

    @Test
    void jsonHasTheFieldsThatArePromised() throws IOException {
        assertThat(run("--format", "json", "--policy", "ski-rental,optimum", "--late-after", "0s"))
                .isZero();

        JsonNode root = json();
        assertThat(root.path("trace").textValue()).isEqualTo("demand.csv");
        assertThat(root.path("slots").intValue()).isEqualTo(5760);
        assertThat(root.path("wake").textValue()).isEqualTo("proxy");
        assertThat(root.path("startDelaySeconds").intValue()).isEqualTo(5);
        assertThat(root.path("lateAfterSeconds").intValue()).isZero();
        assertThat(root.path("lateShareTarget").doubleValue()).isEqualTo(0.01);
        assertThat(root.path("optimum").path("billedSeconds").longValue()).isEqualTo(2880 * 15 + 719 * 5);
        assertThat(root.path("policies"))
                .extracting(policy -> policy.path("policy").textValue())
                .containsExactly("ski-rental", "optimum");
        JsonNode skiRental = root.path("policies").get(0);
        assertThat(skiRental.path("billedSeconds").longValue()).isEqualTo(5760 * 15);
        assertThat(skiRental.path("costRatio").doubleValue()).isEqualTo(1.846351);
        assertThat(skiRental.path("lateShare").isNumber()).isTrue();
        assertThat(skiRental.path("starts").isIntegralNumber()).isTrue();
        assertThat(skiRental.path("coldStarts").isIntegralNumber()).isTrue();
        assertThat(skiRental.path("actions").isIntegralNumber()).isTrue();
        assertThat(skiRental.path("actionsPerDay").isNumber()).isTrue();
        JsonNode optimum = root.path("policies").get(1);
        assertThat(optimum.path("costRatio").intValue()).isEqualTo(1);
        assertThat(optimum.path("starts").intValue()).isEqualTo(719);
        assertThat(optimum.path("actionsPerDay").intValue()).isEqualTo(719 + 720);
    }

    @ParameterizedTest
    @CsvSource({"proxy, false", "worker, true"})
    void runsEveryPolicyUnlessToldOtherwise(String wake, boolean proxyLeftOut) throws IOException {
        run("--format", "json", "--wake", wake);

        List<String> names = new ArrayList<>();
        json().path("policies")
                .forEach(policy -> names.add(policy.path("policy").textValue()));
        List<String> all = new ArrayList<>(Policies.names());
        all.removeIf(name -> proxyLeftOut && name.equals("fly-proxy"));
        assertThat(names).isEqualTo(all);
        assertThat(json().path("notes").toString().contains("fly-proxy")).isEqualTo(proxyLeftOut);
    }

    @Test
    void whatWaitsNoLongerThanLateAfterIsInTime() throws IOException {
        run("--format", "json", "--policy", "fly-autoscaler", "--late-after", "5s");

        assertThat(json().path("policies").get(0).path("lateShare").doubleValue())
                .isZero();
    }

    @Test
    void showsATableByDefault() {
        assertThat(run("--policy", "always-on,kpa")).isZero();

        assertThat(test.out().toString())
                .startsWith("Hangar backtest of demand.csv\n")
                .contains("5,760 slots of 15 s (1.00 days), wake proxy, start delay 5 s, late after 1 s.")
                .containsPattern("always-on +1\\.846 +24\\.0 +0\\.00 % +0\\.0 +0\\.0 +yes\n")
                .containsPattern("\nkpa ");
        assertThat(test.err().toString()).isEmpty();
    }

    @Test
    void writesMarkdownToAFile() throws IOException {
        Path file = directory.resolve("out.md");

        assertThat(run("--policy", "always-on", "--format", "markdown", "--out", file.toString()))
                .isZero();

        assertThat(Files.readString(file))
                .startsWith("# Backtest of demand.csv\n")
                .contains("\n| --- | ---: |")
                .contains("\n| always-on | 1.846 | 24.0 | 0.00 % | 0.0 | 0.0 | yes |\n");
        assertThat(test.out().toString()).isEmpty();
    }

    @Test
    void writesAPageToAFile() throws IOException {
        Path file = directory.resolve("out.html");

        assertThat(run("--format", "html", "--dollars", "performance-2x:8GB@fra", "--out", file.toString()))
                .isZero();

        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>demand.csv</h1>", "performance-2x:8192MB in fra", "id=\"k8\"")
                .endsWith("</html>\n");
    }

    @Test
    void tellsHowManySlotsHadNoValue() throws IOException {
        Files.writeString(trace(), "0,3\n60,5\n");

        assertThat(run("--capacity", "2.5", "--policy", "always-on")).isZero();

        assertThat(test.out().toString()).contains("3 of 5 slots had no value: the one before was held");
    }

    /// 86,400 s at 0.8465 millionths of a dollar, and 30 times that.
    @Test
    void dollarsStandInEveryFormat() throws IOException {
        String[] dollars = {"--policy", "always-on", "--dollars", "shared-cpu-1x@iad", "--format"};
        run(Stream.concat(Stream.of(dollars), Stream.of("json")).toArray(String[]::new));

        JsonNode row = json().path("policies").get(0);
        assertThat(row.path("usd").textValue()).isEqualTo("0.073138");
        assertThat(row.path("usdPer30Days").textValue()).isEqualTo("2.194128");
        assertThat(json().path("optimum").path("usdPer30Days").isTextual()).isTrue();
        assertThat(json().path("price").path("size").textValue()).isEqualTo("shared-cpu-1x:256MB");
        assertThat(json().path("price").path("pricesSeenOn").textValue()).matches("\\d{4}-\\d\\d-\\d\\d");

        test.out().getBuffer().setLength(0);
        run(Stream.concat(Stream.of(dollars), Stream.of("markdown")).toArray(String[]::new));
        assertThat(test.out().toString())
                .contains("| policy | cost | $/30 days | $ in all |")
                .contains("| always-on | 1.846 | $2.19 | $0.07 |")
                .contains("Dollars are an estimate by list prices of ", "seen on ");

        test.out().getBuffer().setLength(0);
        run(Stream.concat(Stream.of(dollars), Stream.of("table")).toArray(String[]::new));
        assertThat(test.out().toString()).containsPattern("always-on +1\\.846 +\\$2\\.19 +\\$0\\.07 ");
    }

    @Test
    void withoutDollarsThereIsNoMoney() {
        run("--policy", "always-on", "--format", "json");

        assertThat(test.out().toString()).doesNotContain("usd", "price");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --dollars shared-cpu-1x    | --dollars: 'shared-cpu-1x' is not size@region, such as
            --dollars tiny@iad         | --dollars: 'tiny' is no size, expected one of shared-cpu-1x, shared-cpu-2x
            --dollars shared-cpu-1x@xx | --dollars: 'xx' is no region with a price, expected one of ams, arn,
            --policy hpaa              | --policy: 'hpaa' is no policy, expected adaptive, target-tracking
            --policy hpa,,kpa          | --policy: '' is no policy, expected
            --wake worker --policy fly-proxy | fly-proxy does nothing for workers
            --wake nobody              | nobody
            --start-delay fast         | : 'fast' is not a time such as
            --start-delay 2h           | : '2h' is not a time from 0s to 1h
            --late-after -1s           | is not a time such as
            --late-share 100%          | : '100%' is not a share such as 1%
            --late-share 0              | : '0' is not a share such as 1%
            --late-share x             | : 'x' is not a share such as 1%
            --capacity 0               | : '0' is not a number above 0
            --format pdf               | pdf
            --out no/such/file         | --out: cannot write
            """)
    void wrongOptionsEndWithTwo(String options, String message) {
        assertThat(run(options.strip().split(" ", -1))).isEqualTo(2);
        assertThat(test.out().toString()).isEmpty();
        assertThat(test.err().toString()).startsWith("hangar: ").contains(message);
    }

    @Test
    void anUnusableTraceEndsWithTwo() throws IOException {
        Files.writeString(trace(), "1,2\n1;2\n");

        assertThat(run()).isEqualTo(2);
        assertThat(test.err().toString()).hasLineCount(1).contains("demand.csv line 2: '1;2' is not 'load,arrivals'");

        assertThat(command("--trace", "none.csv")).isEqualTo(2);
        assertThat(command()).isEqualTo(2);
        assertThat(test.err().toString()).contains("none.csv: no such file", "--trace");
    }

    private Path trace() {
        return directory.resolve("demand.csv");
    }

    private JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(test.out().toString());
    }

    private int run(String... options) {
        return command(Stream.concat(Stream.of("--trace", trace().toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private int command(String... options) {
        return Main.commands(test.console())
                .execute(
                        Stream.concat(Stream.of("backtest"), Stream.of(options)).toArray(String[]::new));
    }
}
