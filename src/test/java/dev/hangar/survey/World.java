package dev.hangar.survey;

import dev.hangar.control.Fleets;
import dev.hangar.control.PassRecord;
import dev.hangar.control.Usage;
import dev.hangar.cost.PriceList;
import dev.hangar.cost.Rate;
import dev.hangar.cost.StandingPrices;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Fleet;
import dev.hangar.model.FleetId;
import dev.hangar.model.IpAddress;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Reading;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SignalReadings;
import dev.hangar.model.Volume;
import dev.hangar.model.VolumeSnapshot;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Builds surveys, decided on by the real engine after 10 minutes of the same. Where a test does not name it, every
/// started machine has 15 connections, and nobody asked for volumes, addresses and use.
public final class World {
    public static final Instant AT = Machines.T0;
    public static final Duration WINDOW = Duration.ofDays(14);
    private static final double USUAL_LOAD = 15;

    /// Fly's list (facts 10): volumes $0.15, snapshots $0.08 beyond 10 GB, an address $2.
    public static final StandingPrices STANDING =
            new StandingPrices(new Rate(57_870), new Rate(30_864), 10, new Rate(771_605), new Rate(1_388_889));

    public static final PriceList PRICES = new PriceList(LocalDate.of(2026, 11, 1), List.of(Prices.BOOK), STANDING);

    private final TreeMap<AppName, AppSurvey> apps = new TreeMap<>();
    private final TreeMap<MachineId, Usage.OfMachine> usage = new TreeMap<>();
    private final TreeMap<AppName, List<Usage.Point>> lines = new TreeMap<>();
    private final List<Usage.Unread> failures = new ArrayList<>();
    private final TreeMap<MachineId, Double> loads = new TreeMap<>();
    private Settings settings = Settings.usual();
    private Duration window = Duration.ZERO;
    private Duration watched = Settings.WINDOW;
    private PriceList prices = PRICES;
    private Instant at = AT;
    private Optional<MachineRef> self = Optional.empty();

    private World() {}

    /// Nothing exists yet.
    public static World empty() {
        return new World();
    }

    /// One app, `shop`, with these machines.
    public static World shop(Machines... machines) {
        return empty().app("shop", machines);
    }

    public World settings(Settings these) {
        settings = these;
        return this;
    }

    /// Load of a machine, for apps that are added later.
    public World load(String machine, double connections) {
        loads.put(new MachineId(machine), connections);
        return this;
    }

    /// Time watched, for apps that are added later.
    public World watched(Duration time) {
        watched = time;
        return this;
    }

    public World prices(PriceList list) {
        prices = list;
        return this;
    }

    public World at(Instant instant) {
        at = instant;
        return this;
    }

    public World self(String app, String machine) {
        self = Optional.of(new MachineRef(new AppName(app), new MachineId(machine)));
        return this;
    }

    public World app(String name, Machines... machines) {
        return app(name, "", machines);
    }

    /// An app with a role of Fly's.
    public World app(String name, String role, Machines... machines) {
        App app = new App(
                new AppName(name),
                new OrgSlug("acme"),
                "deployed",
                Optional.of(role).filter(its -> !its.isEmpty()));
        List<Machine> its = Arrays.stream(machines)
                .map(Machines::build)
                .map(machine -> moved(machine, app.name()))
                .toList();
        List<PassRecord.Decided> decided =
                Fleets.of(app, its).stream().map(this::decide).toList();
        apps.put(app.name(), AppSurvey.of(app, decided));
        return this;
    }

    /// The plans of an app were refused by their checker.
    public World refused(String app) {
        return change(
                app,
                its -> new AppSurvey(
                        its.app(),
                        its.fleets().stream()
                                .map(decided -> new PassRecord.Decided(
                                        decided.id(),
                                        decided.fleet(),
                                        decided.at(),
                                        decided.acting(),
                                        decided.evaluation(),
                                        List.of("a bug of ours"),
                                        List.of(),
                                        List.of()))
                                .toList(),
                        its.volumes(),
                        its.addresses(),
                        its.snapshots(),
                        its.given()));
    }

