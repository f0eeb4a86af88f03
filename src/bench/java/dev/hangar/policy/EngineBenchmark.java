package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.Fleet;
import dev.hangar.model.Machine;
import dev.hangar.model.Observation;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// A whole decision on one fleet: guards, demand, scaling, plan and a report with a reason for every machine.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class EngineBenchmark {
    @Param({"2", "10", "100"})
    int machines;

    @Param({"target-tracking", "adaptive"})
    String scaling;

    private PolicyEngine engine;
    private PolicySettings settings;
    private PolicyMemory memory;
    private Observation seen;

    @Setup
    public void watchForAnHour() {
        engine = new PolicyEngine(Prices.BOOK);
        settings = Settings.usual()
                .scaling(
                        scaling.equals("adaptive")
                                ? new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1))
                                : new Scaling.TargetTracking())
                .build();
        List<Machine> fleet = IntStream.range(0, machines)
                .mapToObj(i -> Machines.web("m" + i))
                .map(machine -> machine.autostop(Autostop.OFF))
                .map(Machines::build)
                .toList();
        memory = Given.warm(Machines.T0);
        for (int pass = 0; pass <= 240; pass++) {
            seen = observed(fleet, pass);
            memory = pass == 240 ? memory : engine.evaluate(seen, memory, settings).next();
        }
    }

    private static Observation observed(List<Machine> fleet, int pass) {
        Readings readings = Readings.at(Machines.T0.plusSeconds(15L * pass));
        for (int i = 0; i < fleet.size(); i++) {
            readings.concurrency("m" + i, 1 + (i + pass) % 7);
        }
        return new Observation(
                Machines.T0.plusSeconds(15L * pass),
                new Fleet(Machines.FLEET, Machines.APP, fleet),
                readings.build(),
                List.of(),
                Optional.empty(),
                new TreeMap<>(),
                Optional.empty());
    }

    @Benchmark
    public Evaluation evaluate() {
        return engine.evaluate(seen, memory, settings);
    }
}
