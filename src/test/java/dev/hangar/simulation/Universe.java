package dev.hangar.simulation;

import dev.hangar.simulator.api.ApiOutcome;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.api.MachinesApi;
import dev.hangar.simulator.faults.Fate;
import dev.hangar.simulator.faults.Faults;
import dev.hangar.simulator.metrics.PrometheusFace;
import dev.hangar.simulator.metrics.ScrapeHistory;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedFly;
import dev.hangar.simulator.world.World;
import dev.hangar.testkit.Prices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Everything outside the daemon: the world, its API, a Prometheus that scrapes it, and what goes wrong. Faults last
/// until `calm`.
final class Universe {
    static final String TOKEN = "fm2_simulated";
    private static final int HISTORY = 400;

    final Scheduler scheduler;
    final Audit audit;
    final GuardAudit guards;
    private final SimulatedFly fly;
    private final MachinesApi api;
    private final ScrapeHistory history;
    private final PrometheusFace prometheus;
    private final Faults faults;
    private final Instant calm;
    private final Situation situation;
    private final Deque<String> tail = new ArrayDeque<>();
    /// Whether calls that were given up may take effect afterwards.
    boolean lateEffects;
    /// Whether the daemon's clock jumps, so that it cannot know how long it has watched.
    final boolean clockJumps;
    /// Whether nobody acts, so that nothing need come to rest.
    boolean isObserved;
    private long calls;

    /// @param calm from when on nothing goes wrong any more
    Universe(Organization organization, long seed, Faults faults, Instant calm) {
        this.faults = faults;
        this.calm = calm;
        situation = organization.situation();
        clockJumps = faults.clockJumps();
        fly = new SimulatedFly(organization.scenario(), new Seed(seed), Prices.BOOK);
        api = new MachinesApi(fly, TOKEN);
        history = new ScrapeHistory(organization.scenario().start());
        prometheus = new PrometheusFace(history, TOKEN);
        scheduler = new Scheduler(organization.scenario().start(), this::moveTo);
        audit = new Audit(this, organization);
        guards = new GuardAudit(this, organization);
    }

    World world() {
        return fly.world();
    }

    Instant now() {
        return scheduler.now();
    }

    /// What goes wrong now.
    Faults faults() {
        return now().isBefore(calm) ? faults : Faults.NONE;
    }

    boolean wasCalm(Instant at) {
        return !at.isBefore(calm);
    }

    boolean isCalm() {
        return !now().isBefore(calm);
    }

    /// A number of its own for every call.
    long nextCall() {
        return calls++;
    }

    /// What becomes of a call to Fly.
    Fate fate(long number, Call call) {
        Fate fate = faults().fate(number, now(), call.isRead());
        boolean untold = situation == Situation.RELEASES_UNTOLD && call.isQuestion() && !isCalm();
        return untold ? new Fate(fate.out(), fate.back(), new Fate.Mishap.Refused(503)) : fate;
    }

    /// Whether Prometheus refuses to tell of the past.
    boolean isPastUntold() {
        return situation == Situation.PAST_UNTOLD && !isCalm();
    }

    /// Brings world and scrapes to `time`, looking at every step on the way.
    private void moveTo(Instant time) {
        while (true) {
            Optional<Instant> event = world().nextEventAt().filter(at -> !at.isAfter(time));
            Instant scrape = history.nextScrapeAt();
            boolean scrapes = !scrape.isAfter(time);
            if (event.isEmpty() && !scrapes) {
                break;
            }
            Instant next = event.filter(at -> !scrapes || !at.isAfter(scrape)).orElse(scrape);
            world().advanceTo(next);
            if (scrapes && next.equals(scrape)) {
                history.scrape(world(), next.isBefore(calm) ? faults.scrape(next) : Faults.NONE.scrape(next));
            }
            guards.worldMoved();
            audit.worldMoved();
        }
        world().advanceTo(time);
    }

    /// Gives a request to the Machines API, now.
    ApiOutcome begin(ApiRequest request) {
        return api.begin(request);
    }

    /// Answers a query, now.
    ApiResponse query(ApiRequest request) {
        return prometheus.answer(request, world());
    }

    /// When something happens next in the world.
    Instant nextEvent() {
        return world().nextEventAt().orElse(now().plus(Duration.ofSeconds(1)));
    }

    void note(String what) {
        tail.addLast(now() + " " + what);
        if (tail.size() > HISTORY) {
            tail.removeFirst();
        }
    }

    /// What happened last, of us and of the world, oldest first.
    List<String> tail(int lines) {
        List<String> all = new java.util.ArrayList<>(tail);
        world().journal().forEach(entry -> all.add(entry.toString()));
        all.sort(java.util.Comparator.naturalOrder());
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }
}
