package dev.hangar.cli;

import dev.hangar.control.PropertySource;
import dev.hangar.control.Usage;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.report.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Many failures of one kind in one line.
final class Shortfalls {
    private Shortfalls() {}

    /// @param what such as `addresses`
    /// @param whose such as `app`; empty for the one organization
    static <T> List<Problem> of(String what, String whose, Collection<Answer<T>> answers) {
        Map<FailureKind, List<Failure>> kinds = new EnumMap<>(FailureKind.class);
        answers.forEach(answer -> answer.whyFailed()
                .ifPresent(failure -> kinds.computeIfAbsent(failure.kind(), kind -> new ArrayList<>())
                        .add(failure)));
        List<Problem> problems = new ArrayList<>();
        kinds.values().forEach(failures -> {
            int count = failures.size();
            String of = whose.isEmpty() ? "" : " of " + count + " " + whose + (count == 1 ? "" : "s");
            problems.add(new Problem(what + of, failures.getFirst()));
        });
        return problems;
    }

    /// What is missing from the volumes of an organization: all of them, or those that could not be understood.
    static List<Problem> ofList(Answer<PropertySource.VolumeList> volumes) {
        int unreadable =
                volumes.map(PropertySource.VolumeList::unreadable).asOptional().orElse(0);
        return unreadable == 0
                ? of("volumes", "", List.of(volumes))
                : List.of(new Problem(
                        unreadable == 1 ? "1 volume" : unreadable + " volumes",
                        Failure.of(
                                FailureKind.INVALID_ANSWER,
                                "not understood in the organization's list, so missing from the bill")));
    }

    /// Figures that failed alike, the first named.
    static List<Problem> ofUse(List<Usage.Unread> unread) {
        Map<FailureKind, List<Usage.Unread>> kinds = new EnumMap<>(FailureKind.class);
        unread.forEach(one -> kinds.computeIfAbsent(one.failure().kind(), kind -> new ArrayList<>())
                .add(one));
        List<Problem> problems = new ArrayList<>();
        kinds.values().forEach(alike -> {
            String more = alike.size() == 1 ? "" : " and " + (alike.size() - 1) + " more";
            problems.add(new Problem(
                    "past use: " + alike.getFirst().figure() + more,
                    alike.getFirst().failure()));
        });
        return problems;
    }
}
