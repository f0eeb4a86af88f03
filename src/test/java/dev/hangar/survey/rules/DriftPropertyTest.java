package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.RestartPolicy;
import dev.hangar.model.Service;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// A file that was written from what runs, in any of its forms and with any of its defaults left out, is no drift; and
/// with any one thing changed, it is.
class DriftPropertyTest {
    private static final int WORLDS = 300;
    private static final List<String> CHECKS = List.of("alive");
    private static final RestartPolicy[] KNOWN = {RestartPolicy.NO, RestartPolicy.ALWAYS, RestartPolicy.ON_FAILURE};

    @Test
    void aFileMadeFromWhatRunsIsNoDrift() {
        for (int seed = 0; seed < WORLDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Machine machine = machine(random);
            String toml = toml(random, machine);

            assertThat(AppWorld.of(List.of(machine)).cold().toml(toml).look(new Drift()))
                    .as("seed %d, file%n%s", seed, toml)
                    .isEmpty();
        }
    }

    @Test
    void anyOneThingChangedIsDrift() {
        TreeSet<Integer> changes = new TreeSet<>();
        for (int seed = 0; seed < WORLDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Machine machine = machine(random);
            String toml = toml(random, machine);
            int change = random.nextInt(7);
            changes.add(change);

            assertThat(AppWorld.of(List.of(changed(machine, change)))
                            .cold()
                            .toml(toml)
                            .look(new Drift()))
                    .as("seed %d, change %d, file%n%s", seed, change, toml)
                    .singleElement()
                    .satisfies(advice -> assertThat(advice.evidence()).hasSize(1));
        }
        assertThat(changes).hasSize(7);
    }

    private static Machine changed(Machine machine, int change) {
        Machines builder = Machines.from(machine);
        Service first = machine.config().orElseThrow().services().getFirst();
        List<Service> others =
                machine.config().orElseThrow().services().stream().skip(1).toList();
        Service other = switch (change) {
            case 0 -> copy(first, !first.autostart(), first.autostop(), first.minMachinesRunning());
            case 1 ->
                copy(
                        first,
                        first.autostart(),
                        first.autostop() == Autostop.OFF ? Autostop.STOP : Autostop.OFF,
                        first.minMachinesRunning());
            case 2 -> copy(first, first.autostart(), first.autostop(), first.minMachinesRunning() + 1);
            default -> first;
        };
        List<Service> services = new ArrayList<>(others);
        services.addFirst(other);
        builder.services(services.toArray(Service[]::new));
        switch (change) {
            case 3 -> builder.swap(machine.config().orElseThrow().swapMb() + 256);
            case 4 ->
                builder.restart(
                        machine.config().orElseThrow().restart() == RestartPolicy.NO
                                ? RestartPolicy.ALWAYS
                                : RestartPolicy.NO);
            case 5 -> builder.primary(Machines.LHR);
            default -> {}
        }
        MachineConfig.Extras extras = machine.config().orElseThrow().extras();
        return Given.with(
                builder.build(),
                change == 6
                        ? new MachineConfig.Extras(
                                extras.mountPaths(),
                                extras.killSignal(),
                                Optional.of(extras.killTimeout()
                                        .orElse(Duration.ofSeconds(5))
                                        .plusSeconds(1)),
                                extras.checks())
                        : extras);
    }

    private static Service copy(Service its, boolean autostart, Autostop autostop, int min) {
        return new Service(
                its.internalPort(), autostart, autostop, min, its.softLimit(), its.hardLimit(), its.wording());
    }

