package dev.hangar.survey;

import dev.hangar.control.PassRecord;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.IpAddress;
import dev.hangar.model.Machine;
import dev.hangar.model.Volume;
import dev.hangar.model.VolumeSnapshot;
import dev.hangar.policy.MachineReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What was read of one app.
///
/// @param app the app
/// @param fleets what a dry pass said of each of its fleets, by process group; none when its machines could not
///     be read
/// @param volumes its volumes; empty when nobody asked
/// @param addresses its addresses; empty when nobody asked
/// @param snapshots by id of the volume, of those volumes that were asked about
/// @param given the fly.toml that the user gave for it
public record AppSurvey(
        App app,
        List<PassRecord.Decided> fleets,
        Optional<Answer<List<Volume>>> volumes,
        Optional<Answer<List<IpAddress>>> addresses,
        SortedMap<String, Answer<List<VolumeSnapshot>>> snapshots,
        Optional<FlyToml> given)
        implements Comparable<AppSurvey> {
    public AppSurvey {
        fleets = fleets.stream()
                .sorted(Comparator.comparing(PassRecord.Decided::fleet))
                .toList();
    }

    /// An app of which only the machines were read.
    public static AppSurvey of(App app, List<PassRecord.Decided> fleets) {
        return new AppSurvey(app, fleets, Optional.empty(), Optional.empty(), new TreeMap<>(), Optional.empty());
    }

    public AppName name() {
        return app.name();
    }

    /// Every machine with its reason, fleet by fleet.
    public Stream<MachineReport> reports() {
        return fleets.stream().flatMap(decided -> decided.evaluation().report().machines().stream());
    }

    /// Every machine, fleet by fleet.
    public Stream<Machine> machines() {
        return reports().map(MachineReport::machine);
    }

    /// Its volumes as far as they are known.
    public List<Volume> knownVolumes() {
        return volumes.flatMap(Answer::asOptional).orElse(List.of());
    }

    /// Its addresses as far as they are known.
    public List<IpAddress> knownAddresses() {
        return addresses.flatMap(Answer::asOptional).orElse(List.of());
    }

    @Override
    public int compareTo(AppSurvey other) {
        return name().compareTo(other.name());
    }
}