    public World volumes(String app, Volume... these) {
        return change(app, its -> with(its, Optional.of(Answer.ok(List.of(these))), its.addresses(), its.snapshots()));
    }

    public World volumesUnread(String app) {
        return change(app, its -> with(its, Optional.of(Answer.failed(failure())), its.addresses(), its.snapshots()));
    }

    public World addresses(String app, String... dedicated) {
        List<IpAddress> these = Arrays.stream(dedicated)
                .map(address -> new IpAddress(address, false, Optional.empty()))
                .toList();
        return addresses(app, these);
    }

    public World addresses(String app, List<IpAddress> these) {
        return change(app, its -> with(its, its.volumes(), Optional.of(Answer.ok(these)), its.snapshots()));
    }

    public World addressesUnread(String app) {
        return change(app, its -> with(its, its.volumes(), Optional.of(Answer.failed(failure())), its.snapshots()));
    }

    public World snapshots(String app, String volume, VolumeSnapshot... these) {
        return snapshots(app, volume, Answer.ok(List.of(these)));
    }

    public World snapshotsUnread(String app, String volume) {
        return snapshots(app, volume, Answer.failed(failure()));
    }

    private World snapshots(String app, String volume, Answer<List<VolumeSnapshot>> answer) {
        return change(app, its -> {
            SortedMap<String, Answer<List<VolumeSnapshot>>> all = new TreeMap<>(its.snapshots());
            all.put(volume, answer);
            return with(its, its.volumes(), its.addresses(), all);
        });
    }

    /// What a machine used over 14 days.
    public World used(String machine, Usage.OfMachine its) {
        window = WINDOW;
        usage.put(new MachineId(machine), its);
        return this;
    }

    /// Use was asked for, over 14 days.
    public World asked() {
        return asked(WINDOW);
    }

    public World asked(Duration time) {
        window = time;
        return this;
    }

    public World given(String app, FlyToml toml) {
        return change(
                app,
                its -> new AppSurvey(
                        its.app(), its.fleets(), its.volumes(), its.addresses(), its.snapshots(), Optional.of(toml)));
    }

    /// What was asked of an app over time, `started` machines at work.
    public World line(String app, int started, double... concurrency) {
        List<Usage.Point> points = new ArrayList<>();
        for (int i = 0; i < concurrency.length; i++) {
            Instant then = AT.minus(Duration.ofHours(concurrency.length - i));
            points.add(new Usage.Point(then, OptionalDouble.of(started), OptionalDouble.of(concurrency[i])));
        }
        lines.put(new AppName(app), points);
        return asked();
    }

    public World usageUnread(String figure) {
        failures.add(new Usage.Unread(figure, failure()));
        return asked();
    }

    public Survey build() {
        return build(List.copyOf(apps.values()));
    }

    /// The same, its lists turned round.
    public Survey reversed() {
        return build(apps.values().stream().map(World::turned).toList().reversed());
    }

    private Survey build(List<AppSurvey> these) {
        return new Survey(
                new OrgSlug("acme"),
                at,
                prices,
                these,
                new Usage(window, usage, new TreeMap<>(), lines, failures),
                self);
    }

    private static AppSurvey turned(AppSurvey app) {
        SortedMap<String, Answer<List<VolumeSnapshot>>> snapshots = new TreeMap<>();
        app.snapshots().forEach((id, answer) -> snapshots.put(id, answer.map(List::reversed)));
        return new AppSurvey(
                app.app(),
                app.fleets().reversed(),
                app.volumes().map(answer -> answer.map(List::reversed)),
                app.addresses().map(answer -> answer.map(List::reversed)),
                snapshots,
                app.given());
    }

