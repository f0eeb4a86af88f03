package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.control.LeaseNonce;
import dev.hangar.control.MachineOperator;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Nothing;
import dev.hangar.model.Region;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// [MachineOperator] on the Machines API: what changes something. Constructed in `act` mode only.
public final class FlyMachineOperator implements MachineOperator {
    private final WriteClient client;
    private final ReadClient templates;
    private final Supplier<String> launchIds;

    /// @param settings base address, token, time-out and clock
    /// @param transport shared with the source, so that a read sees the write before it
    /// @param launchIds gives a new, unique text for every machine created, written to its tag `hangar_launch_id`
    public FlyMachineOperator(FlySettings settings, Transport transport, Supplier<String> launchIds) {
        this.client = new WriteClient(settings, transport);
        this.templates = new ReadClient(settings, transport);
        this.launchIds = launchIds;
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalArgumentException for a time to live below 1 s
    @Override
    public Answer<LeaseNonce> acquireLease(MachineRef machine, Duration ttl, String description) {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a lease lasts at least 1 s, got " + ttl);
        }
        String body = Json.newObject()
                .put("ttl", ttl.toSeconds())
                .put("description", description)
                .toString();
        return client.send(
                WriteAction.ACQUIRE_LEASE,
                machine.id().value(),
                Paths.machine(machine) + "/lease",
                Optional.empty(),
                Optional.of(body),
                LeaseReader::nonce);
    }

    @Override
    public Answer<Nothing> releaseLease(MachineRef machine, LeaseNonce nonce) {
        return send(WriteAction.RELEASE_LEASE, machine, "/lease", Optional.of(nonce), Optional.empty());
    }

    @Override
    public Answer<Nothing> start(MachineRef machine, Optional<LeaseNonce> nonce) {
        return send(WriteAction.START, machine, "/start", nonce, Optional.empty());
    }

    @Override
    public Answer<Nothing> stop(MachineRef machine, Optional<LeaseNonce> nonce) {
        return send(WriteAction.STOP, machine, "/stop", nonce, Optional.of("{}"));
    }

    @Override
    public Answer<Nothing> suspend(MachineRef machine, Optional<LeaseNonce> nonce) {
        return send(WriteAction.SUSPEND, machine, "/suspend", nonce, Optional.empty());
    }

    @Override
    public Answer<Nothing> cordon(MachineRef machine, Optional<LeaseNonce> nonce) {
        return send(WriteAction.CORDON, machine, "/cordon", nonce, Optional.empty());
    }

    @Override
    public Answer<Nothing> uncordon(MachineRef machine, Optional<LeaseNonce> nonce) {
        return send(WriteAction.UNCORDON, machine, "/uncordon", nonce, Optional.empty());
    }

    @Override
    public Answer<Nothing> putMetadata(MachineRef machine, String key, String value, Optional<LeaseNonce> nonce) {
        String body = Json.newObject().put("value", value).toString();
        return client.send(
                WriteAction.PUT_METADATA, machine.id().value(), Paths.metadata(machine, key), nonce, Optional.of(body));
    }

    @Override
    public Answer<Nothing> removeMetadata(MachineRef machine, String key, Optional<LeaseNonce> nonce) {
        Answer<Nothing> answer = client.send(
                WriteAction.REMOVE_METADATA,
                machine.id().value(),
                Paths.metadata(machine, key),
                nonce,
                Optional.empty());
        boolean wasNotThere = answer.whyFailed()
                .filter(failure -> failure.kind() == FailureKind.NOT_FOUND)
                .isPresent();
        return wasNotThere ? Answer.ok(Nothing.DONE) : answer;
    }

    /// {@inheritDoc}
    ///
    /// Refuses a template with a volume or without a config. The copy drops the template's standby role and its
    /// `hangar_` tags, and gets a `hangar_launch_id` of its own and a
    /// `hangar_created_from` with the template's id. It may also exist after an
    /// [FailureKind#INVALID_ANSWER] with a status of 2xx: Fly accepted, but its answer could not be read.
    @Override
    public Answer<MachineId> create(MachineRef template, Region region, boolean launch) {
        Answer<JsonNode> read =
                templates.get(ReadAction.GET_MACHINE, template.id().value(), Paths.machine(template), body -> body);
        return switch (read) {
            case Answer.Failed<JsonNode>(Failure failure) -> Answer.failed(failure);
            case Answer.Ok<JsonNode>(JsonNode body) -> create(template, body, region, launch);
        };
    }

    private Answer<MachineId> create(MachineRef template, JsonNode body, Region region, boolean launch) {
        ObjectNode config;
        try {
            config = CloneRequest.config(body);
        } catch (UnreadableException e) {
            return Answer.failed(Failure.of(FailureKind.INVALID_REQUEST, "not sent: " + e.what()));
        }
        return client.send(
                WriteAction.CREATE,
                template.app().value(),
                Paths.app(template.app()) + "/machines",
                Optional.empty(),
                Optional.of(CloneRequest.body(config, template.id(), region, launch, launchIds.get())),
                answer -> new MachineId(Json.requiredText(answer, "id")));
    }

    @Override
    public Answer<Nothing> destroy(MachineRef machine, Optional<LeaseNonce> nonce) {
        return send(WriteAction.DESTROY, machine, "", nonce, Optional.empty());
    }

    private Answer<Nothing> send(
            WriteAction action, MachineRef machine, String path, Optional<LeaseNonce> nonce, Optional<String> body) {
        return client.send(action, machine.id().value(), Paths.machine(machine) + path, nonce, body);
    }
}
