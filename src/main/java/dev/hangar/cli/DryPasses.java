package dev.hangar.cli;

import dev.hangar.config.HangarSettings;
import dev.hangar.control.PassRecord;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.App;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Machine;
import dev.hangar.model.SignalName;
import dev.hangar.policy.MachineReport;
import dev.hangar.report.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One dry pass over many apps, several at a time.
final class DryPasses {
    private final Assembly assembly;
    private final HangarSettings settings;
    private final Instant at;
    private final Optional<SurveyReader> survey;
    private final Map<SignalName, SignalSnapshot> signals = new TreeMap<>();
    private Map<SignalName, List<SignalSnapshot>> history = Map.of();

    /// @param survey told of every app after its pass
    DryPasses(Assembly assembly, HangarSettings settings, Instant at, Optional<SurveyReader> survey) {
        this.assembly = assembly;
        this.settings = settings;
        this.at = at;
        this.survey = survey;
    }

    /// Reads demand for all apps; gives what could not be read.
    List<Problem> readSignals() {
        List<Problem> problems = new ArrayList<>();
        history = assembly.history(settings, at);
        for (SignalSnapshot snapshot : assembly.signals().read(settings.signals(), at)) {
            signals.put(snapshot.signal(), snapshot);
            Problem.of(snapshot).ifPresent(problems::add);
        }
        return problems;
    }

    /// Runs the passes; gives their records in any order.
    List<PassRecord> run(List<App> apps, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        List<PassRecord> records = new ArrayList<>();
        Crowd.run(apps, settings.maxConcurrentPasses(), app -> {
            List<PassRecord> ofApp = guarded(app);
            synchronized (records) {
                records.addAll(ofApp);
            }
            progress.step(done.incrementAndGet(), apps.size(), app.name().value());
        });
        return List.copyOf(records);
    }

    private List<PassRecord> guarded(App app) {
        List<PassRecord> records = new ArrayList<>();
        try {
            assembly.passes().run(app, signals, history, settings.policies()::settingsFor, records::add);
            survey.ifPresent(reader -> reader.look(app, machines(records)));
        } catch (RuntimeException bug) {
            records.add(new PassRecord.Unread(
                    app.name(),
                    at,
                    Failure.of(FailureKind.INVALID_ANSWER, "a bug of Hangar, please report it: " + bug)));
        }
        return records;
    }

    private static List<Machine> machines(List<PassRecord> records) {
        return records.stream()
                .filter(PassRecord.Decided.class::isInstance)
                .map(PassRecord.Decided.class::cast)
                .flatMap(record -> record.evaluation().report().machines().stream())
                .map(MachineReport::machine)
                .toList();
    }
}
