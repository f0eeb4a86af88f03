package dev.hangar.survey.rules;

import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Machines that were last deployed by a flyctl of more than a year ago. Versions carry no date, so a table of known
/// ones tells the day by which a version was out; of a version newer than the table nothing is said.
final class OldFlyctl implements Rule {
    /// Older than that is old.
    private static final int YEARS = 1;

    private static final String KEY = "fly_flyctl_version";

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        LocalDate limit = Words.day(survey.at()).minusYears(YEARS);
        TreeMap<FlyctlVersion, List<MachineReport>> old = new TreeMap<>();
        for (FleetView fleet : FleetView.of(app)) {
            for (MachineReport report : fleet.members()) {
                FlyctlVersion.parse(report.machine().metadata().getOrDefault(KEY, ""))
                        .filter(version ->
                                version.outBy().filter(limit::isAfter).isPresent())
                        .ifPresent(version -> old.computeIfAbsent(version, key -> new ArrayList<>())
                                .add(report));
            }
        }
        return old.isEmpty() ? List.of() : List.of(advice(app, old));
    }

    private static Advice advice(AppSurvey app, SortedMap<FlyctlVersion, List<MachineReport>> old) {
        List<String> evidence = new ArrayList<>();
        old.forEach((version, machines) -> evidence.add("flyctl " + version + ", out by "
                + version.outBy().map(String::valueOf).orElse("?") + ": " + Words.ids(machines)));
        boolean suspends = old.firstKey().compareTo(FlyctlVersion.FIRST_WITH_SUSPEND) >= 0;
        if (!suspends) {
            evidence.add("flyctl before " + FlyctlVersion.FIRST_WITH_SUSPEND
                    + " does not know auto_stop_machines = \"suspend\"");
        }
        int machines = old.values().stream().mapToInt(List::size).sum();
        return new Advice(
                Topic.OLD_FLYCTL,
                Advice.Subject.of(app.name()),
                Words.count(machines, "machine") + " last deployed by a flyctl that is more than a year old",
                evidence,
                List.of(ConfigFixes.fly("version", "upgrade"), ConfigFixes.deploy(app.name())),
                suspends
                        ? new Advice.Worth.Tidies()
                        : new Advice.Worth.Risk("a deploy with that flyctl cannot turn suspend on"));
    }
}
