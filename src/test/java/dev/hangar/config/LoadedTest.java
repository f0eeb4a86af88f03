package dev.hangar.config;

import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.Budget;
import dev.hangar.policy.Capacity;
import dev.hangar.policy.Creating;
import dev.hangar.policy.DemandSignal;
import dev.hangar.policy.Guards;
import dev.hangar.policy.IdleAction;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.policy.PauseMode;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.Scaling;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.config.Loading.ONE_APP;
import static dev.hangar.config.Loading.load;
import static dev.hangar.config.Loading.oneAppAnd;
import static dev.hangar.config.Loading.settings;
import static org.assertj.core.api.Assertions.assertThat;

/// Defaults, every key away from its default, and which source wins.
class LoadedTest {
    private static final String EVERYTHING = """
            hangar:
              mode: act
              interval: 1m30s
              org: acme
              app: [shop, "blog-*"]
              max-concurrent-passes: 3
              fly: {token: filesecret, base-url: "http://_api.internal:4280", graphql-url: "https://g/q", timeout: 5s}
              prometheus:
                url: http://prometheus:9090/x
                token: promsecret
                timeout: 2s
                method: get
                max-age: 3m
              signals:
                proxy-concurrency: {max-age: 30s}
                queue: {promql: "queue_depth{kind=\\"mail\\"}"}
                cpu: {promql: "rate(x[1m])", sampled-at: timestamp(x), max-age: 45s}
              http: {host: 10.0.0.7, port: 9, token: opensesame}
              blast-radius: {share: 0.5, least: 12, window: 1h}
              policy:
                ignore: true
                min-machines-running: 2
                regions: {iad: 1, fra: 0}
                max-machines-running: 9
                create: {most: 12, spares: 3}
                idle-action: stop
                launch-pair: destroy
                signals: [{name: queue, capacity: 2.5, outlives-machines: true}, {name: proxy-concurrency}]
                target-utilization: 1
                tolerance: 0
                stabilization: 0s
                step-up: 2
                step-down: 4
                cool-down: 2m
                drain-limit: 1h
                wake-time: 30s
                budget: {sleeps: 0, window: 500s}
                pause: down
                yield-to-person: 2h
                cliff-hold: 1m
                flap-limit: 0
                scaling: adaptive
                late-share: 0.05
                late-after: 2s
                late-price: 10m
                expression: {started: queue / 10}
            """;

