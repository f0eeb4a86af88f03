package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.simulator.world.Regions;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedLease;
import dev.hangar.simulator.world.SimulatedMachine;
import dev.hangar.simulator.world.SimulatedVolume;
import dev.hangar.simulator.world.World;
import java.time.Duration;
import java.util.Optional;

/// The making of machines (facts 1.4).
final class CreateEndpoint {
    private CreateEndpoint() {}

    /// Makes a machine, or says why not. A fault may answer 408 although the machine was made.
    ///
    /// @param owner holder of the lease that `lease_ttl` asks for
    static ApiResponse create(World world, SimulatedApp app, ApiRequest request, String owner, ApiFaults faults) {
        Optional<ObjectNode> body = Call.parsed(request);
        if (body.isEmpty() || !(body.get().path("config") instanceof ObjectNode config)) {
            return Call.badBody();
        }
        Optional<ApiResponse> problem = ConfigRules.problem(config)
                .or(() -> nameProblem(app, name(body.get())))
                .or(() -> mountProblem(app, config));
        if (problem.isPresent()) {
            return problem.get();
        }
        Optional<Region> region = Regions.resolve(body.get().path("region").asText("any"), app);
        if (region.isEmpty()) {
            return Refusals.noHost();
        }
        Optional<String> refusal = faults.createRefusal(app.name(), region.get())
                .or(() -> world.platform().obstacleToCreate(region.get()));
        if (refusal.isPresent()) {
            return Refusals.answer(refusal.get());
        }
        SimulatedMachine machine = made(world, app, body.get(), config, region.get());
        ObjectNode json = new MachineJson(world.now()).full(machine, false);
        long ttl = body.get().path("lease_ttl").asLong(0);
        if (ttl > 0) {
            SimulatedLease lease = world.lease(machine, owner, "", Duration.ofSeconds(ttl));
            json.put("nonce", lease.nonce());
        }
        return faults.losesCreate(app.name())
                ? ApiResponse.error(408, "deadline_exceeded: the request took too long")
                : ApiResponse.json(json);
    }

    private static SimulatedMachine made(
            World world, SimulatedApp app, ObjectNode body, ObjectNode config, Region region) {
        boolean launch = !body.path("skip_launch").asBoolean(false);
        boolean cordoned = body.path("skip_service_registration").asBoolean(false);
        SimulatedMachine machine =
                world.create(app, new World.Wish(ConfigRules.normalized(config), name(body), region, launch, cordoned));
        for (JsonNode mount : config.path("mounts")) {
            VolumeEndpoints.volume(app, mount.path("volume").asText())
                    .ifPresent(volume -> world.putVolume(app, attached(volume, machine)));
        }
        return machine;
    }

    private static SimulatedVolume attached(SimulatedVolume volume, SimulatedMachine machine) {
        return new SimulatedVolume(
                volume.id(),
                volume.name(),
                volume.sizeGb(),
                volume.region(),
                Optional.of(machine.id()),
                volume.createdAt());
    }

    private static Optional<String> name(ObjectNode body) {
        return Optional.of(body.path("name").asText("")).filter(text -> !text.isBlank());
    }

    private static Optional<ApiResponse> nameProblem(SimulatedApp app, Optional<String> name) {
        boolean taken = app.machines().stream()
                .anyMatch(machine ->
                        name.equals(Optional.of(machine.name())) && machine.state() != MachineState.DESTROYED);
        return taken ? Optional.of(Refusals.answer("already_exists: unique machine name violation")) : Optional.empty();
    }

    /// A volume is mounted by one machine at most, and must be there.
    private static Optional<ApiResponse> mountProblem(SimulatedApp app, ObjectNode config) {
        for (JsonNode mount : config.path("mounts")) {
            String id = mount.path("volume").asText("");
            Optional<SimulatedVolume> volume = VolumeEndpoints.volume(app, id);
            if (volume.isEmpty()) {
                return Optional.of(ApiResponse.error(404, "volume " + id + " not found"));
            }
            if (volume.get().attachedTo().isPresent()) {
                return Optional.of(
                        Refusals.answer("insufficient resources to create new machine with existing volume id " + id));
            }
        }
        return Optional.empty();
    }
}
