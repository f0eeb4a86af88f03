package dev.hangar.survey.rules;

import dev.hangar.model.AppName;
import dev.hangar.survey.Rule;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The rules about what is used, what only stands there, and what it is paid by.
public final class UsageRules {
    /// All of them, when it is not known which apps have no machine at all.
    public static final List<Rule> ALL = of(new TreeSet<>());

    private UsageRules() {}

    /// All of them.
    ///
    /// @param withoutMachines apps whose machines were read, and that have none: their volumes are unused for sure
    public static List<Rule> of(SortedSet<AppName> withoutMachines) {
        return List.of(
                new SoftLimitExceeded(),
                new SoftLimitUnreached(),
                new UnattachedVolume(withoutMachines),
                new OldSnapshots(),
                new SleepingRootfs(),
                new DedicatedIpv4(),
                new OversizedCpu(),
                new OversizedMemory(),
                new ThrottledCpu(),
                new Reservation(),
                new DearRegion());
    }
}
