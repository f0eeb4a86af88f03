package dev.hangar.cli.doctor;

import dev.hangar.report.Finding;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Compares our clock with those that the servers' answers tell.
final class ClockExam {
    private static final String CHECK = "clock";

    /// As much as a sample may come from the future before its age is no longer trusted.
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private ClockExam() {}

    /// @param maxAge oldest sample that a fleet may shrink on
    static void examine(List<Tap> taps, Duration maxAge, Notes notes) {
        Optional<Tap> farthest = taps.stream()
                .filter(tap -> tap.ahead().isPresent())
                .max(Comparator.comparing(
                        tap -> tap.ahead().orElse(Duration.ZERO).abs()));
        if (farthest.isEmpty()) {
            notes.skip(CHECK, "no answer told the time");
            return;
        }
        Duration ahead = farthest.get().ahead().orElse(Duration.ZERO);
        String server = farthest.get().server().host();
        if (ahead.abs().compareTo(TOLERATED) <= 0) {
            notes.ok(CHECK, "agrees with that of " + server + " to within " + TOLERATED.toSeconds() + " s");
            return;
        }
        boolean hopeless = ahead.abs().compareTo(maxAge) > 0;
        notes.add(
                hopeless ? Finding.Level.FAILURE : Finding.Level.WARNING,
                Cause.CLOCK_OFF,
                CHECK,
                "ours is " + SignalExam.words(ahead.abs()) + (ahead.isNegative() ? " ahead of" : " behind")
                        + " that of "
                        + server + ": samples look "
                        + (ahead.isNegative() ? "older than they are" : "as from the future")
                        + (hopeless ? ", and all of them stale" : ""),
                "let this computer follow NTP, such as by timedatectl set-ntp true");
    }
}
