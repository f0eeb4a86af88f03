package dev.hangar.cli;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.control.PassRecord;
import dev.hangar.control.TokenCheck;
import dev.hangar.cost.PriceList;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.OrgSlug;
import dev.hangar.report.Prices;
import dev.hangar.report.Problem;
import dev.hangar.report.Report;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Confidence;
import dev.hangar.survey.Findings;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.rules.ConfigRules;
import dev.hangar.survey.rules.UsageRules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// One dry pass over everything that is managed, on the real Fly and Prometheus: the same classes as the daemon's, put
/// together without anything that could write, whatever the configured mode.
final class LiveReport implements ReportSource {
    private final Configuration configuration;
    private final InstantSource wallClock;
    private final Analysis analysis;

    /// @param analysis draws the conclusions
    LiveReport(Configuration configuration, InstantSource wallClock, Analysis analysis) {
        this.configuration = configuration;
        this.wallClock = wallClock;
        this.analysis = analysis;
    }

    LiveReport(Configuration configuration, InstantSource wallClock) {
        this(configuration, wallClock, Findings::of);
    }

    /// Draws conclusions from what was read.
    @FunctionalInterface
    interface Analysis {
        Findings of(Survey survey, List<Rule> rules, Confidence.Gaps gaps);
    }

    @Override
    public Report read(ReportRequest request, Progress progress) throws CliFailure {
        HangarSettings settings =
                configuration.load(request.config(), request.org(), standIn -> Safety.tokens(standIn, wallClock));
        List<FlyToml> given = GivenFiles.read(request.flyTomls());
        Instant at = wallClock.instant();
        PriceList prices = settings.prices();
        Assembly assembly = Assembly.readOnly(settings, prices, wallClock);
        List<App> apps = assembly.directory().apps(at).stream()
                .filter(app -> request.apps()
                        .filter(wanted -> !wanted.matches(app.name()))
                        .isEmpty())
                .toList();
        Map<AppName, FlyToml> files = GivenFiles.byApp(given, apps);
        // Beside the rest: two more calls that nothing here waits for.
        CompletableFuture<TokenCheck.Powers> token = powers(settings, apps);
        Optional<SurveyReader> survey = request.wantsSurvey() && !apps.isEmpty()
                ? Optional.of(SurveyReader.begin(
                        Assembly.survey(settings, wallClock, assembly.source(), Wires.network()),
                        new SurveyReader.Scope(
                                settings.org(), apps, at, request.window(), settings.maxConcurrentPasses())))
                : Optional.empty();
        List<Problem> problems = new ArrayList<>();
        assembly.directory().failures().forEach(failure -> problems.add(new Problem("list of apps", failure)));
        progress.step(0, apps.size(), "demand of the past");
        DryPasses passes = new DryPasses(assembly, settings, at, survey);
        problems.addAll(passes.readSignals());
        List<PassRecord> records =
                passes.run(survey.map(SurveyReader::worthAsking).orElse(apps), progress);
        OrgSlug org = settings.org()
                .or(() -> apps.stream().map(App::org).findFirst())
                .orElseGet(() -> new OrgSlug("unknown"));
        Findings findings = Findings.NONE;
        if (survey.isPresent()) {
            List<AppSurvey> surveys = survey.get().finish(decided(records), files, progress);
            problems.addAll(survey.get().problems());
            findings = findings(
                    new Survey(org, at, prices, surveys, survey.get().usage(), settings.self()),
                    records,
                    survey.get(),
                    request.apps().isPresent());
        }
        Report.Mode mode = settings.mode() == Mode.ACT ? Report.Mode.ACT : Report.Mode.OBSERVE;
        return new Report(
                new Report.Header(org, mode, Prices.of(prices, at), at, apps.size(), token.join()),
                records,
                problems,
                findings);
    }

    private static Map<AppName, List<PassRecord.Decided>> decided(List<PassRecord> records) {
        return records.stream()
                .filter(PassRecord.Decided.class::isInstance)
                .map(PassRecord.Decided.class::cast)
                .collect(Collectors.groupingBy(record -> record.fleet().app(), TreeMap::new, Collectors.toList()));
    }

    private Findings findings(Survey survey, List<PassRecord> records, SurveyReader reader, boolean chosen) {
        SortedSet<AppName> unread = records.stream()
                .filter(PassRecord.Unread.class::isInstance)
                .map(PassRecord::app)
                .collect(Collectors.toCollection(TreeSet::new));
        // An app that nobody asked may have machines: the organization's list runs late.
        SortedSet<AppName> withoutMachines = survey.apps().stream()
                .filter(app -> app.fleets().isEmpty())
                .map(AppSurvey::name)
                .filter(app -> reader.wasAsked(app) && !unread.contains(app))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Rule> rules = new ArrayList<>(ConfigRules.ALL);
        rules.addAll(UsageRules.of(withoutMachines));
        return analysis.of(survey, rules, new Confidence.Gaps(unread, reader.unreadRegions(), chosen));
    }

    private CompletableFuture<TokenCheck.Powers> powers(HangarSettings settings, List<App> apps) {
        Optional<AppName> some = apps.stream().map(App::name).findFirst();
        return CompletableFuture.supplyAsync(
                () -> TokenCheck.powers(Safety.tokens(settings, wallClock), some), Thread::startVirtualThread);
    }
}
