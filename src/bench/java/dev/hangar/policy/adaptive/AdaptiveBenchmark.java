package dev.hangar.policy.adaptive;

import dev.hangar.Demands;
import java.time.Duration;
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

/// One decision of the adaptive rule with its whole family: of one pool again and again, and of 10,000 pools in
/// turn, whose memories no cache holds.
@BenchmarkMode(Mode.AverageTime)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class AdaptiveBenchmark {
    static final Waking WAKING = Waking.always(Duration.ofSeconds(5), Duration.ofSeconds(1), true);
    static final Goal GOAL = Goal.of(0.01);
    static final int POOLS = 10_000;
    private static final int SLOTS = 5_760;
    private static final int LEARNED = 300;

    @State(Scope.Thread)
    public static class One {
        @Param
        public Demands demand;

        private double[] loads;
        private AdaptiveMemory memory;
        private int slot;

        @Setup
        public void begin() {
            loads = demand.loads(Demands.MONTH, 1);
            memory = AdaptiveMemory.NEW.begin(loads[0]);
        }
    }

    @State(Scope.Thread)
    public static class Many {
        private AdaptiveMemory[] memories;
        private double[][] loads;
        private int slot;

        @Setup
        public void begin() {
            loads = new double[][] {
                Demands.DENSE.loads(SLOTS, 1), Demands.BURSTY.loads(SLOTS, 2), Demands.IDLE.loads(SLOTS, 3)
            };
            memories = new AdaptiveMemory[POOLS];
            for (int pool = 0; pool < POOLS; pool++) {
                memories[pool] = AdaptiveMemory.NEW.begin(0);
                for (int past = 0; past < LEARNED; past++) {
                    step(pool, past);
                }
            }
            slot = LEARNED;
        }

        void step(int pool, int at) {
            double load = loads[pool % loads.length][(at + 7 * pool) % SLOTS];
            memories[pool] = memories[pool].step(load, 10 * load, WAKING, GOAL);
        }
    }

    /// One step and its answer.
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public int step(One pool) {
        double load = pool.loads[pool.slot];
        pool.memory = pool.memory.step(load, 10 * load, WAKING, GOAL);
        pool.slot = pool.slot + 1 == Demands.MONTH ? 0 : pool.slot + 1;
        return pool.memory.machines();
    }

    /// One step of each of 10,000 pools, a third of them dense, bursty and idle each.
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public int sweepOf10000(Many pools) {
        int machines = 0;
        for (int pool = 0; pool < POOLS; pool++) {
            pools.step(pool, pools.slot);
            machines += pools.memories[pool].machines();
        }
        pools.slot++;
        return machines;
    }
}
