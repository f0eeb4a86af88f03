package dev.hangar.survey;

import dev.hangar.control.PassRecord;
import dev.hangar.control.Usage;
import dev.hangar.model.Answer;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineState;
import dev.hangar.policy.Demand;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Role;
import dev.hangar.survey.Confidence.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// One thing that figures rest on and that may be otherwise.
///
/// @param leaves how sure one can be all the same
/// @param sentence with numbers, without a full stop
record Doubt(Level leaves, String sentence) {
    /// Less than that was missed when a fleet was watched for less: an ordinary week has its busy day.
    private static final Duration A_WEEK = Duration.ofDays(7);

    private static final Duration A_DAY = Duration.ofDays(1);

    /// Every doubt about a survey, the gravest first, else in the order of the list below.
    static List<Doubt> all(Survey survey, Confidence.Gaps gaps) {
        List<Doubt> doubts = new ArrayList<>();
        unread(survey, gaps).ifPresent(doubts::add);
        unpriced(survey).ifPresent(doubts::add);
        demand(survey).ifPresent(doubts::add);
        watched(survey).ifPresent(doubts::add);
        regions(gaps).ifPresent(doubts::add);
        chosen(gaps).ifPresent(doubts::add);
        prices(survey).ifPresent(doubts::add);
        property(survey, "volumes", app -> app.volumes().map(Doubt::failed)).ifPresent(doubts::add);
        property(survey, "addresses", app -> app.addresses().map(Doubt::failed)).ifPresent(doubts::add);
        snapshots(survey).ifPresent(doubts::add);
        doubts.addAll(usage(survey.usage()));
        rootfs(survey).ifPresent(doubts::add);
        doubts.add(new Doubt(
                Level.HIGH,
                "traffic, certificates, reservations, discounts and free allowances are not counted: Fly tells them by"
                        + " no API"));
        return doubts.stream()
                .sorted(Comparator.comparing(Doubt::leaves).reversed())
                .toList();
    }

    private static Optional<Doubt> unread(Survey survey, Confidence.Gaps gaps) {
        int missing = gaps.unread().size();
        long all = survey.apps().stream()
                        .filter(app -> !gaps.unread().contains(app.name()))
                        .count()
                + missing;
        return missing == 0
                ? Optional.empty()
                : Optional.of(new Doubt(
                        missing * 10L >= all ? Level.LOW : Level.MEDIUM,
                        "the machines of " + missing + " of " + Phrases.count(all, "app")
                                + " could not be read and are not on" + " the bill: " + Phrases.some(gaps.unread())));
    }

    private static Optional<Doubt> regions(Confidence.Gaps gaps) {
        return gaps.unreadRegions().isEmpty()
                ? Optional.empty()
                : Optional.of(new Doubt(
                        Level.MEDIUM,
                        "Fly could not list " + Phrases.some(gaps.unreadRegions())
                                + ": an app may have machines there that are" + " not on the bill"));
    }

    private static Optional<Doubt> unpriced(Survey survey) {
        List<MachineReport> all =
                survey.apps().stream().flatMap(AppSurvey::reports).toList();
        long missing = all.stream().filter(report -> report.now().isEmpty()).count();
        if (missing > 0) {
            return Optional.of(new Doubt(
                    missing * 10 >= all.size() ? Level.LOW : Level.MEDIUM,
                    missing + " of " + Phrases.count(all.size(), "machine")
                            + " have no price, as their size is not known or not"
                            + " on the list: they are on no line of the bill"));
        }
        long sleeping = all.stream()
                .map(MachineReport::machine)
                .filter(machine ->
                        survey.book().rate(machine, MachineState.STARTED).isEmpty())
                .count();
        return sleeping == 0
                ? Optional.empty()
                : Optional.of(new Doubt(
                        Level.HIGH, Phrases.count(sleeping, "sleeping machine") + " would have no price once started"));
    }

    private static Optional<Doubt> demand(Survey survey) {
        List<Demand> demands = scaled(survey).stream()
                .map(decided -> decided.evaluation().report().demand())
                .toList();
        long missing = demands.stream()
                .filter(demand -> demand.gap().filter(gap -> !gap.brief()).isPresent())
                .count();
        return missing == 0
                ? Optional.empty()
                : Optional.of(new Doubt(
                        missing * 2 > demands.size() ? Level.LOW : Level.MEDIUM,
                        "the demand of " + missing + " of " + Phrases.count(demands.size(), "fleet")
                                + " is not known: what" + " could be saved there is not in the figures"));
    }

