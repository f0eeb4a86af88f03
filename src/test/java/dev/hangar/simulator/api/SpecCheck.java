package dev.hangar.simulator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/// Holds every answer of the simulated Machines API against the official document, and counts them. Where the document
/// is absent, nothing is checked: [SpecTest] says so.
final class SpecCheck {
    private static final String NULL = "{\"type\":\"null\"}";
    private static final String TEXT = "{\"type\":\"string\"}";

    /// Where the official client, or a newer document, is right and this document is not.
    static final List<OpenApi.Deviation> DEVIATIONS = List.of(
            new OpenApi.Deviation("App", "app_role", TEXT, "the client reads it: facts 1.2"),
            new OpenApi.Deviation("Machine", "cordoned", "{\"type\":\"boolean\"}", "client and newer spec: facts 1.3"),
            new OpenApi.Deviation("Machine", "version", TEXT, "the client reads it: facts 1.3"),
            new OpenApi.Deviation(
                    "Machine",
                    "lease",
                    "{\"$ref\":\"#/components/schemas/Lease\"}",
                    "include_leases of the newer spec: facts 1.3"),
            new OpenApi.Deviation("Machine", "config", NULL, "null while host_status is not ok: facts 1.3, 2.4"),
            new OpenApi.Deviation("ImageRef", "labels", NULL, "nullable: facts 1.3"),
            new OpenApi.Deviation(
                    "fly.MachineService", "autostop", "{\"type\":\"boolean\"}", "read back as false and true: facts 4"),
            new OpenApi.Deviation("Lease", "status", TEXT, "CONFLICT, the client reads a wrapper: facts 1.5"),
            new OpenApi.Deviation(
                    "Lease",
                    "data",
                    "{\"$ref\":\"#/components/schemas/Lease\"}",
                    "CONFLICT, the client reads a wrapper: facts 1.5"),
            new OpenApi.Deviation("Volume", "attached_machine_id", NULL, "nullable: facts 1.8"),
            new OpenApi.Deviation("Volume", "attached_alloc_id", NULL, "nullable: facts 1.8"),
            new OpenApi.Deviation("OrgVolume", "attached_machine_id", NULL, "nullable: facts 1.8"),
            new OpenApi.Deviation("OrgVolume", "attached_alloc_id", NULL, "nullable: facts 1.8"));

    private static final Optional<OpenApi> OFFICIAL = read();
    private static final SpecCheck SHARED = official();

    private final Optional<OpenApi> spec;
    private final SortedMap<OpenApi.Pair, Integer> seen = new TreeMap<>();

    SpecCheck(Optional<OpenApi> spec) {
        this.spec = spec;
    }

    static SpecCheck official() {
        return new SpecCheck(OFFICIAL);
    }

    private static Optional<OpenApi> read() {
        try {
            return OpenApi.official(DEVIATIONS);
        } catch (IOException unreadable) {
            throw new AssertionError("the official document cannot be read", unreadable);
        }
    }

    /// Answers like `api`, and fails when the answer is not as the document says.
    static ApiResponse handle(MachinesApi api, ApiRequest request) {
        return SHARED.checked(request, api.handle(request));
    }

    /// The answer, once it was found well.
    ApiResponse checked(ApiRequest request, ApiResponse response) {
        List<String> path = request.path();
        if (spec.isEmpty() || path.isEmpty() || !path.getFirst().equals("v1")) {
            return response;
        }
        String what =
                request.method() + " /" + String.join("/", path) + " -> " + response.status() + " " + response.body();
        Optional<String> operation = spec.get().operation(request.method(), path.subList(1, path.size()));
        OpenApi.Pair pair = new OpenApi.Pair(operation.orElse(""), Integer.toString(response.status()));
        if (operation.isPresent() && spec.get().covers(pair)) {
            assertThat(spec.get().problems(pair, response.body())).as(what).isEmpty();
            seen.merge(pair, 1, Integer::sum);
        } else {
            // The document names few errors, and no path of ours that it does not name answers anything else.
            assertThat(response.status()).as(what).isGreaterThanOrEqualTo(400);
            assertThat(isError(response.body())).as(what).isTrue();
        }
        assertThat(response.body().isEmpty()).as(what).isEqualTo(response.status() == 204);
        return response;
    }

    /// The two shapes of errors (facts 1.9).
    private static boolean isError(String body) {
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            return json.path("error").isTextual()
                    || (json.path("status").isTextual() && json.path("message").isTextual());
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    /// How many answers each pair of the document was seen with.
    SortedMap<OpenApi.Pair, Integer> seen() {
        return seen;
    }

    /// The document, when it is there.
    Optional<OpenApi> spec() {
        return spec;
    }
}
