package dev.hangar.policy.adaptive;

import java.util.Arrays;

import static dev.hangar.policy.adaptive.RuleFamily.RULES;

/// What the rules came to: sums whose weight halves in a day and a half (`facts/algorithms.md` F3).
///
/// - cost: machine-seconds run, and 30 s for every start
/// - late: requests that were late, if no wake-up is in time
final class Ledger {
    /// Weight that a sum keeps over one slot.
    static final float KEPT = (float) Math.pow(2, -RuleFamily.SLOT_SECONDS / (1.5 * 86_400));

    /// What a start is worth avoiding besides its boot: the wear of a machine that comes and goes.
    private static final float START_SECONDS = 30;

    private final float[] cost;
    private final float[] late;
    private float requests;
    private float seconds;
    private float followedLate;

    /// Nothing counted yet.
    Ledger() {
        cost = new float[RULES];
        late = new float[RULES];
    }

    /// Of one slot in which so many requests came, for [#book] and then [#add].
    static Ledger ofSlot(double came) {
        Ledger slot = new Ledger();
        slot.requests = (float) came;
        slot.seconds = RuleFamily.SLOT_SECONDS;
        return slot;
    }

    /// Books a rule's slot.
    ///
    /// @param machines that ran
    /// @param starts among them
    /// @param lateOnes requests
    void book(int rule, int machines, int starts, float lateOnes) {
        cost[rule] = RuleFamily.SLOT_SECONDS * machines + START_SECONDS * starts;
        late[rule] = lateOnes;
    }

    /// Books for `count` rules from `to` on what was booked for as many from `from` on.
    void bookAlike(int from, int to, int count) {
        System.arraycopy(cost, from, cost, to, count);
        System.arraycopy(late, from, late, to, count);
    }

    /// Books for a rule what was booked for the one before it.
    void bookAsBefore(int rule) {
        cost[rule] = cost[rule - 1];
        late[rule] = late[rule - 1];
    }

    /// Books the late requests of the rule that was followed.
    void bookFollowed(float lateOnes) {
        followedLate = lateOnes;
    }

    /// Adds to what was booked for one slot what is kept of the time before. From then on nothing changes any
    /// more.
    void add(Ledger before) {
        requests += before.requests * KEPT;
        seconds += before.seconds * KEPT;
        followedLate += before.followedLate * KEPT;
        for (int rule = 0; rule < RULES; rule++) {
            cost[rule] += before.cost[rule] * KEPT;
        }
        for (int rule = 0; rule < RULES; rule++) {
            late[rule] += before.late[rule] * KEPT;
        }
    }

    float cost(int rule) {
        return cost[rule];
    }

    float late(int rule) {
        return late[rule];
    }

    /// Requests.
    float requests() {
        return requests;
    }

    /// Time that the sums stand for.
    float seconds() {
        return seconds;
    }

    float followedLate() {
        return followedLate;
    }

    void write(MemoryWriter out) {
        out.real(requests);
        out.real(seconds);
        out.real(followedLate);
        for (int rule = 0; rule < RULES; rule++) {
            out.real(cost[rule]);
            out.real(late[rule]);
        }
    }

    static Ledger read(MemoryReader in) {
        Ledger ledger = new Ledger();
        ledger.requests = in.real();
        ledger.seconds = in.real();
        ledger.followedLate = in.real();
        for (int rule = 0; rule < RULES; rule++) {
            ledger.cost[rule] = in.real();
            ledger.late[rule] = in.real();
        }
        return ledger;
    }

    boolean same(Ledger other) {
        return Arrays.equals(cost, other.cost)
                && Arrays.equals(late, other.late)
                && requests == other.requests
                && seconds == other.seconds
                && followedLate == other.followedLate;
    }
}
