package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Ledger;
import dev.hangar.cost.PriceList;
import dev.hangar.cost.Scene;
import dev.hangar.model.Action;
import dev.hangar.model.FleetId;
import dev.hangar.model.Machine;
import dev.hangar.model.Region;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The ledgers of all fleets, in memory: they begin anew with the process. Bounded by the fleets that exist.
public final class Accounts {
    private final PriceList prices;
    private final Map<FleetId, Ledger> ledgers = new ConcurrentHashMap<>();

    public Accounts(PriceList prices) {
        this.prices = prices;
    }

    /// Books one pass; of an app that could not be read there is nothing to book until it can be read again.
    public void record(PassRecord record) {
        switch (record) {
            case PassRecord.Unread unread -> {}
            case PassRecord.Decided decided -> {
                Scene scene = Scenes.of(decided, prices.at(decided.at()));
                Map<Region, Integer> sleeps = sleeps(decided);
                ledgers.compute(
                        decided.fleet(),
                        (fleet, ledger) -> ledger == null ? Ledger.open(scene, sleeps) : ledger.next(scene, sleeps));
            }
        }
    }

    /// The ledger of a fleet; empty before its first pass.
    public Optional<Ledger> of(FleetId fleet) {
        return Optional.ofNullable(ledgers.get(fleet));
    }

    /// Forgets fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        ledgers.keySet().retainAll(present);
    }

    /// Machines that Hangar put to sleep less those that it woke, by region. What is in doubt counts: it may have
    /// happened.
    private static Map<Region, Integer> sleeps(PassRecord.Decided decided) {
        Map<Region, Integer> sleeps = new TreeMap<>();
        for (PassRecord.Acted acted : decided.acted()) {
            int sign = Acts.happened(acted.outcome()) ? sign(acted.action()) : 0;
            decided.evaluation().report().machines().stream()
                    .filter(report -> sign != 0
                            && report.machine()
                                    .id()
                                    .equals(acted.action().machine().id()))
                    .map(report -> report.machine())
                    .findFirst()
                    .map(Machine::region)
                    .ifPresent(region -> sleeps.merge(region, sign, Integer::sum));
        }
        return sleeps;
    }

    private static int sign(Action action) {
        return switch (action) {
            case Action.Sleep sleep -> 1;
            case Action.Start start -> -1;
            case Action.Drain drain -> 0;
            case Action.Undrain undrain -> 0;
            case Action.Destroy destroy -> 0;
            case Action.Create create -> 0;
        };
    }
}
