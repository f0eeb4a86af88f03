package dev.hangar.web;

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

    public FleetResource(Journal journal) {
        this.journal = journal;
    }

    @GET
    public List<FleetView> fleets() {
        return journal.fleets().stream()
                .map(decided -> FleetView.of(decided, journal.unread(decided.app())))
                .toList();
    }
}
