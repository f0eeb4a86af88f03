package dev.hangar.survey.rules;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.Guest;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineState;
import dev.hangar.model.Service;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AfterPlan;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A given fly.toml against what runs: what a deploy would change (facts 7.2), and which side is cheaper or wakes.
final class Drift implements Rule {
    /// More differences than that are counted.
    private static final int MOST = 40;

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        boolean readable = !app.fleets().isEmpty() && !FleetView.isDeploying(app, survey);
        return app
                .given()
                .filter(toml -> readable
                        && toml.app().filter(name -> !name.equals(app.name())).isEmpty())
                .flatMap(toml -> new Comparison(app, toml, survey).advice())
                .stream()
                .toList();
    }

    /// What one app's machines and its file say.
    private static final class Comparison {
        private final AppSurvey app;
        private final FlyToml toml;
        private final Survey survey;
        private final List<FleetView> fleets;
        private final List<String> sentences = new ArrayList<>();
        private final List<Advice.Fix> keeps = new ArrayList<>();
        private final List<Advice.Fix> restores = new ArrayList<>();
        private final DriftOfMemory memory;
        private Rate saving = Rate.ZERO;
        private int destroyed;
        private int removed;

        Comparison(AppSurvey app, FlyToml toml, Survey survey) {
            this.app = app;
            this.toml = toml;
            this.survey = survey;
            this.fleets = FleetView.of(app);
            this.memory = new DriftOfMemory(survey.usage());
        }

        Optional<Advice> advice() {
            groups();
            fleets.stream()
                    .filter(fleet -> toml.groups().contains(fleet.group().value()))
                    .forEach(this::machines);
            checks();
            if (sentences.isEmpty()) {
                return Optional.empty();
            }
            List<String> evidence =
                    new ArrayList<>(sentences.stream().limit(MOST).toList());
            if (sentences.size() > MOST) {
                evidence.add("and " + (sentences.size() - MOST) + " more differences");
            }
            evidence.addAll(memory.evidence());
            return Optional.of(new Advice(
                    Topic.DRIFT,
                    Advice.Subject.of(app.name()),
                    toml.file() + " and what runs differ in " + Words.count(sentences.size(), "point"),
                    evidence,
                    fixes(),
                    worth()));
        }

        private List<Advice.Fix> fixes() {
            List<Advice.Fix> fixes = new ArrayList<>();
            if (destroyed + removed > 0 || memory.isTooSmall()) {
                fixes.add(new Advice.Fix.Words("do not deploy " + toml.file()
                        + " as it is: put what is to stay into it first, such as these lines, and deploy it then"));
                fixes.addAll(restores.stream().distinct().limit(MOST).toList());
                fixes.addAll(memory.restores());
            } else {
                fixes.add(ConfigFixes.fly("deploy", "--app", app.name().value(), "--config", toml.file()));
            }
            if (!keeps.isEmpty()) {
                fixes.add(new Advice.Fix.Words("to keep what runs, change the file first:"));
                fixes.addAll(keeps.stream().distinct().limit(MOST).toList());
            }
            return fixes;
        }

        private Worth worth() {
            if (destroyed + removed > 0) {
                List<String> losses = new ArrayList<>();
                if (destroyed > 0) {
                    losses.add(
                            "destroys " + Words.count(destroyed, "machine") + " of groups that the file does not have");
                }
                if (removed > 0) {
                    losses.add("removes " + Words.count(removed, "service") + " that the file does not have");
                }
                return new Worth.Outage("the next fly deploy " + String.join(" and ", losses));
            }
            if (memory.isTooSmall()) {
                return new Worth.Risk("the next fly deploy gives less memory than was in use");
            }
            return saving.compareTo(Rate.ZERO) > 0
                    ? new Worth.Saves(saving, false, true)
                    : new Worth.Risk("the next fly deploy changes all of this at once");
        }

        private void groups() {
            for (String group : toml.groups()) {
                if (app.fleets().stream()
                        .noneMatch(fleet -> fleet.fleet().group().value().equals(group) && isThere(fleet))) {
                    sentences.add(toml.file() + " has process group " + group + ", and no machine runs it");
                }
            }
            for (FleetView fleet : fleets) {
                if (!toml.groups().contains(fleet.group().value())) {
                    destroyed += fleet.members().size();
                    sentences.add(toml.file() + " has no process group " + fleet.group() + ": fly deploy destroys "
                            + Words.count(fleet.members().size(), "machine") + " of it, "
                            + Words.ids(fleet.members()));
                    restore(fleet);
                }
            }
        }

        private void restore(FleetView fleet) {
            Restore restore = new Restore(toml, fleet.group().value());
            restores.add(restore.process());
            List<Service> services = fleet.members().stream()
                    .flatMap(report -> FleetView.config(report).services().stream())
                    .collect(Collectors.toMap(
                            its -> its.internalPort()
                                    + its.wording().protocol()
                                    + its.wording().ports(),
                            its -> its,
                            (one, other) -> one,
                            LinkedHashMap::new))
                    .values()
                    .stream()
                    .toList();
            if (!services.isEmpty()) {
                restores.add(restore.services(services));
            }
        }

        private static boolean isThere(PassRecord.Decided fleet) {
            return fleet.evaluation().report().machines().stream()
                    .anyMatch(report -> report.machine().state().kind() != MachineState.Kind.GONE);
        }

        private void machines(FleetView fleet) {
            String group = fleet.group().value();
            DriftOfServices services = new DriftOfServices(toml, group);
            DriftOfMachine machine = new DriftOfMachine(toml, group, survey.book());
            Map<String, Found> found = new LinkedHashMap<>();
            for (MachineReport report : fleet.members()) {
                MachineConfig config = FleetView.config(report);
                Stream.concat(
                                services.of(config.services()).stream(),
                                machine.of(config, report.machine().region()).stream())
                        .distinct()
                        .forEach(one -> found.computeIfAbsent(
                                        one.sentence(toml.file()), key -> new Found(one, new ArrayList<>()))
                                .machines()
                                .add(report));
                machine.size(config.guest()).ifPresent(size -> {
                    saving = saving.plus(saving(fleet, report, size));
                    memory.compare(report, size, group);
                });
            }
            found.forEach((sentence, one) -> {
                List<MachineReport> its = one.machines();
                Difference difference = one.difference();
                String where = group.equals(ConfigFixes.DEFAULT_GROUP)
                        ? ""
                        : "group " + group + (difference.place().isEmpty() ? ": " : ", ");
                String part = its.size() == fleet.members().size() ? "" : " (" + Words.ids(its) + ")";
                sentences.add(where + sentence + part);
                difference.keep().ifPresent(difference.removes() ? restores::add : keeps::add);
                removed += difference.removes() ? 1 : 0;
            });
        }

        /// A difference, and the machines that show it.
        private record Found(Difference difference, List<MachineReport> machines) {}

        /// Only what runs once the plan is done pays for its size.
        private Rate saving(FleetView fleet, MachineReport report, Guest size) {
            return survey.book()
                    .started(FleetView.config(report).guest(), report.machine().region())
                    .flatMap(now -> survey.book()
                            .started(size, report.machine().region())
                            .map(now::minus))
                    .filter(more -> AfterPlan.runs(report, fleet.decided()))
                    .orElse(Rate.ZERO);
        }

        /// Names of top-level checks, over all groups: the file's list does not tell whose they are.
        private void checks() {
            if (fleets.isEmpty()) {
                return;
            }
            TreeSet<String> running = new TreeSet<>();
            fleets.stream()
                    .filter(fleet -> toml.groups().contains(fleet.group().value()))
                    .flatMap(fleet -> fleet.members().stream())
                    .forEach(report ->
                            running.addAll(FleetView.config(report).extras().checks()));
            TreeSet<String> given = new TreeSet<>(toml.checks());
            if (!Objects.equals(given, running)) {
                sentences.add(toml.file() + " has the checks " + shown(given) + ", running are " + shown(running));
            }
        }

        private static String shown(Set<String> names) {
            return names.isEmpty() ? "none" : String.join(", ", names);
        }
    }
}
