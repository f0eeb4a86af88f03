package dev.hangar.fly;

import java.util.Locale;

/// A kind of call. Fly limits the rate per action and identifier (facts 3). Reads and writes are different types so
/// that the read side cannot even name a write.
sealed interface ApiAction permits ReadAction, WriteAction {
    /// Name of the enum constant.
    String name();

    /// What Fly allows.
    Allowance allowance();

    /// Such as `list machines`.
    default String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Such as `list-machines`: the meters' word.
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A token bucket.
    enum Allowance {
        ORDINARY(1, 3),
        /// For reading one Machine.
        GENEROUS(5, 10);

        private final int perSecond;
        private final int burst;

        Allowance(int perSecond, int burst) {
            this.perSecond = perSecond;
            this.burst = burst;
        }

        /// Tokens that come back each second.
        int perSecond() {
            return perSecond;
        }

        /// Most tokens at a time.
        int burst() {
            return burst;
        }
    }
}
