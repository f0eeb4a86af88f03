package dev.hangar.config;

import dev.hangar.model.AppName;
import dev.hangar.model.Region;
import dev.hangar.survey.FlyToml;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FlyTomlFileTest {
    private static FlyToml read(String text) {
        FlyTomlFile.Result result = FlyTomlFile.parse("fly.toml", text);
        assertThat(result).isInstanceOf(FlyTomlFile.Result.Read.class);
        return ((FlyTomlFile.Result.Read) result).toml();
    }

    private static List<String> problems(FlyTomlFile.Result result) {
        assertThat(result).isInstanceOf(FlyTomlFile.Result.Unreadable.class);
        return ((FlyTomlFile.Result.Unreadable) result)
                .problems().stream().map(Problem::toString).toList();
    }

    private static List<String> problems(String text) {
        return problems(FlyTomlFile.parse("fly.toml", text));
    }

    @Test
    void aFileAsLaunchWritesItIsRead() {
        FlyToml toml = read("""
                # fly.toml app configuration file
                app = 'shop'
                primary_region = 'iad'

                [build]

                [http_service]
                  internal_port = 8080
                  force_https = true
                  auto_stop_machines = 'suspend'
                  auto_start_machines = true
                  min_machines_running = 0
                  processes = ['app']

                [[vm]]
                  memory = '1gb'
                  cpu_kind = 'shared'
                  cpus = 1
                """);

        assertThat(toml)
                .isEqualTo(new FlyToml(
                        "fly.toml",
                        Optional.of(new AppName("shop")),
                        Optional.of(new Region("iad")),
                        List.of("app"),
                        List.of(new FlyToml.GivenService(
                                "http_service",
                                List.of("app"),
                                OptionalInt.of(8080),
                                "tcp",
                                List.of(80, 443),
                                Optional.of("suspend"),
                                false,
                                Optional.of(true),
                                OptionalInt.of(0),
                                Optional.empty(),
                                OptionalInt.empty(),
                                OptionalInt.empty())),
                        List.of(new FlyToml.Size(
                                List.of(), Optional.of("shared"), OptionalInt.of(1), OptionalInt.of(1024))),
                        List.of(),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    }

    @Test
    void everySectionThatMattersIsRead() {
        FlyToml toml = read("""
                swap_size_mb = 512
                kill_signal = "SIGTERM"
                kill_timeout = "1m30s"

                [processes]
                  web = "bin/web"
                  worker = "bin/worker"

                [[services]]
                  internal_port = 4000
                  protocol = "udp"
                  processes = ["web"]
                  auto_stop_machines = true
                  auto_start_machines = false
                  min_machines_running = 2
                  [services.concurrency]
                    type = "requests"
                    soft_limit = 40
                    hard_limit = 50
                  [[services.ports]]
                    port = 9000
                  [[services.ports]]
                    port = 53
                    handlers = []

                [[vm]]
                  size = "performance-2x"
                  memory_mb = 8192
                  processes = ["web"]
                [[compute]]
                  size = "shared-cpu-2x"

                [mounts]
                  source = "data"
                  destination = "/data"
                  processes = ["worker"]

                [[restart]]
                  policy = "always"
                  processes = ["worker"]

                [checks.up]
                  port = 4000
                [checks.alive]
                  port = 4001
                """);

        assertThat(toml.groups()).containsExactly("web", "worker");
        assertThat(toml.services("web"))
                .containsExactly(new FlyToml.GivenService(
                        "services",
                        List.of("web"),
                        OptionalInt.of(4000),
                        "udp",
                        List.of(53, 9000),
                        Optional.of("true"),
                        true,
                        Optional.of(false),
                        OptionalInt.of(2),
                        Optional.of("requests"),
                        OptionalInt.of(40),
                        OptionalInt.of(50)));
        assertThat(toml.services("worker")).isEmpty();
        assertThat(toml.size("web"))
                .contains(new FlyToml.Size(
                        List.of("web"), Optional.of("performance"), OptionalInt.of(2), OptionalInt.of(8192)));
        assertThat(toml.size("worker"))
                .contains(new FlyToml.Size(List.of(), Optional.of("shared"), OptionalInt.of(2), OptionalInt.of(512)));
        assertThat(toml.mounts("worker")).containsExactly(new FlyToml.Mount(List.of("worker"), "data", "/data"));
        assertThat(toml.mounts("web")).isEmpty();
        assertThat(toml.restart("worker")).contains("always");
        assertThat(toml.restart("web")).isEmpty();
        assertThat(toml.swapMb()).hasValue(512);
        assertThat(toml.killSignal()).contains("SIGTERM");
        assertThat(toml.killTimeout()).contains(Duration.ofSeconds(90));
        assertThat(toml.checks()).containsExactly("alive", "up");
        assertThat(toml.legacy()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'[processes]\nweb = \"a\"\nadmin = \"b\"', admin",
        "'[processes]\nweb = \"a\"\napp = \"b\"', app",
        "'', app",
    })
    void aServiceWithoutProcessesIsForTheDefaultGroup(String processes, String group) {
        FlyToml toml = read(processes + "\n[http_service]\ninternal_port = 8080\n");

        assertThat(toml.defaultGroup()).isEqualTo(group);
        assertThat(toml.services(group)).hasSize(1);
        assertThat(toml.services("web")).hasSize(group.equals("web") ? 1 : 0);
    }

    /// A file as the old platform's launcher wrote it.
    private static final String V1 = """
            app = "shop"
            kill_signal = "SIGINT"
            kill_timeout = 5
            processes = []

            [env]

            [experimental]
              allowed_public_ports = []
              auto_rollback = true

            [[services]]
              http_checks = []
              internal_port = "8080"
              processes = ["app"]
              protocol = "tcp"
              script_checks = []
              concurrency = "20,25"

              [[services.ports]]
                force_https = true
                handlers = ["http"]
                port = "80"

              [[services.ports]]
                handlers = ["tls", "http"]
                port = 443

              [[services.tcp_checks]]
                grace_period = "1s"
                restart_limit = 0
            """;

    @Test
    void aFileOfTheOldPlatformIsReadAndNamedAsSuch() {
        FlyToml toml = read(V1);

        assertThat(toml.legacy())
                .containsExactly(
                        "processes is a list",
                        "allowed_public_ports in [experimental]",
                        "auto_rollback in [experimental]",
                        "script_checks in [[services]]",
                        "restart_limit in a check",
                        "concurrency is a text");
        assertThat(toml.groups()).containsExactly("app");
        assertThat(toml.killTimeout()).contains(Duration.ofSeconds(5));
        FlyToml.GivenService service = toml.services("app").getFirst();
        assertThat(service.internalPort()).hasValue(8080);
        assertThat(service.ports()).containsExactly(80, 443);
        assertThat(service.softLimit()).hasValue(20);
        assertThat(service.hardLimit()).hasValue(25);
        assertThat(service.concurrency()).contains("requests");
    }

    @ParameterizedTest
    @CsvSource({
        "memory = \"1gb\", 1024",
        "memory = \"512\", 512",
        "memory = \"512MB\", 512",
        "memory = \"1.5GiB\", 1536",
        "memory = 2048, 2048",
        "memory_mb = 256, 256",
        "memory_mb = \"256\", 256",
        "size = \"shared-cpu-4x\", 1024",
        "size = \"SHARED-CPU-1X\", 256",
    })
    void memoryIsReadInEachOfItsSpellings(String line, int mb) {
        assertThat(read("[[vm]]\n" + line).size("app").orElseThrow().memoryMb()).hasValue(mb);
    }

    @Test
    void aSizeThatWeDoNotKnowIsNoKnownSize() {
        assertThat(read("[[vm]]\nsize = \"a100-40gb\"").size("app"))
                .contains(new FlyToml.Size(
                        List.of(), Optional.of("a100-40gb"), OptionalInt.empty(), OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource({"5, 5000", "'\"5s\"', 5000", "'\"2m\"', 120000", "'\"1h0m1.5s\"', 3601500", "'\"300ms\"', 300"})
    void durationsAreSecondsOrText(String value, long millis) {
        assertThat(read("kill_timeout = " + value).killTimeout()).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown = 1",
                "[[services]]",
                "[env]\nTOKEN = 'x'",
                "[mounts]",
                "kill_timeout = \"\"",
                "checks = []"
            })
    void whatMeansNothingToUsIsPassedOver(String text) {
        FlyToml toml = read(text);

        assertThat(toml.groups()).containsExactly("app");
        assertThat(toml.services()).isEmpty();
        assertThat(toml.mounts()).isEmpty();
        assertThat(toml.checks()).isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("app = 5", "app = \"5\": must be a text in quotes (fly.toml line 1)"),
                arguments(
                        "\n[http_service]\n  internal_port = 'web'",
                        "http_service.internal_port = \"web\": must be a whole number from 1 to 65535"
                                + " (fly.toml line 3)"),
                arguments(
                        "[[services]]\ninternal_port = 1\n[[services]]\ninternal_port = 0\n",
                        "services[1].internal_port = \"0\": must be a whole number from 1 to 65535"
                                + " (fly.toml line 4)"),
                arguments(
                        "[[services]]\ninternal_port = 1\n[[services.ports]]\nport = 80\n[[services.ports]]\nport = -1",
                        "services[0].ports[1].port = \"-1\": must be a whole number from 1 to 65535"
                                + " (fly.toml line 6)"),
                arguments(
                        "[http_service]\nauto_stop_machines = 'sleep'",
                        "http_service.auto_stop_machines = \"sleep\": must be one of off, stop, suspend"
                                + " (fly.toml line 2)"),
                arguments(
                        "[http_service]\nauto_start_machines = 'yes'",
                        "http_service.auto_start_machines = \"yes\": must be true or false (fly.toml line 2)"),
                arguments(
                        "[http_service]\nprocesses = 'web'",
                        "http_service.processes = \"web\": must be a list of texts (fly.toml line 2)"),
                arguments(
                        "[http_service]\nprocesses = [1]",
                        "http_service.processes: must be a list of texts (fly.toml line 2)"),
                arguments("services = 5", "services = \"5\": must be a table, or several (fly.toml line 1)"),
                arguments("services = [5]", "services: must be a table, or several (fly.toml line 1)"),
                arguments("http_service = [5]", "http_service: must be a table (fly.toml line 1)"),
                arguments(
                        "kill_timeout = 'soon'",
                        "kill_timeout = \"soon\": must be seconds, or a text such as \"5s\" (fly.toml line 1)"),
                arguments(
                        "[[vm]]\nmemory = 'lots'",
                        "vm[0].memory = \"lots\": must be MB, or a text such as \"512mb\" or \"1gb\""
                                + " (fly.toml line 2)"),
                arguments(
                        "[[services]]\nconcurrency = '20'",
                        "services[0].concurrency = \"20\": must be a table, or a text such as \"20,25\""
                                + " (fly.toml line 2)"),
                arguments(
                        "[[restart]]\npolicy = 'often'",
                        "restart[0].policy = \"often\": must be one of always, never, on-failure"
                                + " (fly.toml line 2)"),
                arguments(
                        "vm = { cpus = 'x' }", "vm.cpus = \"x\": must be a whole number from 1 to 1000000 (fly.toml)"),
                arguments("app = 'a'\napp = 'b'", "fly.toml: is not valid TOML in line 2"),
                arguments("[env]\nSECRET = hunter2", "fly.toml: is not valid TOML in line 2"));
    }

    @ParameterizedTest
    @MethodSource
    void bad(String text, String problem) {
        assertThat(problems(text)).containsExactly(problem);
    }

    @Test
    void everyProblemIsTold() {
        assertThat(problems("app = 5\nswap_size_mb = -1\n[http_service]\ninternal_port = 0"))
                .hasSize(3);
    }
}
