package dev.hangar.simulation;

import dev.hangar.control.PassRecord;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineState;
import dev.hangar.prometheus.QueryTransport;
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
import java.util.TreeMap;
import java.util.function.Consumer;

/// Watches every step of the world, every call and every record, and knows the promises. Throws a [Violation] at once.
final class Audit {
    private static final Duration LONGEST_PASS = Duration.ofMinutes(12);
    /// A little longer than what the pass allows itself, for the calls in between.
    private static final Duration PROOF_HOLDS = Duration.ofSeconds(5);
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(20);

    private final Universe universe;
    private final Map<String, FleetTruth> fleets = new HashMap<>();
    private final Set<PassWatch> atWork = new HashSet<>();
    private final Map<String, List<Instant>> sleeps = new HashMap<>();
    private final Map<String, Integer> tally = new TreeMap<>();
    private final Map<String, PassWatch> leasedBy = new HashMap<>();
    private final Map<String, Instant> lastPass = new HashMap<>();
    private final Map<String, List<PassRecord>> lastRecords = new HashMap<>();
    private final Map<String, MachineState> states = new HashMap<>();
    private final Map<String, Instant> movedByOthers = new HashMap<>();
    private Consumer<PassRecord> listener = record -> {};
    private Optional<Before> before = Optional.empty();
    final Quiet quiet;
    /// Cordoned by somebody else.
    final Set<String> foreignCordons = new HashSet<>();

    /// A machine right before one of our writes.
    private record Before(MachineState state, boolean cordoned) {}

    Audit(Universe universe, Organization organization) {
        this.universe = universe;
        organization.fleets().forEach(fleet -> fleets.put(fleet.id(), fleet));
        quiet = new Quiet(universe, (int)
                organization.fleets().stream().map(FleetTruth::app).distinct().count());
    }

    /// How often what happened, so that a run that proves nothing is seen.
    Map<String, Integer> tally() {
        return tally;
    }

