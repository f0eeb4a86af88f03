package dev.hangar.web;

import dev.hangar.policy.Spread;
import dev.hangar.policy.WakeTimes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// What was learned of a fleet's wakes and sleeps, in the API.
///
/// @param resumed starts of suspended machines that resumed
/// @param booted those that booted cold, because the snapshot was lost
/// @param resumeShare share that is expected to resume, 0 to 1; 0.5 when nothing is known
/// @param resume resumes, null before the first
/// @param coldBoot cold boots, null before the first
/// @param suspend suspends, null before the first
/// @param stop stops, null before the first
public record WakeView(
        int resumed,
        int booted,
        double resumeShare,
        Optional<TimesView> resume,
        Optional<TimesView> coldBoot,
        Optional<TimesView> suspend,
        Optional<TimesView> stop) {
    private static final int MILLIS = 3;

    /// Some times: the usual one, and what nine of ten stay within.
    public record TimesView(int count, BigDecimal medianSeconds, BigDecimal highSeconds) {
        static TimesView of(Spread spread) {
            return new TimesView(spread.count(), seconds(spread.median()), seconds(spread.high()));
        }
    }

    static WakeView of(WakeTimes times) {
        return new WakeView(
                times.resumed(),
                times.booted(),
                times.resumeShare(),
                times.resumes().map(TimesView::of),
                times.cold().map(TimesView::of),
                times.suspending().map(TimesView::of),
                times.stopping().map(TimesView::of));
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS);
    }
}
