package dev.hangar.backtest;

import dev.hangar.Demands;
import dev.hangar.report.BacktestReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A backtest of 30 days, 172,800 slots, of one trace, with the optimum that it is held against.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@State(Scope.Benchmark)
public class BacktestBenchmark {
    private static final Scenario SCENARIO =
            new Scenario(Wake.PROXY, Duration.ofSeconds(5), Duration.ofSeconds(1), 0.01);

    @Param
    public Demands demand;

    private Trace trace;

    @Setup
    public void draw() {
        double[] loads = demand.loads(Demands.MONTH, 1);
        trace = Trace.of(
                demand.name(),
                loads,
                Arrays.stream(loads).map(load -> 10 * load).toArray());
    }

    @Benchmark
    public BacktestReport adaptive() {
        return Backtest.run(trace, SCENARIO, List.of("adaptive"));
    }

    @Benchmark
    public BacktestReport allPolicies() {
        return Backtest.run(trace, SCENARIO, Policies.names(Wake.PROXY));
    }
}
