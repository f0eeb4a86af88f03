package dev.hangar.fly;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Autostop;
import dev.hangar.model.Check;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.FleetId;
import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.model.RestartPolicy;
import dev.hangar.model.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

final class MachineReaderTest {
    private static final AppName APP = new AppName("shop");

    @Test
    void readsWhatTheDocumentationShows() {
        Machine machine = machines(resource("machines-documented.json")).getFirst();

        assertThat(machine.id()).isEqualTo(new MachineId("148ed599c14189"));
        assertThat(machine.name()).isEqualTo("muddy-wood-9211");
        assertThat(machine.fleet()).isEqualTo(new FleetId(APP, new ProcessGroup("web")));
        assertThat(machine.state()).isEqualTo(MachineState.STARTED);
        assertThat(machine.version()).isEqualTo("01K94ZVZ5GQ8W8Y2YQ2E0Q6C7R");
        assertThat(machine.createdAt()).isEqualTo("2026-10-31T02:30:10Z");
        assertThat(machine.updatedAt()).isEqualTo("2026-11-01T03:31:11.500Z");
        assertThat(machine.host()).isEqualTo(HostStatus.OK);
        assertThat(machine.cordoned()).isTrue();
        assertThat(machine.lease())
                .contains(new Lease("9c1f@tokens.fly.io", Instant.ofEpochSecond(1_793_592_319), "fly deploy"));
        assertThat(machine.metadata())
                .containsOnlyKeys("fly_platform_version", "fly_process_group", "process_group")
                .containsEntry("fly_platform_version", "v2");
        assertThat(machine.toString()).doesNotContain("must-not-be-kept");
    }

    @Test
    void readsTheConfigThatTheDocumentationShows() {
        MachineConfig config = machines(resource("machines-documented.json"))
                .getFirst()
                .config()
                .orElseThrow();

        assertThat(config.guest()).isEqualTo(Guest.of(CpuKind.PERFORMANCE, 2, 4096));
        assertThat(config.services())
                .containsExactly(
                        new Service(
                                8080,
                                true,
                                Autostop.SUSPEND,
                                1,
                                OptionalInt.of(15),
                                OptionalInt.of(25),
                                new Service.Wording("tcp", List.of(), "requests", Optional.of("suspend"))),
                        new Service(9090, true, Autostop.OFF, 0, OptionalInt.empty(), OptionalInt.empty()));
        assertThat(config.volumes()).containsExactly("vol_e4mdd9j5y5y4xyzv");
        assertThat(config.schedule()).contains("daily");
        assertThat(config.standbyFor()).containsExactly(new MachineId("2866d9f4b45558"));
        assertThat(config.autoDestroy()).isTrue();
        assertThat(config.restart()).isEqualTo(RestartPolicy.ALWAYS);
        assertThat(config.swapMb()).isEqualTo(512);
        assertThat(config.rootfsGb()).hasValue(8);
        assertThat(config.persistentRootfs()).isTrue();
        assertThat(config.primaryRegion()).contains(new Region("ams"));
        assertThat(config.envKeys()).containsExactlyInAnyOrder("PRIMARY_REGION", "FLY_PROCESS_GROUP", "SECRET_VALUE");
        assertThat(config.image()).isEqualTo("registry.fly.io/shop:deployment-01K94");
        assertThat(config.instanceKey()).isTrue();
    }

    static Stream<Arguments> readsHandlersOfPorts() {
        String web = "{\"port\": 80, \"handlers\": [\"http\"]}";
        return Stream.of(
                arguments(
                        web + ", {\"port\": 443, \"handlers\": [\"tls\", \"http\"]}",
                        Map.of(80, Set.of("http"), 443, Set.of("tls", "http"))),
                arguments("{\"port\": 443, \"handlers\": []}", Map.of(443, Set.of())),
                arguments("{\"port\": 443}, {\"port\": 25, \"handlers\": null}", Map.of(443, Set.of(), 25, Set.of())),
                arguments("", Map.of()),
                // Not all ports are known, so nothing is claimed of any.
                arguments(web + ", {\"start_port\": 1000, \"end_port\": 2000}", Map.of()),
                arguments(web + ", {\"port\": 443, \"handlers\": \"tls\"}", Map.of()),
                arguments(web + ", " + web, Map.of()),
                arguments(web + ", 443", Map.of()));
    }

