package dev.hangar.backtest;

import java.util.List;
import java.util.Optional;

/// The policies that can be replayed, ours first.
public final class Policies {
    private static final List<Policy> ALL = List.of(
            new Policy.Online("adaptive", true, AdaptiveRule::new),
            online("target-tracking", TargetTrackingRule::new),
            online("ski-rental", load -> new SkiRentalRule(load, SkiRentalRule.KEEP)),
            new Policy.InHindsight(
                    "always-on", (trace, scenario) -> Replay.run(trace, scenario, new AlwaysOn(trace.peak()))),
            new Policy.Online("fly-proxy", false, (scenario, load) -> new FlyProxyRule(load)),
            online("fly-autoscaler", FlyAutoscalerRule::new),
            online("hpa", HpaRule::new),
            online("kpa", KpaRule::new),
            new Policy.InHindsight("optimum", Optimum::run));

    private Policies() {}

    /// Every name, in the order of a report.
    public static List<String> names() {
        return ALL.stream().map(Policy::name).toList();
    }

    /// Names of those that can do something for machines that are woken like this. Fly Proxy does nothing for
    /// workers.
    public static List<String> names(Wake wake) {
        return ALL.stream()
                .filter(policy -> wake == Wake.PROXY || policy.servesWorkers())
                .map(Policy::name)
                .toList();
    }

    static Optional<Policy> named(String name) {
        return ALL.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }

    private static Policy online(String name, ByFirstLoad maker) {
        return new Policy.Online(name, true, (scenario, load) -> maker.begin(load));
    }

    /// A policy without knobs.
    @FunctionalInterface
    private interface ByFirstLoad {
        Decider begin(double firstLoad);
    }
}
