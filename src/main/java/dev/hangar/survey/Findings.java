package dev.hangar.survey;

import dev.hangar.control.PassRecord;
import dev.hangar.control.Usage;
import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.Service;
import dev.hangar.policy.Role;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a survey comes to.
///
/// @param bill what is paid for
/// @param advice what is worth telling, the most important first
/// @param lines by app: what was started and asked of it over time, for charts
/// @param capacities concurrency that one machine of a fleet takes, where its services tell
/// @param confidence how sure all of it is
public record Findings(
        Bill bill,
        List<Advice> advice,
        SortedMap<AppName, List<Usage.Point>> lines,
        SortedMap<FleetId, Integer> capacities,
        Optional<Confidence> confidence) {
    /// Nothing was looked for.
    public static final Findings NONE =
            new Findings(Bill.NONE, List.of(), new TreeMap<>(), new TreeMap<>(), Optional.empty());

    public Findings {
        advice = advice.stream().sorted().toList();
    }

    /// What a survey comes to, when everything that was asked was answered.
    public static Findings of(Survey survey, List<Rule> rules) {
        return of(survey, rules, Confidence.Gaps.NONE);
    }

    /// What a survey comes to.
    ///
    /// @param rules what is looked for; their order does not matter
    /// @param gaps what is not in the survey because it could not be read
    public static Findings of(Survey survey, List<Rule> rules, Confidence.Gaps gaps) {
        List<Advice> advice = survey.apps().stream()
                .flatMap(app -> rules.stream().flatMap(rule -> rule.look(app, survey).stream()))
                // What is said of the whole organization must rest on all of it.
                .filter(one -> !gaps.chosen() || !one.subject().equals(Advice.Subject.ORG))
                .toList();
        return new Findings(
                Bill.of(survey),
                advice,
                survey.usage().lines(),
                capacities(survey),
                Optional.of(Confidence.of(survey, gaps)));
    }

    /// The smallest soft limit over all services of all machines of a fleet: at that Fly Proxy looks for another one.
    private static SortedMap<FleetId, Integer> capacities(Survey survey) {
        SortedMap<FleetId, Integer> capacities = new TreeMap<>();
        survey.apps().stream()
                .flatMap(app -> app.fleets().stream())
                .forEach(decided -> softLimit(decided).ifPresent(limit -> capacities.put(decided.fleet(), limit)));
        return capacities;
    }

    private static OptionalInt softLimit(PassRecord.Decided decided) {
        return decided.evaluation().report().machines().stream()
                .filter(report -> report.role() != Role.OUTSIDER)
                .flatMap(report -> report.machine().config().stream())
                .flatMap(config -> config.services().stream())
                .mapToInt(Service::effectiveSoftLimit)
                .min();
    }
}
