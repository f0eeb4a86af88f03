package dev.hangar.prometheus;

import dev.hangar.control.Usage;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What asking for every figure over one window gave.
///
/// @param figures what was answered
/// @param lines over time
/// @param failures what was not, asked or not
/// @param answered how many figures were answered, 0 or more
record UsageAttempt(
        UsageBuilder figures, SortedMap<AppName, List<Usage.Point>> lines, List<Usage.Unread> failures, int answered) {
    private static final long HOURS_OF_A_DAY = 24;

    UsageAttempt {
        failures = List.copyOf(failures);
    }

    static UsageAttempt nothing(Usage.Unread why, UsageBuilder figures) {
        return new UsageAttempt(figures, Collections.emptySortedMap(), List.of(why), 0);
    }

    /// Why a shorter window may give more: the server refused a figure for its size, or one alone took too long.
    ///
    /// @param timeouts how many queries got no answer in time
    Optional<Failure> tooMuch(int timeouts) {
        return failures.stream()
                .map(Usage.Unread::failure)
                .filter(failure -> QueryClient.isTooMuch(failure) || BoundedClient.isTimeout(failure))
                .filter(failure -> timeouts <= 1)
                .findFirst();
    }

    /// The same, told to stand in for a longer window.
    UsageAttempt instead(Duration longer, Failure why) {
        List<Usage.Unread> all = new ArrayList<>();
        String told = why.detail() + "; 1 day was read instead";
        all.add(new Usage.Unread(
                "use over " + words(longer), new Failure(why.kind(), told, why.httpStatus(), why.requestId())));
        all.addAll(failures);
        return new UsageAttempt(figures, lines, all, answered);
    }

    private static String words(Duration time) {
        return time.toHours() % HOURS_OF_A_DAY == 0 ? time.toDays() + " days" : time.toHours() + " hours";
    }

    /// @param window that was asked for
    Usage usage(Duration window) {
        return new Usage(window, figures.machines(), figures.traffic(), lines, told());
    }

    /// What was not even asked in one line.
    private List<Usage.Unread> told() {
        List<Usage.Unread> told = new ArrayList<>();
        List<Usage.Unread> notAsked = new ArrayList<>();
        for (Usage.Unread unread : failures) {
            (BoundedClient.wasNotAsked(unread.failure()) ? notAsked : told).add(unread);
        }
        if (!notAsked.isEmpty()) {
            Usage.Unread first = notAsked.getFirst();
            String figures = notAsked.size() == 1 ? first.figure() : notAsked.size() + " other figures";
            told.add(new Usage.Unread(figures, first.failure()));
        }
        return told;
    }
}
