package dev.hangar.web;

import dev.hangar.config.HangarSettings;
import dev.hangar.cost.PriceList;
import dev.hangar.telemetry.Accounts;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// `GET /api/fleets`: every fleet as last seen, with the reason for each machine. Read only and free of secrets.
@Path("/api/fleets")
@Produces(MediaType.APPLICATION_JSON)
public class FleetResource {
    private final Journal journal;
    private final Accounts accounts;
    private final PriceList prices;

    @Inject
    public FleetResource(Journal journal, Accounts accounts, HangarSettings settings) {
        this(journal, accounts, settings.prices());
    }

    FleetResource(Journal journal, Accounts accounts, PriceList prices) {
        this.journal = journal;
        this.accounts = accounts;
        this.prices = prices;
    }

    @GET
    public List<FleetView> fleets() {
        return journal.fleets().stream()
                .map(decided -> FleetView.of(
                        decided,
                        journal.unread(decided.app()),
                        accounts.of(decided.fleet()),
                        PricesView.of(prices, decided.at())))
                .toList();
    }
}
