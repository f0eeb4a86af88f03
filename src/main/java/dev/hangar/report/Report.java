package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.control.TokenCheck;
import dev.hangar.control.Usage;
import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.OrgSlug;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Findings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// One dry pass over everything, as data: what every format is made from.
///
/// @param header what it was made of and when
/// @param records one per fleet, or per app whose machines could not be read, in any order; no fleet twice
/// @param problems what else could not be read, such as a signal or the list of apps
/// @param findings the bill and advice; [Findings#NONE] when nobody looked
public record Report(Header header, List<PassRecord> records, List<Problem> problems, Findings findings) {
    /// A report of plans alone.
    public Report(Header header, List<PassRecord> records, List<Problem> problems) {
        this(header, records, problems, Findings.NONE);
    }

    /// What the daemon would do with the same configuration.
    public enum Mode {
        /// Only tells.
        OBSERVE,
        /// Carries its plans out.
        ACT;

        /// The configuration's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Facts that concern the whole report.
    ///
    /// @param org whose apps were looked at
    /// @param mode mode of the configuration; a report itself never acts
    /// @param prices list prices that everything is estimated by
    /// @param at instant of the pass
    /// @param apps apps that were looked at, with or without machines; 0 also when they could not be listed
    /// @param token what the token that it was made with may do
    public record Header(OrgSlug org, Mode mode, Prices prices, Instant at, int apps, TokenCheck.Powers token) {
        /// What to do about a token with more power than this configuration needs: one that only tells need not write.
        Optional<String> advice() {
            boolean writes = token.writes().asOptional().orElse(false);
            return writes && mode == Mode.OBSERVE
                    ? Optional.of(
                            "this token can write; a report needs a read-only one: fly tokens create readonly " + org)
                    : Optional.empty();
        }
    }

    public Report {
        records = List.copyOf(records);
        problems = List.copyOf(problems);
        List<PassRecord.Decided> decided = decided(records);
        if (decided.stream().map(PassRecord.Decided::fleet).distinct().count() != decided.size()) {
            throw new IllegalArgumentException("a report lists a fleet twice: this is a bug");
        }
    }

    /// The fleets that were decided on, by app and process group.
    public List<PassRecord.Decided> decided() {
        return decided(records);
    }

    /// The apps whose machines could not be read, by name.
    public List<PassRecord.Unread> unread() {
        return records.stream()
                .filter(PassRecord.Unread.class::isInstance)
                .map(PassRecord.Unread.class::cast)
                .sorted(Comparator.comparing(PassRecord.Unread::app))
                .toList();
    }

    /// Counts and totals.
    public ReportSummary summary() {
        return ReportSummary.of(this);
    }

    /// Only what concerns some apps; what concerns none in particular stays.
    public Report only(Predicate<AppName> wanted) {
        Bill bill = findings.bill();
        Bill billed = new Bill(
                bill.lines().stream().filter(line -> wanted.test(line.app())).toList(),
                bill.hangar(),
                bill.hangarIsRead());
        SortedMap<AppName, List<Usage.Point>> lines = new TreeMap<>(findings.lines());
        lines.keySet().removeIf(wanted.negate());
        SortedMap<FleetId, Integer> capacities = new TreeMap<>(findings.capacities());
        capacities.keySet().removeIf(fleet -> !wanted.test(fleet.app()));
        List<Advice> advice = findings.advice().stream()
                .filter(one -> one.subject().app().filter(wanted.negate()).isEmpty())
                .toList();
        return new Report(
                header,
                records.stream().filter(record -> wanted.test(record.app())).toList(),
                problems,
                new Findings(billed, advice, lines, capacities, findings.confidence()));
    }

    private static List<PassRecord.Decided> decided(List<PassRecord> records) {
        return records.stream()
                .filter(PassRecord.Decided.class::isInstance)
                .map(PassRecord.Decided.class::cast)
                .sorted(Comparator.comparing(PassRecord.Decided::fleet))
                .toList();
    }
}
