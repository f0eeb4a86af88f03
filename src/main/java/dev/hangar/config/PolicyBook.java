package dev.hangar.config;

import dev.hangar.model.FleetId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.OrgSlug;
import dev.hangar.policy.Budget;
import dev.hangar.policy.Guards;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.Scaling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Stream;

/// What the user wants of every fleet: the layers `policy`, `orgs.<slug>.policy`, `apps.<pattern>.policy` and
/// `apps.<pattern>.groups.<group>.policy`. A layer sets only what it names and a later one wins key by key (`regions`
/// region by region, `signals` as a whole list). Of several matching patterns the more specific one comes later: more
/// literal characters, then by text; an exact name comes last. Groups of all patterns come after the apps.
public final class PolicyBook {
    private final Values base;
    private final Map<OrgSlug, Values> orgs;
    private final List<AppLayer> apps;
    private final Optional<MachineRef> self;
    private final FormulaCheck formulas;

    /// @param glob apps that it is for
    /// @param policy layer of the app
    /// @param groups layers by process group
    record AppLayer(Glob glob, Values policy, Map<String, Values> groups) {}

    /// @param apps the least specific first
    /// @param formulas knows what a formula may name
    PolicyBook(
            Values base,
            SortedMap<OrgSlug, Values> orgs,
            List<AppLayer> apps,
            Optional<MachineRef> self,
            FormulaCheck formulas) {
        this.base = base;
        this.orgs = Collections.unmodifiableSortedMap(orgs);
        this.apps = List.copyOf(apps);
        this.self = self;
        this.formulas = formulas;
    }

    /// The policy of one fleet. Loading has resolved every combination of layers that can be named, so
    /// [PolicyChoice.Impossible] is rare: it takes three patterns that contradict each other only together.
    public PolicyChoice policyFor(OrgSlug org, FleetId fleet) {
        return resolve(
                layers(Optional.of(org), fleet.app().value(), fleet.group().value()));
    }

    /// The settings of one fleet. Layers that contradict each other leave it alone: better idle than wrong.
    public PolicySettings settingsFor(OrgSlug org, FleetId fleet) {
        return switch (policyFor(org, fleet)) {
            case PolicyChoice.Usable(PolicySettings settings) -> settings;
            case PolicyChoice.Impossible impossible -> settings(base).leftAlone();
        };
    }

    /// Every key of the policy of one fleet, with its value and where that comes from. Layers that contradict each
    /// other are a line of their own, since they leave the fleet alone.
    public List<EffectiveSetting> effective(OrgSlug org, FleetId fleet) {
        Values values =
                layers(Optional.of(org), fleet.app().value(), fleet.group().value());
        EffectiveSettings lines = new EffectiveSettings();
        lines.all("policy", values, Keys.POLICY);
        lines.rest("policy", values, Keys.POLICY);
        lines.useDefault("policy." + SignalUses.KEY.path(), SignalUses.DEFAULT.toString());
        List<EffectiveSetting> found = new ArrayList<>(lines.list());
        if (resolve(values) instanceof PolicyChoice.Impossible(List<Problem> problems)) {
            found.addFirst(new EffectiveSetting("policy", "left alone: " + problems.getFirst(), "contradiction"));
        }
        return List.copyOf(found);
    }

