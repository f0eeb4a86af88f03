package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.Check;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// Parts of machines that nothing but advice looks at.
final class Given {
    private Given() {}

    /// A service as `[http_service]` makes it.
    static Service http(Autostop autostop, boolean autostart, int min, String... word) {
        return service(8080, autostop, autostart, min, List.of(80, 443), word);
    }

    static Service service(
            int port, Autostop autostop, boolean autostart, int min, List<Integer> ports, String... word) {
        return new Service(
                port,
                autostart,
                autostop,
                min,
                OptionalInt.of(20),
                OptionalInt.empty(),
                new Service.Wording(
                        "tcp", ports, "connections", word.length == 0 ? Optional.empty() : Optional.of(word[0])));
    }

    static Machine with(Machine machine, Check... checks) {
        return copy(machine, machine.config(), List.of(checks));
    }

    static Machine with(Machine machine, MachineConfig config) {
        return copy(machine, Optional.of(config), machine.checks());
    }

    static Machine with(Machine machine, MachineConfig.Extras extras) {
        MachineConfig its = machine.config().orElseThrow();
        MachineConfig config = new MachineConfig(
                its.guest(),
                its.image(),
                its.services(),
                its.volumes(),
                its.schedule(),
                its.standbyFor(),
                its.autoDestroy(),
                its.restart(),
                its.swapMb(),
                its.rootfsGb(),
                its.persistentRootfs(),
                its.primaryRegion(),
                its.metadata(),
                its.envKeys(),
                its.instanceKey(),
                extras);
        return with(machine, config);
    }

    static <T> T oneOf(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Machine copy(Machine its, Optional<MachineConfig> config, List<Check> checks) {
        return new Machine(
                its.id(),
                its.name(),
                its.fleet(),
                its.region(),
                its.state(),
                its.stateText(),
                its.version(),
                its.createdAt(),
                its.updatedAt(),
                its.host(),
                config,
                its.cordoned(),
                its.lease(),
                its.metadata(),
                checks,
                its.events());
    }
}
