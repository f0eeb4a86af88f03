package dev.hangar.cli;

import dev.hangar.control.Usage;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.OrgSlug;
import dev.hangar.report.Report;
import dev.hangar.simulator.SimulatorServer;
import dev.hangar.simulator.SimulatorSettings;
import dev.hangar.simulator.TestPrices;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Confidence;
import dev.hangar.survey.Findings;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A whole report on the simulated Fly over HTTP: what its analysis is given.
class LiveReportTest {
    private static final Instant START = Instant.parse("2026-11-22T03:14:15.926Z");
    private static final AtomicLong NANOS = new AtomicLong(1);
    private static final List<SimulatorServer> SERVERS = new ArrayList<>();

    private final List<Survey> surveys = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws IOException {
        SERVERS.add(SimulatorServer.start(
                new SimulatorSettings(SimulatorSettings.LOOPBACK, 0, OptionalInt.empty(), 7, 1, START, NANOS::get),
                TestPrices.book()));
        NANOS.addAndGet(Duration.ofMinutes(20).toNanos());
        // Lives through them now, so that no call waits for it.
        SERVERS.getFirst().figures();
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(SimulatorServer::close);
    }

    private Report read(ReportRequest request, Map<String, String> more) throws CliFailure {
        SimulatorServer fly = SERVERS.getFirst();
        // Rate limits count virtual time, which stands still within a test.
        NANOS.addAndGet(Duration.ofSeconds(20).toNanos());
        Map<String, String> variables = new TreeMap<>(Map.of(
                "HANGAR_APP", "*",
                "FLY_API_TOKEN", fly.readOnlyToken(),
                "HANGAR_FLY_BASE_URL", fly.baseUri().toString(),
                "HANGAR_PROMETHEUS_URL", fly.prometheusUri().toString()));
        variables.putAll(more);
        variables.values().removeIf(String::isEmpty);
        LiveReport report = new LiveReport(new Configuration(variables), fly.clock(), this::findings);
        return report.read(request, Progress.NONE);
    }

    private Findings findings(Survey survey, List<Rule> rules, Confidence.Gaps gaps) {
        surveys.add(survey);
        assertThat(gaps).isEqualTo(Confidence.Gaps.NONE);
        return new Findings(Bill.NONE, List.of(), survey.usage().lines(), new TreeMap<>(), Optional.empty());
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReportRequest request(Duration window) {
        return new ReportRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new OrgSlug("demo")),
                List.of(file("fly.toml", "app = 'storefront'")),
                window);
    }

    @Test
    void givesItsAnalysisEverythingThatWasRead() throws CliFailure {
        Report report = read(request(Duration.ofHours(1)), Map.of("HANGAR_ORG", "elsewhere"));

        assertThat(report.problems()).isEmpty();
        assertThat(report.header().org()).isEqualTo(new OrgSlug("demo"));
        Survey survey = surveys.getFirst();
        assertThat(survey.apps()).hasSize(9).isSorted();
        AppSurvey storefront = app(survey, "storefront");
        assertThat(storefront.machines()).hasSize(2);
        assertThat(storefront.knownAddresses()).hasSize(2);
        assertThat(storefront.given()).isPresent();
        AppSurvey database = app(survey, "shop-db");
        assertThat(database.knownVolumes()).hasSize(2);
        assertThat(database.snapshots().values()).hasSize(2).allMatch(Answer.Ok.class::isInstance);
        assertThat(survey.usage().window()).isEqualTo(Duration.ofHours(1));
        assertThat(storefront.machines())
                .allSatisfy(machine -> assertThat(survey.usage()
                                .machines()
                                .getOrDefault(machine.id(), Usage.OfMachine.UNKNOWN)
                                .cpus())
                        .isPresent());
        assertThat(report.findings().lines()).containsKey(new AppName("storefront"));
    }

    /// A comparison that silently does not happen would look like no difference.
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "app = 'storefront', app = 'storefront', are both for app storefront",
        "app = 'elsewhere', app = 'storefront', 'is for app elsewhere, which is not among those looked at'",
        "primary_region = 'iad', app = 'storefront', 'names no app, and there are 9: choose one with --app'",
        "app = [, app = 'storefront', a fly.toml that was given cannot be used"
    })
    void aFileThatCannotBeComparedEndsTheReport(String first, String second, String why) {
        ReportRequest request = new ReportRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new OrgSlug("demo")),
                List.of(file("one.toml", first), file("two.toml", second)),
                Duration.ZERO);

        assertThatThrownBy(() -> read(request, Map.of()))
                .isInstanceOf(CliFailure.class)
                .hasMessageContaining(why);
    }

    @Test
    void whoGivesNothingButATokenMeansWhatItCovers() throws CliFailure {
        ReportRequest any =
                new ReportRequest(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Duration.ZERO);

        Report report = read(any, Map.of("HANGAR_APP", ""));

        assertThat(report.header().org()).isEqualTo(new OrgSlug("demo"));
        assertThat(report.header().apps()).isEqualTo(9);
    }

    @Test
    void aTokenThatFlyDoesNotKnowEndsTheReportWithWords() {
        ReportRequest any =
                new ReportRequest(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Duration.ZERO);

        assertThatThrownBy(() -> read(any, Map.of("HANGAR_APP", "", "FLY_API_TOKEN", "fm2_unknown")))
                .isInstanceOf(CliFailure.class)
                .hasMessageContaining("the token could not be asked what it covers: UNAUTHORIZED status=401")
                .hasMessageContaining("hangar doctor");
    }

    @Test
    void plansAloneAskForNothingElse() throws CliFailure {
        Report report = read(request(Duration.ZERO), Map.of());

        assertThat(surveys).isEmpty();
        assertThat(report.findings()).isEqualTo(Findings.NONE);
        assertThat(report.decided()).isNotEmpty();
    }

    @Test
    void aMetricsServerThatIsAwayIsAProblemAndTheRestGoesOn() throws CliFailure {
        Report report = read(request(Duration.ofHours(1)), Map.of("HANGAR_PROMETHEUS_URL", "http://127.0.0.1:1"));

        assertThat(report.problems()).anyMatch(problem -> problem.subject().equals("past use: any use"));
        assertThat(app(surveys.getFirst(), "shop-db").knownVolumes()).hasSize(2);
        assertThat(surveys.getFirst().usage().machines()).isEmpty();
    }

    private static AppSurvey app(Survey survey, String name) {
        return survey.apps().stream()
                .filter(app -> app.name().equals(new AppName(name)))
                .findFirst()
                .orElseThrow();
    }
}
