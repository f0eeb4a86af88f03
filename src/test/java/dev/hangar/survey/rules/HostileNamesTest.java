package dev.hangar.survey.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.hangar.config.FlyTomlFile;
import dev.hangar.model.Autostop;
import dev.hangar.model.Check;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import dev.hangar.survey.World;
import dev.hangar.testkit.Machines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

/// Commands and lines are there to be pasted, and names come from outside: a shell must read every command as one, and
/// a name in it as one word; every line must be TOML, and a name in it one text.
class HostileNamesTest {
    /// A word of ours: a subcommand, a flag, a number, a size.
    private static final String OURS = "-{0,2}[a-z0-9][a-z0-9.-]*(=[a-z0-9]+)?";

    /// Tells that it was called and with what, one word a line of its own, ended by a character that no name has.
    private static final String FLY = "fly() { printf '<fly>\\001'; printf '%s\\001' \"$@\"; }\n";

    private static final List<Rule> ALL =
            Stream.concat(ConfigRules.ALL.stream(), UsageRules.ALL.stream()).toList();

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";touch x",
                "$(touch x)",
                "`touch x`",
                "'; touch x; '",
                "\"]\ntouch x\n",
                " --yes && touch x",
                "| touch x #",
                "\\",
                "*",
                "~",
                "=x",
                "ü\t\u007f\""
            })
    void oneCommandAndOneWordEach(String hostile) throws IOException, InterruptedException {
        for (Survey survey : worlds(hostile)) {
            for (Advice advice : advice(survey)) {
                for (Fix fix : advice.fixes()) {
                    switch (fix) {
                        case Fix.Command(String line) -> isOneCommand(line, hostile);
                        case Fix.Lines(String toml) -> isToml(toml, hostile);
                        case Fix.Words words -> {}
                    }
                }
            }
        }
        try (Stream<Path> made = Files.list(directory)) {
            assertThat(made).as("nothing else was run").isEmpty();
        }
    }

    /// Topics whose fixes are words alone are no concern of this test; of the rest none may be missing from its worlds.
    @Test
    void theWorldsHaveEveryCommand() {
        Set<Topic> fired = EnumSet.noneOf(Topic.class);
        for (Survey survey : worlds("-x")) {
            advice(survey).stream()
                    .filter(advice -> advice.fixes().stream().anyMatch(fix -> !(fix instanceof Fix.Words)))
                    .forEach(advice -> fired.add(advice.topic()));
        }
        Set<Topic> missing = EnumSet.complementOf(EnumSet.copyOf(fired));
        assertThat(missing).containsExactly(Topic.RESERVATION);
    }

    private static List<Advice> advice(Survey survey) {
        return ALL.stream().flatMap(rule -> Told.by(rule, survey).stream()).toList();
    }

    private void isOneCommand(String line, String hostile) throws IOException, InterruptedException {
        Path out = Files.createTempFile("hangar", "words");
        try {
            Process shell = new ProcessBuilder("sh", "-c", FLY + line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            int code = shell.waitFor();
            String said = Files.readString(out, StandardCharsets.UTF_8);
            assertThat(code).as("%s%n%s", line, said).isZero();
            List<String> words = Arrays.asList(said.split("\001", -1));
            assertThat(words).as(line).startsWith("<fly>").endsWith("");
            assertThat(words.subList(1, words.size() - 1))
                    .as(line)
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(word).matches(its -> isOurs(its, hostile)));
        } finally {
            Files.delete(out);
        }
    }

    /// A word of ours, or one of the names below as a whole.
    private static boolean isOurs(String word, String hostile) {
        return word.matches(OURS) || Name.all(hostile).contains(word) || word.equals(Name.GROUP.of(hostile) + "=1");
    }

    private static void isToml(String toml, String hostile) throws IOException {
        texts(new TomlMapper().readTree(toml))
                // What the reader of the advice is to put in.
                .filter(text -> !text.equals("COMMAND"))
                .forEach(text -> assertThat(text).as(toml).matches(its -> isOurs(its, hostile)));
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isContainerNode()
                ? node.valueStream().flatMap(HostileNamesTest::texts)
                : node.isTextual() ? Stream.of(node.textValue()) : Stream.empty();
    }

    /// What is named from outside.
    private enum Name {
        APP,
        GROUP,
        MACHINE,
        TWIN,
        VOLUME,
        REGION,
        ADDRESS,
        CONCURRENCY,
        FILE;

        String of(String hostile) {
            return (this == ADDRESS ? "1.2.3.4" : name()) + hostile;
        }

        static List<String> all(String hostile) {
            return Arrays.stream(values()).map(name -> name.of(hostile)).toList();
        }
    }

    private static List<Survey> worlds(String hostile) {
        Worlds worlds = new Worlds(hostile);
        return Stream.concat(worlds.used().stream(), worlds.configured().stream())
                .map(World::build)
                .toList();
    }

    /// Worlds in which each rule that has a command or lines finds something.
    private record Worlds(String hostile) {
        List<World> used() {
            Guest large = Guest.of(CpuKind.PERFORMANCE, 4, 16_384);
            String app = Name.APP.of(hostile);
            String volume = Name.VOLUME.of(hostile);
            String id = Name.MACHINE.of(hostile);
            return List.of(
                    with(machine().guest(large))
                            .used(id, Used.little().memory(500, 16_000).build()),
                    with(machine().memory(2048))
                            .used(id, Used.little().memory(100, 2000).build()),
                    with(machine()).used(id, Used.little().throttled(0.3).build()),
                    with(machine().services(service(Autostop.SUSPEND, true, 0, 80, 443)))
                            .used(id, Used.little().concurrency(34.2, 60).build()),
                    with(machine(), twin().created(T0.minus(Duration.ofDays(9))))
                            .line(app, 2, line()),
                    with(machine().softLimit(1000), twin().softLimit(1000).suspended())
                            .used(id, Used.little().concurrency(9, 30).build()),
                    with(machine().guest(large).in(new Region("gru"))).asked(),
                    with(machine())
                            .volumes(app, World.volume(volume, 50))
                            .snapshots(app, volume, World.snapshot("vs_1", volume, 40, 40, 60)),
                    World.empty()
                            .app(app, worker(id).group(Name.GROUP.of(hostile)))
                            .addresses(app, Name.ADDRESS.of(hostile)),
                    with(
                            machine(),
                            twin().stopped()
                                    .created(T0.minus(Duration.ofDays(90)))
                                    .updated(T0.minus(Duration.ofDays(80)))
                                    .events(List.of())));
        }

        List<World> configured() {
            return List.of(
                    with(machine().created(T0.minusSeconds(900_000)), twin().created(T0.minusSeconds(899_930))),
                    with(machine().services(service(Autostop.OFF, true, 0, 80, 443))),
                    with(machine().services(Given.http(Autostop.OFF, true, 0, "off"))),
                    with(machine().min(1)),
                    with(machine()
                            .services(service(Autostop.STOP, false, 0, 80))
                            .stopped()),
                    with(machine().swap(512)),
                    with(machine().memory(4096).services(service(Autostop.SUSPEND, true, 0, 80, 443))),
                    with(machine().in(new Region(Name.REGION.of(hostile))))
                            .given(
                                    Name.APP.of(hostile),
                                    file("primary_region = \"ams\"\n[http_service]\ninternal_port = 8080\n"
                                            + "auto_stop_machines = true\n")),
                    with(machine().check("servicecheck-00-tcp-8080", Check.Status.CRITICAL)),
                    with(machine().image("registry.fly.io/shop:a"), twin().image("registry.fly.io/shop:b")),
                    with(machine().meta("fly_flyctl_version", "0.2.92")),
                    with(machine())
                            .given(
                                    Name.APP.of(hostile),
                                    file("[build]\nbuilder = \"x\"\n[experimental]\n" + "auto_rollback = true\n")));
        }

        private World with(Machines... machines) {
            return World.empty().app(Name.APP.of(hostile), machines);
        }

        private Machines machine() {
            return web(Name.MACHINE.of(hostile)).group(Name.GROUP.of(hostile));
        }

        private Machines twin() {
            return web(Name.TWIN.of(hostile)).group(Name.GROUP.of(hostile));
        }

        private Service service(Autostop autostop, boolean autostart, int min, Integer... ports) {
            Service.Wording wording =
                    new Service.Wording("tcp", Arrays.asList(ports), Name.CONCURRENCY.of(hostile), Optional.empty());
            return new Service(8080, autostart, autostop, min, OptionalInt.of(20), OptionalInt.empty(), wording);
        }

        private FlyToml file(String text) {
            if (FlyTomlFile.parse(Name.FILE.of(hostile), text) instanceof FlyTomlFile.Result.Read read) {
                return read.toml();
            }
            throw new IllegalArgumentException(text);
        }

        private static double[] line() {
            double[] line = new double[24];
            Arrays.fill(line, 60);
            return line;
        }
    }
}
