package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.Service;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Hard lower bounds of a fleet.
///
/// @param total machines that stay started in the whole fleet
/// @param byRegion machines that stay started by region
/// @param whyNotZero why one machine stays although no floor asks for it; empty when zero is allowed or a floor asks
/// anyway
public record Floors(int total, SortedMap<Region, Integer> byRegion, Optional<Reason> whyNotZero) {
    public Floors {
        byRegion = Collections.unmodifiableSortedMap(new TreeMap<>(byRegion));
    }

    /// Floor of one region, 0 where none is set.
    public int of(Region region) {
        return byRegion.getOrDefault(region, 0);
    }

    /// Resolves the floors: ours where the user set one, else the service's own `min_machines_running`, which Fly
    /// means for the primary region only (facts 6). To zero goes only what something can wake again.
    static Floors of(Roster roster, PolicySettings settings, Demand demand) {
        if (roster.members().isEmpty()) {
            // Outsiders only: nothing here is ours to keep awake.
            return new Floors(0, new TreeMap<>(), Optional.empty());
        }
        boolean ours = settings.floor().isPresent() || !settings.regionFloors().isEmpty();
        TreeMap<Region, Integer> byRegion = new TreeMap<>(settings.regionFloors());
        int total = settings.floor().orElse(0);
        List<MachineConfig> configs =
                roster.members().stream().map(Standing::config).toList();
        if (!ours) {
            // In the middle of a deploy configs differ: each counts in its own primary region.
            for (MachineConfig config : configs) {
                int own = config.services().stream()
                        .mapToInt(Service::minMachinesRunning)
                        .max()
                        .orElse(0);
                if (own > 0 && config.primaryRegion().isPresent()) {
                    byRegion.merge(config.primaryRegion().get(), own, Math::max);
                } else {
                    total = Math.max(total, own);
                }
            }
        }
        total = Math.max(
                total, byRegion.values().stream().mapToInt(Integer::intValue).sum());
        Optional<Reason> whyNotZero = total > 0 ? Optional.empty() : whyNotZero(configs, demand, ours);
        return new Floors(whyNotZero.isPresent() ? 1 : total, byRegion, whyNotZero);
    }

    private static Optional<Reason> whyNotZero(List<MachineConfig> configs, Demand demand, boolean ours) {
        boolean proxyWakes = !configs.isEmpty() && configs.stream().allMatch(MachineConfig::isWokenByProxy);
        if (!proxyWakes && !demand.canWake()) {
            return Optional.of(Reason.NOTHING_CAN_WAKE);
        }
        boolean autostopOff = configs.stream()
                .anyMatch(config -> !config.services().isEmpty() && config.effectiveAutostop() == Autostop.OFF);
        return autostopOff && !ours ? Optional.of(Reason.AUTOSTOP_OFF) : Optional.empty();
    }
}
