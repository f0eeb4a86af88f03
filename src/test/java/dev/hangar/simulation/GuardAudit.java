package dev.hangar.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.config.BlastRadiusSettings;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The promises of the guards (docs/guide/guards.md), judged by the raw answers that the daemon was given, and by the
/// world. Where its clock jumps, what depends on instants is not judged.
final class GuardAudit {
    private static final Duration RELEASE_COUNTS = Duration.ofMinutes(60);
    /// A start of ours and one of somebody else so close together cannot be told apart by events.
    static final Duration SAME_START = Duration.ofSeconds(150);

    private final Universe universe;
    private final Map<String, FleetTruth> fleets = new HashMap<>();
    private final Map<String, GuardLimits> limits = new HashMap<>();
    private final Map<PassWatch, GuardView> views = new HashMap<>();
    private final Map<DaemonProcess, ProcessHistory> histories = new HashMap<>();
    private final Map<String, List<Instant>> ownStarts = new HashMap<>();
    private final Map<String, Boolean> cordoned = new HashMap<>();
    private Optional<SimulatedMachine> target = Optional.empty();
    private boolean wasStarted;
    private boolean wasCordoned;

    GuardAudit(Universe universe, Organization organization) {
        this.universe = universe;
        organization.fleets().forEach(fleet -> {
            fleets.put(fleet.app(), fleet);
            limits.put(fleet.app(), GuardLimits.of(organization.configuration(), fleet.app()));
        });
    }

    /// Cordons and uncordons of others are theirs.
    void worldMoved() {
        for (SimulatedApp app : universe.world().apps()) {
            for (SimulatedMachine machine : app.machines()) {
                note(machine, true);
            }
        }
    }

    private void note(SimulatedMachine machine, boolean byOthers) {
        String id = machine.id().value();
        boolean now = machine.isCordoned();
        boolean was = cordoned.getOrDefault(id, false);
        cordoned.put(id, now);
        if (byOthers && now != was) {
            if (now) {
                universe.audit.foreignCordons.add(id);
            } else {
                universe.audit.foreignCordons.remove(id);
            }
        }
    }

    private GuardView view(PassWatch pass) {
        return views.computeIfAbsent(pass, key -> new GuardView());
    }

    private ProcessHistory history(DaemonProcess process) {
        return histories.computeIfAbsent(process, key -> new ProcessHistory());
    }

    /// A call of ours is sent: what it was sent on is known.
    void sending(Call call) {
        if (call.isRead() || call.pass.isEmpty() || call.machine().isEmpty()) {
            return;
        }
        PassWatch pass = call.pass.get();
        FleetTruth truth = fleets.get(pass.app);
        GuardView view = view(pass);
        if (truth == null || view.newest.isEmpty()) {
            return;
        }
        paused(call, pass, view);
        held(call, view);
        if (takesCapacity(call)) {
            universe.audit.count("guarded");
            deploy(call, view);
            Judged judged = new Judged(call, pass, view, truth);
            yields(judged);
            rival(judged);
            ProcessHistory history = history(call.process());
            history.requireNoCliff(call, pass, view.decidedAt, limits(pass));
            history.requireNoFlapping(call, limits(pass));
        }
    }

    private record Judged(Call call, PassWatch pass, GuardView view, FleetTruth truth) {}

    private GuardLimits limits(PassWatch pass) {
        return limits.getOrDefault(pass.app, GuardLimits.USUAL);
    }

    private static boolean takesCapacity(Call call) {
        return switch (call.verb()) {
            case "cordon", "stop", "suspend" -> call.request().method().equals("POST");
            case "machine" -> call.request().method().equals("DELETE");
            default -> false;
        };
    }

    private static boolean isStart(Call call) {
        return call.verb().equals("start");
    }

