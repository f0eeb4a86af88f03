package dev.hangar;

import dev.hangar.backtest.BacktestBenchmark;
import dev.hangar.policy.adaptive.AdaptiveBenchmark;
import java.lang.management.ManagementFactory;

/// CPU time of what has a goal, the least of several runs: for machines that do other work as well, on which the
/// wall clock of JMH says little.
final class CpuTimes {
    private static final int RUNS = 12;

    private CpuTimes() {}

    static void print() {
        AdaptiveBenchmark adaptive = new AdaptiveBenchmark();
        for (Demands demand : Demands.values()) {
            AdaptiveBenchmark.One one = new AdaptiveBenchmark.One();
            one.demand = demand;
            one.begin();
            double steps = least(() -> {
                for (int slot = 0; slot < Demands.MONTH; slot++) {
                    adaptive.step(one);
                }
            });
            System.out.printf("CPU of a step, %s: %.2f us%n", demand, steps * 1e3 / Demands.MONTH);
            BacktestBenchmark month = new BacktestBenchmark();
            month.demand = demand;
            month.draw();
            System.out.printf("CPU of 30 days, %s, adaptive: %.0f ms%n", demand, least(month::adaptive));
            System.out.printf("CPU of 30 days, %s, all policies: %.0f ms%n", demand, least(month::allPolicies));
        }
        AdaptiveBenchmark.Many many = new AdaptiveBenchmark.Many();
        many.begin();
        System.out.printf("CPU of a sweep of 10,000 pools: %.1f ms%n", least(() -> adaptive.sweepOf10000(many)));
    }

    private static double least(Runnable work) {
        double least = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6);
        }
        return least;
    }
}
