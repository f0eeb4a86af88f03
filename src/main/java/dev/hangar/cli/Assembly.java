package dev.hangar.cli;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.PrometheusSettings;
import dev.hangar.control.Actor;
import dev.hangar.control.AppDirectory;
import dev.hangar.control.AppPass;
import dev.hangar.control.Custody;
import dev.hangar.control.FleetMemories;
import dev.hangar.control.MachineOperator;
import dev.hangar.control.MachineSource;
import dev.hangar.control.Pass;
import dev.hangar.control.PastDemand;
import dev.hangar.control.Recall;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.control.SignalSource;
import dev.hangar.cost.PriceList;
import dev.hangar.fly.FlyMachineOperator;
import dev.hangar.fly.FlyMachineSource;
import dev.hangar.fly.FlyPropertySource;
import dev.hangar.fly.FlySettings;
import dev.hangar.fly.FlyToken;
import dev.hangar.fly.Transport;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SignalName;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.PrometheusSignalSource;
import dev.hangar.prometheus.PrometheusToken;
import dev.hangar.prometheus.PrometheusUsageSource;
import dev.hangar.prometheus.QueryMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the plain classes together, once for the daemon and once for a single report. Mode `observe` constructs nothing
/// that could write.
///
/// @param source reads Fly
/// @param signals reads demand
/// @param directory which apps
/// @param passes runs passes
/// @param memories what is remembered of each fleet
/// @param custody what we hold at Fly
/// @param actor carries actions out; present in `act` mode only
public record Assembly(
        MachineSource source,
        SignalSource signals,
        AppDirectory directory,
        AppPass passes,
        FleetMemories memories,
        Custody custody,
        Optional<Actor> actor) {
    /// What two weeks may take a server, where less is configured.
    private static final Duration LONG_QUERY = Duration.ofSeconds(10);

    /// The parts for `settings`, living by `clock`, in the configured mode, over the network.
    public static Assembly of(HangarSettings settings, PriceList prices, InstantSource clock) {
        return of(settings, prices, clock, Wires.network());
    }

    /// The same over other wires.
    public static Assembly of(HangarSettings settings, PriceList prices, InstantSource clock, Wires wires) {
        return switch (settings.mode()) {
            case OBSERVE -> readOnly(settings, prices, clock, wires);
            case ACT -> acting(settings, prices, clock, wires);
        };
    }

    /// The parts for `settings` without anything that could write, whatever the configured mode.
    public static Assembly readOnly(HangarSettings settings, PriceList prices, InstantSource clock) {
        return readOnly(settings, prices, clock, Wires.network());
    }

    /// What only reports read by, the machines' `source` among it: nothing that could write, and nothing of it is ever
    /// in the daemon.
    static SurveyReader.Ports survey(HangarSettings settings, InstantSource clock, MachineSource source, Wires wires) {
        FlySettings fly = fly(settings, clock);
        PrometheusEndpoint endpoint = endpoint(settings.prometheus(), LONG_QUERY);
        return new SurveyReader.Ports(
                source,
                new FlyPropertySource(fly, wires.fly().apply(fly), Thread::sleep),
                new PrometheusUsageSource(endpoint, wires.prometheus().apply(endpoint), wires.queries(), clock));
    }

    private static Assembly readOnly(HangarSettings settings, PriceList prices, InstantSource clock, Wires wires) {
        FlySettings fly = fly(settings, clock).heardBy(wires.calls());
        MachineSource source = new FlyMachineSource(fly, wires.fly().apply(fly));
        return of(new Plan(settings, prices, clock, wires), source, new Custody(), Optional.empty());
    }

    private static Assembly acting(HangarSettings settings, PriceList prices, InstantSource clock, Wires wires) {
        FlySettings fly = fly(settings, clock).heardBy(wires.calls());
        // One transport for both: its cookie jar makes reads follow our own writes.
        Transport transport = wires.fly().apply(fly);
        MachineSource source = new FlyMachineSource(fly, transport);
        MachineOperator operator = new FlyMachineOperator(fly, transport, wires.identifiers());
        Custody custody = new Custody();
        Actor actor = new Actor(source, operator, clock, custody, Safety.safeguards(settings, fly, clock, wires));
        return of(new Plan(settings, prices, clock, wires), source, custody, Optional.of(actor));
    }

    /// What all parts are made from.
    private record Plan(HangarSettings settings, PriceList prices, InstantSource clock, Wires wires) {}

    private static Assembly of(Plan plan, MachineSource source, Custody custody, Optional<Actor> actor) {
        PolicyEngine engine = new PolicyEngine(plan.prices());
        FleetMemories memories = new FleetMemories();
        InstantSource clock = plan.clock();
        AppPass passes =
                new AppPass(source, new Pass(source, engine, actor, clock), new Recall(engine), memories, clock);
        PrometheusEndpoint endpoint = endpoint(plan.settings().prometheus());
        SignalSource signals = new PrometheusSignalSource(
                endpoint,
                plan.wires().prometheus().apply(endpoint),
                plan.wires().queries());
        return new Assembly(source, signals, directory(plan.settings(), source), passes, memories, custody, actor);
    }

    static FlySettings fly(HangarSettings settings, InstantSource clock) {
        return new FlySettings(
                settings.fly().baseUrl(),
                FlyToken.of(settings.fly().token().reveal()),
                settings.org().orElseGet(() -> new OrgSlug("personal")),
                settings.fly().timeout(),
                clock);
    }

    /// What every signal said before `at`, so that neither a restart nor a single report need wait for a full window
    /// (promise 8), and the adaptive scaling need not learn from nothing.
    public Map<SignalName, List<SignalSnapshot>> history(HangarSettings settings, Instant at) {
        Duration learn =
                settings.policies().anyAdaptive() ? settings.prometheus().learnFrom() : Duration.ZERO;
        return PastDemand.read(
                signals, settings.signals(), at, settings.policies().longestStabilization(), learn);
    }

    private static AppDirectory directory(HangarSettings settings, MachineSource source) {
        Optional<OrgSlug> listed = settings.apps().names().isPresent() ? Optional.empty() : settings.org();
        return new AppDirectory(source, listed, settings.apps().names().orElse(List.of()), settings::manages);
    }

    static PrometheusEndpoint endpoint(PrometheusSettings settings) {
        return endpoint(settings, settings.timeout());
    }

    private static PrometheusEndpoint endpoint(PrometheusSettings settings, Duration least) {
        QueryMethod method = switch (settings.method()) {
            case POST -> QueryMethod.POST;
            case GET -> QueryMethod.GET;
        };
        return new PrometheusEndpoint(
                settings.url(),
                settings.token().map(token -> PrometheusToken.of(token.reveal())),
                method,
                settings.timeout().compareTo(least) > 0 ? settings.timeout() : least);
    }
}
