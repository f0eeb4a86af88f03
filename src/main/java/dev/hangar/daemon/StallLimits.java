package dev.hangar.daemon;

import dev.hangar.config.HangarSettings;
import dev.hangar.control.PastDemand;
import java.time.Duration;

/// How long the loop may be without a finished tick, or at work without a pass that ends, before that is no slowness
/// any more. For ticks: three times what liveness gives it, and on top what a tick takes whose every call takes all of
/// its time-out. For passes: what more calls than the passes of an app should need take so, three times over, since a
/// pass may do much. Beyond that something hangs that no time-out ends.
///
/// @param first until a tick has read the past: the first that has apps, which need not be the first
/// @param later after that
/// @param slow without the end of a pass while one is at work, until liveness fails
/// @param passes the same until the process ends
record StallLimits(Duration first, Duration later, Duration slow, Duration passes) {
    /// Liveness fails long before, so that whoever looks at it hears first.
    private static final int TIMES_LIVENESS = 3;

    /// Longest wait of a client for its own rate limit, in front of a call.
    private static final Duration TURN = Duration.ofSeconds(5);

    /// Span of one query for the past: two hours, by 15 s (see [PastDemand]).
    private static final Duration STRETCH = PastDemand.STEP.multipliedBy(480);

    /// Calls that may take all of their time-out between two ends of passes: a sleep takes a dozen, a start three, and
    /// other apps' passes end meanwhile.
    private static final int SLOW_CALLS = 80;

    private static final int SLOW_INTERVALS = 10;

    /// On top, for what is no call: learning from the past of an app on a CPU that is held back.
    private static final Duration GRACE = Duration.ofMinutes(5);

    /// @param liveness time without a tick after which liveness fails
    static StallLimits of(HangarSettings settings, Duration liveness) {
        long listings =
                settings.apps().names().map(names -> (long) names.size()).orElse(1L);
        Duration call = settings.fly().timeout().plus(TURN);
        Duration query = settings.prometheus().timeout();
        Duration later = liveness.multipliedBy(TIMES_LIVENESS)
                .plus(call.multipliedBy(listings))
                .plus(query);
        long stretches = stretches(settings.policies().longestStabilization())
                + stretches(settings.prometheus().learnFrom());
        long queries = stretches * settings.signals().size();
        Duration slow = longer(settings.interval().multipliedBy(SLOW_INTERVALS), call.multipliedBy(SLOW_CALLS));
        return new StallLimits(
                later.plus(query.multipliedBy(queries)),
                later,
                slow,
                slow.multipliedBy(TIMES_LIVENESS).plus(GRACE));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static long stretches(Duration past) {
        return past.dividedBy(STRETCH) + 1;
    }
}
