package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.Silence;
import dev.hangar.policy.TrafficCliff;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Watches all apps together for a traffic cliff: the proxy's load of several of them gone at once is rather an
/// outage in front of the machines than thrift. Remembers one moment per app, for minutes. Not safe for threads.
public final class OrgCliff {
    private final Map<AppName, Instant> busy = new HashMap<>();
    private Optional<Instant> last = Optional.empty();
    private Optional<Silence> silence = Optional.empty();

    /// Takes in what the proxy said of all apps, look after look.
    public void saw(SignalSnapshot proxy) {
        Instant at = proxy.at();
        forget(at);
        Map<AppName, Double> now = known(proxy);
        if (now.values().stream().anyMatch(demand -> demand > 0)) {
            silence = Optional.empty();
        } else if (silence.isEmpty()) {
            Map<AppName, Double> before = new HashMap<>();
            busy.keySet().forEach(app -> before.put(app, 1.0));
            silence = TrafficCliff.acrossFleets(before, now).map(words -> new Silence(at, words));
        }
        now.forEach((app, demand) -> {
            if (demand > 0) {
                busy.put(app, at);
            }
        });
        // What is not known may still be busy: the moment before a gap is the moment before what follows it.
        busy.replaceAll((app, moment) -> isGap(proxy, app) && !now.containsKey(app) ? at : moment);
        last = Optional.of(at);
    }

    /// The silence that lasts; whether it still holds is the policy's to say.
    public Optional<Silence> silence() {
        return silence;
    }

    /// Only what was busy a minute ago, or in the look before where looks are further apart.
    private void forget(Instant at) {
        Duration step = last.map(before -> Duration.between(before, at)).orElse(Duration.ZERO);
        boolean rare = step.compareTo(TrafficCliff.AT_ONCE) > 0 && step.compareTo(TrafficCliff.LONGEST_STEP) <= 0;
        Instant oldest = at.minus(rare ? step : TrafficCliff.AT_ONCE);
        busy.values().removeIf(moment -> moment.isBefore(oldest) || moment.isAfter(at));
        silence = silence.map(its -> its.since().isAfter(at) ? new Silence(at, its.words()) : its);
    }

    private static boolean isGap(SignalSnapshot proxy, AppName app) {
        return proxy.absence().isPresent() || proxy.samples().containsKey(app);
    }

    /// Load by app: some is known from any fresh sample, none at all only from fresh ones throughout.
    private static Map<AppName, Double> known(SignalSnapshot proxy) {
        Map<AppName, Double> known = new HashMap<>();
        proxy.samples().forEach((app, samples) -> {
            double load = samples.stream().mapToDouble(OrgCliff::fresh).sum();
            if (load > 0 || isWhole(samples)) {
                known.put(app, load);
            }
        });
        return known;
    }

    private static boolean isWhole(List<Sample> samples) {
        return !samples.isEmpty() && samples.stream().allMatch(sample -> sample.reading() instanceof Reading.Fresh);
    }

    private static double fresh(Sample sample) {
        return switch (sample.reading()) {
            case Reading.Fresh fresh -> fresh.value();
            case Reading.Stale stale -> 0;
            case Reading.Absent absent -> 0;
        };
    }
}
