package dev.hangar.config;

import dev.hangar.cost.PriceList;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SignalQuery;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything that the user decided, resolved and checked. Holds for the life of the process: changes need a restart.
///
/// @param mode dry run or not
/// @param interval time from one pass to the next, 5 s..5 min
/// @param org organization whose apps are looked after; present whenever `apps` holds globs
/// @param apps which apps
/// @param maxConcurrentPasses fleets worked on at the same time, 1..256
/// @param fly how to reach the Machines API
/// @param prometheus how to reach demand
/// @param signals every signal that a policy can name, the built-in one first
/// @param policies what the user wants of each fleet
/// @param httpHost address that the daemon listens on: a literal, without brackets, or a host name
/// @param httpPort port of the daemon, 0 for any free one
/// @param httpToken opens calls that change something; without it they are off
/// @param logFormat how the daemon's log is written
/// @param tracesUrl collector that traces go to, in front of `v1/traces`; without it none are made
/// @param blastRadius how much of everything may be put to sleep within a window
/// @param prices list prices that everything is estimated by
/// @param spendBudget what all fleets may cost in 30 days; only told of, nothing is parked for it
/// @param self the machine that we run on, by `FLY_APP_NAME` and `FLY_MACHINE_ID`
/// @param effective every key with its value and where it came from, secrets redacted
public record HangarSettings(
        Mode mode,
        Duration interval,
        Optional<OrgSlug> org,
        AppFilter apps,
        int maxConcurrentPasses,
        FlySettings fly,
        PrometheusSettings prometheus,
        List<SignalQuery> signals,
        PolicyBook policies,
        String httpHost,
        int httpPort,
        Optional<Secret> httpToken,
        LogFormat logFormat,
        Optional<URI> tracesUrl,
        BlastRadiusSettings blastRadius,
        PriceList prices,
        Optional<MicroDollars> spendBudget,
        Optional<MachineRef> self,
        List<EffectiveSetting> effective) {
    public HangarSettings {
        signals = List.copyOf(signals);
        effective = List.copyOf(effective);
    }

    /// Whether this app is ours to look after.
    public boolean manages(AppName app) {
        return apps.includes(app);
    }
}