    /// The longest look-back that any layer asks for: how much history a start needs.
    public Duration longestStabilization() {
        return everyLayer()
                .flatMap(values -> values.named(Keys.STABILIZATION).stream())
                .reduce(base.required(Keys.STABILIZATION), (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /// Whether any layer asks for the adaptive scaling: then demand of the past is worth reading.
    public boolean anyAdaptive() {
        return base.required(Keys.SCALING) == ScalingName.ADAPTIVE
                || everyLayer()
                        .anyMatch(values -> values.named(Keys.SCALING)
                                .filter(ScalingName.ADAPTIVE::equals)
                                .isPresent());
    }

    private Stream<Values> everyLayer() {
        Stream<Values> ofApps = apps.stream()
                .flatMap(layer -> Stream.concat(Stream.of(layer.policy()), layer.groups().values().stream()));
        return Stream.concat(Stream.of(base), Stream.concat(orgs.values().stream(), ofApps));
    }

    /// Whom the layers above the base are for, in the order in which they count.
    ///
    /// @param orgs organizations
    /// @param apps patterns of app names
    /// @param groups pattern and process group, such as `shop-*/worker`
    public record Outline(List<String> orgs, List<String> apps, List<String> groups) {}

    /// What was written, without values.
    public Outline outline() {
        List<String> groups = apps.stream()
                .flatMap(layer -> layer.groups().keySet().stream().map(group -> layer.glob() + "/" + group))
                .toList();
        return new Outline(
                orgs.keySet().stream().map(OrgSlug::value).toList(),
                apps.stream().map(layer -> layer.glob().text()).toList(),
                groups);
    }

    Map<OrgSlug, Values> orgs() {
        return orgs;
    }

    List<AppLayer> apps() {
        return apps;
    }

    Values base() {
        return base;
    }

    /// All layers of a fleet as one.
    Values layers(Optional<OrgSlug> org, String app, String group) {
        List<AppLayer> matching =
                apps.stream().filter(layer -> layer.glob().matches(app)).toList();
        Stream<Values> orgLayer = org.map(slug -> orgs.getOrDefault(slug, Values.NONE)).stream();
        Stream<Values> appLayers = matching.stream().map(AppLayer::policy);
        Stream<Values> groupLayers =
                matching.stream().map(layer -> layer.groups().getOrDefault(group, Values.NONE));
        return Stream.of(orgLayer, appLayers, groupLayers)
                .flatMap(stream -> stream)
                .reduce(base, Values::overlaidBy);
    }

    /// Settings of layers that are merged already.
    PolicyChoice resolve(Values values) {
        List<Problem> problems = new ArrayList<>();
        ceilingProblem(values).ifPresent(problems::add);
        problems.addAll(creatingProblems(values));
        problems.addAll(formulas.problems(values));
        if (!problems.isEmpty()) {
            return new PolicyChoice.Impossible(problems);
        }
        try {
            return new PolicyChoice.Usable(settings(values));
        } catch (IllegalArgumentException e) {
            // A rule of the policy that the keys' ranges do not know: said, not thrown.
            return new PolicyChoice.Impossible(List.of(Problem.of("hangar.policy", String.valueOf(e.getMessage()))));
        }
    }

    private static Optional<Problem> ceilingProblem(Values values) {
        int floor = values.named(Keys.MIN_MACHINES_RUNNING).orElse(0);
        int regions = values.regionFloors().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        int least = Math.max(floor, regions);
        String origin = floor >= regions
                ? values.entry(Keys.MIN_MACHINES_RUNNING)
                        .map(entry -> entry.given().key())
                        .orElse("")
                : "the sum of the floors of all regions";
        return values.named(Keys.MAX_MACHINES_RUNNING)
                .filter(ceiling -> ceiling < least)
                .flatMap(ceiling -> values.entry(Keys.MAX_MACHINES_RUNNING))
                .map(entry ->
                        Problem.of(entry.given(), "must be at least " + least + ", which is the floor by " + origin));
    }

    /// Without a limit nothing is created: who asks for machines must say how many are too many.
    private static List<Problem> creatingProblems(Values values) {
        if (values.named(Keys.CREATE_MOST).isPresent()) {
            return List.of();
        }
        boolean spares = values.required(Keys.CREATE_SPARES) > 0;
        return Stream.concat(
                        values.entry(Keys.CREATE_SPARES).filter(entry -> spares).stream(),
                        values.entry(Keys.EXPRESSION_CREATED).stream())
                .map(entry -> Problem.of(
                        entry.given(), "needs create.most beside it, the most machines that may exist in a fleet"))
                .toList();
    }

    private PolicySettings settings(Values values) {
        return new PolicySettings(
                values.required(Keys.IGNORE),
                optional(values.named(Keys.MIN_MACHINES_RUNNING)),
                values.regionFloors(),
                optional(values.named(Keys.MAX_MACHINES_RUNNING)),
                values.required(Keys.IDLE_ACTION),
                values.required(Keys.LAUNCH_PAIR),
                values.named(SignalUses.KEY).orElse(SignalUses.DEFAULT).signals(),
                values.required(Keys.TARGET_UTILIZATION),
                values.required(Keys.TOLERANCE),
                values.required(Keys.STABILIZATION),
                values.required(Keys.STEP_UP),
                values.required(Keys.STEP_DOWN),
                values.required(Keys.COOL_DOWN),
                values.required(Keys.DRAIN_LIMIT),
                values.required(Keys.WAKE_TIME),
                new Budget(values.required(Keys.BUDGET_SLEEPS), values.required(Keys.BUDGET_WINDOW)),
                new Guards(
                        values.required(Keys.PAUSE),
                        values.required(Keys.YIELD_TO_PERSON),
                        values.required(Keys.CLIFF_HOLD),
                        values.required(Keys.FLAP_LIMIT)),
                scaling(values),
                formulas.creating(values),
                self);
    }

    private Scaling scaling(Values values) {
        return switch (values.required(Keys.SCALING)) {
            case TARGET_TRACKING -> new Scaling.TargetTracking();
            case EXPRESSION -> formulas.scaling(values);
            case ADAPTIVE ->
                new Scaling.Adaptive(
                        values.required(Keys.LATE_SHARE),
                        values.named(Keys.LATE_PRICE),
                        values.required(Keys.LATE_AFTER));
        };
    }

    private static OptionalInt optional(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