    private void paused(Call call, PassWatch pass, GuardView view) {
        boolean down = takesCapacity(call);
        if (!down && !isStart(call)) {
            return;
        }
        // A start is not proved again, so what it was planned on counts as well.
        boolean byFirst = down || pauses(view.first, down);
        if ((byFirst && pauses(view.newest, down))
                || GuardLimits.stops(limits(pass).pause(), down)) {
            throw new Violation("paused", call + " under a pause");
        }
    }

    private boolean pauses(List<RawMachine> machines, boolean down) {
        return machines.stream()
                .filter(machine -> !machine.isGone())
                .flatMap(machine -> machine.metadata("hangar_pause").stream())
                .filter(value -> !value.contains(" ") || holdsUntil(value.split(" ", -1)[1]))
                .anyMatch(value -> GuardLimits.stops(value.split(" ", -1)[0], down));
    }

    /// Whether that instant is still to come by any reckoning.
    private boolean holdsUntil(String instant) {
        return !universe.clockJumps
                && Instant.parse(instant).isAfter(universe.now().plusSeconds(1));
    }

    private void held(Call call, GuardView view) {
        boolean harmless = Set.of("uncordon", "lease").contains(call.verb())
                || (call.verb().equals("metadata") && call.request().method().equals("DELETE"));
        String id = call.machine().orElseThrow();
        boolean holds = view.machine(view.newest, id)
                .flatMap(machine -> machine.metadata("hangar_hold"))
                .filter(value -> !value.startsWith("20") || holdsUntil(value))
                .isPresent();
        boolean planned = view.machine(view.first, id)
                .flatMap(machine -> machine.metadata("hangar_hold"))
                .isPresent();
        if (holds && !harmless && (planned || takesCapacity(call))) {
            throw new Violation("held", call + " on a held machine");
        }
    }

    private void deploy(Call call, GuardView view) {
        if (call.process().settings().fly().graphqlUrl().isPresent()
                && !view.release.equals(Optional.of(GuardView.NO_DEPLOY))) {
            throw new Violation("deploy", call + " although GraphQL said " + view.release.orElse("nothing"));
        }
        if (universe.clockJumps) {
            return;
        }
        List<RawMachine> fleet = view.fleetOf(call);
        Instant now = universe.now();
        long leased =
                fleet.stream().filter(machine -> machine.isLeasedByOthers(now)).count();
        if (leased > 1) {
            throw new Violation("deploy", call + " while " + leased + " machines are leased by others");
        }
        List<RawMachine> present =
                fleet.stream().filter(machine -> !machine.isGone()).toList();
        long releases = present.stream()
                .flatMap(machine -> machine.metadata("fly_release_version").stream())
                .distinct()
                .count();
        boolean young = present.stream()
                .anyMatch(machine -> machine.configuredAt().plus(RELEASE_COUNTS).isAfter(now.plusSeconds(60)));
        if (releases > 1 && young) {
            throw new Violation("deploy", call + " between " + releases + " releases");
        }
    }

    private void yields(Judged judged) {
        Optional<RawMachine> seen =
                judged.view.machine(judged.view.first, judged.call.machine().orElseThrow());
        if (universe.clockJumps || seen.isEmpty() || !seen.get().state().equals("started")) {
            return;
        }
        RawMachine machine = seen.get();
        List<RawMachine.Wake> wakes = machine.wakes();
        if (wakes.isEmpty()
                || !machine.lastStart().equals(Optional.of(wakes.getLast().at()))) {
            return;
        }
        Instant woken = wakes.getLast().at();
        boolean byPerson = isForeign(machine.id(), woken)
                && woken.isAfter(machine.createdAt().plus(Duration.ofMinutes(11)));
        Duration patience = limits(judged.pass).yield();
        if (byPerson && woken.plus(patience).isAfter(judged.view.decidedAt)) {
            throw new Violation("yields", judged.call + ", started by hand at " + woken);
        }
    }

    private boolean isForeign(String machine, Instant start) {
        return ownStarts.getOrDefault(machine, List.of()).stream()
                .noneMatch(own -> Duration.between(own, start).abs().compareTo(SAME_START) < 0);
    }

