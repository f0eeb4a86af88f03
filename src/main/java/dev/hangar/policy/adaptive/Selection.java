package dev.hangar.policy.adaptive;

import java.util.OptionalInt;

/// Which rule is followed for the next quarter of an hour (`facts/algorithms.md` F4, decision 0010).
///
/// The cheapest rule that kept nine tenths of the late share. While what was followed has room left, a cheaper
/// rule that alone would be too late takes turns with it, so that the room is spent; once what was followed used
/// up more than its room, what is over comes off the limit. Where no rule keeps the share, the cheapest of those
/// that come nearest. A price per late request may stop the search before the share is kept.
final class Selection {
    /// Share of the allowed lateness that is planned with.
    static final double MARGIN = 0.9;

    /// How much of what is over comes off.
    private static final double CORRECTION = 0.5;

    /// Lateness comes in lumps: a cheaper rule needs room for a whole one.
    private static final double LUMP = 1;

    /// Where no rule keeps the share, this much more lateness is worth any saving.
    private static final double NEAR = 1.05;

    /// Late requests that are added to every rule that lets the first machine sleep: that none was seen among
    /// fifty is no proof of one in a hundred.
    private static final double DOUBT = 0.5;

    /// Rules whose costs differ by less are the same to a reader, unless their lateness differs.
    private static final double NOTICED = 0.005;

    /// As a share of what may be late.
    private static final double NOTICED_LATE = 0.1;

    private static final int ALWAYS = (RuleFamily.BASES - 1) * RuleFamily.PLAIN;

    /// Where fewer requests than this are left in the weighed sums, the fleet is forgotten: any rule is good enough.
    private static final double FORGOTTEN = 2;

    /// Slots between two choices: a quarter of an hour.
    static final int EVERY = 60;

    private static final double EVERY_SECONDS = (double) EVERY * RuleFamily.SLOT_SECONDS;

    private final Ledger ledger;
    private final Goal goal;
    private final double coming;

    /// @param coming share of the counted late requests that is late for certain: what wakes in time is not
    Selection(Ledger ledger, Goal goal, double coming) {
        this.ledger = ledger;
        this.goal = goal;
        this.coming = coming;
    }

    /// Late requests of a rule, as wake-ups are now.
    double late(int rule) {
        boolean always = rule >= ALWAYS && rule < RuleFamily.HELD;
        return (ledger.late(rule) + (always ? 0 : DOUBT)) * coming;
    }

    double followedLate() {
        return ledger.followedLate() * coming;
    }

    /// Late requests that are planned with. Where nobody has come for a week or so no promise is left to keep.
    private double limit() {
        return ledger.requests() < FORGOTTEN ? Double.MAX_VALUE : MARGIN * goal.lateShare() * ledger.requests();
    }

    /// The rule to follow.
    int choose() {
        double over = followedLate() - limit();
        double limit = over <= 0 ? limit() : Math.max(limit() / 20, limit() - CORRECTION * over);
        int steady = steady(limit);
        if (goal.latePrice().isPresent()) {
            return withPrice(steady, limit, goal.latePrice().get().toMillis() / 1e3);
        }
        boolean kept = late(steady) <= limit;
        return over <= 0 && kept ? taking(steady) : steady;
    }

    /// The cheapest that keeps the limit, else the cheapest near the least late.
    private int steady(double limit) {
        return cheapest(limit)
                .orElseGet(() -> cheapest(late(leastLate()) * NEAR).orElse(leastLate()));
    }

    OptionalInt cheapest(double limit) {
        int best = -1;
        for (int rule = 0; rule < RuleFamily.RULES; rule++) {
            boolean eligible = !RuleFamily.isTwin(rule) && late(rule) <= limit;
            if (eligible && (best < 0 || ledger.cost(rule) < ledger.cost(best))) {
                best = rule;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    int leastLate() {
        int least = 0;
        for (int rule = 1; rule < RuleFamily.RULES; rule++) {
            if (!RuleFamily.isTwin(rule) && late(rule) < late(least)) {
                least = rule;
            }
        }
        return least;
    }

    /// The cheaper rule that takes turns with `steady`, if its turn fits; else `steady`. Of the rules that are
    /// too late the one that saves most for each late request more: with it the two are neighbors on the lower
    /// hull.
    private int taking(int steady) {
        int cheaper = steepest(steady);
        if (cheaper == steady) {
            return steady;
        }
        double turn = EVERY_SECONDS / ledger.seconds();
        double kept = Math.pow(Ledger.KEPT, EVERY);
        double lateThen = followedLate() * kept + late(cheaper) * turn + LUMP * coming;
        double allowed = MARGIN * goal.lateShare() * ledger.requests() * (kept + turn);
        return lateThen <= allowed ? cheaper : steady;
    }

    int steepest(int steady) {
        int best = steady;
        double slope = 0;
        for (int rule = 0; rule < RuleFamily.RULES; rule++) {
            double saves = ledger.cost(steady) - ledger.cost(rule);
            double later = late(rule) - late(steady);
            if (!RuleFamily.isTwin(rule) && saves > 0 && later > 0 && saves / later > slope) {
                slope = saves / later;
                best = rule;
            }
        }
        return best;
    }

    /// Walks the lower hull from the cheapest rule on, as long as avoiding one more late request costs no more
    /// than `price` machine-seconds, and no further than `steady` goes.
    private int withPrice(int steady, double limit, double price) {
        int at = cheapest(Double.MAX_VALUE).orElse(steady);
        while (late(at) > limit) {
            int next = flattest(at);
            if (next == at || (ledger.cost(next) - ledger.cost(at)) / (late(at) - late(next)) > price) {
                return at;
            }
            at = next;
        }
        return ledger.cost(steady) < ledger.cost(at) && late(steady) <= limit ? steady : at;
    }

    /// The next corner of the hull: the rule that avoids a late request for the least money.
    private int flattest(int at) {
        int best = at;
        double slope = Double.MAX_VALUE;
        for (int rule = 0; rule < RuleFamily.RULES; rule++) {
            double earlier = late(at) - late(rule);
            double dearer = ledger.cost(rule) - ledger.cost(at);
            if (!RuleFamily.isTwin(rule) && earlier > 0 && dearer / earlier < slope) {
                slope = dearer / earlier;
                best = rule;
            }
        }
        return best;
    }

    /// The rule without regard to turns and to what was followed before: the one that goes with the goal.
    int settled() {
        int steady = steady(limit());
        return goal.latePrice().isPresent()
                ? withPrice(steady, limit(), goal.latePrice().get().toMillis() / 1e3)
                : steady;
    }

    /// The cheapest other rule that keeps the share; of equally dear ones the least late. One that does nearly as
    /// `followed` does is no other.
    OptionalInt runnerUp(int followed) {
        int best = -1;
        for (int rule = 0; rule < RuleFamily.RULES; rule++) {
            boolean eligible =
                    rule != followed && !RuleFamily.isTwin(rule) && late(rule) <= limit() && differ(rule, followed);
            if (eligible && (best < 0 || comesBefore(rule, best))) {
                best = rule;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    private boolean differ(int one, int other) {
        return Math.abs(ledger.cost(one) - ledger.cost(other)) > NOTICED * ledger.cost(other)
                || Math.abs(late(one) - late(other)) > NOTICED_LATE * limit();
    }

    private boolean comesBefore(int one, int other) {
        float dearer = ledger.cost(one) - ledger.cost(other);
        return dearer < 0 || (dearer == 0 && late(one) < late(other));
    }
}
