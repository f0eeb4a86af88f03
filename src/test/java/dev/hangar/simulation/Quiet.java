package dev.hangar.simulation;

import dev.hangar.control.PassRecord;
import dev.hangar.model.AppName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Knows since when nothing has changed: machines, their load and work, what every pass was told, wrote, planned and
/// said of every machine.
///
/// Once that has lasted for [#ENOUGH], nothing is left that could still move: demand stays, and no window, cool-down,
/// drain limit, hold or budget that is drawn lasts half as long. The longest memory of all is Fly Proxy's, which looks
/// every five minutes at what had nothing to do for five.
final class Quiet {
    static final Duration ENOUGH = Duration.ofMinutes(11);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Universe universe;
    private final Map<String, Sight> sights = new HashMap<>();
    private final Map<String, Instant> passes = new HashMap<>();
    private final int apps;
    private Instant changed = Instant.EPOCH;
    private Runnable listener = () -> {};

    /// What a pass saw and said, without anything that tells the time.
    private record Sight(String listing, List<String> said, List<Integer> work) {}

    /// @param apps how many apps have passes
    Quiet(Universe universe, int apps) {
        this.universe = universe;
        this.apps = apps;
    }

    /// Asks to be told, at the end of every pass that finds that it has been quiet for long enough.
    void listen(Runnable another) {
        listener = another;
    }

    /// A machine moves, or work waits.
    void moved() {
        changed = universe.now();
    }

    void passEnded(PassWatch watch) {
        Instant now = universe.now();
        passes.put(watch.app, now);
        Sight sight = new Sight(watch.listing, said(watch), work(watch.app));
        Sight before = sights.put(watch.process + " " + watch.app, sight);
        if (!universe.isCalm() || !sight.equals(before) || watch.wrote || plans(watch)) {
            moved();
        }
        boolean passesGoOn = passes.size() == apps
                && passes.values().stream()
                        .noneMatch(at -> at.plus(LONGEST_PAUSE).isBefore(now));
        if (passesGoOn && !changed.plus(ENOUGH).isAfter(now)) {
            listener.run();
        }
    }

    private static boolean plans(PassWatch watch) {
        return watch.records.stream().anyMatch(record -> switch (record) {
            case PassRecord.Unread unread -> true;
            case PassRecord.Decided decided -> !decided.evaluation().plan().isEmpty();
        });
    }

    private static List<String> said(PassWatch watch) {
        List<String> said = new ArrayList<>();
        for (PassRecord record : watch.records) {
            if (record instanceof PassRecord.Decided decided) {
                decided.evaluation()
                        .report()
                        .machines()
                        .forEach(report -> said.add(report.machine().id() + " " + report.reason()));
            }
        }
        return said;
    }

    private List<Integer> work(String name) {
        List<Integer> work = new ArrayList<>();
        universe.world().app(new AppName(name)).ifPresent(app -> {
            app.machines().forEach(machine -> {
                work.add(machine.load());
                work.add(app.runningJobs(machine.id()));
            });
            work.add(app.waitingJobs().orElse(0));
        });
        return work;
    }
}
