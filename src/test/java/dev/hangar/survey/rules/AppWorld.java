package dev.hangar.survey.rules;

import dev.hangar.config.FlyTomlFile;
import dev.hangar.control.PassRecord;
import dev.hangar.control.Usage;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Fleet;
import dev.hangar.model.FleetId;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

import static dev.hangar.testkit.Machines.T0;

/// The app `shop` with its fleets, decided on by the real engine: watched for 20 minutes in which every started machine
/// was idle, unless told otherwise.
final class AppWorld {
    private final List<Machine> machines;
    private App app = Machines.APP;
    private PolicySettings settings = Settings.usual().build();
    private Duration watched = Duration.ofMinutes(20);
    private final Map<String, Double> connections = new TreeMap<>();
    private boolean measured = true;
    private Instant measuredSince = Instant.MIN;
    private Optional<FlyToml> given = Optional.empty();
    private final TreeMap<MachineId, Usage.OfMachine> used = new TreeMap<>();
    private Optional<Usage.Traffic> traffic = Optional.empty();
    private List<Usage.Point> line = List.of();

    private AppWorld(List<Machine> machines) {
        this.machines = machines;
    }

    static AppWorld of(Machines... builders) {
        return new AppWorld(Arrays.stream(builders).map(Machines::build).toList());
    }

    static AppWorld of(List<Machine> machines) {
        return new AppWorld(machines);
    }

    AppWorld app(App other) {
        app = other;
        return this;
    }

    AppWorld settings(Settings wanted) {
        settings = wanted.build();
        return this;
    }

    /// The first pass: nothing shrinks yet.
    AppWorld cold() {
        watched = Duration.ZERO;
        return this;
    }

    /// Passes go back so far.
    AppWorld watched(Duration time) {
        watched = time;
        return this;
    }

    AppWorld busy(String machine, double concurrency) {
        connections.put(machine, concurrency);
        return this;
    }

    /// No signal tells what machines do.
    AppWorld unmeasured() {
        measured = false;
        return this;
    }

    /// Signals tell what machines do from then on.
    AppWorld unmeasuredBefore(Instant since) {
        measuredSince = since;
        return this;
    }

    AppWorld toml(String text) {
        FlyTomlFile.Result result = FlyTomlFile.parse("fly.toml", text);
        if (result instanceof FlyTomlFile.Result.Read read) {
            return given(read.toml());
        }
        throw new IllegalArgumentException(result.toString());
    }

    AppWorld given(FlyToml toml) {
        given = Optional.of(toml);
        return this;
    }

    AppWorld memoryUsed(String machine, double bytes) {
        Usage.OfMachine nothing = Usage.OfMachine.UNKNOWN;
        used.put(
                new MachineId(machine),
                new Usage.OfMachine(
                        nothing.seen(),
                        nothing.cpus(),
                        nothing.baselineCpus(),
                        nothing.throttled(),
                        OptionalDouble.of(bytes),
                        nothing.memoryTotalBytes(),
                        nothing.swapBytes(),
                        nothing.oomKills(),
                        nothing.concurrency(),
                        nothing.usualConcurrency()));
        return this;
    }

    /// The most concurrent requests that a machine had.
    AppWorld mostAtOnce(String machine, double concurrency) {
        used.put(
                new MachineId(machine),
                Used.little().concurrency(concurrency, concurrency).build());
        return this;
    }

    AppWorld traffic(OptionalDouble answers, OptionalDouble edgeErrors) {
        traffic = Optional.of(new Usage.Traffic(answers, OptionalDouble.empty(), edgeErrors));
        return this;
    }

    /// Concurrency over time, one figure per hour up to now; negative for an hour without a sample.
    AppWorld hours(double... hourly) {
        List<Usage.Point> points = new ArrayList<>();
        for (int i = 0; i < hourly.length; i++) {
            points.add(new Usage.Point(
                    T0.minus(Duration.ofHours(hourly.length - i)),
                    OptionalDouble.of(1),
                    hourly[i] < 0 ? OptionalDouble.empty() : OptionalDouble.of(hourly[i])));
        }
        line = points;
        return this;
    }

    List<Advice> look(Rule rule) {
        AppSurvey seen = new AppSurvey(app, decide(), Optional.empty(), Optional.empty(), new TreeMap<>(), given);
        return rule.look(seen, survey(seen));
    }

    /// The same app, of which no machine could be read.
    List<Advice> lookUnread(Rule rule) {
        AppSurvey seen = new AppSurvey(app, List.of(), Optional.empty(), Optional.empty(), new TreeMap<>(), given);
        return rule.look(seen, survey(seen));
    }

    private Survey survey(AppSurvey seen) {
        SortedMap<AppName, Usage.Traffic> byApp = new TreeMap<>();
        traffic.ifPresent(its -> byApp.put(app.name(), its));
        SortedMap<AppName, List<Usage.Point>> lines = new TreeMap<>();
        if (!line.isEmpty()) {
            lines.put(app.name(), line);
        }
        Usage usage = new Usage(Duration.ofDays(14), used, byApp, lines, List.of());
        return new Survey(app.org(), T0, Prices.LIST, List.of(seen), usage, Optional.empty());
    }

    private List<PassRecord.Decided> decide() {
        TreeMap<FleetId, List<Machine>> fleets = new TreeMap<>();
        machines.forEach(machine ->
                fleets.computeIfAbsent(machine.fleet(), id -> new ArrayList<>()).add(machine));
        List<PassRecord.Decided> decided = new ArrayList<>();
        fleets.forEach((id, its) -> decided.add(decide(new Fleet(id, app, its))));
        return decided;
    }

    private PassRecord.Decided decide(Fleet fleet) {
        PolicyEngine engine = new PolicyEngine(Prices.BOOK);
        PolicyMemory memory = PolicyMemory.NEW;
        for (Instant at = T0.minus(watched); at.isBefore(T0); at = at.plusSeconds(60)) {
            memory = engine.evaluate(seen(fleet, at), memory, settings).next();
        }
        Evaluation evaluation = engine.evaluate(seen(fleet, T0), memory, settings);
        return new PassRecord.Decided(
                fleet.id() + "@" + T0, fleet.id(), T0, false, evaluation, List.of(), List.of(), List.of());
    }

    private Observation seen(Fleet fleet, Instant at) {
        Readings readings = Readings.at(at);
        for (Machine machine : fleet.machines()) {
            if (measured && !at.isBefore(measuredSince) && machine.state() == MachineState.STARTED) {
                String id = machine.id().value();
                readings.concurrency(id, connections.getOrDefault(id, 0.0));
            }
        }
        return new Observation(at, fleet, readings.build(), List.of());
    }
}
