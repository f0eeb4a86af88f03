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
import dev.hangar.survey.Findings;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Survey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One dry pass over everything that is managed, on the real Fly and Prometheus: the same classes as the daemon's, put
/// together without anything that could write, whatever the configured mode.
final class LiveReport implements ReportSource {
    private final Configuration configuration;
    private final InstantSource wallClock;
    private final Function<Survey, Findings> analysis;
    private final FlyTomls flyTomls;

    /// Reads the files that a user gave.
    @FunctionalInterface
    interface FlyTomls {
        /// @throws CliFailure when one is no fly.toml at all
        List<FlyToml> read(List<Path> files) throws CliFailure;
    }

    /// Plans and what was read beside them, without conclusions.
    LiveReport(Configuration configuration, InstantSource wallClock) {
        this(configuration, wallClock, survey -> Findings.NONE, files -> List.of());
    }

    /// @param analysis what a survey comes to
    /// @param flyTomls reads the files that a user gave
    LiveReport(
            Configuration configuration,
            InstantSource wallClock,
            Function<Survey, Findings> analysis,
            FlyTomls flyTomls) {
        this.configuration = configuration;
        this.wallClock = wallClock;
        this.analysis = analysis;
        this.flyTomls = flyTomls;
    }

    @Override
    public Report read(ReportRequest request, Progress progress) throws CliFailure {
        HangarSettings settings = configuration.load(request.config(), request.org());
        List<FlyToml> given = flyTomls.read(request.flyTomls());
        Instant at = wallClock.instant();
        PriceList prices = settings.prices();
        Assembly assembly = Assembly.readOnly(settings, prices, wallClock);
        List<App> apps = assembly.directory().apps(at).stream()
                .filter(app -> request.apps()
                        .filter(wanted -> !wanted.matches(app.name()))
                        .isEmpty())
                .toList();
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
            List<AppSurvey> surveys = survey.get().finish(decided(records), byApp(given, apps), progress);
            problems.addAll(survey.get().problems());
            findings = analysis.apply(
                    new Survey(org, at, prices, surveys, survey.get().usage(), settings.self()));
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

    /// A file that names no app is for the only app, where there is only one.
    private static Map<AppName, FlyToml> byApp(List<FlyToml> given, List<App> apps) {
        Map<AppName, FlyToml> byApp = new TreeMap<>();
        for (FlyToml file : given) {
            file.app()
                    .or(() -> apps.size() == 1 ? Optional.of(apps.getFirst().name()) : Optional.empty())
                    .ifPresent(app -> byApp.put(app, file));
        }
        return byApp;
    }

    private CompletableFuture<TokenCheck.Powers> powers(HangarSettings settings, List<App> apps) {
        Optional<AppName> some = apps.stream().map(App::name).findFirst();
        return CompletableFuture.supplyAsync(
                () -> TokenCheck.powers(Safety.tokens(settings, wallClock), some), Thread::startVirtualThread);
    }
}
