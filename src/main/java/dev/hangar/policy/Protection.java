package dev.hangar.policy;

import dev.hangar.model.App;
import dev.hangar.model.Autostop;
import dev.hangar.model.Fleet;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.model.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The never-touch list (facts 8): which machines no action may ever name, and why.
///
/// Two degrees: an *outsider* is no part of the fleet's capacity at all (a standby, a release command, a database);
/// an *untouchable* machine serves like any other and is only left alone (somebody holds its lease).
final class Protection {
    private static final Set<String> HELPER_GROUPS =
            Set.of("fly_app_release_command", "fly_app_test_machine_command", "fly_app_console");
    private static final Set<String> HELPER_ENV = Set.of("RELEASE_COMMAND");
    private static final Set<String> FOREIGN_ENV = Set.of("FLAME_PARENT");
    private static final String FOREIGN_METADATA = "flame_parent_ip";

    private final App app;
    private final PolicySettings settings;
    private final Set<MachineId> watched;

    Protection(Fleet fleet, PolicySettings settings) {
        this.app = fleet.app();
        this.settings = settings;
        this.watched = fleet.machines().stream()
                .flatMap(machine -> machine.config().stream())
                .flatMap(config -> config.standbyFor().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Why the machine is no part of the fleet that we scale; empty when it is.
    Optional<Reason> outsider(Machine machine) {
        if (settings.ignored()) {
            return Optional.of(Reason.IGNORED);
        }
        if (settings.self()
                .filter(self -> self.id().equals(machine.id()) || self.app().equals(app.name()))
                .isPresent()) {
            return Optional.of(Reason.SELF);
        }
        Optional<Reason> byRole = ofApp(machine);
        if (byRole.isPresent()) {
            return byRole;
        }
        if (machine.host() != HostStatus.OK || machine.config().isEmpty()) {
            return Optional.of(Reason.HOST_TROUBLE);
        }
        return ofConfig(machine, machine.config().get());
    }

    private Optional<Reason> ofApp(Machine machine) {
        String role = app.role().orElse("");
        String image = machine.config().map(MachineConfig::image).orElse("");
        boolean roleCheck =
                machine.checks().stream().anyMatch(check -> check.name().equals("role"));
        if (role.equals("postgres_cluster")
                || "true".equals(machine.metadata().get("fly-managed-postgres"))
                || image.contains("flyio/postgres")
                || roleCheck) {
            return Optional.of(Reason.POSTGRES);
        }
        if (role.equals("remote-docker-builder") || app.name().value().startsWith("fly-builder-")) {
            return Optional.of(Reason.BUILDER);
        }
        return Optional.empty();
    }

    private static Optional<Reason> ofConfig(Machine machine, MachineConfig config) {
        if (HELPER_GROUPS.contains(machine.fleet().group().value())
                || machine.metadata().getOrDefault("process_group", "").equals("release_command")
                || config.envKeys().stream().anyMatch(HELPER_ENV::contains)) {
            return Optional.of(Reason.DEPLOY_HELPER);
        }
        if (machine.metadata().getOrDefault("fly_canary", "").equals("true")
                || machine.metadata()
                        .getOrDefault("fly_bluegreen_deployment_tag", "")
                        .equals("safe_to_destroy")) {
            return Optional.of(Reason.CANARY);
        }
        if (config.schedule().isPresent()) {
            return Optional.of(Reason.SCHEDULED);
        }
        if (!config.standbyFor().isEmpty()) {
            return Optional.of(Reason.STANDBY);
        }
        if (config.autoDestroy()) {
            return Optional.of(Reason.AUTO_DESTROY);
        }
        if (!machine.metadata().getOrDefault("fly_platform_version", "").equals("v2")
                || machine.metadata().containsKey(FOREIGN_METADATA)
                || config.instanceKey()
                || config.envKeys().stream().anyMatch(FOREIGN_ENV::contains)) {
            return Optional.of(Reason.FOREIGN);
        }
        return ofSize(config);
    }

    private static Optional<Reason> ofSize(MachineConfig config) {
        if (config.guest().gpu()) {
            return Optional.of(Reason.GPU);
        }
        if (config.guest().dedicatedHost()) {
            return Optional.of(Reason.DEDICATED_HOST);
        }
        if (config.persistentRootfs()) {
            return Optional.of(Reason.STATEFUL_ROOTFS);
        }
        return Optional.empty();
    }

    /// Why a machine of the fleet is left alone at `at`; empty when actions may name it.
    Optional<Reason> untouchable(Machine machine, Instant at) {
        if (machine.lease().filter(lease -> lease.isHeldAt(at)).isPresent()) {
            return Optional.of(Reason.LEASED);
        }
        if (HoldTag.holding(machine, at).isPresent()) {
            return Optional.of(Reason.HELD);
        }
        if (machine.cordoned() && DrainTag.of(machine).isEmpty()) {
            return Optional.of(Reason.CORDONED);
        }
        if (watched.contains(machine.id())) {
            return Optional.of(Reason.WATCHED);
        }
        List<Service> services = machine.config().map(MachineConfig::services).orElse(List.of());
        boolean alwaysOn = !services.isEmpty()
                && services.stream().allMatch(service -> !service.autostart() && service.autostop() == Autostop.OFF);
        return alwaysOn ? Optional.of(Reason.ALWAYS_ON) : Optional.empty();
    }
}