    private static PolicySettings policy(HangarSettings settings) {
        FleetId fleet = new FleetId(new AppName("shop"), new ProcessGroup("app"));
        return switch (settings.policies().policyFor(new OrgSlug("acme"), fleet)) {
            case PolicyChoice.Usable(PolicySettings policy) -> policy;
            case PolicyChoice.Impossible(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    @Test
    void threeVariablesAreEnough() {
        HangarSettings settings = settings(load(ONE_APP));

        assertThat(settings.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.org()).isEmpty();
        assertThat(settings.apps().names()).contains(List.of(new AppName("shop")));
        assertThat(settings.manages(new AppName("shop"))).isTrue();
        assertThat(settings.manages(new AppName("shops"))).isFalse();
        assertThat(settings.maxConcurrentPasses()).isEqualTo(16);
        assertThat(settings.fly())
                .isEqualTo(new FlySettings(
                        new Secret("fm2_flysecret"),
                        URI.create("https://api.machines.dev"),
                        Optional.of(URI.create("https://api.fly.io/graphql")),
                        Duration.ofSeconds(10)));
        assertThat(settings.prometheus())
                .isEqualTo(new PrometheusSettings(
                        URI.create("https://api.fly.io/prometheus/acme/"),
                        Optional.of(new Secret("fm2_flysecret")),
                        Duration.ofSeconds(10),
                        PrometheusSettings.Method.POST,
                        Duration.ofMinutes(2),
                        Duration.ofHours(24)));
        assertThat(settings.signals()).containsExactly(SignalQuery.proxyConcurrency(Duration.ofMinutes(2)));
        assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
        assertThat(settings.httpPort()).isEqualTo(8080);
        assertThat(settings.httpToken()).isEmpty();
        assertThat(settings.logFormat()).isEqualTo(LogFormat.AUTO);
        assertThat(settings.blastRadius()).isEqualTo(new BlastRadiusSettings(0.25, 10, Duration.ofMinutes(10)));
        assertThat(settings.self()).isEmpty();
    }

    @Test
    void onAFlyMachineThePrivateNetworkIsListenedTo() {
        HangarSettings there = settings(load(oneAppAnd("FLY_MACHINE_ID", "d8")));
        HangarSettings told = settings(load(oneAppAnd("FLY_MACHINE_ID", "d8", "HANGAR_HTTP_HOST", "127.0.0.1")));

        assertThat(there.httpHost()).isEqualTo("::");
        assertThat(there.effective())
                .extracting(EffectiveSetting::toString)
                .contains("hangar.http.host = :: (FLY_MACHINE_ID)");
        assertThat(told.httpHost()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "fdaa:0:1:a7b::2", "0.0.0.0", "127.0.0.1", "localhost", "fly-local-6pn"})
    void addressesToListenOn(String host) {
        assertThat(settings(load(oneAppAnd("HANGAR_HTTP_HOST", host))).httpHost())
                .isEqualTo(host);
    }

    @Test
    void policyHasDefaults() {
        assertThat(policy(settings(load(ONE_APP))))
                .isEqualTo(new PolicySettings(
                        false,
                        OptionalInt.empty(),
                        new TreeMap<>(),
                        OptionalInt.empty(),
                        IdleAction.AUTO,
                        LaunchPairMode.PARK,
                        List.of(new DemandSignal(
                                SignalQuery.PROXY_CONCURRENCY, new Capacity.ServiceSoftLimit(), false)),
                        0.8,
                        0.1,
                        Duration.ofMinutes(5),
                        10,
                        1,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(60),
                        new Budget(10, Duration.ofMinutes(10)),
                        Guards.USUAL,
                        new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1)),
                        Creating.NOTHING,
                        Optional.empty()));
    }

    @Test
    void everyKeyOfTheFileCounts() {
        HangarSettings settings = settings(load(EVERYTHING, Map.of()));

        assertThat(settings.mode()).isEqualTo(Mode.ACT);
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.org()).contains(new OrgSlug("acme"));
        assertThat(settings.apps().names()).isEmpty();
        assertThat(settings.apps()).hasToString("shop,blog-*");
        assertThat(settings.maxConcurrentPasses()).isEqualTo(3);
        assertThat(settings.fly())
                .isEqualTo(new FlySettings(
                        new Secret("filesecret"),
                        URI.create("http://_api.internal:4280"),
                        Optional.of(URI.create("https://g/q")),
                        Duration.ofSeconds(5)));
        assertThat(settings.prometheus())
                .isEqualTo(new PrometheusSettings(
                        URI.create("http://prometheus:9090/x"),
                        Optional.of(new Secret("promsecret")),
                        Duration.ofSeconds(2),
                        PrometheusSettings.Method.GET,
                        Duration.ofMinutes(3),
                        Duration.ofHours(24)));
        assertThat(settings.httpHost()).isEqualTo("10.0.0.7");
        assertThat(settings.httpPort()).isEqualTo(9);
        assertThat(settings.httpToken()).contains(new Secret("opensesame"));
        assertThat(settings.blastRadius()).isEqualTo(new BlastRadiusSettings(0.5, 12, Duration.ofHours(1)));
        assertThat(settings.signals())
                .containsExactly(
                        SignalQuery.proxyConcurrency(Duration.ofSeconds(30)),
                        new SignalQuery(
                                new SignalName("queue"),
                                "queue_depth{kind=\"mail\"}",
                                Optional.of("timestamp(queue_depth{kind=\"mail\"})"),
                                Duration.ofMinutes(3)),
                        new SignalQuery(
                                new SignalName("cpu"),
                                "rate(x[1m])",
                                Optional.of("timestamp(x)"),
                                Duration.ofSeconds(45)));
    }

    @Test
    void everyKeyOfThePolicyCounts() {
        assertThat(policy(settings(load(EVERYTHING, Map.of("FLY_APP_NAME", "hangar", "FLY_MACHINE_ID", "d8")))))
                .isEqualTo(new PolicySettings(
                        true,
                        OptionalInt.of(2),
                        new TreeMap<>(Map.of(new Region("iad"), 1, new Region("fra"), 0)),
                        OptionalInt.of(9),
                        IdleAction.STOP,
                        LaunchPairMode.DESTROY,
                        List.of(
                                new DemandSignal(new SignalName("queue"), new Capacity.PerMachine(2.5), true),
                                new DemandSignal(
                                        SignalQuery.PROXY_CONCURRENCY, new Capacity.ServiceSoftLimit(), false)),
                        1.0,
                        0.0,
                        Duration.ZERO,
                        2,
                        4,
                        Duration.ofMinutes(2),
                        Duration.ofHours(1),
                        Duration.ofSeconds(30),
                        new Budget(0, Duration.ofSeconds(500)),
                        new Guards(PauseMode.DOWN, Duration.ofHours(2), Duration.ofMinutes(1), 0),
                        new Scaling.Adaptive(0.05, Optional.of(Duration.ofMinutes(10)), Duration.ofSeconds(2)),
                        new Creating(OptionalInt.of(12), 3, Optional.empty()),
                        Optional.of(new MachineRef(new AppName("hangar"), new MachineId("d8")))));
    }

    @Test
    void everyScalarKeyHasAVariableThatWinsOverTheFile() {
        for (ConfigReference.Row row : ConfigReference.rows()) {
            row.variable().filter(name -> !name.contains("<")).ifPresent(name -> {
                String value = row.fallback().orElseGet(() -> possible(row.allowed()));
                HangarSettings settings = settings(load(EVERYTHING, Map.of(name, value)));

                assertThat(settings.effective()).as(name).anySatisfy(line -> {
                    assertThat(line.key()).isEqualTo(row.key());
                    assertThat(line.source()).isEqualTo(name);
                });
            });
        }
    }