    private static Optional<Doubt> watched(Survey survey) {
        // Where demand is not known at all, nothing was watched: that is a doubt of its own.
        List<PassRecord.Decided> fleets = scaled(survey).stream()
                .filter(decided -> decided.evaluation().report().demand().gap().isEmpty())
                .toList();
        Predicate<PassRecord.Decided> briefly = decided -> watched(decided).compareTo(A_WEEK) < 0;
        long missing = fleets.stream().filter(briefly).count();
        Duration shortest = fleets.stream()
                .map(Doubt::watched)
                .min(Comparator.naturalOrder())
                .orElse(A_WEEK);
        return missing == 0
                ? Optional.empty()
                : Optional.of(new Doubt(
                        shortest.compareTo(A_DAY) < 0 ? Level.MEDIUM : Level.HIGH,
                        "the demand of " + missing + " of " + Phrases.count(fleets.size(), "fleet")
                                + " was seen for less than" + " 7 days, the shortest for " + Phrases.time(shortest)));
    }

    private static Duration watched(PassRecord.Decided decided) {
        return decided.evaluation()
                .next()
                .since()
                .map(since -> Duration.between(since, decided.at()))
                .filter(time -> !time.isNegative())
                .orElse(Duration.ZERO);
    }

    /// Fleets that Hangar would scale.
    private static List<PassRecord.Decided> scaled(Survey survey) {
        return survey.apps().stream()
                .flatMap(app -> app.fleets().stream())
                .filter(decided -> decided.evaluation().report().machines().stream()
                        .anyMatch(report -> report.role() != Role.OUTSIDER))
                .toList();
    }

    private static Optional<Doubt> chosen(Confidence.Gaps gaps) {
        return gaps.chosen()
                ? Optional.of(new Doubt(
                        Level.HIGH,
                        "only some apps were looked at: what the organization has free, such as the first 10 GB of"
                                + " snapshots, is all taken as theirs"))
                : Optional.empty();
    }

    private static Optional<Doubt> prices(Survey survey) {
        return survey.prices().isOld(survey.at())
                ? Optional.of(new Doubt(
                        Level.MEDIUM,
                        "prices were last seen on " + survey.prices().seenOn() + ", "
                                + survey.prices().age(survey.at()).toDays() + " days ago"))
                : Optional.empty();
    }

    private static boolean failed(Answer<?> answer) {
        return answer.whyFailed().isPresent();
    }

    private static Optional<Doubt> property(Survey survey, String what, Function<AppSurvey, Optional<Boolean>> failed) {
        List<String> missing = survey.apps().stream()
                .filter(app -> failed.apply(app).orElse(false))
                .map(app -> app.name().value())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Doubt(
                        Level.MEDIUM,
                        "the " + what + " of " + Phrases.count(missing.size(), "app")
                                + " could not be read and are not on the" + " bill: " + Phrases.some(missing)));
    }

    /// What is stored beyond the free part hangs on all snapshots together.
    private static Optional<Doubt> snapshots(Survey survey) {
        long volumes = survey.apps().stream()
                .mapToLong(app -> app.knownVolumes().size())
                .sum();
        long known = survey.apps().stream()
                .flatMap(app -> app.snapshots().values().stream())
                .filter(answer -> !failed(answer))
                .count();
        return known >= volumes
                ? Optional.empty()
                : Optional.of(new Doubt(
                        Level.HIGH,
                        "the snapshots of " + known + " of " + Phrases.count(volumes, "volume")
                                + " are known: more may be"
                                + " stored, and be paid for beyond "
                                + survey.prices().standing().snapshotFreeGb() + " GB"));
    }

    private static List<Doubt> usage(Usage usage) {
        if (usage.window().isZero()) {
            return List.of(new Doubt(Level.HIGH, "what machines use was not looked at: sizes are not judged"));
        }
        return usage.failures().stream()
                .map(unread -> new Doubt(
                        Level.MEDIUM,
                        unread.figure() + " could not be read: "
                                + unread.failure().detail()))
                .toList();
    }

    private static Optional<Doubt> rootfs(Survey survey) {
        long assumed = survey.apps().stream()
                .flatMap(AppSurvey::machines)
                .filter(machine -> !machine.state().isBilled())
                .flatMap(machine -> machine.config().stream())
                .map(MachineConfig::rootfsGb)
                .filter(size -> size.isEmpty())
                .count();
        return assumed == 0
                ? Optional.empty()
                : Optional.of(new Doubt(
                        Level.HIGH,
                        "the root file system of " + Phrases.count(assumed, "sleeping machine")
                                + " is taken to be 1 GB, as Fly" + " does not tell its size"));
    }
}
