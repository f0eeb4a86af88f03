package dev.hangar.telemetry;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import java.util.Map;
import java.util.Optional;

/// The Fly Machine that Hangar itself runs in, as far as its environment tells (facts 11): region and memory. The kind
/// of CPU is not told; Hangar is meant for a shared one.
///
/// @param guest size
/// @param region where it runs
record OwnMachine(Guest guest, Region region) {
    /// Empty where this is no Fly Machine, or one that tells less.
    static Optional<OwnMachine> of(Map<String, String> environment) {
        String memory = environment.getOrDefault("FLY_VM_MEMORY_MB", "");
        String region = environment.getOrDefault("FLY_REGION", "");
        if (region.isBlank() || !memory.matches("[1-9][0-9]{1,6}")) {
            return Optional.empty();
        }
        Guest guest = Guest.of(CpuKind.SHARED, Runtime.getRuntime().availableProcessors(), Integer.parseInt(memory));
        return Optional.of(new OwnMachine(guest, new Region(region)));
    }

    Optional<Rate> price(PriceBook prices) {
        return prices.started(guest, region);
    }
}
