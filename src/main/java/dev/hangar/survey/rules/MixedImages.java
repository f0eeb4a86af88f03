package dev.hangar.survey.rules;

import dev.hangar.model.Machine;
import dev.hangar.policy.Deploys;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Machines of one fleet that run different images or releases, long after any deploy: who is answered by which is
/// chance.
final class MixedImages implements Rule {
    /// A deploy may take its time; afterwards a mixture stays until the next one.
    static final Duration SETTLED = Duration.ofHours(1);

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return FleetView.isDeploying(app, survey)
                ? List.of()
                : FleetView.of(app).stream()
                        .flatMap(fleet -> look(fleet, survey.at()).stream())
                        .toList();
    }

    private static Optional<Advice> look(FleetView fleet, Instant at) {
        List<MachineReport> machines =
                fleet.members(report -> !image(report.machine()).isEmpty());
        boolean settled = machines.stream()
                .map(report -> Deploys.configuredAt(report.machine()))
                .noneMatch(configured -> configured.isAfter(at.minus(SETTLED)));
        SortedMap<String, List<MachineReport>> images = by(machines, MixedImages::image);
        // Who has no release was made without flyctl: nothing to compare.
        SortedMap<String, List<MachineReport>> releases = by(machines, MixedImages::release);
        releases.remove("");
        if (!settled || (images.size() < 2 && releases.size() < 2)) {
            return Optional.empty();
        }
        boolean mixed = images.size() > 1;
        SortedMap<String, List<MachineReport>> groups = mixed ? images : releases;
        List<String> evidence = new ArrayList<>();
        groups.forEach((what, its) -> evidence.add(
                (mixed ? "image " : "release ") + what + " since " + Words.day(newest(its)) + ": " + Words.ids(its)));
        return Optional.of(new Advice(
                Topic.MIXED_IMAGES,
                fleet.subject(machines),
                Words.count(machines.size(), "machine") + " run " + groups.size()
                        + (mixed ? " different images" : " different releases") + ", and no deploy is under way",
                evidence,
                List.of(ConfigFixes.deploy(fleet.app())),
                new Advice.Worth.Risk("which version answers a request is chance")));
    }

    private static SortedMap<String, List<MachineReport>> by(
            List<MachineReport> machines, Function<Machine, String> key) {
        TreeMap<String, List<MachineReport>> found = new TreeMap<>();
        machines.forEach(report -> found.computeIfAbsent(key.apply(report.machine()), its -> new ArrayList<>())
                .add(report));
        return found;
    }

    private static Instant newest(List<MachineReport> machines) {
        return machines.stream()
                .map(report -> Deploys.configuredAt(report.machine()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static String image(Machine machine) {
        return machine.config().map(config -> config.image()).orElse("");
    }

    private static String release(Machine machine) {
        return machine.metadata().getOrDefault("fly_release_version", "");
    }
}
