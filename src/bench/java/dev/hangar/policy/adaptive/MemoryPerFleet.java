package dev.hangar.policy.adaptive;

import dev.hangar.Demands;
import java.time.Duration;
import org.openjdk.jol.info.GraphLayout;

/// What the memory of a pool takes after 30 days, with the heads of all its objects.
public final class MemoryPerFleet {
    private MemoryPerFleet() {}

    public static void print() {
        for (Demands demand : Demands.values()) {
            for (int start : new int[] {5, 31, 120}) {
                Waking waking = Waking.always(Duration.ofSeconds(start), Duration.ofSeconds(1), true);
                double[] loads = demand.loads(Demands.MONTH, 1);
                AdaptiveMemory memory = AdaptiveMemory.NEW.begin(loads[0]);
                for (double load : loads) {
                    memory = memory.step(load, 10 * load, waking, AdaptiveBenchmark.GOAL);
                }
                GraphLayout layout = GraphLayout.parseInstance(memory);
                System.out.printf(
                        "memory per pool, %s, start in %d s: %d bytes in %d objects%n",
                        demand, start, layout.totalSize(), layout.totalCount());
            }
        }
    }
}
