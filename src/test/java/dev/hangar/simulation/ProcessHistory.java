package dev.hangar.simulation;

import dev.hangar.config.BlastRadiusSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one process was told and did over its passes, as far as guards depend on it.
final class ProcessHistory {
    private static final Duration AT_ONCE = Duration.ofSeconds(60);
    /// Reservations are kept by whole seconds.
    private static final Duration ROUNDING = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration FLAPS_COUNT = Duration.ofMinutes(59);

    private final Map<String, Instant> busy = new HashMap<>();
    private final Map<String, Instant> fell = new HashMap<>();
    private final Map<String, Instant> since = new HashMap<>();
    private final Map<String, Integer> awake = new HashMap<>();
    private final List<Instant> sleepsBegun = new ArrayList<>();
    private final Map<PassWatch, List<String>> sleeping = new HashMap<>();
    /// When the pass ended that put a machine to sleep, by `app/machine`.
    private final Map<String, Instant> slept = new HashMap<>();
    private final Map<String, List<Instant>> undone = new HashMap<>();

    /// Since when its own starts in an app are known to it.
    Optional<Instant> since(String app) {
        return Optional.ofNullable(since.get(app));
    }

    void slept(PassWatch pass, String machine) {
        sleeping.computeIfAbsent(pass, key -> new ArrayList<>()).add(machine);
    }

    void passEnded(PassWatch pass, Instant now) {
        if (pass.records.stream().anyMatch(dev.hangar.control.PassRecord.Decided.class::isInstance)) {
            since.putIfAbsent(pass.app, now);
        }
        List<String> machines = Optional.ofNullable(sleeping.remove(pass)).orElse(List.of());
        machines.forEach(machine -> slept.put(pass.app + "/" + machine, now));
    }

    /// The first listing of a pass came.
    void listed(PassWatch pass, FleetTruth truth, List<RawMachine> machines, GuardLimits limits) {
        awake.put(pass.app, (int) machines.stream()
                .filter(one -> !one.isGone() && !one.isAsleep())
                .count());
        flaps(pass, machines);
        // What is not ours to touch has a load of its own, which tells nothing of the fleet's.
        boolean whole =
                truth.kind() == FleetTruth.Kind.WEB && truth.untouchable().isEmpty();
        if (whole && !limits.cliffHold().isZero()) {
            List<RawMachine> fleet = machines.stream()
                    .filter(one ->
                            one.group().equals(truth.group()) && one.state().equals("started"))
                    .toList();
            KnownLoad.of(pass, fleet).ifPresent(load -> load(pass, load, limits));
        }
    }

    private void load(PassWatch pass, double load, GuardLimits limits) {
        Instant at = pass.at();
        if (load > 0) {
            fell.remove(pass.app);
            if (load >= 1) {
                busy.put(pass.app, at);
            }
            return;
        }
        Instant last = busy.getOrDefault(pass.app, Instant.EPOCH);
        Optional<Instant> falling = Optional.ofNullable(fell.get(pass.app));
        if (falling.isPresent() && !falling.get().plus(limits.cliffHold()).isAfter(at)) {
            fell.remove(pass.app);
            busy.remove(pass.app);
        } else if (falling.isEmpty()
                && !last.plus(AT_ONCE).isBefore(pass.process.universe().now())) {
            fell.put(pass.app, at);
        }
    }

    /// @param decided when the pass had its listing: its own time is no later
    void requireNoCliff(Call call, PassWatch pass, Instant decided, GuardLimits limits) {
        Optional<Instant> falling = Optional.ofNullable(fell.get(pass.app))
                .filter(at -> at.plus(limits.cliffHold()).isAfter(decided));
        if (falling.isPresent() && !pass.process.universe().clockJumps) {
            throw new Violation("cliff", call + ", its load fell to nothing at " + falling.get());
        }
    }

    private void flaps(PassWatch pass, List<RawMachine> machines) {
        for (RawMachine machine : machines) {
            Optional<Instant> sleep = Optional.ofNullable(slept.get(pass.app + "/" + machine.id()));
            Optional<Instant> woken = machine.lastStart()
                    .filter(start -> sleep.filter(start::isAfter).isPresent());
            boolean isAwake =
                    machine.state().equals("started") || machine.state().equals("starting");
            if (sleep.isPresent() && woken.isPresent() && isAwake) {
                slept.remove(pass.app + "/" + machine.id());
                if (!woken.get().isAfter(sleep.get().plus(SOON))) {
                    moment(undone.computeIfAbsent(pass.app, key -> new ArrayList<>()), pass.at());
                }
            }
        }
    }

    /// What is undone within a minute is one burst; a second more, since a pass and its calls have instants of
    /// their own.
    private static void moment(List<Instant> moments, Instant at) {
        if (moments.isEmpty() || !at.isBefore(moments.getLast().plusSeconds(61))) {
            moments.add(at);
        }
    }

    void requireNoFlapping(Call call, GuardLimits limits) {
        PassWatch pass = call.pass.orElseThrow();
        long recent = undone.getOrDefault(pass.app, List.of()).stream()
                .filter(at -> at.plus(FLAPS_COUNT).isAfter(pass.at()))
                .count();
        if (!pass.process.universe().clockJumps && limits.flapLimit() > 0 && recent >= limits.flapLimit()) {
            throw new Violation("flapping", call + " after " + recent + " sleeps that were undone");
        }
    }

    /// A sleep was begun by a pass that decided at `decided`.
    void requireRoom(Call call, Instant decided, BlastRadiusSettings radius) {
        sleepsBegun.add(decided);
        long within = sleepsBegun.stream()
                .filter(at -> at.plus(radius.window()).minus(ROUNDING).isAfter(decided) && !at.isAfter(decided))
                .count();
        int up = awake.values().stream().mapToInt(Integer::intValue).sum();
        long most = Math.max(radius.least(), (long) Math.floor(radius.share() * up + 1e-9));
        if (within > most) {
            throw new Violation(
                    "blast-radius",
                    call + ": " + within + " of " + most + " within " + radius.window() + ", " + up + " awake");
        }
    }
}