    private World change(String app, UnaryOperator<AppSurvey> change) {
        AppName name = new AppName(app);
        AppSurvey without = AppSurvey.of(new App(name, new OrgSlug("acme"), "deployed", Optional.empty()), List.of());
        apps.put(name, change.apply(apps.getOrDefault(name, without)));
        return this;
    }

    private static AppSurvey with(
            AppSurvey app,
            Optional<Answer<List<Volume>>> volumes,
            Optional<Answer<List<IpAddress>>> addresses,
            SortedMap<String, Answer<List<VolumeSnapshot>>> snapshots) {
        return new AppSurvey(app.app(), app.fleets(), volumes, addresses, snapshots, app.given());
    }

    private static Failure failure() {
        return Failure.of(FailureKind.UNAVAILABLE, "connection refused");
    }

    private PassRecord.Decided decide(Fleet fleet) {
        PolicyEngine engine = new PolicyEngine(prices.at(at));
        PolicySettings its = settings.build();
        PolicyMemory memory = PolicyMemory.NEW;
        // A gap of more than the stabilization window would begin a new series.
        Duration pass = watched.compareTo(Settings.WINDOW) > 0 ? Settings.WINDOW : Duration.ofMinutes(1);
        for (Instant then = at.minus(watched); then.isBefore(at); then = then.plus(pass)) {
            memory = engine.evaluate(seen(fleet, then), memory, its).next();
        }
        Evaluation evaluation = engine.evaluate(seen(fleet, at), memory, its);
        return new PassRecord.Decided(
                fleet.id() + "@" + at, fleet.id(), at, false, evaluation, List.of(), List.of(), List.of());
    }

    private Observation seen(Fleet fleet, Instant then) {
        List<Sample> samples = fleet.machines().stream()
                .filter(machine -> machine.state() == MachineState.STARTED)
                .filter(machine -> loads.getOrDefault(machine.id(), USUAL_LOAD) >= 0)
                .map(machine -> new Sample(
                        fleet.id().app(),
                        Optional.of(machine.region()),
                        Optional.of(machine.id()),
                        new Reading.Fresh(loads.getOrDefault(machine.id(), USUAL_LOAD), then.minusSeconds(5))))
                .toList();
        SignalReadings readings = new SignalReadings(SignalQuery.PROXY_CONCURRENCY, samples, Optional.empty());
        return new Observation(then, fleet, Map.of(SignalQuery.PROXY_CONCURRENCY, readings), List.of());
    }

    /// A volume of 30 days, attached to nothing.
    public static Volume volume(String id, int gb) {
        return new Volume(
                id,
                "data",
                "created",
                gb,
                new Region("iad"),
                Optional.empty(),
                Optional.of(AT.minus(Duration.ofDays(30))),
                OptionalLong.empty());
    }

    /// The same, attached.
    public static Volume volume(String id, int gb, String machine) {
        Volume free = volume(id, gb);
        return new Volume(
                id,
                free.name(),
                free.state(),
                gb,
                free.region(),
                Optional.of(new MachineId(machine)),
                free.createdAt(),
                free.usedBytes());
    }

    /// A snapshot of so many GB and days, kept for so many.
    public static VolumeSnapshot snapshot(String id, String volume, double gb, int days, int retention) {
        long bytes = Math.round(gb * SnapshotLines.GB);
        return new VolumeSnapshot(id, volume, AT.minus(Duration.ofDays(days)), bytes, retention);
    }

    private static Machine moved(Machine machine, AppName app) {
        return new Machine(
                machine.id(),
                machine.name(),
                new FleetId(app, machine.fleet().group()),
                machine.region(),
                machine.state(),
                machine.stateText(),
                machine.version(),
                machine.createdAt(),
                machine.updatedAt(),
                machine.host(),
                machine.config(),
                machine.cordoned(),
                machine.lease(),
                machine.metadata(),
                machine.checks(),
                machine.events());
    }
}
