package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What the adaptive rule remembers of one pool of machines, as an immutable value of at most some 4 KB.
///
/// One step for every slot of 15 s: `memory = memory.step(load, requests, waking, goal)`; then [#machines] is
/// what the coming slot should run.
public final class AdaptiveMemory {
    /// Nothing seen yet.
    public static final AdaptiveMemory NEW = new AdaptiveMemory(new Shadow(), RuleFamily.USUAL);

    /// Time between two steps.
    public static final Duration SLOT = Duration.ofSeconds(RuleFamily.SLOT_SECONDS);

    /// For so many slots the rule of the beginning is followed: 45 minutes.
    private static final int AT_FIRST_SLOTS = 180;

    /// More in one slot would leave what sums can hold.
    private static final double MOST_REQUESTS = 1e18;

    private final Shadow shadow;
    private final int followed;

    private AdaptiveMemory(Shadow shadow, int followed) {
        this.shadow = shadow;
        this.followed = followed;
    }

    /// Begins with the load of the present slot: from it the first [#machines] follow.
    ///
    /// @param load in machines, 0 or more
    public AdaptiveMemory begin(double load) {
        Shadow next = shadow.copy();
        next.begin(load);
        next.follow(followed);
        return new AdaptiveMemory(next, followed);
    }

    /// Whether nothing was seen yet.
    public boolean isNew() {
        return shadow.isNew();
    }

    /// The memory after one slot.
    ///
    /// @param load of the slot, in machines at full capacity; finite, 0 or more
    /// @param requests requests or jobs that came in the slot; finite, 0 or more
    public AdaptiveMemory step(double load, double requests, Waking waking, Goal goal) {
        if (!(load >= 0 && requests >= 0) || Double.isInfinite(load) || Double.isInfinite(requests)) {
            throw new IllegalArgumentException("load " + load + " and requests " + requests + " must be 0 or more");
        }
        Shadow next = isNew() ? begin(load).shadow : shadow.copy();
        next.step(load, Math.min(MOST_REQUESTS, requests), waking);
        int rule = choose(next, waking, goal);
        next.follow(rule);
        return new AdaptiveMemory(next, rule);
    }

    private int choose(Shadow next, Waking waking, Goal goal) {
        if (next.slots() < AT_FIRST_SLOTS) {
            return waking.areKnownToBeSlow() ? RuleFamily.USUAL_AND_ONE : RuleFamily.USUAL;
        }
        if (next.slots() % Selection.EVERY != 0) {
            return followed;
        }
        next.gaps().learn();
        return new Selection(next.ledger(), goal, waking.notInTime()).choose();
    }

    /// Machines that the followed rule runs in the coming slot, 0 or more.
    public int machines() {
        return shadow.isNew() ? 0 : shadow.wanted(followed);
    }

    /// How many of [#machines] are worth a start if they do not run: what the present load wants, and a machine
    /// that is
    /// to be awake before the end of a gap. What a rule merely holds is kept where it runs; whoever put it to sleep
    /// finds it asleep.
    public int worthStarting() {
        return shadow.isNew() ? 0 : shadow.worthStarting(followed);
    }

    /// Slots counted so far.
    public int slots() {
        return shadow.slots();
    }

    /// The rule that is followed.
    public Rule rule() {
        return RuleFamily.rule(followed, shadow.gaps());
    }

    /// Why [#machines] is what it is. It looks at every rule a few times: for reports, not for decisions.
    public Verdict verdict(Waking waking, Goal goal) {
        Ledger ledger = shadow.ledger();
        Selection now = new Selection(ledger, goal, waking.notInTime());
        Selection cold = new Selection(ledger, goal, 1);
        double requests = ledger.requests();
        int steepest = now.steepest(followed);
        OptionalInt cheaper = steepest == followed ? OptionalInt.empty() : OptionalInt.of(steepest);
        return new Verdict(
                figures(followed, now),
                RuleFamily.slots(Math.max(0, AT_FIRST_SLOTS - shadow.slots())),
                Duration.ofSeconds((long) ledger.seconds()),
                ledger.seconds() > 0 ? requests / ledger.seconds() : 0,
                requests > 0 ? now.followedLate() / requests : 0,
                now.late(now.leastLate()) <= goal.lateShare() * requests,
                figures(now.settled(), now),
                figures(now.runnerUp(followed), now),
                figures(cheaper, now),
                figures(cold.settled(), cold));
    }

    private Optional<Verdict.Shadowed> figures(OptionalInt rule, Selection selection) {
        return rule.isPresent() ? Optional.of(figures(rule.getAsInt(), selection)) : Optional.empty();
    }

    private Verdict.Shadowed figures(int rule, Selection selection) {
        Ledger ledger = shadow.ledger();
        return new Verdict.Shadowed(
                RuleFamily.rule(rule, shadow.gaps()),
                ledger.seconds() > 0 ? ledger.cost(rule) / ledger.seconds() : 0,
                ledger.requests() > 0 ? Math.min(1, selection.late(rule) / ledger.requests()) : 0);
    }

    /// All of this memory as bytes, for [#fromBytes]: some 2.5 to 4 KB.
    public byte[] toBytes() {
        return MemoryFormat.write(shadow, followed);
    }

    /// The memory that [#toBytes] wrote; empty for bytes that are damaged, of another version or of something
    /// else. Then one begins anew: nothing but what was learned is lost.
    public static Optional<AdaptiveMemory> fromBytes(byte[] bytes) {
        return MemoryFormat.read(bytes, AdaptiveMemory::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdaptiveMemory its && followed == its.followed && shadow.same(its.shadow);
    }

    @Override
    public int hashCode() {
        return 31 * shadow.slots() + followed;
    }

    @Override
    public String toString() {
        return "AdaptiveMemory[" + slots() + " slots, follows " + rule().words() + "]";
    }
}
