package dev.hangar.survey.rules;

import dev.hangar.model.AppName;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Volume;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Volumes that no machine mounts: they cost as much as the others (facts 10). Data may be on them, so nothing is
/// claimed of a volume that is young or on its way, nor where a machine's mounts are not known.
///
/// @param withoutMachines apps that are known to have no machine at all; any other app without machines in the survey
///     may be one whose machines could not be read
record UnattachedVolume(SortedSet<AppName> withoutMachines) implements Rule {
    private static final Duration SETTLED = Duration.ofDays(1);

    /// Fly's word for a volume that is neither being made, restored or forked, nor on its way out.
    private static final String AT_REST = "created";

    UnattachedVolume {
        withoutMachines = Collections.unmodifiableSortedSet(new TreeSet<>(withoutMachines));
    }

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        boolean mountsKnown = app.fleets().isEmpty()
                ? withoutMachines.contains(app.name())
                : app.machines().allMatch(machine -> machine.config().isPresent());
        if (!mountsKnown) {
            return List.of();
        }
        List<Volume> unused = app.knownVolumes().stream()
                .filter(volume -> isSettled(volume, survey.at()))
                .filter(volume -> volume.attachedTo().isEmpty() && !isMounted(app, volume))
                .sorted(Comparator.comparing(Volume::id))
                .toList();
        return unused.isEmpty() ? List.of() : List.of(advice(app, survey, unused));
    }

    private static boolean isSettled(Volume volume, Instant at) {
        return volume.isBilled()
                && volume.state().equals(AT_REST)
                && volume.createdAt()
                        .filter(created -> created.isBefore(at.minus(SETTLED)))
                        .isPresent();
    }

    /// Whether a machine names it: by its id, or by its name where that machine holds no volume yet.
    private static boolean isMounted(AppSurvey app, Volume volume) {
        return app.machines()
                .anyMatch(machine -> mounts(machine).contains(volume.id())
                        || (mounts(machine).contains(volume.name()) && holdsNone(app, machine)));
    }

    private static List<String> mounts(Machine machine) {
        return machine.config().map(MachineConfig::volumes).orElse(List.of());
    }

    private static boolean holdsNone(AppSurvey app, Machine machine) {
        return app.knownVolumes().stream()
                .noneMatch(volume ->
                        volume.attachedTo().filter(machine.id()::equals).isPresent());
    }

    private static Advice advice(AppSurvey app, Survey survey, List<Volume> unused) {
        int gb = unused.stream().mapToInt(Volume::sizeGb).reduce(0, Math::addExact);
        List<String> evidence = new ArrayList<>();
        String name = app.name().value();
        List<Fix> fixes = new ArrayList<>();
        fixes.add(
                new Fix.Words("A volume's data goes with it: look at what is on it, and before each destroy wait until"
                        + " fly volumes snapshots list shows the snapshot that was just asked for, as created"));
        for (Volume volume : unused) {
            evidence.add(evidence(volume, survey.at()));
            fixes.add(ConfigFixes.fly("volumes", "snapshots", "create", volume.id(), "-a", name));
            fixes.add(ConfigFixes.fly("volumes", "destroy", volume.id(), "-a", name));
        }
        return new Advice(
                Topic.UNATTACHED_VOLUME,
                Advice.Subject.of(app.name()),
                Phrases.count(unused.size(), "volume") + " with " + gb + " GB " + (unused.size() == 1 ? "is" : "are")
                        + " used by no machine",
                evidence,
                fixes,
                new Worth.Saves(survey.prices().standing().volume(gb), false, false));
    }

    private static String evidence(Volume volume, Instant at) {
        long days = volume.createdAt()
                .map(created -> Duration.between(created, at).toDays())
                .orElse(0L);
        String used = volume.usedBytes().isPresent()
                ? ", " + Phrases.number(volume.usedBytes().getAsLong() / (double) (1L << 30)) + " GB in use"
                : "";
        return volume.id() + " (" + volume.name() + ", " + volume.region() + ", " + volume.sizeGb() + " GB" + used
                + ") is attached to no machine and " + Phrases.count(days, "day") + " old";
    }
}
