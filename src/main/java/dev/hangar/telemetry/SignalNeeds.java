package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.SignalName;
import dev.hangar.policy.Capacity;
import dev.hangar.policy.DemandSignal;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which signals a fleet needs a sample of now: without one its demand is not known. Only for figures; nothing is
/// decided by it.
final class SignalNeeds {
    private SignalNeeds() {}

    /// While a machine serves: every signal that it scales on. While none does: those that live without machines, for
    /// only they can wake it. A fleet of machines that are never touched needs none.
    static Set<SignalName> of(PassRecord.Decided decided) {
        FleetReport report = decided.evaluation().report();
        PolicySettings settings = decided.evaluation().basis().settings();
        List<MachineReport> members = report.machines().stream()
                .filter(machine -> machine.role() != Role.OUTSIDER)
                .toList();
        if (members.isEmpty()) {
            return Set.of();
        }
        boolean serves = report.serving() > 0;
        Set<SignalName> silent = settings.signals().stream()
                .filter(signal -> !applies(signal, members) || !(serves || signal.outlivesMachines()))
                .map(DemandSignal::name)
                .collect(Collectors.toUnmodifiableSet());
        Set<SignalName> listed =
                settings.signals().stream().map(DemandSignal::name).collect(Collectors.toUnmodifiableSet());
        return settings.signalNames().stream()
                .filter(name -> !silent.contains(name) && (serves || listed.contains(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A signal measured by the soft limit says nothing of machines without services.
    private static boolean applies(DemandSignal signal, List<MachineReport> members) {
        return switch (signal.capacity()) {
            case Capacity.PerMachine units -> true;
            case Capacity.Queue queue -> true;
            case Capacity.ServiceSoftLimit limit ->
                members.stream()
                        .anyMatch(member -> member.machine()
                                .config()
                                .filter(config -> !config.services().isEmpty())
                                .isPresent());
        };
    }
}