    private static Machine machine(SplittableRandom random) {
        List<Service> services = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            boolean http = i == 0 && random.nextBoolean();
            Autostop autostop = Given.oneOf(random, Autostop.values());
            services.add(new Service(
                    8080 + random.nextInt(3) * 10 + i,
                    random.nextBoolean(),
                    autostop,
                    random.nextInt(3),
                    random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(40)),
                    random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(50 + random.nextInt(9)),
                    new Service.Wording(
                            !http && random.nextInt(4) == 0 ? "udp" : "tcp",
                            http ? List.of(80, 443) : List.of(1000 + random.nextInt(9)),
                            random.nextBoolean() ? "requests" : "connections",
                            Optional.empty())));
        }
        int cpus = 1 << random.nextInt(3);
        Machines builder = Machines.web("a")
                .services(services.toArray(Service[]::new))
                .guest(
                        random.nextBoolean()
                                ? Guest.of(CpuKind.SHARED, cpus, 256 * cpus * (1 + random.nextInt(8)))
                                : Guest.of(CpuKind.PERFORMANCE, cpus, 2048 * cpus))
                .restart(Given.oneOf(random, KNOWN))
                .swap(random.nextInt(3) * 256);
        boolean volume = random.nextBoolean();
        MachineConfig.Extras extras = new MachineConfig.Extras(
                volume ? List.of("/data") : List.of(),
                random.nextBoolean() ? Optional.empty() : Optional.of("SIGTERM"),
                random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMillis(1500)),
                random.nextBoolean() ? List.of() : CHECKS);
        return Given.with((volume ? builder.volume("vol_1") : builder).build(), extras);
    }

    private static String toml(SplittableRandom random, Machine machine) {
        MachineConfig config = machine.config().orElseThrow();
        MachineConfig.Extras extras = config.extras();
        StringBuilder top = new StringBuilder("app = \"shop\"\nprimary_region = \"iad\"\n");
        if (config.swapMb() > 0 || random.nextBoolean()) {
            top.append("swap_size_mb = ").append(config.swapMb()).append('\n');
        }
        if (extras.killSignal().isPresent() || random.nextBoolean()) {
            String signal = extras.killSignal().orElse("SIGINT");
            top.append("kill_signal = \"").append(signal).append("\"\n");
        }
        if (extras.killTimeout().isPresent() || random.nextBoolean()) {
            long millis = extras.killTimeout().orElse(Duration.ofSeconds(5)).toMillis();
            top.append("kill_timeout = \"").append(millis).append("ms\"\n");
        }
        config.services().forEach(service -> top.append(service(random, service)));
        if (random.nextBoolean()) {
            Guest guest = config.guest();
            top.append("[[vm]]\nsize = \"").append(guest.cpuKind() == CpuKind.SHARED ? "shared-cpu-" : "performance-");
            top.append(guest.cpus())
                    .append("x\"\nmemory = \"")
                    .append(guest.memoryMb())
                    .append("mb\"\n");
        }
        if (config.restart() != RestartPolicy.ON_FAILURE || random.nextBoolean()) {
            String policy = switch (config.restart()) {
                case NO -> "never";
                case ALWAYS -> "always";
                case ON_FAILURE, UNRECOGNIZED -> "on-failure";
            };
            top.append("[[restart]]\npolicy = \"").append(policy).append("\"\n");
        }
        extras.mountPaths()
                .forEach(path -> top.append(random.nextBoolean() ? "[mounts]\n" : "[[mounts]]\n")
                        .append("source = \"data\"\ndestination = \"")
                        .append(path)
                        .append("\"\n"));
        extras.checks().forEach(name -> top.append("[checks.").append(name).append("]\nport = 8080\n"));
        return top.toString();
    }

    private static String service(SplittableRandom random, Service service) {
        boolean http = service.wording().ports().equals(List.of(80, 443));
        StringBuilder text = new StringBuilder(http ? "[http_service]\n" : "[[services]]\n");
        text.append("internal_port = ").append(service.internalPort()).append('\n');
        if (!service.wording().protocol().equals("tcp")) {
            text.append("protocol = \"udp\"\n");
        }
        if (service.autostop() != Autostop.OFF || random.nextBoolean()) {
            text.append("auto_stop_machines = ")
                    .append(
                            switch (service.autostop()) {
                                case OFF -> random.nextBoolean() ? "false" : "\"off\"";
                                case STOP -> random.nextBoolean() ? "true" : "\"stop\"";
                                case SUSPEND -> "\"suspend\"";
                            })
                    .append('\n');
        }
        if (!service.autostart() || random.nextBoolean()) {
            text.append("auto_start_machines = ").append(service.autostart()).append('\n');
        }
        if (service.minMachinesRunning() > 0 || random.nextBoolean()) {
            text.append("min_machines_running = ")
                    .append(service.minMachinesRunning())
                    .append('\n');
        }
        text.append(http ? "[http_service.concurrency]\n" : "[services.concurrency]\n");
        text.append("type = \"").append(service.wording().concurrency()).append("\"\n");
        service.softLimit()
                .ifPresent(limit -> text.append("soft_limit = ").append(limit).append('\n'));
        service.hardLimit()
                .ifPresent(limit -> text.append("hard_limit = ").append(limit).append('\n'));
        if (!http) {
            service.wording()
                    .ports()
                    .forEach(port -> text.append("[[services.ports]]\nport = ")
                            .append(port)
                            .append('\n'));
        }
        return text.toString();
    }
}
