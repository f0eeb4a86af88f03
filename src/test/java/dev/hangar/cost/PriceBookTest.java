package dev.hangar.cost;

import dev.hangar.cost.PriceBook.CpuPrice;
import dev.hangar.model.AppName;
import dev.hangar.model.CpuKind;
import dev.hangar.model.FleetId;
import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.model.RestartPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The formula, on round numbers.
class PriceBookTest {
    private static final Region IAD = new Region("iad");
    private static final PriceBook BOOK = new PriceBook(
            LocalDate.of(2026, 10, 1),
            new CpuPrice(new Rate(1000), new BigDecimal("0.25")),
            new CpuPrice(new Rate(20_000), new BigDecimal("2")),
            new Rate(3000),
            new Rate(10),
            Map.of(IAD, BigDecimal.ONE, new Region("gru"), new BigDecimal("1.5")),
            new BigDecimal("2"));

    @Test
    void memoryBeyondWhatTheCpusIncludeIsExtra() {
        // 2 × 1000 + (1.5 GB - 2 × 0.25 GB) × 3000
        assertThat(started(Guest.of(CpuKind.SHARED, 2, 1536), "iad")).contains(new Rate(5000));
        assertThat(started(Guest.of(CpuKind.PERFORMANCE, 1, 2048), "iad")).contains(new Rate(20_000));
    }

    @Test
    void memoryBelowWhatTheCpusIncludeIsNoRebate() {
        assertThat(started(Guest.of(CpuKind.SHARED, 4, 256), "iad")).contains(new Rate(4000));
    }

    @Test
    void markupHoldsForCpuAndMemory() {
        assertThat(started(Guest.of(CpuKind.SHARED, 2, 1536), "gru")).contains(new Rate(7500));
    }

    @Test
    void unknownRegionsCostTheMost() {
        assertThat(started(Guest.of(CpuKind.SHARED, 1, 256), "moon")).contains(new Rate(2000));
    }

    @Test
    void roundingIsHalfUpToAPicoDollar() {
        // 1000 + (257/1024 - 0.25) GB × 3000 = 1002.9296875
        assertThat(started(Guest.of(CpuKind.SHARED, 1, 257), "iad")).contains(new Rate(1003));
    }

    @Test
    void whatHasNoPriceHasNone() {
        assertThat(started(Guest.of(CpuKind.UNRECOGNIZED, 1, 256), "iad")).isEmpty();
        assertThat(started(new Guest(CpuKind.PERFORMANCE, 8, 16_384, true, false), "iad"))
                .isEmpty();
    }

    @Test
    void sleepersPayTheirRootFileSystem() {
        assertThat(BOOK.asleep(config(OptionalInt.empty()))).isEqualTo(new Rate(10));
        assertThat(BOOK.asleep(config(OptionalInt.of(8)))).isEqualTo(new Rate(80));
    }

    @Test
    void rateFollowsTheState() {
        Machine machine = machine(Optional.of(config(OptionalInt.of(8))));

        assertThat(BOOK.rate(machine, MachineState.STARTED)).contains(new Rate(1000));
        assertThat(BOOK.rate(machine, MachineState.SUSPENDED)).contains(new Rate(80));
        assertThat(BOOK.rate(machine, MachineState.STOPPED)).contains(new Rate(80));
        assertThat(BOOK.rate(machine, MachineState.STARTING)).contains(new Rate(80));
        assertThat(BOOK.rate(machine, MachineState.DESTROYED)).contains(Rate.ZERO);
        assertThat(BOOK.rate(machine(Optional.empty()), MachineState.STARTED)).isEmpty();
        assertThat(BOOK.rate(machine(Optional.empty()), MachineState.DESTROYED)).contains(Rate.ZERO);
    }

    private static Optional<Rate> started(Guest guest, String region) {
        return BOOK.started(guest, new Region(region));
    }

    private static MachineConfig config(OptionalInt rootfsGb) {
        return new MachineConfig(
                Guest.of(CpuKind.SHARED, 1, 256),
                "",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                false,
                RestartPolicy.ON_FAILURE,
                0,
                rootfsGb,
                false,
                Optional.empty(),
                Map.of(),
                Set.of(),
                false);
    }

    private static Machine machine(Optional<MachineConfig> config) {
        return new Machine(
                new MachineId("m1"),
                "m1",
                new FleetId(new AppName("shop"), new ProcessGroup("app")),
                IAD,
                MachineState.STARTED,
                "started",
                "01H",
                Instant.EPOCH,
                Instant.EPOCH,
                HostStatus.OK,
                config,
                false,
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of());
    }
}