    @ParameterizedTest
    @MethodSource
    void readsHandlersOfPorts(String ports, Map<Integer, Set<String>> expected) {
        Machine machine = machine("\"config\": {\"services\": [{\"ports\": [" + ports + "]}]}");

        assertThat(machine.config()
                        .orElseThrow()
                        .services()
                        .getFirst()
                        .wording()
                        .handlers())
                .isEqualTo(expected);
    }

    @Test
    void readsChecksAndEvents() {
        Machine machine = machines(resource("machines-documented.json")).getFirst();

        assertThat(machine.checks())
                .containsExactly(
                        new Check("servicecheck-00-http-8080", Check.Status.PASSING, "ok"),
                        new Check("alive", Check.Status.WARNING),
                        new Check("new", Check.Status.UNRECOGNIZED));
        assertThat(machine.events())
                .containsExactly(
                        new MachineEvent("exit", "stopped", "flyd", Instant.ofEpochMilli(1_793_592_001_000L)),
                        new MachineEvent("start", "started", "proxy", Instant.ofEpochMilli(1_793_592_000_123L)),
                        new MachineEvent("exit", "stopped", "flyd", Instant.parse("2026-11-01T03:00:00.500Z")));
    }

    @Test
    void aMachineOfTheBarestKindHasFlysDefaults() {
        Machine machine = machine("'config': {}");
        MachineConfig config = machine.config().orElseThrow();

        assertThat(machine.fleet().group()).isEqualTo(new ProcessGroup("app"));
        assertThat(machine.host()).isEqualTo(HostStatus.OK);
        assertThat(machine.lease()).isEmpty();
        assertThat(config.guest()).isEqualTo(Guest.of(CpuKind.SHARED, 1, 256));
        assertThat(config.restart()).isEqualTo(RestartPolicy.ON_FAILURE);
        assertThat(config.services()).isEmpty();
        assertThat(config.persistentRootfs()).isFalse();
        assertThat(config.instanceKey()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'metadata': {'fly_process_group': 'a', 'process_group': 'b'}, 'env': {'FLY_PROCESS_GROUP': 'c'} | a
        'metadata': {'process_group': 'b'}, 'env': {'FLY_PROCESS_GROUP': 'c'}                           | b
        'metadata': {'fly_process_group': ''}, 'env': {'FLY_PROCESS_GROUP': 'c'}                        | c
        'metadata': null, 'env': null                                                                   | app
        """)
    void theProcessGroupIsFoundWhereFlyPutIt(String config, String group) {
        assertThat(machine("'config': {" + config + "}").fleet().group()).isEqualTo(new ProcessGroup(group));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'x': 0                                      | OFF     | true
        'autostop': null, 'autostart': null         | OFF     | true
        'autostop': false, 'autostart': false       | OFF     | false
        'autostop': true, 'autostart': true         | STOP    | true
        'autostop': 'off'                           | OFF     | true
        'autostop': 'stop', 'autostart': 'true'     | STOP    | true
        'autostop': 'suspend'                       | SUSPEND | true
        'autostop': 'hibernate', 'autostart': 'no'  | OFF     | false
        'autostop': 7, 'autostart': {}              | OFF     | false
        """)
    void autostopAndAutostartAreReadInEverySpelling(String service, Autostop autostop, boolean autostart) {
        Service read = config("'services': [{" + service + "}]").services().getFirst();

        assertThat(read.autostop()).isEqualTo(autostop);
        assertThat(read.autostart()).isEqualTo(autostart);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'rootfs': {'persist': 'never'}               | false
        'rootfs': {'persist': ''}                    | false
        'rootfs': {'persist': 'always'}              | true
        'rootfs': {'persist': 'restart'}             | true
        'rootfs': {'persist': 'a-new-word'}          | true
        'guest': {'cpus': 1, 'memory_mb': 256, 'persist_rootfs': 0}        | false
        'guest': {'cpus': 1, 'memory_mb': 256, 'persist_rootfs': 1}        | false
        'guest': {'cpus': 1, 'memory_mb': 256, 'persist_rootfs': 2}        | true
        'guest': {'cpus': 1, 'memory_mb': 256, 'persist_rootfs': 'never'}  | false
        'guest': {'cpus': 1, 'memory_mb': 256, 'persist_rootfs': 'always'} | true
        """)
    void aRootFileSystemThatMayPersistDoes(String config, boolean persistent) {
        assertThat(config(config).persistentRootfs()).isEqualTo(persistent);
    }

    @Test
    void unknownWordsAreKeptApart() {
        Machine machine = machine("'config': {'guest': {'cpu_kind': 'quantum', 'cpus': 1, 'memory_mb': 256},"
                + " 'restart': {'policy': 'spot-price'}}, 'host_status': 'dreaming', 'state': 'hibernating'");

        assertThat(machine.state()).isEqualTo(MachineState.UNRECOGNIZED);
        assertThat(machine.stateText()).isEqualTo("hibernating");
        assertThat(machine.host()).isEqualTo(HostStatus.UNKNOWN);
        assertThat(machine.config().orElseThrow().guest().cpuKind()).isEqualTo(CpuKind.UNRECOGNIZED);
        assertThat(machine.config().orElseThrow().restart()).isEqualTo(RestartPolicy.UNRECOGNIZED);
    }

    @Test
    void aGpuAndADedicatedHostAreSeen() {
        Guest guest = config("'guest': {'cpu_kind': 'performance', 'cpus': 8, 'memory_mb': 16384,"
                        + " 'gpu_kind': 'a10', 'host_dedication_id': 'hd1'}")
                .guest();

        assertThat(guest.gpu()).isTrue();
        assertThat(guest.dedicatedHost()).isTrue();
    }

    @Test
    void aMachineOnABrokenHostKeepsItsFleetAndHasNoConfig() {
        Machine machine = machine("'config': null, 'host_status': 'unreachable',"
                + " 'incomplete_config': {'metadata': {'fly_process_group': 'web'}}");

        assertThat(machine.config()).isEmpty();
        assertThat(machine.host()).isEqualTo(HostStatus.UNREACHABLE);
        assertThat(machine.fleet().group()).isEqualTo(new ProcessGroup("web"));
        assertThat(machine.state()).isEqualTo(MachineState.STARTED);
        assertThat(machine("'config': null").host()).isEqualTo(HostStatus.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'config': 'text'",
                "'config': {'guest': {'cpus': 0, 'memory_mb': 256}}",
                "'config': {'guest': {'cpus': 1.5, 'memory_mb': 256}}",
                "'config': {'guest': {'cpus': 99999999999999999999, 'memory_mb': 256}}",
                "'config': {'guest': {'cpus': 1}}",
                "'config': {'size': 'shared-cpu-4x'}",
                "'config': {'mounts': 'vol_1'}",
                "'config': {'standbys': [{}]}",
                "'config': {'services': {'a': 1}}",
                "'config': {'services': ['a']}",
                "'config': {'services': [{'min_machines_running': -1}]}",
                "'config': {'services': [{'min_machines_running': 'two'}]}",
                "'config': {'auto_destroy': 'perhaps'}",
                "'config': {'schedule': 5}",
                "'config': {'metadata': ['fly_process_group']}",
                "'cordoned': 'perhaps'",
                "'lease': 'held'",
                "'region': ''",
                "'region': 7",
                "'created_at': 'yesterday'",
                "'updated_at': null",
                "'checks': 'fine'"
            })
    void aMachineThatCannotBeUnderstoodIsListedAsUnrecognized(String garbled) {
        List<Machine> machines = machines("[" + node("1", "'config': {}") + "," + node("2", garbled) + "]");

        assertThat(machines).extracting(machine -> machine.id().value()).containsExactlyInAnyOrder("1", "2");
        Machine unreadable = byId(machines, "2");
        assertThat(unreadable.state()).isEqualTo(MachineState.UNRECOGNIZED);
        assertThat(unreadable.config()).isEmpty();
        assertThat(unreadable.host()).isEqualTo(HostStatus.UNKNOWN);
        assertThat(byId(machines, "1").state()).isEqualTo(MachineState.STARTED);
    }

    @Test
    void anUnreadableMachineStaysInItsFleet() {
        Machine machine = machine("'config': {'mounts': 7, 'metadata': {'fly_process_group': 'web'}}");

        assertThat(machine.fleet().group()).isEqualTo(new ProcessGroup("web"));
        assertThat(machine.stateText()).isEqualTo("started");
        assertThat(machine.region()).isEqualTo(new Region("ams"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"machines\": []}",
                "[{\"name\": \"without id\"}]",
                "[{\"id\": \"\"}]",
                "[{\"id\": 7}]",
                "[null]",
                "[1]",
                "[] []",
                "[{\"id\": \"1\"",
                "<html>"
            })
    void aListingThatCannotBeUnderstoodIsAFailureAndNotAnEmptyApp(String body) {
        assertThat(answer(body).whyFailed().map(Failure::kind)).contains(FailureKind.INVALID_ANSWER);
    }

    @Test
    void nestingWithoutEndIsAFailure() {
        assertThat(answer("[".repeat(200_000)).whyFailed().map(Failure::kind)).contains(FailureKind.INVALID_ANSWER);
    }

    @Test
    void anAppWithoutMachinesIsEmpty() {
        assertThat(machines("[]")).isEmpty();
    }

    @Test
    void aMachineThatIsListedTwiceCountsOnceAndTheYoungerEntryWins() {
        String older = node("1", "'state': 'started', 'updated_at': '2026-11-01T00:00:00Z'");
        String younger = node("1", "'state': 'stopped', 'updated_at': '2026-11-01T00:00:01Z'");

        assertThat(machines("[" + younger + "," + older + "]"))
                .singleElement()
                .returns(MachineState.STOPPED, Machine::state);
        assertThat(machines("[" + older + "," + younger + "]"))
                .singleElement()
                .returns(MachineState.STOPPED, Machine::state);
    }

    @Test
    void timesMayBeMillisecondsAndNeverOverflow() {
        Machine machine = machine("'created_at': 1793592000123, 'updated_at': 9223372036854775807,"
                + " 'lease': {'owner': 'x', 'expires_at': 9223372036854775807}");

        assertThat(machine.createdAt()).isEqualTo(Instant.ofEpochMilli(1_793_592_000_123L));
        assertThat(machine.updatedAt()).isEqualTo(Times.FAR_OFF);
        assertThat(machine.lease()).map(Lease::expiresAt).contains(Times.FAR_OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'owner': 'x'}", "{'owner': 'x', 'expires_at': 'soon'}"})
    void aLeaseWhoseEndCannotBeReadIsHeld(String lease) {
        assertThat(machine("'lease': " + lease).lease())
                .hasValueSatisfying(read -> assertThat(read.isHeldAt(Instant.parse("2400-01-01T00:00:00Z")))
                        .isTrue());
    }

    @Test
    void textThatIsShownIsHarmless() {
        Machine machine = machine("'name': 'a\\u001b[2Jb\\u202ec', 'state': 'x\\ny'");

        assertThat(machine.name()).isEqualTo("a [2Jb c");
        assertThat(machine.stateText()).isEqualTo("x y");
    }

    private static MachineConfig config(String fields) {
        return machine("'config': {" + fields + "}").config().orElseThrow();
    }

    private static Machine machine(String fields) {
        return machines("[" + node("1", fields) + "]").getFirst();
    }

    /// A machine's JSON; of a field named twice the later one counts.
    private static String node(String id, String fields) {
        return """
                {'id': '%s', 'name': 'n', 'state': 'started', 'region': 'ams', 'instance_id': '01K9',
                 'created_at': '2026-10-31T02:30:10Z', 'updated_at': '2026-10-31T02:30:10Z', %s}
                """.formatted(id, fields).replace('\'', '"');
    }

    private static List<Machine> machines(String body) {
        return answer(body)
                .asOptional()
                .orElseThrow(() -> new AssertionError(answer(body).toString()));
    }

    private static Answer<List<Machine>> answer(String body) {
        return new FakeTransport().answers(200, body).source().machines(APP);
    }

    private static Machine byId(List<Machine> machines, String id) {
        return machines.stream()
                .filter(machine -> machine.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String resource(String name) {
        try (InputStream stream =
                Objects.requireNonNull(MachineReaderTest.class.getResourceAsStream("/fly/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
