package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Fleet;
import dev.hangar.model.FleetId;
import dev.hangar.model.Machine;
import dev.hangar.model.Observation;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Reading;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.SignalReadings;
import dev.hangar.policy.Budget;
import dev.hangar.policy.Capacity;
import dev.hangar.policy.Creating;
import dev.hangar.policy.DemandSignal;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.Guards;
import dev.hangar.policy.IdleAction;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.policy.PlanChecker;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.Scaling;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Small fleets, decided on by the real engine: what a report shows of them is what it would show of Fly's.
final class FleetMaker {
    static final Instant AT = Instant.parse("2026-11-22T03:14:15Z");
    static final Duration WINDOW = Duration.ofMinutes(5);
    static final PriceBook PRICES = new PriceBook(
            LocalDate.parse("2026-10-01"),
            new PriceBook.CpuPrice(new Rate(846_500), new BigDecimal("0.25")),
            new PriceBook.CpuPrice(new Rate(12_732_000), new BigDecimal("2")),
            new Rate(2_316_000),
            new Rate(57_870),
            Map.of(new Region("iad"), BigDecimal.ONE, new Region("ord"), BigDecimal.ONE),
            new BigDecimal("1.5"));

    private final FleetId id;
    private final List<Machine> machines = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private OptionalInt floor = OptionalInt.empty();
    private OptionalInt ceiling = OptionalInt.empty();
    private LaunchPairMode launchPair = LaunchPairMode.PARK;
    private Creating creating = Creating.NOTHING;
    private boolean warm = true;
    private List<String> violations = List.of();
    private Scaling scaling = new Scaling.TargetTracking();
    private Duration watched = WINDOW;
    private Duration pass = Duration.ofSeconds(60);

    private FleetMaker(FleetId id) {
        this.id = id;
    }

    static FleetMaker fleet(String app) {
        return new FleetMaker(new FleetId(new AppName(app), new ProcessGroup("app")));
    }

    /// Adds a machine whose load is not known.
    FleetMaker with(MachineMaker machine) {
        machines.add(machine.of(id));
        return this;
    }

    /// Adds a machine with so many connections (20 fill it).
    FleetMaker with(MachineMaker machine, double connections) {
        Machine made = machine.of(id);
        machines.add(made);
        samples.add(new Sample(
                id.app(),
                Optional.of(made.region()),
                Optional.of(made.id()),
                new Reading.Fresh(connections, AT.minusSeconds(5))));
        return this;
    }

    FleetMaker floor(int least) {
        floor = OptionalInt.of(least);
        return this;
    }

    FleetMaker ceiling(int most) {
        ceiling = OptionalInt.of(most);
        return this;
    }

    FleetMaker launchPair(LaunchPairMode mode) {
        launchPair = mode;
        return this;
    }

    /// Machines are created, up to `most`, and `spares` beyond those that run.
    FleetMaker create(int most, int spares) {
        creating = new Creating(OptionalInt.of(most), spares, Optional.empty());
        return this;
    }

    /// As a fleet that is seen for the first time.
    FleetMaker seenOnce() {
        warm = false;
        return this;
    }

    /// Scaled by the adaptive rule, and watched for so long; the load comes and goes.
    FleetMaker adaptive(Duration time) {
        scaling = new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1));
        watched = time;
        pass = Duration.ofSeconds(15);
        return this;
    }

    FleetMaker refusedBecause(String violation) {
        violations = List.of(violation);
        return this;
    }

    PassRecord.Decided decide() {
        PolicyEngine engine = new PolicyEngine(PRICES);
        PolicyMemory memory = PolicyMemory.NEW;
        for (Instant at = AT.minus(watched); warm && at.isBefore(AT); at = at.plus(pass)) {
            memory = engine.evaluate(seen(at), memory, settings()).next();
        }
        Observation seen = seen(AT);
        Evaluation evaluation = engine.evaluate(seen, memory, settings());
        List<String> found = new ArrayList<>(violations);
        found.addAll(PlanChecker.violations(evaluation.plan(), seen, evaluation.next(), settings()));
        return new PassRecord.Decided(id + "@" + AT, id, AT, false, evaluation, found, List.of(), List.of());
    }

    private Observation seen(Instant at) {
        App app = new App(id.app(), new OrgSlug("personal"), "deployed", Optional.empty());
        SignalReadings readings = new SignalReadings(SignalQuery.PROXY_CONCURRENCY, samples(at), Optional.empty());
        return new Observation(
                at, new Fleet(id, app, machines), Map.of(SignalQuery.PROXY_CONCURRENCY, readings), List.of());
    }

    /// Under the adaptive rule the past had its ups and downs: at most three times of what is seen in the end.
    private List<Sample> samples(Instant at) {
        if (at.equals(AT) || scaling instanceof Scaling.TargetTracking) {
            return samples;
        }
        long slot = at.getEpochSecond() / 15;
        double factor = slot / 13 * 7919 % 10 < 7 ? 0 : slot * 104_729 % 17 / 16.0 * 3;
        return samples.stream()
                .map(sample -> new Sample(
                        sample.app(), sample.region(), sample.machine(), factored(sample.reading(), factor, at)))
                .toList();
    }

    private static Reading factored(Reading reading, double factor, Instant at) {
        return reading instanceof Reading.Fresh fresh
                ? new Reading.Fresh(fresh.value() * factor, at.minusSeconds(5))
                : reading;
    }

    private PolicySettings settings() {
        return new PolicySettings(
                false,
                floor,
                new TreeMap<>(),
                ceiling,
                IdleAction.AUTO,
                launchPair,
                List.of(new DemandSignal(SignalQuery.PROXY_CONCURRENCY, new Capacity.ServiceSoftLimit(), false)),
                0.8,
                0.1,
                WINDOW,
                5,
                5,
                Duration.ZERO,
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                new Budget(10, Duration.ofHours(1)),
                Guards.USUAL,
                scaling,
                creating,
                Optional.empty());
    }
}
