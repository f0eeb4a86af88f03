package dev.hangar.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.cost.Presets;
import dev.hangar.model.AppName;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import dev.hangar.model.SafeText;
import dev.hangar.survey.FlyToml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Makes a [FlyToml] of the tables of a file. Spellings of older files are taken as flyctl takes them.
final class FlyTomlReader {
    private static final List<String> RESTARTS = List.of("always", "never", "on-failure");
    private static final List<String> CONCURRENCY = List.of("connections", "requests");
    private static final List<String> AUTOSTOP = List.of("off", "stop", "suspend");
    private static final List<Integer> HTTP_PORTS = List.of(80, 443);
    private static final int MOST_PORT = 65_535;
    private static final int MOST = 1_000_000;

    private final String file;
    private final FlyTomlLines lines;
    private final ProblemCollector problems;

    FlyTomlReader(String file, FlyTomlLines lines, ProblemCollector problems) {
        this.file = file;
        this.lines = lines;
        this.problems = problems;
    }

    FlyToml read(JsonNode node) {
        FlyTomlSection root = new FlyTomlSection(file, "", node, lines, problems);
        return new FlyToml(
                file,
                root.text("app").map(AppName::new),
                root.text("primary_region").map(Region::new),
                groups(root),
                services(root),
                Stream.of("compute", "computes", "vm")
                        .flatMap(key -> root.tables(key).stream())
                        .map(FlyTomlReader::size)
                        .toList(),
                Stream.of("mount", "mounts")
                        .flatMap(key -> root.tables(key).stream())
                        .map(FlyTomlReader::mount)
                        .toList(),
                root.tables("restart").stream()
                        .flatMap(its -> its.word("policy", RESTARTS).stream()
                                .map(policy -> new FlyToml.Restart(its.texts("processes"), policy)))
                        .toList(),
                root.number("swap_size_mb", 0, MOST),
                root.duration("kill_timeout").or(() -> experimentalTimeout(root)),
                root.text("kill_signal"),
                checks(root),
                FlyTomlLegacy.signs(node));
    }

    private static Optional<Duration> experimentalTimeout(FlyTomlSection root) {
        return root.raw("experimental").isObject()
                ? root.table("experimental").duration("kill_timeout")
                : Optional.empty();
    }

    private static List<String> groups(FlyTomlSection root) {
        JsonNode processes = root.raw("processes");
        List<String> names = new ArrayList<>();
        if (processes.isObject()) {
            processes.fieldNames().forEachRemaining(name -> names.add(SafeText.label(name)));
        } else {
            root.tables("processes").forEach(its -> its.text("name").ifPresent(names::add));
        }
        names.removeIf(String::isBlank);
        return names.isEmpty() ? List.of("app") : names.stream().distinct().toList();
    }

    private static List<String> checks(FlyTomlSection root) {
        JsonNode checks = root.raw("checks");
        List<String> names = new ArrayList<>();
        if (checks.isObject()) {
            checks.fieldNames().forEachRemaining(name -> names.add(SafeText.label(name)));
        } else {
            root.tables("checks").forEach(its -> its.text("name").ifPresent(names::add));
        }
        return names.stream().sorted().toList();
    }

    private static List<FlyToml.GivenService> services(FlyTomlSection root) {
        List<FlyToml.GivenService> services = new ArrayList<>();
        if (root.has("http_service")) {
            services.add(service("http_service", root.table("http_service")));
        }
        root.tables("services").forEach(its -> services.add(service("services", its)));
        return services;
    }

    private static FlyToml.GivenService service(String form, FlyTomlSection its) {
        boolean http = form.equals("http_service");
        Limits limits = limits(its);
        return new FlyToml.GivenService(
                form,
                its.texts("processes"),
                its.number("internal_port", 1, MOST_PORT),
                http ? "tcp" : its.word("protocol", List.of("tcp", "udp")).orElse("tcp"),
                http ? HTTP_PORTS : ports(its),
                autostop(its),
                its.raw("auto_stop_machines").isBoolean(),
                its.flag("auto_start_machines"),
                its.number("min_machines_running", 0, MOST),
                limits.type,
                limits.soft,
                limits.hard);
    }

    private static List<Integer> ports(FlyTomlSection its) {
        return its.tables("ports").stream()
                .flatMap(port -> port.number("port", 1, MOST_PORT).stream().boxed())
                .toList();
    }

    private static Optional<String> autostop(FlyTomlSection its) {
        JsonNode value = its.raw("auto_stop_machines");
        return value.isBoolean() ? Optional.of(value.asText()) : its.word("auto_stop_machines", AUTOSTOP);
    }

    private record Limits(Optional<String> type, OptionalInt soft, OptionalInt hard) {
        private static final Limits NONE = new Limits(Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /// The oldest files say `concurrency = "20,25"`: soft and hard, of requests.
    private static Limits limits(FlyTomlSection its) {
        JsonNode value = its.raw("concurrency");
        if (!value.isTextual()) {
            FlyTomlSection concurrency = its.table("concurrency");
            return new Limits(
                    concurrency.word("type", CONCURRENCY),
                    concurrency.number("soft_limit", 0, MOST),
                    concurrency.number("hard_limit", 0, MOST));
        }
        String[] pair = value.textValue().split(",", -1);
        if (pair.length != 2 || !pair[0].matches("\\d{1,6}") || !pair[1].matches("\\d{1,6}")) {
            its.bad("concurrency", "must be a table, or a text such as \"20,25\"");
            return Limits.NONE;
        }
        return new Limits(
                Optional.of("requests"),
                OptionalInt.of(Integer.parseInt(pair[0])),
                OptionalInt.of(Integer.parseInt(pair[1])));
    }

    /// A size by name, with what else the section says on top of it. A name that we do not know stands as the kind.
    private static FlyToml.Size size(FlyTomlSection its) {
        Optional<String> name = its.text("size").map(text -> text.toLowerCase(Locale.ROOT));
        Optional<Guest> preset = name.flatMap(Presets::guest);
        OptionalInt memory = its.has("memory_mb") ? its.number("memory_mb", 1, MOST) : its.memoryMb("memory");
        OptionalInt cpus = its.number("cpus", 1, MOST);
        return new FlyToml.Size(
                its.texts("processes"),
                its.word("cpu_kind", List.of("shared", "performance"))
                        .or(() -> preset.map(guest -> guest.cpuKind() == CpuKind.SHARED ? "shared" : "performance"))
                        .or(() -> name),
                cpus.isPresent()
                        ? cpus
                        : preset.map(guest -> OptionalInt.of(guest.cpus())).orElse(cpus),
                memory.isPresent()
                        ? memory
                        : preset.map(guest -> OptionalInt.of(guest.memoryMb())).orElse(memory));
    }

    private static FlyToml.Mount mount(FlyTomlSection its) {
        return new FlyToml.Mount(
                its.texts("processes"),
                its.text("source").orElse(""),
                its.text("destination").orElse(""));
    }
}
