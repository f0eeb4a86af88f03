package dev.hangar.cost;

import dev.hangar.model.Guest;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// List prices of one era, as data. Formula of Fly's price page (facts 10): per second
/// `(cpus × rate + max(0, GB − cpus × included GB) × memory rate) × region markup`; started machines pay it, sleeping
/// ones pay their root file system only.
///
/// @param validFrom first day of the era
/// @param shared price of a shared vCPU
/// @param performance price of a performance vCPU
/// @param extraMemory per GB beyond what the vCPUs include
/// @param rootfsOfSleepers per GB of root file system of a stopped or suspended machine
/// @param markups factor by region, at least 0
/// @param markupElsewhere factor of a region that the table does not know: the highest one, so that savings lean low
public record PriceBook(
        LocalDate validFrom,
        CpuPrice shared,
        CpuPrice performance,
        Rate extraMemory,
        Rate rootfsOfSleepers,
        Map<Region, BigDecimal> markups,
        BigDecimal markupElsewhere) {
    private static final BigDecimal MB_PER_GB = BigDecimal.valueOf(1024);

    /// Price of one vCPU and the memory that comes with it.
    public record CpuPrice(Rate perVcpu, BigDecimal includedGb) {}

    public PriceBook {
        markups = Map.copyOf(markups);
    }

    /// Price of a started machine of this size; empty for a size that the table does not price.
    public Optional<Rate> started(Guest guest, Region region) {
        if (guest.gpu()) {
            return Optional.empty();
        }
        return switch (guest.cpuKind()) {
            case SHARED -> Optional.of(started(guest, region, shared));
            case PERFORMANCE -> Optional.of(started(guest, region, performance));
            case UNRECOGNIZED -> Optional.empty();
        };
    }

    private Rate started(Guest guest, Region region, CpuPrice cpu) {
        BigDecimal cpus = BigDecimal.valueOf(guest.cpus());
        BigDecimal gb = BigDecimal.valueOf(guest.memoryMb()).divide(MB_PER_GB);
        BigDecimal extraGb = gb.subtract(cpus.multiply(cpu.includedGb())).max(BigDecimal.ZERO);
        BigDecimal base = cpus.multiply(BigDecimal.valueOf(cpu.perVcpu().picoDollarsPerSecond()))
                .add(extraGb.multiply(BigDecimal.valueOf(extraMemory.picoDollarsPerSecond())));
        BigDecimal markup = markups.getOrDefault(region, markupElsewhere);
        return new Rate(base.multiply(markup).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    /// Price of the root file system of a sleeping machine. The used size is not in the API (facts 4): the configured
    /// size counts where there is one, else 1 GB.
    public Rate asleep(MachineConfig config) {
        return rootfsOfSleepers.times(config.rootfsGb().orElse(1));
    }

    /// What the machine would cost in `state`; empty when its config or size is not known.
    public Optional<Rate> rate(Machine machine, MachineState state) {
        if (state.kind() == MachineState.Kind.GONE) {
            return Optional.of(Rate.ZERO);
        }
        return machine.config()
                .flatMap(config ->
                        state.isBilled() ? started(config.guest(), machine.region()) : Optional.of(asleep(config)));
    }
}
