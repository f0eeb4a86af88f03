package dev.hangar.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// `GET /api/passes?limit=50`: the last passes in which something was planned, done or refused, newest first.
@Path("/api/passes")
@Produces(MediaType.APPLICATION_JSON)
public class PassResource {
    private final Journal journal;

    public PassResource(Journal journal) {
        this.journal = journal;
    }

    /// @param limit 1..500; values outside are brought back into the range
    @GET
    public List<PassView> passes(@QueryParam("limit") @DefaultValue("50") int limit) {
        int bounded = Math.clamp(limit, 1, Journal.KEPT);
        return journal.notable(bounded).stream().map(PassView::of).toList();
    }
}