    void count(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    FleetTruth truth(String app, SimulatedMachine machine) {
        FleetTruth truth = fleets.get(app + "/" + machine.group());
        if (truth == null) {
            throw new IllegalStateException("no truth of " + app + "/" + machine.group());
        }
        return truth;
    }

    private Optional<SimulatedMachine> machine(Call call) {
        return call.app()
                .flatMap(app -> universe.world().app(new AppName(app)))
                .flatMap(app -> app.machines().stream()
                        .filter(machine ->
                                call.machine().equals(Optional.of(machine.id().value())))
                        .findFirst());
    }

    /// The world took a step by itself.
    void worldMoved() {
        Instant now = universe.world().now();
        for (SimulatedApp app : universe.world().apps()) {
            if (app.waitingJobs().orElse(0) > 0) {
                movedByOthers.put(app.name() + "/worker", now);
                quiet.moved();
            }
            for (SimulatedMachine machine : app.machines()) {
                MachineState was = states.put(machine.id().value(), machine.state());
                if (was != null && was != machine.state() && begins(machine.state())) {
                    movedByOthers.put(app.name() + "/" + machine.group(), now);
                    quiet.moved();
                }
            }
        }
        for (PassWatch watch : atWork) {
            if (watch.began.plus(LONGEST_PASS).isBefore(now)) {
                throw new Violation("every-pass-ends", watch + " is still at work");
            }
        }
    }

    private static boolean begins(MachineState state) {
        return state == MachineState.STARTING || state == MachineState.STOPPING || state == MachineState.SUSPENDING;
    }

    void sending(Call call) {
        DaemonProcess process = call.process();
        if (!call.isRead() && !process.isActing()) {
            throw new Violation("observe-writes-nothing", call.toString());
        }
        call.pass.ifPresent(pass -> {
            pass.calls++;
            int machines = universe.world()
                    .app(new AppName(pass.app))
                    .map(app -> app.machines().size())
                    .orElse(0);
            if (!call.isRead()) {
                pass.attempts.sent(call, machines);
                pass.wrote = true;
            }
            if (pass.calls > 3 + 14 * machines) {
                throw new Violation("bounded-calls", pass + " made " + pass.calls + " calls");
            }
        });
    }

    /// A call is about to take effect.
    void before(Call call) {
        before = machine(call).map(machine -> new Before(machine.state(), machine.isCordoned()));
        if (call.isRead() && call.verb().equals("machines")) {
            call.dataFrom = universe.now();
        }
    }

    /// It took effect.
    void after(Call call, ApiResponse response) {
        if (call.isRead()) {
            return;
        }
        if (call.verb().equals("machines")) {
            Created.check(call, response, this, universe);
            return;
        }
        Optional<SimulatedMachine> found = machine(call);
        if (found.isEmpty()) {
            return;
        }
        SimulatedMachine machine = found.get();
        states.put(machine.id().value(), machine.state());
        FleetTruth truth = truth(call.app().orElseThrow(), machine);
        if (truth.untouchable().contains(machine.name())) {
            throw new Violation("never-touched", call + " on " + machine.name());
        }
        if (response.status() / 100 != 2) {
            return;
        }
        count(call.request().method() + " " + call.verb());
        leases(call, machine);
        if (machine.isCordoned()
                && !machine.metadata().containsKey("hangar_drain")
                && !foreignCordons.contains(machine.id().value())) {
            throw new Violation("no-cordon-without-tag", call + " left " + machine.name());
        }
        if (shrinks(call)) {
            shrunk(call, machine, truth);
        }
    }

    private void leases(Call call, SimulatedMachine machine) {
        if (call.verb().equals("lease")) {
            machine.leaseAt(universe.now())
                    .ifPresent(lease -> call.pass.ifPresent(pass -> leasedBy.put(lease.nonce(), pass)));
        }
        machine.leaseAt(universe.now())
                .filter(lease -> lease.description().startsWith("hangar"))
                .filter(lease -> lease.expiresAt().isAfter(universe.now().plus(LONGEST_LEASE)))
                .ifPresent(lease -> {
                    throw new Violation("short-leases", call + ": " + lease.expiresAt());
                });
    }

    private boolean shrinks(Call call) {
        Before was = before.orElseThrow();
        return switch (call.verb()) {
            case "cordon" -> !was.cordoned() && was.state() == MachineState.STARTED;
            case "stop", "suspend" -> was.state() == MachineState.STARTED;
            case "machine" -> call.request().method().equals("DELETE");
            default -> false;
        };
    }

    private void shrunk(Call call, SimulatedMachine machine, FleetTruth truth) {
        count("shrinks");
        Before was = before.orElseThrow();
        String id = machine.id().value();
        if (foreignCordons.contains(id)) {
            count("raced with a person");
            return;
        }
        PassWatch pass = call.pass.orElseThrow(() -> new Violation("only-in-a-pass", call.toString()));
        Knowledge.require(pass, truth, call.toString());
        boolean lookedJustNow = pass.newestFrom.plus(PROOF_HOLDS).isAfter(universe.now());
        if (pass.listings < 2 || (universe.isCalm() && !lookedJustNow)) {
            throw new Violation("looks-again", call + ", last look at " + pass.newestFrom);
        }
        boolean tookServing = !was.cordoned() && was.state() == MachineState.STARTED;
        if (tookServing) {
            if (!universe.clockJumps && !call.process().maySeeWindow(truth)) {
                throw new Violation("full-window-first", call.toString());
            }
            floors(call, pass, machine, truth);
            budget(call, pass, truth);
        }
        if (call.verb().equals("machine") && !machine.config().volumes().isEmpty()) {
            throw new Violation("volumes-are-kept", call.toString());
        }
    }

    private void floors(Call call, PassWatch pass, SimulatedMachine machine, FleetTruth truth) {
        String region = machine.region().value();
        int inRegion = serving(truth, Optional.of(region));
        int inAll = serving(truth, Optional.empty());
        if (inRegion >= truth.leastIn(region) && inAll >= truth.least()) {
            return;
        }
        // Somebody else may have been faster than our last look: then what we saw must have been enough.
        List<PassWatch.Seen> seen = pass.newest.stream()
                .filter(one -> one.group().equals(truth.group()) && one.serving())
                .filter(one -> !one.id().equals(machine.id().value()))
                .filter(one -> !pass.taken.contains(one.id()))
                .toList();
        long seenHere = seen.stream().filter(one -> one.region().equals(region)).count();
        if (seenHere < truth.leastIn(region) || seen.size() < truth.least()) {
            throw new Violation(
                    "floor",
                    call + " leaves " + inAll + " of " + truth.least() + ", " + inRegion + " of "
                            + truth.leastIn(region) + " in " + region + ", and its last look showed " + seen.size());
        }
        count("raced below the floor");
    }

    private void budget(Call call, PassWatch pass, FleetTruth truth) {
        pass.taken.add(call.machine().orElseThrow());
        int inPass = pass.sleeps.merge(truth.id(), 1, Integer::sum);
        if (inPass > truth.stepDown()) {
            throw new Violation("step-limit", call + ": " + inPass + " in one pass");
        }
        Instant now = call.process().clock();
        Instant from = now.minusSeconds(truth.budgetSeconds());
        List<Instant> past = sleeps.computeIfAbsent(call.process() + " " + truth.id(), key -> new ArrayList<>());
        past.replaceAll(at -> at.isAfter(now) ? now : at);
        past.add(now);
        long within = past.stream().filter(at -> at.isAfter(from)).count();
        // Where its clock jumps, a sleep wears off sooner or later than this reckons.
        if (within > truth.budget() && !universe.clockJumps) {
            throw new Violation("budget", call + ": " + within + " within " + truth.budgetSeconds() + " s");
        }
    }

    /// Machines of a fleet that take traffic or work right now.
    int serving(FleetTruth truth, Optional<String> region) {
        return (int) machines(truth).stream()
                .filter(machine -> !truth.untouchable().contains(machine.name()) || alwaysOn(truth))
                .filter(machine -> machine.state() == MachineState.STARTED && !machine.isCordoned())
                .filter(machine ->
                        region.isEmpty() || region.get().equals(machine.region().value()))
                .count();
    }

    private static boolean alwaysOn(FleetTruth truth) {
        return truth.kind() == FleetTruth.Kind.WEB && truth.untouchable().contains(truth.app() + "-1");
    }

    List<SimulatedMachine> machines(FleetTruth truth) {
        return universe.world().app(new AppName(truth.app())).map(SimulatedApp::machines).orElse(List.of()).stream()
                .filter(machine -> machine.group().value().equals(truth.group()))
                .toList();
    }

    /// An answer reached its caller.
    void answered(Call call, ApiResponse response) {
        boolean listing = call.isRead() && call.verb().equals("machines") && response.status() == 200;
        if (listing && call.pass.isPresent()) {
            PassWatch pass = call.pass.get();
            List<PassWatch.Seen> seen = Listing.read(response.body());
            pass.listings++;
            pass.listing = response.body();
            pass.newestFrom = call.dataFrom;
            pass.first = pass.first.isEmpty() ? seen : pass.first;
            pass.newest = seen;
            pass.taken.clear();
        }
    }

    void queried(DaemonProcess process, QueryTransport.Request request, ApiResponse response) {
        boolean isHistory = request.address().getPath().endsWith("/query_range");
        if (isHistory && response.status() != 200) {
            process.missesHistory(request);
        }
        if (request.address().getPath().endsWith("/query")) {
            process.heardOfDemand(
                    DemandEvidence.parameter(request, "query"),
                    new DemandEvidence(
                            Double.parseDouble(DemandEvidence.parameter(request, "time")),
                            response.status() == 200 ? Optional.of(response.body()) : Optional.empty()));
        }
    }

    void passBegins(PassWatch watch) {
        atWork.add(watch);
    }

    /// Lets somebody else hear every record, too.
    void listen(Consumer<PassRecord> another) {
        listener = another;
    }

    void published(PassWatch watch, PassRecord record) {
        listener.accept(record);
        watch.records.add(record);
        switch (record) {
            case PassRecord.Unread unread -> count("unread");
            case PassRecord.Decided decided -> {
                Records.check(watch, decided);
                decided.acted().forEach(acted -> {
                    count(acted.action().verb() + " " + acted.outcome().word());
                    universe.note(watch.process + " " + acted.action().verb() + " "
                            + acted.action().machine() + " "
                            + acted.action().reason().code() + ": "
                            + acted.outcome().word());
                });
            }
        }
    }

    void passEnded(PassWatch watch) {
        atWork.remove(watch);
        leasesReleased(watch);
        wearOff(watch);
        count("passes");
        lastRecords.put(watch.app, List.copyOf(watch.records));
        lastPass.put(watch.app, universe.now());
        quiet.passEnded(watch);
    }

    /// What a process took to be past once, by a clock that ran ahead, it need not remember when the clock is set back.
    private void wearOff(PassWatch watch) {
        Instant now = watch.process.clock();
        fleets.values().stream()
                .filter(truth -> truth.app().equals(watch.app))
                .forEach(truth -> sleeps.getOrDefault(watch.process + " " + truth.id(), new ArrayList<>())
                        .removeIf(at -> !at.isAfter(now.minusSeconds(truth.budgetSeconds()))));
    }

    /// Without faults a pass gives back every lease that it took, before it ends.
    private void leasesReleased(PassWatch watch) {
        // One that began before may have lost its release on the way: then the lease ends by itself.
        if (!universe.wasCalm(watch.began)) {
            return;
        }
        for (SimulatedMachine machine : universe.world()
                .app(new AppName(watch.app))
                .map(SimulatedApp::machines)
                .orElse(List.of())) {
            boolean ours = machine.leaseAt(universe.now())
                    .filter(lease -> watch == leasedBy.get(lease.nonce()))
                    .isPresent();
            if (ours) {
                throw new Violation("leases-released", watch + " left a lease on " + machine.name());
            }
        }
    }

    void ticked(DaemonProcess process) {
        if (process.isStalled()) {
            throw new Violation("ticks-go-on", process.toString());
        }
    }

    void died(DaemonProcess process) {
        count("kills");
        atWork.removeIf(watch -> watch.process == process);
    }

    /// Looks whether everything has come to rest.
    void atRest(Instant calm, Duration settle) {
        if (!universe.isObserved) {
            new Rest(universe, this, calm, settle).check(fleets.values(), lastPass, lastRecords);
        }
    }

    /// When somebody else last moved a machine of the fleet.
    Optional<Instant> movedByOthers(FleetTruth truth) {
        return Optional.ofNullable(movedByOthers.get(truth.id()));
    }
}
