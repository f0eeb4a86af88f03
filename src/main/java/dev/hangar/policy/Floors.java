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
/// A floor is kept from both sides: it starts machines and keeps them. `whyNotZero` only keeps: who parked the whole
/// fleet finds it parked, whatever could wake it.
///
/// @param total machines that stay started in the whole fleet
/// @param byRegion machines that stay started by region
/// @param whyNotZero why the last machine is not put to sleep although no floor asks for it; empty when zero is allowed
/// or a floor asks anyway
public record Floors(int total, SortedMap<Region, Integer> byRegion, Optional<Reason> whyNotZero) {
    public Floors {
        byRegion = Collections.unmodifiableSortedMap(new TreeMap<>(byRegion));
    }

    /// Floor of one region, 0 where none is set.
    public int of(Region region) {
        return byRegion.getOrDefault(region, 0);
    }

    /// Machines below which nothing shrinks. Never a reason to start one.
    public int least() {
        return Math.max(total, whyNotZero.isPresent() ? 1 : 0);
    }

    /// Resolves the floors: the user's total where one is set, else the service's own `min_machines_running`, which Fly
    /// means for the primary region only (facts 6). Where the user set a floor for that region, the user's counts.
    /// To zero goes only what something can wake again.
    static Floors of(Roster roster, PolicySettings settings, Demand demand) {
        if (roster.members().isEmpty()) {
            // Outsiders only: nothing here is ours to keep awake.
            return new Floors(0, new TreeMap<>(), Optional.empty());
        }
        TreeMap<Region, Integer> byRegion = new TreeMap<>(settings.regionFloors());
        int total = settings.floor().orElse(0);
        List<MachineConfig> configs =
                roster.members().stream().map(Standing::config).toList();
        if (settings.floor().isEmpty()) {
            // In the middle of a deploy configs differ: each counts in its own primary region.
            for (MachineConfig config : configs) {
                int own = config.services().stream()
                        .mapToInt(Service::minMachinesRunning)
                        .max()
                        .orElse(0);
                if (own == 0 || config.primaryRegion().isEmpty()) {
                    total = Math.max(total, own);
                } else if (!settings.regionFloors()
                        .containsKey(config.primaryRegion().get())) {
                    byRegion.merge(config.primaryRegion().get(), own, Math::max);
                }
            }
        }
        total = Math.max(
                total, byRegion.values().stream().mapToInt(Integer::intValue).sum());
        boolean agreed =
                settings.floor().isPresent() || !settings.regionFloors().isEmpty();
        return new Floors(total, byRegion, total > 0 ? Optional.empty() : whyNotZero(configs, demand, agreed));
    }

    /// @param agreed whether the owner set a floor of ours, and so agreed to what it does not keep
    private static Optional<Reason> whyNotZero(List<MachineConfig> configs, Demand demand, boolean agreed) {
        boolean proxyWakes = !configs.isEmpty() && configs.stream().allMatch(MachineConfig::isWokenByProxy);
        if (!proxyWakes && !demand.canWake()) {
            return Optional.of(Reason.NOTHING_CAN_WAKE);
        }
        boolean autostopOff = configs.stream()
                .anyMatch(config -> !config.services().isEmpty() && config.effectiveAutostop() == Autostop.OFF);
        return autostopOff && !agreed ? Optional.of(Reason.AUTOSTOP_OFF) : Optional.empty();
    }
}
