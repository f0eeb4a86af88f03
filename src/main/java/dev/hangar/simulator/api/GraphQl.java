package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.AppName;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// GraphQL as far as Fly's clients use it beside the Machines API (facts 13). Errors come with HTTP 200.
final class GraphQl {
    private final World world;
    private final ReleaseBook releases;
    private final GraphQlData data;

    GraphQl(World world, ReleaseBook releases) {
        this.world = world;
        this.releases = releases;
        data = new GraphQlData(world, releases);
    }

    /// A root field that cannot be given.
    private static final class NotFoundException extends Exception {
        private static final long serialVersionUID = 1;

        NotFoundException(String message) {
            super(message);
        }
    }

    ApiResponse answer(ApiRequest request, Access access) {
        Optional<ObjectNode> body = Call.parsed(request);
        if (body.isEmpty() || !body.get().path("query").isTextual()) {
            return ApiResponse.error(400, "invalid request body: {\"query\": text} is expected");
        }
        try {
            GraphQlDocument document = GraphQlReader.read(
                    body.get().path("query").asText(), body.get().path("variables"));
            return document.operation(body.get().path("operationName").asText(""))
                    .map(operation -> run(document, operation, access))
                    .orElseGet(() -> ApiResponse.json(errors(List.of("No such operation"))));
        } catch (GraphQlReader.NotGraphQlException notGraphQl) {
            return ApiResponse.json(errors(List.of("Parse error: " + notGraphQl.getMessage())));
        }
    }

    private ApiResponse run(GraphQlDocument document, GraphQlDocument.Operation operation, Access access) {
        GraphQlSelector selector = new GraphQlSelector(document.fragments());
        ObjectNode result = MachineJson.object();
        for (GraphQlDocument.Selection selection : operation.selections()) {
            if (selection instanceof GraphQlDocument.Field field) {
                try {
                    JsonNode value = operation.kind().equals("mutation")
                            ? mutation(field.name(), field.arguments(), access)
                            : root(field, access);
                    selector.root(result, field, value);
                } catch (NotFoundException notFound) {
                    result.putNull(field.alias());
                    selector.errors().add(notFound.getMessage());
                }
            }
        }
        ObjectNode body = selector.errors().isEmpty() ? MachineJson.object() : errors(selector.errors());
        body.set("data", result);
        return ApiResponse.json(body);
    }

    private JsonNode root(GraphQlDocument.Field field, Access access) throws NotFoundException {
        Map<String, JsonNode> arguments = field.arguments();
        return switch (field.name()) {
            case "app" -> withImage(data.appInFull(app(text(arguments, "name"), access)), field);
            case "apps" -> data.apps(apps(arguments, access));
            case "organization" -> organization(text(arguments, "slug"));
            case "organizations" -> data.organizations();
            case "machine" ->
                data.machine(visible(access), text(arguments, "machineId"))
                        .orElseThrow(() -> new NotFoundException("Could not find Machine"));
            case "platform" -> GraphQlData.platform();
            case "nearestRegion" -> GraphQlData.nearestRegion();
            case "viewer", "currentUser" -> GraphQlData.viewer(access);
            case "latestImageDetails", "latestImageTag" -> NullNode.instance;
            case "canPerformBluegreenDeployment" -> BooleanNode.TRUE;
            default -> throw new NotFoundException("Field '" + field.name() + "' doesn't exist on type 'Queries'");
        };
    }

    /// The one field of an app whose value depends on its argument.
    private static JsonNode withImage(ObjectNode app, GraphQlDocument.Field field) {
        for (GraphQlDocument.Selection selection : field.selections()) {
            if (selection instanceof GraphQlDocument.Field inner && inner.name().equals("image")) {
                app.set("image", GraphQlData.image(text(inner.arguments(), "ref")));
            }
        }
        return app;
    }

    /// The two writes that a deploy of older clients makes, newer ones use the REST twins; and what flyctl writes
    /// before
    /// it opens a tunnel.
    private JsonNode mutation(String field, Map<String, JsonNode> arguments, Access access) throws NotFoundException {
        JsonNode input = arguments.getOrDefault("input", NullNode.instance);
        return switch (field) {
            case "createRelease" -> {
                SimulatedApp app = writable(input.path("appId").asText(""), access);
                yield data.released(app, releases.begin(app, input, world.now()));
            }
            case "updateRelease" -> updated(input, access);
            case "validateWireGuardPeers" -> GraphQlData.validPeers(input.path("peerIps"));
            case "addWireGuardPeer" -> {
                organization(input.path("organizationId").asText(""));
                if (access.grants().stream().noneMatch(Grant::mayWrite)) {
                    throw notAuthorized();
                }
                yield GraphQlData.wireGuardPeer();
            }
            default -> throw new NotFoundException("Field '" + field + "' doesn't exist on type 'Mutations'");
        };
    }

    private JsonNode updated(JsonNode input, Access access) throws NotFoundException {
        for (SimulatedApp app : visible(access)) {
            Optional<ReleaseRow> release = access.mayWrite(app.name())
                    ? releases.update(
                            app,
                            input.path("releaseId").asText(""),
                            input.path("status").asText(""))
                    : Optional.empty();
            if (release.isPresent()) {
                return data.released(app, release.get());
            }
        }
        throw new NotFoundException("Could not find Release");
    }

    private ObjectNode organization(String slug) throws NotFoundException {
        if (!AppEndpoints.isOwn(world, slug)) {
            throw new NotFoundException("Could not find Organization");
        }
        return data.organization();
    }

    private SimulatedApp app(String name, Access access) throws NotFoundException {
        return visible(access).stream()
                .filter(app -> app.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Could not find App"));
    }

    private SimulatedApp writable(String name, Access access) throws NotFoundException {
        SimulatedApp app = app(name, access);
        if (!access.mayWrite(new AppName(name))) {
            throw notAuthorized();
        }
        return app;
    }

    private static NotFoundException notAuthorized() {
        return new NotFoundException("You are not authorized to perform this action");
    }

    private List<SimulatedApp> visible(Access access) {
        return world.apps().stream().filter(app -> access.mayRead(app.name())).toList();
    }

    /// The apps of an organization and a role; null arguments choose all.
    private List<SimulatedApp> apps(Map<String, JsonNode> arguments, Access access) {
        String org = text(arguments, "organizationId");
        String role = text(arguments, "role");
        return visible(access).stream()
                .filter(app -> org.isEmpty() || AppEndpoints.isOwn(world, org))
                .filter(app -> role.isEmpty() || app.role().equals(Optional.of(role)))
                .toList();
    }

    private static String text(Map<String, JsonNode> arguments, String name) {
        JsonNode value = arguments.getOrDefault(name, NullNode.instance);
        return value.isNull() ? "" : value.asText();
    }

    private static ObjectNode errors(List<String> messages) {
        ObjectNode body = MachineJson.object();
        ArrayNode errors = body.putArray("errors");
        for (String message : messages) {
            ObjectNode error = errors.addObject().put("message", message);
            if (message.startsWith("Could not find")) {
                error.putObject("extensions").put("code", "NOT_FOUND");
            }
        }
        return body;
    }
}
