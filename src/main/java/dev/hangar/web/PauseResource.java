package dev.hangar.web;

import dev.hangar.config.HangarSettings;
import dev.hangar.control.Pauses;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `/api/pause`: pauses for now, without a restart. `GET` shows them; `PUT` and `DELETE` need `http.token`.
@Path("/api/pause")
@Produces(MediaType.APPLICATION_JSON)
public class PauseResource {
    private static final Logger LOG = Logger.getLogger("hangar.pause");
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final String NOTE = "held in memory: a restart of Hangar forgets it. What has to last is written as"
            + " pause in its configuration, or as metadata hangar_pause";

    private final Pauses pauses;
    private final OperatorToken token;
    private final InstantSource clock;

    public PauseResource(Pauses pauses, HangarSettings settings, InstantSource clock) {
        this.pauses = pauses;
        this.token = new OperatorToken(settings.httpToken());
        this.clock = clock;
    }

    /// A pause in the API.
    public record PauseView(String scope, String mode, Instant since, Instant until, String why, String note) {
        static PauseView of(Pauses.Pause pause) {
            return new PauseView(
                    pause.scope(), PauseRequest.word(pause.mode()), pause.since(), pause.until(), pause.why(), NOTE);
        }
    }

    /// Why a call was refused.
    public record Refusal(String error) {}

    @GET
    public List<PauseView> pauses() {
        return pauses.at(clock.instant()).stream().map(PauseView::of).toList();
    }

    @PUT
    public Response pause(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, String body) {
        Optional<Response> refused = refused(authorization);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (body.length() > PauseRequest.MAX_BODY) {
            return refusal(PAYLOAD_TOO_LARGE, "the body is longer than " + PauseRequest.MAX_BODY + " characters");
        }
        try {
            Pauses.Pause pause = PauseRequest.read(body, clock.instant());
            if (!pauses.put(pause)) {
                return refusal(
                        Response.Status.CONFLICT.getStatusCode(), "there are " + Pauses.MOST + " pauses already");
            }
            LOG.infof(
                    "pause mode=%s scope=%s until=%s why=\"%s\"",
                    PauseRequest.word(pause.mode()), pause.scope(), pause.until(), pause.why());
            return Response.ok(PauseView.of(pause)).build();
        } catch (PauseRequest.ProblemException e) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(e.problem())
                    .build();
        }
    }

    @DELETE
    public Response resume(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @QueryParam("scope") @DefaultValue("") String scope) {
        Optional<Response> refused = refused(authorization);
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            Optional<Pauses.Pause> ended = pauses.remove(PauseRequest.scope(scope), clock.instant());
            if (ended.isEmpty()) {
                return refusal(Response.Status.NOT_FOUND.getStatusCode(), "no pause has the scope " + scope);
            }
            LOG.infof("pause ended scope=%s", scope);
            return Response.ok(PauseView.of(ended.get())).build();
        } catch (PauseRequest.ProblemException e) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(e.problem())
                    .build();
        }
    }

    private Optional<Response> refused(@Nullable String authorization) {
        return switch (token.judge(authorization)) {
            case ALLOWED -> Optional.empty();
            case OFF ->
                Optional.of(refusal(
                        Response.Status.FORBIDDEN.getStatusCode(),
                        "calls that change something are off: they need hangar.http.token (HANGAR_HTTP_TOKEN)"));
            case WRONG ->
                Optional.of(Response.status(Response.Status.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .entity(new Refusal(
                                "needs the header Authorization: Bearer with the token of hangar.http.token"))
                        .build());
        };
    }

    private static Response refusal(int status, String error) {
        return Response.status(status).entity(new Refusal(error)).build();
    }
}
