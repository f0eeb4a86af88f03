package dev.hangar.cli;

import dev.hangar.control.MachineSource;
import dev.hangar.control.PassRecord;
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
import dev.hangar.report.Problem;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.FlyToml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Reads what a report tells beyond the plans, beside the passes: what needs no machines from the start, the addresses
/// of an app after its pass, and snapshots at the end. Every failure stays a value.
final class SurveyReader {
    /// For no more apps than this one call each is cheaper than lists of the whole organization.
    static final int FEW_APPS = 20;

    private final Ports ports;
    private final Scope scope;
    private final Optional<CompletableFuture<Answer<PropertySource.MachineCounts>>> counts;
    private final Optional<CompletableFuture<Answer<PropertySource.VolumeList>>> orgVolumes;
    private final CompletableFuture<Usage> usage;
    private final Set<AppName> asked = ConcurrentHashMap.newKeySet();
    private final Map<AppName, Answer<List<IpAddress>>> addresses = new ConcurrentHashMap<>();
    private final Map<AppName, Answer<List<Volume>>> volumes = new ConcurrentHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /// Where it is read.
    record Ports(MachineSource machines, PropertySource property, UsageSource use) {}

    /// What is read.
    ///
    /// @param org whose lists may be read; empty where none is known
    /// @param apps apps that count
    /// @param window how far back use is read, a minute or more
    /// @param atOnce most calls in flight
    record Scope(Optional<OrgSlug> org, List<App> apps, Instant at, Duration window, int atOnce) {
        Scope {
            apps = List.copyOf(apps);
        }

        private Optional<OrgSlug> listed() {
            return org.filter(slug -> apps.size() > FEW_APPS);
        }
    }

    private SurveyReader(Ports ports, Scope scope) {
        this.ports = ports;
        this.scope = scope;
        counts = scope.listed().map(slug -> beside(() -> ports.property().machineCounts(slug)));
        orgVolumes = scope.listed().map(slug -> beside(() -> ports.property().volumes(slug)));
        TreeSet<AppName> names = new TreeSet<>();
        scope.apps().forEach(app -> names.add(app.name()));
        usage = CompletableFuture.supplyAsync(
                        () -> ports.use().read(Optional.of(names), scope.at(), scope.window()),
                        Thread::startVirtualThread)
                .exceptionally(bug -> new Usage(
                        scope.window(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        List.of(new Usage.Unread("any use", ourBug(bug)))));
    }

    /// Starts reading what needs no machines.
    static SurveyReader begin(Ports ports, Scope scope) {
        return new SurveyReader(ports, scope);
    }

    private static <T> CompletableFuture<Answer<T>> beside(Supplier<Answer<T>> call) {
        return CompletableFuture.supplyAsync(call, Thread::startVirtualThread)
                .exceptionally(bug -> Answer.failed(ourBug(bug)));
    }

    private static Failure ourBug(Throwable bug) {
        return Failure.of(FailureKind.INVALID_ANSWER, "a bug of Hangar, please report it: " + bug);
    }

    /// The apps whose machines are worth listing: all, unless the organization's list was read as a whole. That list
    /// runs late: an app that it leaves out is still asked when its own listing tells of machines, or when it has
    /// volumes, which nobody may call unused on the word of such a list. Waits for the lists.
    List<App> worthAsking() {
        Optional<PropertySource.MachineCounts> known = counts.map(CompletableFuture::join)
                .flatMap(Answer::asOptional)
                .filter(PropertySource.MachineCounts::isComplete);
        if (known.isEmpty()) {
            return scope.apps();
        }
        Set<AppName> owners = new TreeSet<>(known.get().machines().keySet());
        orgVolumes
                .map(CompletableFuture::join)
                .flatMap(Answer::asOptional)
                .ifPresent(volumes -> owners.addAll(volumes.byApp().keySet()));
        return scope.apps().stream()
                .filter(app ->
                        owners.contains(app.name()) || app.listedMachines().orElse(0) > 0)
                .toList();
    }

    /// Whether the app's own list of machines was asked for, by a pass that told [#look].
    boolean wasAsked(AppName app) {
        return asked.contains(app);
    }

    /// Regions that Fly could not read for the organization's list; waits for it.
    SortedSet<Region> unreadRegions() {
        return counts.map(CompletableFuture::join)
                .flatMap(Answer::asOptional)
                .map(PropertySource.MachineCounts::unreadRegions)
                .orElseGet(TreeSet::new);
    }

    /// Reads what belongs to one app, after its pass: addresses where machines have services, and volumes where no
    /// list of the organization tells. May be called from several threads.
    void look(App app, List<Machine> machines) {
        asked.add(app.name());
        boolean serves = machines.stream()
                .anyMatch(machine -> machine.config()
                        .filter(config -> !config.services().isEmpty())
                        .isPresent());
        if (serves) {
            addresses.put(app.name(), ports.property().addresses(app.name()));
        }
        if (orgVolumes.isEmpty()) {
            volumes.put(app.name(), ports.machines().volumes(app.name()));
        }
    }

    /// What was read of every app; reads snapshots, and waits for the rest.
    ///
    /// @param fleets what the passes said, by app
    /// @param given files that the user gave, by app
    List<AppSurvey> finish(
            Map<AppName, List<PassRecord.Decided>> fleets, Map<AppName, FlyToml> given, Progress progress) {
        orgVolumes.map(CompletableFuture::join).ifPresent(this::share);
        SnapshotReader snapshots = new SnapshotReader(ports.property(), scope.atOnce());
        snapshots.read(known(), progress);
        List<AppSurvey> surveys = new ArrayList<>();
        for (App app : scope.apps()) {
            AppName name = app.name();
            Optional<Answer<List<Volume>>> its = Optional.ofNullable(volumes.get(name));
            surveys.add(new AppSurvey(
                    app,
                    fleets.getOrDefault(name, List.of()),
                    its,
                    Optional.ofNullable(addresses.get(name)),
                    snapshots.of(its.flatMap(Answer::asOptional).orElse(List.of())),
                    Optional.ofNullable(given.get(name))));
        }
        problems.addAll(Shortfalls.of("addresses", "app", addresses.values()));
        problems.addAll(
                orgVolumes.isPresent()
                        ? Shortfalls.ofList(orgVolumes.get().join())
                        : Shortfalls.of("volumes", "app", volumes.values()));
        problems.addAll(Shortfalls.of("snapshots", "volume", snapshots.answers()));
        problems.addAll(Shortfalls.ofUse(usage().failures()));
        return surveys;
    }

    /// Gives every app its part of the organization's volumes, or of the failure.
    private void share(Answer<PropertySource.VolumeList> all) {
        scope.apps()
                .forEach(app ->
                        volumes.put(app.name(), all.map(list -> list.byApp().getOrDefault(app.name(), List.of()))));
    }

    private Map<AppName, List<Volume>> known() {
        Map<AppName, List<Volume>> known = new TreeMap<>();
        volumes.forEach((app, answer) -> answer.asOptional().ifPresent(list -> known.put(app, list)));
        return known;
    }

    /// What was used; waits for it.
    Usage usage() {
        return usage.join();
    }

    /// What could not be read, one line for each kind of failure; after [#finish].
    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
