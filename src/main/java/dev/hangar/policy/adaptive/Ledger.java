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

    Ledger() {
        this(new float[RULES], new float[RULES]);
    }

    private Ledger(float[] cost, float[] late) {
        this.cost = cost;
        this.late = late;
    }

    Ledger copy() {
        Ledger copy = new Ledger(cost.clone(), late.clone());
        copy.requests = requests;
        copy.seconds = seconds;
        copy.followedLate = followedLate;
        return copy;
    }

    /// Begins a slot in which so many requests came.
    void slot(double came) {
        requests = requests * KEPT + (float) came;
        seconds = seconds * KEPT + RuleFamily.SLOT_SECONDS;
        for (int rule = 0; rule < RULES; rule++) {
            cost[rule] *= KEPT;
        }
        for (int rule = 0; rule < RULES; rule++) {
            late[rule] *= KEPT;
        }
    }

    /// Books a rule's slot.
    ///
    /// @param machines that ran
    /// @param starts among them
    /// @param lateOnes requests
    void book(int rule, int machines, int starts, float lateOnes) {
        cost[rule] += RuleFamily.SLOT_SECONDS * machines + START_SECONDS * starts;
        late[rule] += lateOnes;
    }

    /// Books the late requests of the rule that was followed.
    void bookFollowed(double lateOnes) {
        followedLate = followedLate * KEPT + (float) lateOnes;
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

    int bytes() {
        return (cost.length + late.length + 3) * Float.BYTES;
    }

    boolean same(Ledger other) {
        return Arrays.equals(cost, other.cost)
                && Arrays.equals(late, other.late)
                && requests == other.requests
                && seconds == other.seconds
                && followedLate == other.followedLate;
    }
}
