package dev.hangar.cost;

import dev.hangar.model.MicroDollars;
import dev.hangar.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a fleet has cost since it was first seen, beside what it would have cost without Hangar: with Fly Proxy alone,
/// on the same demand. An estimate by list prices, never a bill.
///
/// The world without Hangar is a shadow that [ProxyAlone] moves. It departs from the real fleet only by what Hangar
/// itself did, in the direction in which it did it, and never further: what Fly Proxy, a person or a deploy do to the
/// real machines happens in the shadow too. So a fleet that is only observed saves nothing, and what others save is
/// never claimed. While demand is not known, the shadow stays as it is.
///
/// Exact integers; 8 fields and one small entry for each region in which the two worlds differ.
///
/// @param at instant of the last pass
/// @param loopAt when the shadow's proxy next looks for a machine to put to sleep
/// @param actual what the fleet cost per time at the last pass
/// @param without the same without Hangar
/// @param spentPico trillionths of a dollar that were spent
/// @param savedPico trillionths that were not spent thanks to Hangar; never falls
/// @param overspentPico trillionths that were spent on account of Hangar; never falls
/// @param shadows where the world without Hangar differs, or may from the next pass on
public record Ledger(
        Instant at,
        Instant loopAt,
        Rate actual,
        Rate without,
        long spentPico,
        long savedPico,
        long overspentPico,
        Map<Region, Shadow> shadows) {
    /// What happened between passes further apart than this is not known, so no more of it is counted.
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final long PICO_PER_MICRO = 1_000_000;
    private static final long MILLIS_PER_SECOND = 1_000;

    /// A region in the world without Hangar.
    ///
    /// @param running machines awake in it
    /// @param lead how many more, or fewer, may be awake in it than in reality
    public record Shadow(int running, int lead) {}

    public Ledger {
        shadows = Map.copyOf(shadows);
    }

    /// The ledger of a fleet seen for the first time: nothing spent, and no difference yet.
    ///
    /// @param sleeps by region: machines that Hangar put to sleep in this pass less those that it woke
    public static Ledger open(Scene scene, Map<Region, Integer> sleeps) {
        Ledger nothing = new Ledger(
                scene.at(), scene.at().plus(ProxyAlone.LOOP), scene.actual(), scene.actual(), 0, 0, 0, Map.of());
        return nothing.next(scene, sleeps);
    }

    /// The ledger after one more pass.
    ///
    /// @param sleeps by region: machines that Hangar put to sleep in this pass less those that it woke
    public Ledger next(Scene scene, Map<Region, Integer> sleeps) {
        long millis = Math.clamp(Duration.between(at, scene.at()).toMillis(), 0, LONGEST.toMillis());
        long spent = pico(actual, millis);
        long saved = pico(without, millis) - spent;
        // A clock that went back leaves a round in the future: it is due as well.
        boolean loops =
                !scene.at().isBefore(loopAt) || loopAt.isAfter(scene.at().plus(ProxyAlone.LOOP));
        Rate apart = Rate.ZERO;
        Map<Region, Shadow> next = new TreeMap<>();
        for (Scene.Place place : scene.places()) {
            int awake = place.awake().size();
            int running = moved(place, scene.known(), loops);
            apart = apart.plus(place.extra(running));
            int lead = running - awake + sleeps.getOrDefault(place.region(), 0);
            if (running != awake || lead != 0) {
                next.put(place.region(), new Shadow(running, lead));
            }
        }
        // What the proxy would have done meanwhile is not known: nothing is claimed.
        Rate alone = scene.known() ? scene.actual().plus(apart) : scene.actual();
        return new Ledger(
                scene.at(),
                loops ? scene.at().plus(ProxyAlone.LOOP) : loopAt,
                scene.actual(),
                alone,
                Math.addExact(spentPico, spent),
                Math.addExact(savedPico, Math.max(0, saved)),
                Math.addExact(overspentPico, Math.max(0, -saved)),
                next);
    }

    private int moved(Scene.Place place, boolean known, boolean loops) {
        int awake = place.awake().size();
        Optional<Shadow> before = Optional.ofNullable(shadows.get(place.region()));
        int lead = before.map(Shadow::lead).orElse(0);
        int running = before.map(Shadow::running).orElse(awake);
        int ruled = known ? ProxyAlone.after(place, running, loops) : running;
        int least = Math.max(0, Math.min(awake, awake + lead));
        int most = Math.min(place.machines(), Math.max(awake, awake + lead));
        return Math.clamp(ruled, least, most);
    }

    private static long pico(Rate rate, long millis) {
        long perSecond = rate.picoDollarsPerSecond();
        long whole = Math.multiplyExact(perSecond, millis / MILLIS_PER_SECOND);
        return Math.addExact(whole, perSecond * (millis % MILLIS_PER_SECOND) / MILLIS_PER_SECOND);
    }

    /// What was spent.
    public MicroDollars spent() {
        return micros(spentPico);
    }

    /// What was not spent thanks to Hangar: never more than the world without it would have cost.
    public MicroDollars saved() {
        return micros(savedPico);
    }

    /// What was spent on account of Hangar, such as on machines that it kept awake for the next burst.
    public MicroDollars overspent() {
        return micros(overspentPico);
    }

    private static MicroDollars micros(long pico) {
        return new MicroDollars(pico / PICO_PER_MICRO);
    }
}
