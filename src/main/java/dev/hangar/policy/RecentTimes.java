package dev.hangar.policy;

import java.util.Arrays;
import java.util.stream.LongStream;

/// How long the newest few moves of one kind took: a set, so that a move that is told again is not taken twice, in
/// whatever order moves are told. Eight bytes for each.
///
/// Two moves are the same when they arrived in the same millisecond and took as long to the millisecond.
final class RecentTimes {
    /// A move is one number, arrival in front, so that numbers are ordered by age: 42 bits hold milliseconds since 1970
    /// until the year 2109, 21 bits hold 34 minutes.
    private static final int TOOK_BITS = 21;

    private static final long MOST_TOOK = (1L << TOOK_BITS) - 1;
    private static final long MOST_AT = (1L << 42) - 1;

    private final int most;
    private final long[] moves;

    private RecentTimes(int most, long[] moves) {
        this.most = most;
        this.moves = moves;
    }

    /// Of no move.
    ///
    /// @param most how many moves are kept, at least 1
    static RecentTimes upTo(int most) {
        return new RecentTimes(most, new long[0]);
    }

    /// With one more move; `this` when it is known already, or older than all that are kept.
    RecentTimes with(Moves.Move more) {
        long at = Math.clamp(more.at().toEpochMilli(), 0, MOST_AT);
        long move = at << TOOK_BITS | Math.clamp(more.took().toMillis(), 0, MOST_TOOK);
        int place = Arrays.binarySearch(moves, move);
        boolean full = moves.length == most;
        if (place >= 0 || (full && place == -1)) {
            return this;
        }
        long[] next = LongStream.concat(LongStream.of(move), Arrays.stream(moves))
                .sorted()
                .toArray();
        return new RecentTimes(most, full ? Arrays.copyOfRange(next, 1, next.length) : next);
    }

    int count() {
        return moves.length;
    }

    /// What each took, in milliseconds, oldest first.
    long[] millis() {
        long[] took = new long[moves.length];
        for (int i = 0; i < took.length; i++) {
            took[i] = moves[i] & MOST_TOOK;
        }
        return took;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecentTimes that && most == that.most && Arrays.equals(moves, that.moves);
    }

    @Override
    public int hashCode() {
        return 31 * most + Arrays.hashCode(moves);
    }

    @Override
    public String toString() {
        return Arrays.toString(millis()) + " ms";
    }
}
