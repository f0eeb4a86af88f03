package dev.hangar.backtest;

import dev.hangar.report.BacktestDollars;
import dev.hangar.report.BacktestPrice;
import dev.hangar.report.BacktestReport;
import dev.hangar.report.BacktestRow;
import dev.hangar.report.BacktestSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Replays a trace under several policies and holds them against the clairvoyant optimum.
public final class Backtest {
    private final Trace trace;
    private final Scenario scenario;
    private final Optional<Tariff> tariff;
    private final double optimumSeconds;

    private Backtest(Trace trace, Scenario scenario, Optional<Tariff> tariff) {
        this.trace = trace;
        this.scenario = scenario;
        this.tariff = tariff;
        this.optimumSeconds = Optimum.run(trace, scenario).tally().billedSeconds();
    }

    /// Runs the policies in the order given, without dollars.
    ///
    /// @param names out of [Policies#names(Wake)]
    public static BacktestReport run(Trace trace, Scenario scenario, List<String> names) {
        return run(trace, scenario, names, Optional.empty());
    }

    /// The same, with what it costs where there is a tariff.
    public static BacktestReport run(Trace trace, Scenario scenario, List<String> names, Optional<Tariff> tariff) {
        return new Backtest(trace, scenario, tariff).report(names);
    }

    private BacktestReport report(List<String> names) {
        Curve demand = new Curve(trace.slots());
        for (int slot = 0; slot < trace.slots(); slot++) {
            demand.add(trace.load(slot));
        }
        return new BacktestReport(
                trace.name(),
                trace.slots(),
                trace.held(),
                scenario.wake().name().toLowerCase(Locale.ROOT),
                scenario.startSeconds(),
                scenario.lateAfter().toMillis() / 1000.0,
                scenario.lateShare(),
                optimumSeconds,
                series(demand),
                names.stream().map(this::row).toList(),
                tariff.map(this::price),
                notes());
    }

    private BacktestRow row(String name) {
        Policy policy = Policies.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is no policy, expected one of " + String.join(", ", Policies.names())));
        Run run = policy.run(trace, scenario);
        Tally tally = run.tally();
        return new BacktestRow(
                name,
                tally.billedSeconds(),
                optimumSeconds > 0 ? OptionalDouble.of(tally.billedSeconds() / optimumSeconds) : OptionalDouble.empty(),
                tally.lateShare(),
                tally.starts(),
                tally.coldStarts(),
                tally.actions(),
                tally.actions() / trace.days(),
                series(run.curve()),
                dollars(tally.billedSeconds()));
    }

    private BacktestPrice price(Tariff tariff) {
        return new BacktestPrice(
                tariff.guest().toString(),
                tariff.region().value(),
                tariff.started().perMonth(),
                tariff.prices(),
                tariff.dollars(optimumSeconds, trace.slots()));
    }

    private Optional<BacktestDollars> dollars(double billedSeconds) {
        return tariff.map(known -> known.dollars(billedSeconds, trace.slots()));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (trace.held() > 0) {
            notes.add(trace.held() + " of " + trace.slots() + " slots had no value: the one before was held");
        }
        if (scenario.wake() == Wake.WORKER) {
            notes.add("fly-proxy is left out: it does nothing for workers");
        }
        return notes;
    }

    private BacktestSeries series(Curve curve) {
        return new BacktestSeries(trace.slots(), curve.slotsPerPoint(), curve.means(), curve.peaks());
    }
}
