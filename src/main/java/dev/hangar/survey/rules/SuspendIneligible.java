package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Role;
import dev.hangar.policy.Sleepability;
import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Suspend is asked for and Fly will stop the machine instead (facts 5), and what would have to change.
final class SuspendIneligible implements Rule {
    private static final long BYTES_PER_MB = 1 << 20;

    /// Never touched by us, but their owner asked the proxy to suspend them all the same.
    private static final Set<Reason> OWN_OBSTACLES = Set.of(Reason.SCHEDULED, Reason.GPU);

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return app.fleets().stream()
                .map(decided -> new FleetView(
                        decided,
                        decided.evaluation().report().machines().stream()
                                .filter(SuspendIneligible::isRefused)
                                .toList()))
                .filter(fleet -> !fleet.members().isEmpty())
                .map(fleet -> look(app, fleet, survey))
                .toList();
    }

    private static boolean isRefused(MachineReport report) {
        boolean ours = report.role() != Role.OUTSIDER || OWN_OBSTACLES.contains(report.reason());
        return ours
                && report.machine()
                        .config()
                        .filter(config -> config.effectiveAutostop() == Autostop.SUSPEND
                                || report.reason() == Reason.CANNOT_SUSPEND)
                        .filter(config -> !Sleepability.obstacles(report.machine(), config)
                                .isEmpty())
                        .isPresent();
    }

    private static Advice look(AppSurvey app, FleetView fleet, Survey survey) {
        Map<String, List<MachineReport>> byObstacle = new LinkedHashMap<>();
        for (MachineReport report : fleet.members()) {
            for (String obstacle : Sleepability.obstacles(report.machine(), FleetView.config(report))) {
                byObstacle.computeIfAbsent(obstacle, key -> new ArrayList<>()).add(report);
            }
        }
        List<String> evidence = new ArrayList<>();
        byObstacle.forEach((obstacle, machines) -> evidence.add(obstacle + ": " + Words.ids(machines)));
        List<Advice.Fix> fixes = new ArrayList<>();
        smaller(fleet, survey).ifPresent(size -> {
            evidence.add(size.words);
            size.fix.ifPresent(fixes::add);
        });
        fixes.addAll(otherFixes(app, fleet));
        fleet.decided()
                .evaluation()
                .report()
                .times()
                .coldStart()
                .ifPresent(boot -> evidence.add("a cold boot of this fleet took " + Words.time(boot)));
        return new Advice(
                Topic.SUSPEND_INELIGIBLE,
                fleet.subject(fleet.members()),
                "Suspend is asked for, and Fly will stop "
                        + Words.count(fleet.members().size(), "machine") + " instead",
                evidence,
                fixes,
                new Advice.Worth.Risk("every wake is a cold boot, and no host keeps room for a stopped machine"));
    }

    /// @param words what it would cost
    /// @param fix lines for it; empty when it would be too small
    private record Smaller(String words, Optional<Advice.Fix> fix) {}

    /// The nearest size that Fly suspends, of the first machine that is too large.
    private static Optional<Smaller> smaller(FleetView fleet, Survey survey) {
        Optional<MachineReport> large = fleet.members().stream()
                .filter(report -> FleetView.config(report).guest().memoryMb() > Sleepability.MAX_SUSPEND_MEMORY_MB)
                .findFirst();
        return large.flatMap(report -> {
            Guest now = FleetView.config(report).guest();
            Optional<Guest> eligible = eligible(now);
            Optional<Rate> before = survey.book().started(now, report.machine().region());
            return eligible.flatMap(size -> survey.book()
                    .started(size, report.machine().region())
                    .flatMap(after -> before.map(price -> smaller(fleet, report, size, price, after, survey))));
        });
    }

    /// Shared machines keep their vCPUs; performance ones have 2 GB for each, so one is what remains (facts 4).
    private static Optional<Guest> eligible(Guest guest) {
        return switch (guest.cpuKind()) {
            case SHARED -> Optional.of(Guest.of(CpuKind.SHARED, guest.cpus(), Sleepability.MAX_SUSPEND_MEMORY_MB));
            case PERFORMANCE -> Optional.of(Guest.of(CpuKind.PERFORMANCE, 1, Sleepability.MAX_SUSPEND_MEMORY_MB));
            case UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Smaller smaller(
            FleetView fleet, MachineReport report, Guest size, Rate before, Rate after, Survey survey) {
        String price = size + " would be suspended, at " + Words.monthly(after) + " instead of " + before.perMonth()
                + " while started";
        OptionalDouble used = Optional.ofNullable(survey.usage().machines().get(FleetView.id(report)))
                .map(its -> its.memoryBytes())
                .orElse(OptionalDouble.empty());
        if (used.isPresent() && used.getAsDouble() > (double) size.memoryMb() * BYTES_PER_MB) {
            MachineId id = FleetView.id(report);
            return new Smaller(
                    price + ", but " + id + " used up to " + Math.round(used.getAsDouble() / BYTES_PER_MB) + " MB",
                    Optional.empty());
        }
        String kind = size.cpuKind() == CpuKind.SHARED ? "shared-cpu-" : "performance-";
        List<String> lines = new ArrayList<>();
        lines.add("size = " + ConfigFixes.text(kind + size.cpus() + "x"));
        lines.add("memory = \"2gb\"");
        if (!fleet.group().value().equals(ConfigFixes.DEFAULT_GROUP)) {
            lines.add("processes = [" + ConfigFixes.text(fleet.group().value()) + "]");
        }
        return new Smaller(price, Optional.of(ConfigFixes.section("[[vm]]", lines)));
    }

    private static List<Advice.Fix> otherFixes(AppSurvey app, FleetView fleet) {
        List<Advice.Fix> fixes = new ArrayList<>();
        List<MachineConfig> configs =
                fleet.members().stream().map(FleetView::config).toList();
        if (configs.stream().anyMatch(config -> config.swapMb() > 0)) {
            fixes.add(new Advice.Fix.Lines("swap_size_mb = 0"));
        }
        if (configs.stream().anyMatch(config -> config.schedule().isPresent())) {
            fixes.add(new Advice.Fix.Words("a machine on a schedule stops when its work is done: leave it to that"));
        }
        if (fleet.members().stream()
                .anyMatch(report -> report.machine().updatedAt().isBefore(Sleepability.SUSPEND_SUPPORTED_SINCE))) {
            fixes.add(ConfigFixes.deploy(fleet.app()));
        }
        configs.getFirst().services().stream()
                .filter(service -> service.autostop() == Autostop.SUSPEND)
                .findFirst()
                .ifPresent(service ->
                        fixes.add(ConfigFixes.service(app, fleet.group(), service, ConfigFixes.autostop(false))));
        if (fixes.isEmpty()) {
            fixes.add(new Advice.Fix.Words("idle-action: auto in Hangar's policy stops what cannot be suspended"));
        }
        return fixes;
    }
}
