package dev.hangar.simulator.world;

import dev.hangar.model.Region;
import java.time.Duration;
import java.util.Map;

/// What an app is used for.
public sealed interface Workload {
    /// No use that the world knows of.
    record None() implements Workload {}

    /// Requests through Fly Proxy.
    ///
    /// @param demand concurrent requests over all origins
    /// @param origins share of the demand by region of the users; the shares add up to 1
    /// @param meanRequest how long a request takes; positive
    /// @param drainHalfLife in how long half of the open connections of a cordoned machine end; positive
    record Web(Demand demand, Map<Region, Double> origins, Duration meanRequest, Duration drainHalfLife)
            implements Workload {
        public Web {
            origins = Map.copyOf(origins);
            double shares =
                    origins.values().stream().mapToDouble(Double::doubleValue).sum();
            if (Math.abs(shares - 1) > 1e-9) {
                throw new IllegalArgumentException("shares of the origins must add up to 1, got " + shares);
            }
        }

        /// Users of one region, requests of 200 ms, connections that end within seconds.
        public static Web from(String region, Demand demand) {
            return new Web(demand, Map.of(new Region(region), 1.0), Duration.ofMillis(200), Duration.ofSeconds(5));
        }
    }

    /// Jobs that wait in a queue until a started worker takes them.
    ///
    /// @param arrivals jobs per minute
    /// @param region region label of the queue's own series
    /// @param jobTime mean time of a job; single jobs take 50 % to 150 % of it
    /// @param slots jobs that one worker runs at once; at least 1
    /// @param patience waiting longer than this makes a job late
    record Queue(Demand arrivals, Region region, Duration jobTime, int slots, Duration patience) implements Workload {
        public Queue {
            if (slots < 1) {
                throw new IllegalArgumentException("slots must be >= 1, got " + slots);
            }
        }
    }
}
