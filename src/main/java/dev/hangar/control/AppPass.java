package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.Failure;
import dev.hangar.model.Fleet;
import dev.hangar.model.FleetId;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.model.Silence;
import dev.hangar.policy.Deploys;
import dev.hangar.policy.Pause;
import dev.hangar.policy.PolicySettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The passes of all fleets of one app: the machines are listed once and shared by its fleets.
public final class AppPass {
    private final MachineSource source;
    private final Pass pass;
    private final Recall recall;
    private final FleetMemories memories;
    private final InstantSource time;

    public AppPass(MachineSource source, Pass pass, Recall recall, FleetMemories memories, InstantSource time) {
        this.source = source;
        this.pass = pass;
        this.recall = recall;
        this.memories = memories;
        this.time = time;
    }

    /// Settings of a fleet, resolved from the configuration.
    public interface SettingsBook {
        PolicySettings of(OrgSlug org, FleetId fleet);
    }

    /// Runs one pass for every fleet of `app`, in order. When the machines cannot be read nothing is
    /// decided and nothing forgotten.
    ///
    /// @param signals what was read for all fleets in this tick
    /// @param history past snapshots, for fleets that are seen for the first time; may be empty
    /// @param publish hears every record as soon as it is made: a bug in a later fleet must not hide earlier deeds
    public void run(
            App app,
            Map<SignalName, SignalSnapshot> signals,
            Map<SignalName, List<SignalSnapshot>> history,
            SettingsBook settings,
            Consumer<PassRecord> publish) {
        run(app, signals, history, Optional.empty(), settings, publish);
    }

    /// The same with what is known of the whole organization.
    ///
    /// @param silence several apps lost their demand at once
    public void run(
            App app,
            Map<SignalName, SignalSnapshot> signals,
            Map<SignalName, List<SignalSnapshot>> history,
            Optional<Silence> silence,
            SettingsBook settings,
            Consumer<PassRecord> publish) {
        Instant at = time.instant();
        switch (source.machines(app.name())) {
            case Answer.Failed<List<Machine>>(Failure failure) ->
                publish.accept(new PassRecord.Unread(app.name(), at, failure));
            case Answer.Ok<List<Machine>>(List<Machine> machines) -> {
                Map<SignalName, SignalReadings> readings = new TreeMap<>();
                signals.forEach((name, snapshot) -> readings.put(name, snapshot.of(app.name())));
                List<Fleet> fleets = Fleets.of(app, machines);
                memories.retain(app.name(), fleets.stream().map(Fleet::id).collect(Collectors.toUnmodifiableSet()));
                Optional<String> deploy = Deploys.inApp(machines, at);
                SortedMap<MachineId, String> pauses = Pause.inApp(machines);
                Set<MachineId> ids = machines.stream().map(Machine::id).collect(Collectors.toUnmodifiableSet());
                for (Fleet fleet : fleets) {
                    Pass.Input input = new Pass.Input(at, fleet, readings, deploy, pauses, silence);
                    publish.accept(decide(input, ids, history, settings));
                }
            }
        }
    }

    private PassRecord decide(
            Pass.Input input, Set<MachineId> ofApp, Map<SignalName, List<SignalSnapshot>> history, SettingsBook book) {
        Fleet fleet = input.fleet();
        PolicySettings settings = book.of(fleet.app().org(), fleet.id());
        FleetMemory memory = memories.knows(fleet.id())
                ? memories.of(fleet.id())
                : recall.recall(fleet, ofApp, history, settings, input.at());
        Pass.Result result = pass.run(input, memory, settings);
        memories.put(fleet.id(), result.memory());
        return result.record();
    }
}
