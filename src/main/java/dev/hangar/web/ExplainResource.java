package dev.hangar.web;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.config.Nearest;
import dev.hangar.control.Explainer;
import dev.hangar.control.Explanation;
import dev.hangar.control.PassRecord;
import dev.hangar.control.Pauses;
import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.OrgSlug;
import dev.hangar.policy.Forecaster;
import dev.hangar.policy.PauseMode;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicySettings;
import dev.hangar.report.ExplainJson;
import dev.hangar.report.ExplainReport;
import dev.hangar.report.ExplainText;
import dev.hangar.report.Explained;
import dev.hangar.report.Prices;
import dev.hangar.report.Report;
import dev.hangar.report.SafeText;
import dev.hangar.report.TableStyle;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// `GET /api/explain/{app}` and `/api/explain/{app}/{part}`: the reasoning of the last pass, as text or JSON. Read only
/// and free of secrets.
///
/// A look ahead costs up to a second of one core for a large fleet, and anybody may read: one is made at a time.
@Path("/api/explain")
public class ExplainResource {
    private static final int NOT_FOUND = 404;
    private static final int MOST_COLUMNS = 400;

    private final Journal journal;
    private final Pauses pauses;
    private final HangarSettings settings;
    private final InstantSource clock;
    private final Explainer explainer;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    @Inject
    public ExplainResource(Journal journal, Pauses pauses, HangarSettings settings, InstantSource clock) {
        this.journal = journal;
        this.pauses = pauses;
        this.settings = settings;
        this.clock = clock;
        this.explainer = new Explainer(new PolicyEngine(settings.prices()), settings.interval());
    }

    /// Every fleet of an app.
    @GET
    @Path("/{app}")
    public Response app(
            @PathParam("app") String app,
            @QueryParam("format") @DefaultValue("text") String format,
            @QueryParam("width") @DefaultValue("100") int width,
            @QueryParam("unicode") @DefaultValue("true") boolean unicode) {
        return answer(app, Optional.empty(), format, style(width, unicode));
    }

    /// One process group of it, or one machine by its id or name.
    @GET
    @Path("/{app}/{part}")
    public Response part(
            @PathParam("app") String app,
            @PathParam("part") String part,
            @QueryParam("format") @DefaultValue("text") String format,
            @QueryParam("width") @DefaultValue("100") int width,
            @QueryParam("unicode") @DefaultValue("true") boolean unicode) {
        return answer(app, Optional.of(part), format, style(width, unicode));
    }

    private static TableStyle style(int width, boolean unicode) {
        return new TableStyle(Math.min(width, MOST_COLUMNS), false, unicode);
    }

    private Response answer(String app, Optional<String> part, String format, TableStyle style) {
        List<PassRecord.Decided> passes = journal.fleets().stream()
                .filter(pass -> pass.app().value().equals(app))
                .toList();
        if (passes.isEmpty()) {
            List<String> apps = journal.fleets().stream()
                    .map(pass -> pass.app().value())
                    .distinct()
                    .toList();
            return missing("no pass of an app " + app + " yet, or it is not looked after", Nearest.of(app, apps));
        }
        oneAtATime.lock();
        try {
            ExplainReport all = report(passes);
            Optional<ExplainReport> wanted = part.isEmpty() ? Optional.of(all) : all.only(part.get());
            return wanted.map(report -> found(report, format, style))
                    .orElseGet(() -> missing(
                            "app " + app + " has no machine and no process group " + part.orElse(""),
                            Nearest.of(part.orElse(""), all.parts())));
        } finally {
            oneAtATime.unlock();
        }
    }

    private static Response found(ExplainReport report, String format, TableStyle style) {
        return format.equals("json")
                ? Response.ok(new ExplainJson().render(report), MediaType.APPLICATION_JSON_TYPE)
                        .build()
                : text(Response.Status.OK.getStatusCode(), new ExplainText(style).render(report));
    }

    private static Response missing(String what, List<String> near) {
        String more = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        return text(NOT_FOUND, SafeText.of(what + more, true) + "\n");
    }

    private static Response text(int status, String words) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                .entity(words)
                .build();
    }

    private ExplainReport report(List<PassRecord.Decided> passes) {
        Instant now = clock.instant();
        Report.Mode mode = settings.mode() == Mode.ACT ? Report.Mode.ACT : Report.Mode.OBSERVE;
        List<PassRecord> past = journal.notable(Journal.KEPT);
        List<Explained> fleets =
                passes.stream().map(pass -> explained(pass, past, now)).toList();
        return new ExplainReport(
                new ExplainReport.Header(now, ExplainReport.Source.LAST, mode, Prices.of(settings.prices(), now)),
                fleets,
                Optional.empty());
    }

    private Explained explained(PassRecord.Decided pass, List<PassRecord> past, Instant now) {
        OrgSlug org = pass.evaluation().basis().seen().fleet().app().org();
        Explanation explanation = explainer.explain(pass, over(org, pass.fleet(), now), past);
        return new Explained(explanation, settings.policies().effective(org, pass.fleet()), journal.unread(pass.app()));
    }

    /// The settings as they will be: a pause that was asked for at run time ends in its time.
    private Forecaster.SettingsOverTime over(OrgSlug org, FleetId fleet, Instant now) {
        List<Pauses.Pause> inForce = pauses.at(now);
        AppName app = fleet.app();
        PolicySettings policy = settings.policies().settingsFor(org, fleet);
        return at -> policy.paused(inForce.stream()
                .filter(pause -> pause.covers().test(app) && pause.until().isAfter(at))
                .map(Pauses.Pause::mode)
                .reduce(PauseMode.NONE, PauseMode::and));
    }
}
