package dev.hangar.cli;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.config.Nearest;
import dev.hangar.control.Explainer;
import dev.hangar.control.PassRecord;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.App;
import dev.hangar.model.Failure;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SignalName;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicySettings;
import dev.hangar.report.ExplainReport;
import dev.hangar.report.Explained;
import dev.hangar.report.Prices;
import dev.hangar.report.Problem;
import dev.hangar.report.Report;
import dev.hangar.report.SafeText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One dry pass over one app on the real Fly and Prometheus, put together without anything that could write, whatever
/// the configured mode.
final class LiveExplain implements ExplainSource {
    private final Configuration configuration;
    private final InstantSource wallClock;

    LiveExplain(Configuration configuration, InstantSource wallClock) {
        this.configuration = configuration;
        this.wallClock = wallClock;
    }

    @Override
    public ExplainReport read(Optional<Path> config, ExplainTarget target, Consumer<Problem> problems)
            throws CliFailure {
        HangarSettings settings =
                configuration.load(config, Optional.empty(), standIn -> Safety.tokens(standIn, wallClock));
        Instant at = wallClock.instant();
        Assembly assembly = Assembly.readOnly(settings, settings.prices(), wallClock);
        App app = find(assembly, target, at);
        Map<SignalName, List<SignalSnapshot>> history = assembly.history(settings, at);
        Map<SignalName, SignalSnapshot> signals = new TreeMap<>();
        for (SignalSnapshot snapshot : assembly.signals().read(settings.signals(), at)) {
            signals.put(snapshot.signal(), snapshot);
            Problem.of(snapshot).ifPresent(problems);
        }
        List<PassRecord> records = new ArrayList<>();
        assembly.passes().run(app, signals, history, settings.policies()::settingsFor, records::add);
        return report(settings, app.org(), records, at);
    }

    private static App find(Assembly assembly, ExplainTarget target, Instant at) throws CliFailure {
        List<App> apps = assembly.directory().apps(at);
        Optional<App> found =
                apps.stream().filter(app -> app.name().equals(target.app())).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        List<Failure> failures = assembly.directory().failures();
        if (!failures.isEmpty()) {
            throw new CliFailure("app " + shown(target) + " could not be read: " + failures.getFirst());
        }
        List<String> near = Nearest.of(
                target.app().value(),
                apps.stream().map(app -> app.name().value()).toList());
        throw new CliFailure("no app " + shown(target) + " among the " + apps.size()
                + " that this configuration and this token cover"
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
    }

    private static String shown(ExplainTarget target) {
        return SafeText.of(target.app().value(), true);
    }

    private static ExplainReport report(HangarSettings settings, OrgSlug org, List<PassRecord> records, Instant at)
            throws CliFailure {
        Explainer explainer = new Explainer(new PolicyEngine(settings.prices()), settings.interval());
        List<Explained> fleets = new ArrayList<>();
        for (PassRecord record : records) {
            switch (record) {
                case PassRecord.Unread(var app, Instant when, Failure failure) ->
                    throw new CliFailure("the machines of app " + app + " could not be read: " + failure);
                case PassRecord.Decided decided -> fleets.add(explained(explainer, settings, org, decided));
            }
        }
        Report.Mode mode = settings.mode() == Mode.ACT ? Report.Mode.ACT : Report.Mode.OBSERVE;
        return new ExplainReport(
                new ExplainReport.Header(at, ExplainReport.Source.FRESH, mode, Prices.of(settings.prices(), at)),
                fleets,
                Optional.empty());
    }

    private static Explained explained(
            Explainer explainer, HangarSettings settings, OrgSlug org, PassRecord.Decided pass) {
        // The same for every step: nothing in the configuration depends on the hour but formulas, which ask for it.
        PolicySettings policy = settings.policies().settingsFor(org, pass.fleet());
        return new Explained(
                explainer.explain(pass, then -> policy, List.of()),
                settings.policies().effective(org, pass.fleet()),
                Optional.empty());
    }
}
