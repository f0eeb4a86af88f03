package dev.hangar.cli;

import dev.hangar.cli.SurveyReader.Ports;
import dev.hangar.cli.SurveyReader.Scope;
import dev.hangar.control.PropertySource;
import dev.hangar.control.Usage;
import dev.hangar.control.UsageSource;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.IpAddress;
import dev.hangar.model.Machine;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.model.VolumeSnapshot;
import dev.hangar.report.Problem;
import dev.hangar.survey.AppSurvey;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What is read beside the passes, and what becomes of failures.
class SurveyReaderTest {
    private static final Instant AT = Instant.parse("2026-11-22T03:14:15Z");
    private static final Optional<OrgSlug> ORG = Optional.of(new OrgSlug("acme"));
    private static final Failure DOWN = Failure.of(FailureKind.UNAVAILABLE, "down");
    private static final Failure FORBIDDEN = Failure.of(FailureKind.UNAUTHORIZED, "no");

    private final Property property = new Property();
    private final List<Optional<SortedSet<AppName>>> askedUse = new ArrayList<>();
    private Usage usage = Usage.NONE;

    /// An organization that a test describes.
    private static final class Property implements PropertySource {
        Answer<MachineCounts> counts = Answer.ok(new MachineCounts(new TreeMap<>(), new TreeSet<>(), 0));
        Answer<VolumeList> volumes = Answer.ok(new VolumeList(new TreeMap<>(), 0));
        Answer<List<IpAddress>> addresses = Answer.ok(List.of());
        Answer<List<VolumeSnapshot>> snapshots = Answer.ok(List.of());
        final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Answer<MachineCounts> machineCounts(OrgSlug org) {
            asked.add("counts");
            return counts;
        }

        @Override
        public Answer<VolumeList> volumes(OrgSlug org) {
            asked.add("volumes");
            return volumes;
        }

        @Override
        public Answer<List<VolumeSnapshot>> snapshots(AppName app, String volume) {
            asked.add("snapshots " + volume);
            return snapshots;
        }

        @Override
        public Answer<List<IpAddress>> addresses(AppName app) {
            asked.add("addresses " + app);
            return addresses;
        }
    }

    private SurveyReader reader(Optional<OrgSlug> org, List<App> apps) {
        UsageSource use = (names, at, window) -> {
            askedUse.add(names);
            return usage;
        };
        return SurveyReader.begin(
                new Ports(new FakeFly(InstantSource.fixed(AT), List.of()), property, use),
                new Scope(org, apps, AT, Duration.ofDays(14), 4));
    }

    private static App app(int number) {
        return new App(new AppName("app-%03d".formatted(number)), new OrgSlug("acme"), "deployed", Optional.empty());
    }

    private static List<App> apps(int count) {
        return IntStream.range(0, count).mapToObj(SurveyReaderTest::app).toList();
    }

    private static Volume volume(int number, int sizeGb) {
        return new Volume("vol_%03d".formatted(number), "data", "created", sizeGb, new Region("iad"), Optional.empty());
    }

    @Test
    void appsWithoutMachinesAreNotAskedWhereTheListIsWhole() {
        property.counts = counts(0);

        assertThat(reader(ORG, apps(100)).worthAsking()).containsExactly(app(3));
    }

    /// The organization's list knows of app 3 only.
    private static Answer<PropertySource.MachineCounts> counts(int unreadable, String... unreadRegions) {
        TreeSet<Region> regions = new TreeSet<>();
        List.of(unreadRegions).forEach(region -> regions.add(new Region(region)));
        return Answer.ok(
                new PropertySource.MachineCounts(new TreeMap<>(Map.of(app(3).name(), 2)), regions, unreadable));
    }

    /// The list of the organization runs late.
    @Test
    void anAppThatOnlyItsOwnListingGivesMachinesIsAsked() {
        property.counts = counts(0);
        List<App> apps = new ArrayList<>(apps(100));
        App young = new App(new AppName("young"), new OrgSlug("acme"), "deployed", Optional.empty(), OptionalInt.of(1));
        App empty = new App(new AppName("empty"), new OrgSlug("acme"), "deployed", Optional.empty(), OptionalInt.of(0));
        apps.add(young);
        apps.add(empty);

        assertThat(reader(ORG, apps).worthAsking()).containsExactly(app(3), young);
    }

    @Test
    void anAppWithVolumesIsAskedItself() {
        property.counts = counts(0);
        property.volumes = volumes(Map.of(app(7).name(), List.of(volume(1, 3))), 0);

        assertThat(reader(ORG, apps(100)).worthAsking()).containsExactly(app(3), app(7));
    }

    @Test
    void onlyAnAppThatAPassLookedAtWasAsked() {
        SurveyReader reader = reader(ORG, apps(30));

        reader.look(app(1), List.of());

        assertThat(reader.wasAsked(app(1).name())).isTrue();
        assertThat(reader.wasAsked(app(2).name())).isFalse();
    }

