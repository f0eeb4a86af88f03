package dev.hangar;

import dev.hangar.policy.adaptive.MemoryPerFleet;
import java.util.Arrays;

/// Says what the memory of a pool takes and the CPU time of what has a goal, then runs the benchmarks that the first argument names as a regular
/// expression; further arguments are options of JMH.
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String... arguments) throws Exception {
        MemoryPerFleet.print();
        CpuTimes.print();
        org.openjdk.jmh.Main.main(Arrays.stream(arguments).filter(word -> !word.isEmpty()).toArray(String[]::new));
    }
}