    /// A value for a key without a default.
    private static String possible(String allowed) {
        if (allowed.startsWith("an address")) {
            return "https://h/";
        }
        return allowed.startsWith("a duration") ? "7m" : "7";
    }

    @Test
    void variablesNameFloorsByRegion() {
        HangarSettings settings = settings(load(EVERYTHING, Map.of("HANGAR_POLICY_REGIONS_FRA", "3")));

        assertThat(policy(settings).regionFloors()).isEqualTo(Map.of(new Region("iad"), 1, new Region("fra"), 3));
    }

    @Test
    void flysOwnVariablesAreWeakerThanTheFile() {
        Map<String, String> flys =
                Map.of("FLY_API_TOKEN", "envsecret", "FLY_FLAPS_BASE_URL", "http://flaps", "HANGAR_ORG", "acme");

        assertThat(settings(load(flys)).fly().token()).isEqualTo(new Secret("envsecret"));
        assertThat(settings(load(flys)).fly().baseUrl()).isEqualTo(URI.create("http://flaps"));
        assertThat(settings(load(EVERYTHING, flys)).fly().token()).isEqualTo(new Secret("filesecret"));
        assertThat(settings(load(EVERYTHING, flys)).fly().baseUrl()).isEqualTo(URI.create("http://_api.internal:4280"));
    }

    @Test
    void anOrganizationNeedsNoAddressAndNoApps() {
        HangarSettings settings = settings(load(Map.of("HANGAR_FLY_TOKEN", "t", "HANGAR_ORG", "acme")));

        assertThat(settings.prometheus().url()).isEqualTo(URI.create("https://api.fly.io/prometheus/acme/"));
        assertThat(settings.manages(new AppName("anything"))).isTrue();
    }

    @Test
    void theFlyTokenGoesToNobodyElse() {
        for (String url :
                List.of("http://api.fly.io/prometheus/acme/", "https://api.fly.io.evil.example/", "http://p")) {
            HangarSettings settings = settings(load(oneAppAnd("HANGAR_PROMETHEUS_URL", url)));

            assertThat(settings.prometheus().token()).as(url).isEmpty();
        }
    }

    @Test
    void emptyVariablesAreUnset() {
        assertThat(settings(load(oneAppAnd("HANGAR_MODE", "", "HANGAR_ORG", "  ")))
                        .org())
                .isEmpty();
    }

    @Test
    void argumentWinsOverVariableWinsOverDirectory(@TempDir Path directory) throws IOException {
        Path byArgument = Files.writeString(directory.resolve("argument.yaml"), "hangar: {http: {port: 1}}");
        Files.writeString(directory.resolve("variable.yaml"), "hangar: {http: {port: 2}}");
        Files.writeString(directory.resolve("hangar.yaml"), "hangar: {http: {port: 3}}");
        Map<String, String> variable = oneAppAnd("HANGAR_CONFIG", "variable.yaml");

        assertThat(settings(ConfigLoader.load(Optional.of(byArgument), variable, directory))
                        .httpPort())
                .isEqualTo(1);
        assertThat(settings(ConfigLoader.load(Optional.empty(), variable, directory))
                        .httpPort())
                .isEqualTo(2);
        assertThat(settings(ConfigLoader.load(Optional.empty(), ONE_APP, directory))
                        .httpPort())
                .isEqualTo(3);
    }

    @Test
    void effectiveSettingsListEveryKeyAndNoSecret() {
        String yaml = EVERYTHING + "  apps: {shop: {policy: {step-up: 3}}}\n";
        List<String> lines = settings(load(yaml, Map.of("HANGAR_MODE", "observe"))).effective().stream()
                .map(EffectiveSetting::toString)
                .toList();

        assertThat(lines)
                .contains(
                        "hangar.mode = observe (HANGAR_MODE)",
                        "hangar.interval = 1m30s (hangar.yaml line 3)",
                        "hangar.fly.token = <redacted> (hangar.yaml line 7)",
                        "hangar.policy.regions.iad = 1 (hangar.yaml line 23)",
                        "hangar.policy.signals = [queue=2.5 outlives-machines, proxy-concurrency=soft-limit]"
                                + " (hangar.yaml line 28)",
                        "hangar.apps.shop.policy.step-up = 3 (hangar.yaml line 47)")
                .noneMatch(line -> line.contains("secret"));
        assertThat(settings(load(ONE_APP)).effective())
                .extracting(EffectiveSetting::toString)
                .contains(
                        "hangar.prometheus.token = <redacted> (hangar.fly.token)",
                        "hangar.org = (unset) (default)",
                        "hangar.http.host = 127.0.0.1 (default)",
                        "hangar.policy.signals = [proxy-concurrency=soft-limit] (default)");
    }

    @Test
    void settingsNeverPrintASecret() {
        assertThat(settings(load(EVERYTHING, Map.of())).toString()).doesNotContain("secret");
    }
}
