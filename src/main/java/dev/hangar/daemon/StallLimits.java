package dev.hangar.daemon;

import dev.hangar.config.HangarSettings;
import dev.hangar.control.PastDemand;
import java.time.Duration;

/// How long the loop may be without a finished tick before that is no slowness any more: three times what liveness
/// gives it, and on top what a tick takes whose every call takes all of its time-out. Beyond that something hangs that
/// no time-out ends.
///
/// @param first until the first tick has finished, which also reads the past
/// @param later after that
record StallLimits(Duration first, Duration later) {
    /// Liveness fails long before, so that whoever looks at it hears first.
    private static final int TIMES_LIVENESS = 3;

    /// Longest wait of a client for its own rate limit, in front of a call.
    private static final Duration TURN = Duration.ofSeconds(5);

    /// Span of one query for the past: two hours, by 15 s (see [PastDemand]).
    private static final Duration STRETCH = PastDemand.STEP.multipliedBy(480);

    /// @param liveness time without a tick after which liveness fails
    static StallLimits of(HangarSettings settings, Duration liveness) {
        long listings =
                settings.apps().names().map(names -> (long) names.size()).orElse(1L);
        Duration query = settings.prometheus().timeout();
        Duration later = liveness.multipliedBy(TIMES_LIVENESS)
                .plus(settings.fly().timeout().plus(TURN).multipliedBy(listings))
                .plus(query);
        long stretches = stretches(settings.policies().longestStabilization())
                + stretches(settings.prometheus().learnFrom());
        long queries = stretches * settings.signals().size();
        return new StallLimits(later.plus(query.multipliedBy(queries)), later);
    }

    private static long stretches(Duration past) {
        return past.dividedBy(STRETCH) + 1;
    }
}
