package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.control.MachineSource;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// [MachineSource] on the Machines API. Can send nothing but `GET`: its client knows no other method.
public final class FlyMachineSource implements MachineSource {
    private static final Duration MIN_PATIENCE = Duration.ofSeconds(1);
    private static final Duration MAX_PATIENCE = Duration.ofSeconds(60);
    private static final int MAX_EVENTS = 50;

    private final ListingMemo listings = new ListingMemo();
    private final ReadClient client;
    private final OrgSlug org;

    /// @param settings base address, token, time-out and clock
    /// @param transport shared with the operator where there is one, so that a read sees the write before it
    public FlyMachineSource(FlySettings settings, Transport transport) {
        this.client = new ReadClient(settings, transport);
        this.org = settings.org();
    }

    @Override
    public Answer<List<App>> apps(OrgSlug wanted) {
        String target = "/v1/apps?org_slug=" + Paths.encode(wanted.value());
        return client.get(ReadAction.LIST_APPS, wanted.value(), target, body -> AppReader.apps(body, wanted));
    }

    @Override
    public Answer<App> app(AppName app) {
        return client.get(ReadAction.GET_APP, app.value(), Paths.app(app), body -> AppReader.app(body, org));
    }

    /// {@inheritDoc}
    ///
    /// Asks for the leases as well; a server that does not know that question lists Machines without them
    /// (facts 1.3).
    @Override
    public Answer<List<Machine>> machines(AppName app) {
        String target = Paths.app(app) + "/machines?include_leases=true";
        return client.get(ReadAction.LIST_MACHINES, app.value(), target, listings.reader(app));
    }

    @Override
    public Answer<Machine> machine(MachineRef machine) {
        String target = Paths.machine(machine) + "?include_leases=true";
        return client.get(ReadAction.GET_MACHINE, machine.id().value(), target, body -> asked(machine, body));
    }

    /// {@inheritDoc}
    ///
    /// Fly says 404 for "no lease" and for "no such Machine": only words tell them apart (facts 12).
    @Override
    public Answer<Optional<Lease>> lease(MachineRef machine) {
        Answer<Optional<Lease>> answer = client.get(
                ReadAction.GET_LEASE,
                machine.id().value(),
                Paths.machine(machine) + "/lease",
                body -> Optional.of(LeaseReader.lease(body)));
        boolean isFree =
                answer.whyFailed().filter(FlyMachineSource::meansNoLease).isPresent();
        return isFree ? Answer.ok(Optional.empty()) : answer;
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalArgumentException for a limit outside 1..50, Fly's own
    @Override
    public Answer<List<MachineEvent>> events(MachineRef machine, int limit) {
        if (limit < 1 || limit > MAX_EVENTS) {
            throw new IllegalArgumentException("limit of events must be 1..50, got " + limit);
        }
        String target = Paths.machine(machine) + "/events?limit=" + limit;
        return client.get(
                ReadAction.LIST_EVENTS,
                machine.id().value(),
                target,
                body -> EventReader.events(Json.elements(body, "the listing of events")).stream()
                        .limit(limit)
                        .toList());
    }

    @Override
    public Answer<List<Volume>> volumes(AppName app) {
        return client.get(ReadAction.LIST_VOLUMES, app.value(), Paths.app(app) + "/volumes", AppReader::volumes);
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalArgumentException for a patience outside 1 s..60 s
    @Override
    public Answer<MachineState> await(MachineRef machine, MachineState state, String version, Duration patience) {
        if (patience.compareTo(MIN_PATIENCE) < 0 || patience.compareTo(MAX_PATIENCE) > 0) {
            throw new IllegalArgumentException("patience must be 1 s..60 s, got " + patience);
        }
        String target = "%s/wait?state=%s&timeout=%d%s"
                .formatted(
                        Paths.machine(machine),
                        state.wireName(),
                        patience.toSeconds(),
                        version.isBlank() ? "" : "&version=" + Paths.encode(version));
        return client.get(ReadAction.WAIT, machine.id().value(), target, patience, body -> reached(body, state));
    }

    private static Machine asked(MachineRef machine, JsonNode body) throws UnreadableException {
        Machine read = MachineReader.machine(machine.app(), body);
        if (!read.id().equals(machine.id())) {
            throw new UnreadableException("the answer is about another Machine than the one asked for");
        }
        return read;
    }

    private static MachineState reached(JsonNode body, MachineState wanted) {
        String state = Json.label(body, "state");
        return state.isEmpty() ? wanted : MachineState.parse(state);
    }

    private static boolean meansNoLease(Failure failure) {
        String words = failure.detail().toLowerCase(Locale.ROOT);
        boolean isAboutMore = words.contains("machine not found")
                || words.contains("app not found")
                || words.contains("could not find app");
        return failure.kind() == FailureKind.NOT_FOUND && !isAboutMore;
    }
}