    @Test
    void volumesThatCannotBeUnderstoodAreAProblem() {
        property.volumes = volumes(Map.of(app(7).name(), List.of(volume(1, 3))), 2);
        SurveyReader reader = reader(ORG, apps(30));

        List<AppSurvey> surveys = reader.finish(Map.of(), Map.of(), Progress.NONE);

        assertThat(surveys.get(7).knownVolumes()).hasSize(1);
        assertThat(reader.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.subject()).isEqualTo("2 volumes");
            assertThat(problem.failure().kind()).isEqualTo(FailureKind.INVALID_ANSWER);
        });
    }

    private static Answer<PropertySource.VolumeList> volumes(Map<AppName, List<Volume>> byApp, int unreadable) {
        return Answer.ok(new PropertySource.VolumeList(new TreeMap<>(byApp), unreadable));
    }

    @Test
    void allAreAskedWhereTheListIsNotWholeOrNotThere() {
        property.counts = counts(0, "fra");
        assertThat(reader(ORG, apps(100)).worthAsking()).hasSize(100);

        property.counts = counts(1);
        assertThat(reader(ORG, apps(100)).worthAsking()).hasSize(100);

        property.counts = Answer.failed(FORBIDDEN);
        assertThat(reader(ORG, apps(100)).worthAsking()).hasSize(100);
    }

    @Test
    void aFewAppsAreAskedOneByOne() {
        SurveyReader reader = reader(ORG, apps(SurveyReader.FEW_APPS));

        assertThat(reader.worthAsking()).hasSize(SurveyReader.FEW_APPS);
        apps(2).forEach(app -> reader.look(app, List.of()));
        List<AppSurvey> surveys = reader.finish(Map.of(), Map.of(), Progress.NONE);

        assertThat(property.asked).isEmpty();
        assertThat(surveys.get(0).volumes()).isPresent();
        assertThat(surveys.get(2).volumes()).isEmpty();
    }

    @Test
    void addressesAreReadWhereSomethingServes() {
        SurveyReader reader = reader(ORG, apps(30));

        reader.look(app(0), List.of(serving()));
        reader.look(app(1), List.of(Machines.worker("m2").build()));

        assertThat(property.asked)
                .filteredOn(asked -> asked.startsWith("addresses"))
                .containsExactly("addresses app-000");
        List<AppSurvey> surveys = reader.finish(Map.of(), Map.of(), Progress.NONE);
        assertThat(surveys.get(0).addresses()).isPresent();
        assertThat(surveys.get(1).addresses()).isEmpty();
    }

    private static Machine serving() {
        return Machines.web("m1").build();
    }

    @Test
    void snapshotsAreReadOfTheLargestVolumesOnly() {
        List<Volume> many = IntStream.rangeClosed(1, SnapshotReader.MOST_VOLUMES + 20)
                .mapToObj(number -> volume(number, number))
                .toList();
        property.volumes = volumes(Map.of(app(0).name(), many), 0);

        AppSurvey survey =
                reader(ORG, apps(30)).finish(Map.of(), Map.of(), Progress.NONE).getFirst();

        assertThat(survey.knownVolumes()).hasSize(many.size());
        assertThat(survey.snapshots()).hasSize(SnapshotReader.MOST_VOLUMES).doesNotContainKey("vol_020");
        assertThat(survey.snapshots().firstKey()).isEqualTo("vol_021");
    }

    @Test
    void failuresOfOneKindAreOneLine() {
        property.addresses = Answer.failed(FORBIDDEN);
        property.volumes = Answer.failed(DOWN);
        usage = new Usage(
                Duration.ofDays(14),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(
                        new Usage.Unread("CPU", DOWN),
                        new Usage.Unread("memory", DOWN),
                        new Usage.Unread("swap", FORBIDDEN)));
        SurveyReader reader = reader(ORG, apps(30));
        apps(30).forEach(app -> reader.look(app, List.of(serving())));

        List<AppSurvey> surveys = reader.finish(Map.of(), Map.of(), Progress.NONE);

        assertThat(reader.problems())
                .containsExactlyInAnyOrder(
                        new Problem("addresses of 30 apps", FORBIDDEN),
                        new Problem("volumes", DOWN),
                        new Problem("past use: CPU and 1 more", DOWN),
                        new Problem("past use: swap", FORBIDDEN));
        assertThat(surveys).hasSize(30).allSatisfy(survey -> {
            assertThat(survey.volumes()).contains(Answer.failed(DOWN));
            assertThat(survey.addresses()).contains(Answer.failed(FORBIDDEN));
        });
    }

    @Test
    void useIsAskedForOnceForAllApps() {
        reader(ORG, apps(30)).finish(Map.of(), Map.of(), Progress.NONE);

        assertThat(askedUse)
                .singleElement()
                .satisfies(names -> assertThat(names.orElseThrow()).hasSize(30));
    }
}
