package dev.hangar.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.config.Loading.ONE_APP;
import static dev.hangar.config.Loading.load;
import static dev.hangar.config.Loading.oneAppAnd;
import static dev.hangar.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;

/// Everything that can be wrong, and what is said of it.
class ProblemsTest {
    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            HANGAR_MODE                        | dry-run     | hangar.mode | one of observe, act
            HANGAR_INTERVAL                    | 4s          | hangar.interval | a duration from 5s to 5m, in ms, s, m, h or d
            HANGAR_INTERVAL                    | 301s        | hangar.interval | a duration from 5s to 5m, in ms, s, m, h or d
            HANGAR_INTERVAL                    | 15          | hangar.interval | a duration from 5s to 5m, in ms, s, m, h or d
            HANGAR_INTERVAL                    | 15s x       | hangar.interval | a duration from 5s to 5m, in ms, s, m, h or d
            HANGAR_ORG                         | My Org      | hangar.org | a slug of lower-case letters, digits and dashes
            HANGAR_APP                         | shop,,blog  | hangar.app | names or globs of apps, such as shop or shop-*, separated by commas
            HANGAR_APP                         | Shop        | hangar.app | names or globs of apps, such as shop or shop-*, separated by commas
            HANGAR_MAX_CONCURRENT_PASSES       | 0           | hangar.max-concurrent-passes | a whole number from 1 to 256
            HANGAR_MAX_CONCURRENT_PASSES       | 257         | hangar.max-concurrent-passes | a whole number from 1 to 256
            HANGAR_FLY_BASE_URL                | ftp://x     | hangar.fly.base-url | an address such as https://host/path, without user, query and fragment
            HANGAR_FLY_TIMEOUT                 | 61s         | hangar.fly.timeout | a duration from 1s to 60s, in ms, s, m, h or d
            HANGAR_PROMETHEUS_URL              | no url      | hangar.prometheus.url | an address such as https://host/path, without user, query and fragment
            HANGAR_PROMETHEUS_TIMEOUT          | 999ms       | hangar.prometheus.timeout | a duration from 1s to 60s, in ms, s, m, h or d
            HANGAR_PROMETHEUS_METHOD           | put         | hangar.prometheus.method | one of post, get
            HANGAR_PROMETHEUS_MAX_AGE          | 14s         | hangar.prometheus.max-age | a duration from 15s to 10m, in ms, s, m, h or d
            HANGAR_HTTP_HOST                   | [::]        | hangar.http.host | an IP address or a host name, such as 127.0.0.1, :: or localhost
            HANGAR_HTTP_HOST                   | 127.0.0     | hangar.http.host | an IP address or a host name, such as 127.0.0.1, :: or localhost
            HANGAR_HTTP_HOST                   | 1.2.3.256   | hangar.http.host | an IP address or a host name, such as 127.0.0.1, :: or localhost
            HANGAR_HTTP_HOST                   | 1.2.3.4:80  | hangar.http.host | an IP address or a host name, such as 127.0.0.1, :: or localhost
            HANGAR_HTTP_HOST                   | a b         | hangar.http.host | an IP address or a host name, such as 127.0.0.1, :: or localhost
            HANGAR_HTTP_HOST                   | http://h    | hangar.http.host | an IP address or a host name, such as 127.0.0.1, :: or localhost
            HANGAR_HTTP_HOST                   | ff02::1     | hangar.http.host | an IP address or a host name, such as 127.0.0.1, :: or localhost
            HANGAR_HTTP_PORT                   | 65536       | hangar.http.port | a whole number from 0 to 65535
            HANGAR_POLICY_IGNORE               | yes         | hangar.policy.ignore | true or false
            HANGAR_POLICY_MIN_MACHINES_RUNNING | -1          | hangar.policy.min-machines-running | a whole number from 0 to 10000
            HANGAR_POLICY_MAX_MACHINES_RUNNING | 0           | hangar.policy.max-machines-running | a whole number from 1 to 10000
            HANGAR_POLICY_IDLE_ACTION          | destroy     | hangar.policy.idle-action | one of auto, suspend, stop
            HANGAR_POLICY_LAUNCH_PAIR          | keep        | hangar.policy.launch-pair | one of report, park, destroy
            HANGAR_POLICY_TARGET_UTILIZATION   | 0           | hangar.policy.target-utilization | a number in (0, 1]
            HANGAR_POLICY_TARGET_UTILIZATION   | NaN         | hangar.policy.target-utilization | a number in (0, 1]
            HANGAR_POLICY_TARGET_UTILIZATION   | 80%         | hangar.policy.target-utilization | a number in (0, 1]
            HANGAR_POLICY_TOLERANCE            | 1.5         | hangar.policy.tolerance | a number in [0, 1)
            HANGAR_POLICY_TOLERANCE            | 1           | hangar.policy.tolerance | a number in [0, 1)
            HANGAR_POLICY_STABILIZATION        | 25h         | hangar.policy.stabilization | a duration from 0s to 24h, in ms, s, m, h or d
            HANGAR_POLICY_STEP_UP              | 0           | hangar.policy.step-up | a whole number from 1 to 1000
            HANGAR_POLICY_STEP_DOWN            | 0           | hangar.policy.step-down | a whole number from 1 to 1000
            HANGAR_POLICY_COOL_DOWN            | -1s         | hangar.policy.cool-down | a duration from 0s to 24h, in ms, s, m, h or d
            HANGAR_POLICY_DRAIN_LIMIT          | PT5M        | hangar.policy.drain-limit | a duration from 0s to 24h, in ms, s, m, h or d
            HANGAR_POLICY_WAKE_TIME            | 0s          | hangar.policy.wake-time | a duration from 1s to 1h, in ms, s, m, h or d
            HANGAR_POLICY_BUDGET_SLEEPS        | 1001        | hangar.policy.budget.sleeps | a whole number from 0 to 1000
            HANGAR_POLICY_BUDGET_WINDOW        | 0s          | hangar.policy.budget.window | a duration from 1s to 24h, in ms, s, m, h or d
            HANGAR_POLICY_REGIONS_IAD          | one         | hangar.policy.regions.iad | a whole number from 0 to 10000
            """)
    void impossibleValue(String variable, String value, String key, String allowed) {
        assertThat(problems(load(oneAppAnd(variable, value))))
                .containsExactly(key + " = \"" + value + "\": must be " + allowed + " (" + variable + ")");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            polcy: {}                            | hangar.polcy: unknown key; did you mean hangar.policy? (hangar.yaml line 1)
            policy: {min-machine-running: 1}     | hangar.policy.min-machine-running: unknown key; did you mean hangar.policy.min-machines-running? (hangar.yaml line 1)
            policy: {zzz: 1}                     | hangar.policy.zzz: unknown key (hangar.yaml line 1)
            fly: {tokn: sesame}                  | hangar.fly.tokn: unknown key; did you mean hangar.fly.token? (hangar.yaml line 1)
            fly: sesame                          | hangar.fly: must be a section with keys below it (hangar.yaml line 1)
            mode:                                | hangar.mode: has no value: give one, or remove the key (hangar.yaml line 1)
            mode: {a: b}                         | hangar.mode: must be one of observe, act (hangar.yaml line 1)
            mode: [act]                          | hangar.mode: must be one of observe, act (hangar.yaml line 1)
            policy: {regions: {iad: x}}          | hangar.policy.regions.iad = "x": must be a whole number from 0 to 10000 (hangar.yaml line 1)
            policy: {regions: {"I AD": 1}}       | hangar.policy.regions.I AD: the name of a region must be a region of lower-case letters, digits and dashes (hangar.yaml line 1)
            policy: {signals: proxy}             | hangar.policy.signals: must be a list, such as [{name: proxy-concurrency, capacity: soft-limit}] (hangar.yaml line 1)
            policy: {signals: [{capacity: 1}]}   | hangar.policy.signals[0].name: is required (hangar.yaml line 1)
            policy: {signals: [{name: proxy-concurency}]} | hangar.policy.signals[0].name = "proxy-concurency": unknown signal; did you mean proxy-concurrency? (hangar.yaml line 1)
            policy: {signals: [{name: proxy-concurrency, capacity: 0}]} | hangar.policy.signals[0].capacity = "0": must be soft-limit or a number above 0 (hangar.yaml line 1)
            policy: {signals: [{name: proxy-concurrency, service-time: 20s}]} | hangar.policy.signals[0].service-time: needs wait-target beside it (hangar.yaml line 1)
            policy: {signals: [{name: proxy-concurrency, wait-target: 1m}]} | hangar.policy.signals[0].wait-target: needs service-time beside it (hangar.yaml line 1)
            policy: {signals: [{name: proxy-concurrency, service-time: 0s, wait-target: 1m}]} | hangar.policy.signals[0].service-time = "0s": must be a duration from 10ms to 24h, in ms, s, m, h or d (hangar.yaml line 1)
            policy: {signals: [{name: proxy-concurrency, service-time: 1s, wait-target: 1m, capacity: 3}]} | hangar.policy.signals[0].capacity: cannot stand beside service-time and wait-target (hangar.yaml line 1)
            policy: {signals: [{name: proxy-concurrency, weight: 0}]} | hangar.policy.signals[0].weight: unknown key (hangar.yaml line 1)
            policy: {signals: [{name: proxy-concurrency}, {name: proxy-concurrency}]} | hangar.policy.signals[1]: signal proxy-concurrency is in the list twice (hangar.yaml line 1)
            signals: {queue: {max-age: 60s}}     | hangar.signals.queue.promql: is required (hangar.yaml line 1)
            signals: {queue: {promql: x, max-age: 1s}} | hangar.signals.queue.max-age = "1s": must be a duration from 15s to 10m, in ms, s, m, h or d (hangar.yaml line 1)
            signals: {A b: {promql: x}}          | hangar.signals.A b: the name must be a name of lower-case letters, digits and dashes (hangar.yaml line 1)
            apps: {Shop: {policy: {}}}           | hangar.apps.Shop: the name must be an app or a glob, such as shop or shop-* (hangar.yaml line 1)
            apps: {shop: {ignore: true}}         | hangar.apps.shop.ignore: unknown key (hangar.yaml line 1)
            orgs: {A B: {policy: {}}}            | hangar.orgs.A B: the name must be a slug of lower-case letters, digits and dashes (hangar.yaml line 1)
            apps: {shop: {groups: {w: {policy: {step-up: 0}}}}} | hangar.apps.shop.groups.w.policy.step-up = "0": must be a whole number from 1 to 1000 (hangar.yaml line 1)
            """)
    void wrongFile(String line, String problem) {
        assertThat(problems(load("hangar: {" + line + "}", ONE_APP))).containsExactly(problem);
    }

    @Test
    void everythingLivesBelowHangar() {
        assertThat(problems(load("mode: act\n", ONE_APP)))
                .containsExactly("mode: unknown key; every key lives below hangar: (hangar.yaml line 1)");
        assertThat(problems(load("- a\n", ONE_APP)))
                .containsExactly("hangar.yaml: must begin with the section hangar:");
    }

    @Test
    void brokenYamlNamesTheLineAndQuotesNothing() {
        assertThat(problems(load("hangar:\n  fly:\n    token: \"sesame\n", ONE_APP)))
                .singleElement()
                .asString()
                .startsWith("hangar.yaml: is not valid YAML in line ")
                .doesNotContain("sesame");
        assertThat(problems(load("hangar:\n  mode: act\n  mode: act\n", ONE_APP)))
                .containsExactly("hangar.yaml line 3: key mode is there twice");
        assertThat(problems(load("hangar: &a {policy: *a}\n", ONE_APP)))
                .contains("hangar.yaml line 1: is nested too deep");
    }

    @Test
    void aNamedFileMustExist() {
        Path directory = Path.of("target", "no-such-directory");

        assertThat(problems(ConfigLoader.load(Optional.of(Path.of("missing.yaml")), ONE_APP, directory)))
                .singleElement()
                .asString()
                .endsWith("missing.yaml: there is no such file");
        assertThat(problems(ConfigLoader.load(Optional.of(Path.of("missing.yaml")), Map.of(), directory)))
                .as("what else is missing may be in the file")
                .hasSize(1);
    }

    @Test
    void unknownVariablesAreErrorsThatShowNoValue() {
        Map<String, String> environment = oneAppAnd("HANGAR_FLY_TOKN", "sesame", "HANGAR_X", "y", "HANGARX", "z");

        assertThat(problems(load(environment)))
                .containsExactly(
                        "HANGAR_FLY_TOKN: unknown variable; did you mean HANGAR_FLY_TOKEN?",
                        "HANGAR_X: unknown variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hangar", ".mvn/find-jdk25", ".mvn/on-jdk25"})
    void variablesOfTheLauncherAndTheBuildAreKnown(String script) throws IOException {
        List<String> names = Pattern.compile("HANGAR_[A-Z0-9_]+")
                .matcher(Files.readString(Path.of(script)))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(problems(load(oneAppAnd(name, "-Xmx64m")))).isEmpty());
    }

    @Test
    void whatIsMissingIsSaidOnce() {
        assertThat(problems(load(Map.of())))
                .containsExactly(
                        "hangar.fly.token: is required: set HANGAR_FLY_TOKEN (or FLY_API_TOKEN)",
                        "hangar.app: is required: set HANGAR_APP, or HANGAR_ORG for every app of an organization",
                        "hangar.prometheus.url: is required: set HANGAR_PROMETHEUS_URL, or HANGAR_ORG for Fly's own");
    }

    @Test
    void globsNeedAnOrganization() {
        assertThat(problems(load(oneAppAnd("HANGAR_APP", "shop,shop-*"))))
                .containsExactly(
                        "hangar.app = \"shop,shop-*\": needs hangar.org: apps that match a glob are found in an"
                                + " organization (HANGAR_APP)");
    }

    @Test
    void secretsAreNeverShown() {
        Map<String, String> environment = oneAppAnd(
                "HANGAR_FLY_TOKEN", "ses\name", "HANGAR_PROMETHEUS_URL", "https://me:ses@host/?token=ame#ame");

        assertThat(problems(load(environment)))
                .containsExactly(
                        "hangar.fly.token = \"<redacted>\": must be a token of visible ASCII characters, or several"
                                + " joined by commas (HANGAR_FLY_TOKEN)",
                        "hangar.prometheus.url = \"https://<redacted>@host/?…\": must be an address such as"
                                + " https://host/path, without user, query and fragment (HANGAR_PROMETHEUS_URL)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://me:se/crets@host", "https://me:secrets?@host", "me:secrets@host", "https://h/?secrets"})
    void addressesNeverShowWhatMayBeAPassword(String address) {
        assertThat(problems(load(oneAppAnd("HANGAR_FLY_BASE_URL", address))))
                .singleElement()
                .asString()
                .doesNotContain("crets");
    }

    @Test
    void aProblemStaysOnOneLine() {
        assertThat(problems(load(oneAppAnd("HANGAR_MODE", "act\nobserve"))))
                .containsExactly("hangar.mode = \"act observe\": must be one of observe, act (HANGAR_MODE)");
    }

    @Test
    void aPassMustFitIntoTheBlastRadius() {
        assertThat(problems(load(oneAppAnd("HANGAR_POLICY_STEP_DOWN", "12", "HANGAR_POLICY_BUDGET_SLEEPS", "11"))))
                .containsExactly("hangar.blast-radius.least: is 10 and must be at least 11, so many as step-down and"
                        + " budget.sleeps of a policy let one pass put to sleep");
        assertThat(problems(load(oneAppAnd("HANGAR_POLICY_STEP_DOWN", "12")))).isEmpty();
    }

    @Test
    void allProblemsComeAtOnce() {
        String yaml = """
                hangar:
                  mode: off
                  policy: {tolerance: 1.5, min-machines-running: 5, max-machines-running: 3}
                  appps: {}
                """;

        assertThat(problems(load(yaml, Map.of("HANGAR_POLICY_STEP_UP", "0", "HANGAR_MOD", "x", "HANGAR_APP", "*"))))
                .containsExactly(
                        "hangar.mode = \"off\": must be one of observe, act (hangar.yaml line 2)",
                        "hangar.appps: unknown key; did you mean hangar.apps? (hangar.yaml line 4)",
                        "hangar.policy.tolerance = \"1.5\": must be a number in [0, 1) (hangar.yaml line 3)",
                        "HANGAR_MOD: unknown variable; did you mean HANGAR_MODE?",
                        "hangar.policy.step-up = \"0\": must be a whole number from 1 to 1000 (HANGAR_POLICY_STEP_UP)",
                        "hangar.fly.token: is required: set HANGAR_FLY_TOKEN (or FLY_API_TOKEN)",
                        "hangar.prometheus.url: is required: set HANGAR_PROMETHEUS_URL, or HANGAR_ORG for Fly's own",
                        "hangar.app = \"*\": needs hangar.org: apps that match a glob are found in an organization"
                                + " (HANGAR_APP)",
                        "hangar.policy.max-machines-running = \"3\": must be at least 5, which is the floor by"
                                + " hangar.policy.min-machines-running (hangar.yaml line 3)");
    }
}
