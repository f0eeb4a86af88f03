package dev.hangar.report;

import dev.hangar.cost.Rate;
import dev.hangar.model.Machine;
import dev.hangar.model.Reason;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.LaunchPair;
import dev.hangar.policy.MachineReport;
import java.util.Optional;

/// The second machine of a launch in words and dollars, whatever is done about it.
final class LaunchPairWords {
    private LaunchPairWords() {}

    /// One sentence without a full stop; empty without a pair, or when its second machine sleeps already.
    static Optional<String> of(FleetReport fleet) {
        return fleet.pair()
                .flatMap(pair -> twin(fleet, pair)
                        .filter(twin -> twin.machine().state().isBilled())
                        .map(twin -> "second machine of the launch costs " + price(twin) + ending(fleet, pair, twin)));
    }

    private static Optional<MachineReport> twin(FleetReport fleet, LaunchPair pair) {
        Machine twin = pair.twin().machine();
        return fleet.machines().stream()
                .filter(report -> report.machine().id().equals(twin.id()))
                .findFirst();
    }

    private static String price(MachineReport twin) {
        return twin.now().map(Rate::perMonth).map(Object::toString).orElse("an unknown amount") + " per 30 days";
    }

    private static String ending(FleetReport fleet, LaunchPair pair, MachineReport twin) {
        if (pair.keep().isPresent()) {
            return switch (pair.keep().get()) {
                case FLOOR -> " and is kept: the floor asks for two";
                case DEMAND -> " and is kept: demand has needed two";
                case PERSON -> " and is kept: a person started it on purpose";
            };
        }
        if (fleet.demand().gap().isPresent()) {
            return "; whether it is needed is not known: "
                    + fleet.demand().gap().get().detail();
        }
        if (twin.action().isPresent()) {
            return " and was never needed; this plan puts it to sleep";
        }
        Optional<FleetReport.Hold> hold = fleet.holds().stream()
                .filter(candidate -> candidate.reason() != Reason.LAUNCH_PAIR_REPORTED)
                .findFirst();
        if (fleet.holds().stream().anyMatch(any -> any.reason() == Reason.LAUNCH_PAIR_REPORTED)) {
            return " and was never needed" + hold.map(any -> " so far").orElse("") + "; set launch-pair: park";
        }
        return " and was never needed so far"
                + hold.map(any -> "; it stays for now: " + any.reason().sentence())
                        .orElse("");
    }
}
