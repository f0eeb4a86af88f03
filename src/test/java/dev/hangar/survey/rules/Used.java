package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// Builds what a machine used. What a test does not name: seen all the 14 days, 256 MB of which the guest sees 216 and
/// uses 60, a sixteenth of a CPU of which a hundredth is busy, never held back, no swap, never out of memory, 2 at once
/// at its usual peaks and 4 at the most.
final class Used {
    private Optional<Duration> seen = Optional.of(Duration.ofDays(14));
    private OptionalDouble cpus = OptionalDouble.of(0.01);
    private OptionalDouble baseline = OptionalDouble.of(0.0625);
    private OptionalDouble throttled = OptionalDouble.of(0);
    private OptionalDouble memory = mb(60);
    private OptionalDouble total = mb(216);
    private OptionalDouble swap = OptionalDouble.of(0);
    private OptionalDouble oom = OptionalDouble.of(0);
    private OptionalDouble concurrency = OptionalDouble.of(4);
    private OptionalDouble usual = OptionalDouble.of(2);

    private Used() {}

    static Used little() {
        return new Used();
    }

    Used seen(Duration time) {
        seen = Optional.of(time);
        return this;
    }

    Used cpus(double busy, double endless) {
        cpus = OptionalDouble.of(busy);
        baseline = OptionalDouble.of(endless);
        return this;
    }

    Used cpusUnknown() {
        cpus = OptionalDouble.empty();
        return this;
    }

    Used throttled(double share) {
        throttled = OptionalDouble.of(share);
        return this;
    }

    Used throttleUnknown() {
        throttled = OptionalDouble.empty();
        return this;
    }

    Used memory(int usedMb, int totalMb) {
        memory = mb(usedMb);
        total = mb(totalMb);
        return this;
    }

    Used memoryUnknown() {
        memory = OptionalDouble.empty();
        return this;
    }

    Used totalUnknown() {
        total = OptionalDouble.empty();
        return this;
    }

    Used swap(int mb) {
        swap = mb(mb);
        return this;
    }

    Used swapUnknown() {
        swap = OptionalDouble.empty();
        return this;
    }

    Used oomKills(int times) {
        oom = OptionalDouble.of(times);
        return this;
    }

    Used oomUnknown() {
        oom = OptionalDouble.empty();
        return this;
    }

    Used concurrency(double usually, double most) {
        usual = OptionalDouble.of(usually);
        concurrency = OptionalDouble.of(most);
        return this;
    }

    Used concurrencyUnknown() {
        usual = OptionalDouble.empty();
        concurrency = OptionalDouble.empty();
        return this;
    }

    Usage.OfMachine build() {
        return new Usage.OfMachine(seen, cpus, baseline, throttled, memory, total, swap, oom, concurrency, usual);
    }

    private static OptionalDouble mb(int mb) {
        return OptionalDouble.of(mb * (double) (1 << 20));
    }
}
