package dev.hangar.survey;

import dev.hangar.model.AppName;
import dev.hangar.model.Region;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// How sure the figures are, and what makes them less so.
///
/// @param level how sure
/// @param doubts what they rest on that may be otherwise, each one sentence without a full stop; the gravest first
public record Confidence(Level level, List<String> doubts) {
    /// How sure, the surest first.
    public enum Level {
        HIGH,
        MEDIUM,
        LOW
    }

    /// What is not in a survey because it could not be read.
    ///
    /// @param unread apps whose machines could not be read
    /// @param unreadRegions regions that Fly could not read
    /// @param chosen whether only some apps of the organization were asked for
    public record Gaps(SortedSet<AppName> unread, SortedSet<Region> unreadRegions, boolean chosen) {
        /// Everything was read.
        public static final Gaps NONE = new Gaps(new TreeSet<>(), new TreeSet<>());

        /// Of a survey that every app was asked for.
        public Gaps(SortedSet<AppName> unread, SortedSet<Region> unreadRegions) {
            this(unread, unreadRegions, false);
        }

        public Gaps {
            unread = Collections.unmodifiableSortedSet(new TreeSet<>(unread));
            unreadRegions = Collections.unmodifiableSortedSet(new TreeSet<>(unreadRegions));
        }
    }

    public Confidence {
        doubts = List.copyOf(doubts);
    }

    /// How sure the figures of a survey are: as sure as the gravest of their doubts lets them be.
    public static Confidence of(Survey survey, Gaps gaps) {
        List<Doubt> doubts = Doubt.all(survey, gaps);
        Level level = doubts.stream()
                .map(Doubt::leaves)
                .max(Comparator.naturalOrder())
                .orElse(Level.HIGH);
        return new Confidence(level, doubts.stream().map(Doubt::sentence).toList());
    }
}
