package dev.hangar.survey;

import dev.hangar.control.Usage;
import dev.hangar.cost.PriceBook;
import dev.hangar.cost.PriceList;
import dev.hangar.model.MachineRef;
import dev.hangar.model.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that was read of an organization: what findings are made from.
///
/// @param org whose
/// @param at instant of the pass
/// @param prices list prices
/// @param apps by name
/// @param usage what was used over the window; [Usage#NONE] when nobody asked
/// @param self the machine that Hangar runs on, where it runs on Fly
public record Survey(
        OrgSlug org, Instant at, PriceList prices, List<AppSurvey> apps, Usage usage, Optional<MachineRef> self) {
    public Survey {
        apps = apps.stream().sorted().toList();
    }

    /// Prices in force.
    public PriceBook book() {
        return prices.at(at);
    }
}
