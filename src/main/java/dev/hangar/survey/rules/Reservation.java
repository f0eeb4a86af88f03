package dev.hangar.survey.rules;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.CpuKind;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.Region;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AfterPlan;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reservation blocks worth buying for what stays on once the plan is done, by region and CPU class for the whole
/// organization (facts 10). A block pays once three fifths of its monthly credit are used (algorithms D). Of months to
/// come nothing is known, so only machines count that were awake all the window, and only blocks that they fill.
final class Reservation implements Rule {
    private static final Duration LEAST_WINDOW = Duration.ofDays(7);

    /// A restart or a deploy is no sleep.
    private static final double ALWAYS = 0.98;

    private static final long SECONDS_PER_YEAR = Duration.ofDays(365).toSeconds();
    private static final long PICOS = 1_000_000_000_000L;
    private static final long MICROS = 1_000_000;
    private static final int MONTHS = 12;

    /// The smallest block of a class; larger ones cost the same per dollar of credit.
    private enum Block {
        SHARED(36, 5),
        PERFORMANCE(144, 20);

        private final int dollarsPerYear;
        private final int creditPerMonth;

        Block(int dollarsPerYear, int creditPerMonth) {
            this.dollarsPerYear = dollarsPerYear;
            this.creditPerMonth = creditPerMonth;
        }

        /// What so many blocks save while they are used in full.
        Rate saves(long blocks) {
            return new Rate((MONTHS * (long) creditPerMonth - dollarsPerYear) * blocks * PICOS / SECONDS_PER_YEAR);
        }
    }

    private record Place(Region region, Block block) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::region)
                    .thenComparing(Place::block)
                    .compare(this, other);
        }

        String name() {
            return (block == Block.SHARED ? "shared" : "performance") + " machines in " + region;
        }
    }

    private record Spend(int machines, Rate rate) {
        Spend plus(Spend other) {
            return new Spend(machines + other.machines, rate.plus(other.rate));
        }
    }

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        // It concerns the organization as a whole: told once, when its first app is looked at.
        boolean first = survey.apps().getFirst().name().equals(app.name());
        if (!first || survey.usage().window().compareTo(LEAST_WINDOW) < 0) {
            return List.of();
        }
        Map<Place, Spend> spend = new TreeMap<>();
        survey.apps().forEach(its -> its.fleets().forEach(decided -> collect(decided, survey, spend)));
        List<Advice> found = new ArrayList<>();
        spend.forEach((place, its) -> advice(place, its, survey).ifPresent(found::add));
        return found;
    }

    private static void collect(PassRecord.Decided decided, Survey survey, Map<Place, Spend> spend) {
        for (MachineReport report : decided.evaluation().report().machines()) {
            if (AfterPlan.runs(report, decided) && wasAlwaysOn(report, survey)) {
                Region region = report.machine().region();
                report.machine()
                        .config()
                        .map(MachineConfig::guest)
                        .filter(size -> !size.dedicatedHost())
                        .ifPresent(size -> block(size.cpuKind())
                                .ifPresent(block -> survey.book()
                                        .started(size, region)
                                        .ifPresent(rate -> spend.merge(
                                                new Place(region, block), new Spend(1, rate), Spend::plus))));
            }
        }
    }

    private static boolean wasAlwaysOn(MachineReport report, Survey survey) {
        double seen = Optional.ofNullable(
                        survey.usage().machines().get(report.machine().id()))
                .flatMap(use -> use.seen())
                .orElse(Duration.ZERO)
                .toSeconds();
        return seen >= ALWAYS * survey.usage().window().toSeconds();
    }

    private static Optional<Block> block(CpuKind kind) {
        return switch (kind) {
            case SHARED -> Optional.of(Block.SHARED);
            case PERFORMANCE -> Optional.of(Block.PERFORMANCE);
            case UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<Advice> advice(Place place, Spend spend, Survey survey) {
        Block block = place.block();
        long blocks = spend.rate().perMonth().value() / (block.creditPerMonth * MICROS);
        if (blocks < 1) {
            return Optional.empty();
        }
        String name = Phrases.count(blocks, "reservation block") + " of $" + block.dollarsPerYear + " a year";
        return Optional.of(new Advice(
                Topic.RESERVATION,
                Advice.Subject.ORG,
                name + (blocks == 1 ? " would" : " would each") + " pay for " + place.name(),
                List.of(
                        Phrases.count(spend.machines(), "machine") + " that stay on after the plan, and were never"
                                + " asleep in the last "
                                + Phrases.time(survey.usage().window()) + ", cost " + Phrases.perMonth(spend.rate()),
                        "a block gives $" + block.creditPerMonth + " of credit in each of 12 months for $"
                                + block.dollarsPerYear + " paid at once: it pays once 60 % are used",
                        "whether these machines stay for a year is not known, nor which reservations are held"
                                + " already"),
                List.of(new Fix.Words("Buy " + name + " for " + place.name()
                        + " in Fly's dashboard, after sizes and sleep are settled: unused credit does not roll over,"
                        + " and while it lasts, putting machines to sleep saves nothing")),
                new Worth.Saves(block.saves(blocks), false, true)));
    }
}