    private void rival(Judged judged) {
        Instant since = history(judged.call.process()).since(judged.pass.app).orElse(Instant.MAX);
        Set<Long> minutes = new HashSet<>();
        int foreign = 0;
        boolean again = false;
        for (RawMachine machine : judged.view.first) {
            List<RawMachine.Wake> its = machine.group().equals(judged.truth.group()) && !machine.isGone()
                    ? machine.wakes().stream()
                            .filter(wake -> wake.at().isAfter(since))
                            .filter(wake -> wake.at().isAfter(universe.now().minus(Duration.ofMinutes(55))))
                            .filter(wake -> isForeign(machine.id(), wake.at()))
                            .toList()
                    : List.of();
            foreign += its.size();
            its.forEach(wake -> minutes.add(wake.at().getEpochSecond() / 60));
            again |= its.size() > 1;
        }
        if (!universe.clockJumps && foreign > 2 && minutes.size() > 1 && again) {
            throw new Violation("rival", judged.call + " beside " + foreign + " starts of somebody else");
        }
    }

    /// A call is about to take effect.
    void before(Call call) {
        target = call.machine()
                .flatMap(id -> call.app()
                        .flatMap(app -> universe.world().app(new AppName(app)))
                        .flatMap(app -> app.machines().stream()
                                .filter(machine -> machine.id().value().equals(id))
                                .findFirst()));
        target.ifPresent(machine -> note(machine, true));
        wasStarted = target.filter(machine -> machine.state() == MachineState.STARTED)
                .isPresent();
        wasCordoned = target.filter(SimulatedMachine::isCordoned).isPresent();
        // A lost answer may hide it from us, not from the machine.
        if (isStart(call)) {
            ownStarts
                    .computeIfAbsent(call.machine().orElse(""), key -> new ArrayList<>())
                    .add(universe.now());
        }
    }

    /// It took effect.
    void after(Call call, ApiResponse response) {
        target.ifPresent(machine -> note(machine, false));
        if (!takesCapacity(call) || response.status() / 100 != 2 || call.pass.isEmpty() || !wasStarted) {
            return;
        }
        PassWatch pass = call.pass.get();
        if (!fleets.containsKey(pass.app)) {
            return;
        }
        ProcessHistory history = history(call.process());
        if (!call.verb().equals("cordon")) {
            history.slept(pass, call.machine().orElseThrow());
        }
        if (!wasCordoned) {
            fence(call, pass);
            BlastRadiusSettings radius = call.process().settings().blastRadius();
            if (!universe.clockJumps) {
                history.requireRoom(call, view(pass).decidedAt, radius);
            }
        }
    }

    /// Whoever takes capacity holds a lease on some machine of the fleet that says so.
    private void fence(Call call, PassWatch pass) {
        boolean fenced = universe.world().app(new AppName(pass.app)).orElseThrow().machines().stream()
                .flatMap(machine -> machine.leaseAt(universe.now()).stream())
                .anyMatch(lease -> lease.description().equals("hangar: fence"));
        if (!fenced) {
            throw new Violation("fence", call + " without a fence");
        }
    }

    /// An answer reached its caller.
    void answered(Call call, ApiResponse response) {
        if (call.pass.isEmpty() || response.status() != 200) {
            return;
        }
        PassWatch pass = call.pass.get();
        GuardView view = view(pass);
        if (call.isQuestion()) {
            JsonNode app = RawMachine.parse(response.body()).path("data").path("app");
            view.heard(app, universe.now());
        } else if (call.isRead() && call.verb().equals("machines")) {
            boolean first = view.first.isEmpty();
            view.listed(RawMachine.all(response.body()), universe.now());
            FleetTruth truth = fleets.get(pass.app);
            if (first && truth != null) {
                history(call.process()).listed(pass, truth, view.first, limits(pass));
            }
        }
    }

    void passEnded(PassWatch pass) {
        views.remove(pass);
        history(pass.process).passEnded(pass, universe.now());
    }
}
