package dev.hangar.contract;

import dev.hangar.control.Usage;
import dev.hangar.control.UsageSource;
import dev.hangar.model.AppName;
import dev.hangar.simulator.metrics.ScrapedWorld;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What every implementation of [UsageSource] must tell of [ScrapedWorld].
public abstract class UsageContract {
    private static final double MIB = 1024.0 * 1024;
    /// Of its memory the guest sees so much.
    private static final double USABLE = 0.95;

    /// Reads the world.
    protected abstract UsageSource source();

    /// The world.
    protected abstract ScrapedWorld world();

    private Usage read(Duration window, String... apps) {
        SortedSet<AppName> wanted = new TreeSet<>();
        for (String app : apps) {
            wanted.add(new AppName(app));
        }
        return source().read(apps.length == 0 ? Optional.empty() : Optional.of(wanted), ScrapedWorld.end(), window);
    }

    private Usage.OfMachine machine(Usage usage, String app) {
        return Optional.ofNullable(usage.machines().get(world().machine(app, 0)))
                .orElseThrow();
    }

    private static Usage.Traffic traffic(Usage usage, String app) {
        return Optional.ofNullable(usage.traffic().get(new AppName(app))).orElseThrow();
    }

    @Test
    void tellsWhatIsBusyAndWhatIsHeldBack() {
        Usage usage = read(Duration.ofHours(1));

        assertThat(usage.failures()).isEmpty();
        // a twentieth of two shared vCPUs, below the sixteenth that each may use
        Usage.OfMachine web = machine(usage, "web");
        near(web.cpus(), 0.1, 0.01);
        near(web.baselineCpus(), 0.125, 1e-9);
        near(web.throttled(), 0, 1e-9);
        // wants half a vCPU and gets a sixteenth
        Usage.OfMachine hot = machine(usage, "hot");
        near(hot.cpus(), 0.0625, 0.005);
        near(hot.throttled(), 0.4375, 0.02);
        Usage.OfMachine big = machine(usage, "big");
        near(big.cpus(), 1.6, 0.02);
        near(big.baselineCpus(), 2, 1e-9);
        near(big.throttled(), 0, 1e-9);
    }

    @Test
    void tellsMemorySwapAndExits() {
        Usage usage = read(Duration.ofHours(1));

        near(machine(usage, "web").memoryTotalBytes(), 512 * MIB * USABLE, MIB);
        near(machine(usage, "web").memoryBytes(), 128 * MIB * USABLE, MIB);
        assertThat(machine(usage, "web").swapBytes()).isEmpty();
        assertThat(machine(usage, "web").oomKills()).isEmpty();
        near(machine(usage, "big").memoryBytes(), 0.9 * 4096 * MIB * USABLE, MIB);
        near(machine(usage, "big").swapBytes(), 256 * MIB, MIB);
        near(machine(usage, "full").oomKills(), 1, 0);
    }

    @Test
    void tellsConcurrencyOverBothProxies() {
        Usage usage = read(Duration.ofHours(1));

        // seven at once over two machines
        near(machine(usage, "web").concurrency(), 4, 0);
        assertThat(machine(usage, "web").usualConcurrency().orElseThrow()).isBetween(3.0, 4.0);
        assertThat(machine(usage, "hot").concurrency()).isEmpty();
    }

    @Test
    void tellsAnswersAndErrors() {
        Usage usage = read(Duration.ofHours(1));

        // seven at once, five of each a second
        near(traffic(usage, "web").answers(), 7 * 5 * 3600, 2000);
        assertThat(traffic(usage, "web").edgeErrors()).isEmpty();
        near(traffic(usage, "deaf").edgeErrors(), 3 * 5 * 3600, 1000);
        assertThat(traffic(usage, "deaf").answers()).isEmpty();
        assertThat(usage.traffic()).doesNotContainKey(new AppName("hot"));
    }

    @Test
    void tellsHowLongAMachineWasSeen() {
        Usage usage = read(Duration.ofHours(1));

        assertThat(machine(usage, "web").seen().orElseThrow())
                .isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));
        // a window that reaches back beyond the first sample
        assertThat(machine(read(Duration.ofHours(10)), "web").seen().orElseThrow())
                .isBetween(Duration.ofMinutes(115), Duration.ofMinutes(125));
    }

    @Test
    void whatSleepsIsLeftOut() {
        assertThat(read(Duration.ofHours(1)).machines()).doesNotContainKey(world().machine("asleep", 0));
    }

    @Test
    void drawsLines() {
        Usage usage = read(Duration.ofHours(1));

        assertThat(usage.lines())
                .containsOnlyKeys(
                        new AppName("big"),
                        new AppName("deaf"),
                        new AppName("full"),
                        new AppName("hot"),
                        new AppName("web"));
        assertThat(usage.lines().get(new AppName("web")))
                .hasSizeBetween(150, 200)
                .allSatisfy(point -> {
                    assertThat(point.started()).hasValue(2);
                    near(point.concurrency(), 7, 0);
                })
                .extracting(Usage.Point::at)
                .isSorted()
                .last()
                .isEqualTo(ScrapedWorld.end());
        assertThat(usage.lines().get(new AppName("hot")))
                .allSatisfy(point -> assertThat(point.concurrency()).isEmpty());
    }

    @Test
    void tellsOnlyOfAppsThatWereAskedFor() {
        Usage usage = read(Duration.ofHours(1), "web", "asleep");

        assertThat(usage.machines()).containsOnlyKeys(world().machine("web", 0), world().machine("web", 1));
        assertThat(usage.traffic()).containsOnlyKeys(new AppName("web"));
        assertThat(usage.lines()).containsOnlyKeys(new AppName("web"));
    }

    private static void near(OptionalDouble value, double expected, double tolerance) {
        assertThat(value.orElseThrow()).isCloseTo(expected, within(tolerance));
    }
}
