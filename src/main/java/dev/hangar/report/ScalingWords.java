package dev.hangar.report;

import dev.hangar.model.MicroDollars;
import dev.hangar.policy.PoolReport;
import dev.hangar.policy.ScalingReport;
import dev.hangar.policy.adaptive.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which rule finds the number of machines, what it costs, and what would change the answer, in words.
final class ScalingWords {
    /// Beyond so many regions only the rules are told: JSON has the rest.
    private static final int DETAILED = 3;

    private static final long HALF_A_CENT = 5_000;
    private static final double LEAST_MACHINES = 0.005;
    private static final double TELLING_SHARE = 0.005;

    private final ScalingReport.Adaptive scaling;

    private ScalingWords(ScalingReport.Adaptive scaling) {
        this.scaling = scaling;
    }

    /// Sentences, each a paragraph of its own.
    static List<String> of(ScalingReport report) {
        return switch (report) {
            case ScalingReport.TargetTracking fixed -> List.of(fixed(fixed));
            case ScalingReport.Expression(String formula, Duration window) ->
                List.of("Rule: the formula " + formula + ", largest need of " + time(window) + ".");
            case ScalingReport.Adaptive adaptive -> new ScalingWords(adaptive).all();
        };
    }

    private static String fixed(ScalingReport.TargetTracking rule) {
        return "Rule: target tracking, " + percent(rule.utilization()) + " of a machine's capacity, largest need of "
                + time(rule.window()) + ".";
    }

    private List<String> all() {
        List<String> words = new ArrayList<>();
        for (PoolReport pool : scaling.pools()) {
            Verdict verdict = pool.verdict();
            words.add(rule(pool, verdict));
            if (!verdict.atFirst() && scaling.pools().size() <= DETAILED) {
                details(pool, verdict, words);
            }
        }
        if (scaling.proxyParks()) {
            words.add("Fly Proxy parks here too (autostop is on): what the rule keeps may sleep all the same, and the"
                    + " late share is not in our hands. Who wants Hangar alone to decide sets auto_stop_machines ="
                    + " \"off\" in fly.toml.");
        }
        return words;
    }

    /// `Rule: head-room 0.15, hold 2m: 1.47 machines on average, $3.22 / 30 days, 0.6 % late of 1 %.`
    private String rule(PoolReport pool, Verdict verdict) {
        String where = pool.region().map(region -> " in " + region).orElse("");
        String rule = "Rule" + (scaling.pools().size() > 1 ? where : "") + ": "
                + verdict.followed().rule().words();
        if (verdict.atFirst()) {
            return rule + ". Nothing has been learned yet: it is the rule of the first 45 minutes, and the first choice"
                    + " is made after " + time(verdict.learnedIn()) + " more of known demand.";
        }
        return rule + ": " + machines(verdict.followed().machines()) + " on average"
                + pool.perMonth(verdict.followed().machines())
                        .map(dollars -> ", " + dollars + " / 30 days")
                        .orElse("")
                + ", " + percent(verdict.followed().lateShare()) + " late of "
                + percent(scaling.goal().lateShare()) + ".";
    }

    private void details(PoolReport pool, Verdict verdict, List<String> words) {
        standing(verdict).ifPresent(words::add);
        verdict.runnerUp()
                .ifPresent(next -> words.add("Next best: " + next.rule().words() + ": " + compared(pool, verdict, next)
                        + ", " + percent(next.lateShare()) + " late."));
        cheaper(pool, verdict).ifPresent(words::add);
        resumes(pool, verdict).ifPresent(words::add);
    }

    /// What the past has to do with it, where it has.
    private Optional<String> standing(Verdict verdict) {
        double asked = scaling.goal().lateShare();
        String soFar = percent(verdict.lateShare()) + " were late so far";
        if (!verdict.keepsShare()) {
            return Optional.of("No rule keeps late-share " + number(asked) + " here: followed is the cheapest of those"
                    + " that come near; " + soFar + ".");
        }
        boolean tooLate = verdict.followed().lateShare() > asked;
        if (tooLate && scaling.goal().latePrice().isPresent()) {
            return Optional.of("late-price "
                    + time(scaling.goal().latePrice().get()) + " stops before late-share " + number(asked)
                    + " is kept: " + soFar + ".");
        }
        boolean turns =
                tooLate && verdict.followed().machines() < verdict.settled().machines();
        if (turns) {
            return Optional.of("It takes turns with " + verdict.settled().rule().words() + ", so that the share is kept"
                    + " and used: " + soFar + ".");
        }
        return verdict.lateShare() > asked
                ? Optional.of(percent(verdict.lateShare()) + " were late so far: what is over is made up for.")
                : Optional.empty();
    }

    /// What would make a cheaper rule the answer: the knob that is in use, and how far it would have to be turned.
    private Optional<String> cheaper(PoolReport pool, Verdict verdict) {
        Optional<String> knob = scaling.goal().latePrice().isPresent()
                ? verdict.pricePaid().map(paid -> "With late-price under " + time(paid))
                : verdict.shareForCheaper()
                        .filter(share -> share > scaling.goal().lateShare())
                        .map(share -> "With late-share " + number(share));
        return knob.flatMap(words -> verdict.cheaper()
                .map(rule -> words + ": " + rule.rule().words() + ": " + compared(pool, verdict, rule) + ", "
                        + percent(rule.lateShare()) + " late."));
    }

    /// The saving that resumes in time bring: without them the same promise would cost more.
    private Optional<String> resumes(PoolReport pool, Verdict verdict) {
        double inTime = scaling.waking().inTime();
        if (inTime < TELLING_SHARE) {
            return Optional.empty();
        }
        double saved = verdict.savedByResumes();
        String what = Math.round(100 * inTime) + " % of wake-ups are expected within " + time(scaling.lateAfter())
                + " and make nobody late";
        return Optional.of(
                saved < LEAST_MACHINES
                        ? what + "; here nothing depends on it."
                        : what + ": if all were cold boots, the same promise would cost " + amount(pool, saved) + ".");
    }

    private static String compared(PoolReport pool, Verdict verdict, Verdict.Shadowed other) {
        return amount(pool, other.machines() - verdict.followed().machines());
    }

    /// `$0.40 / 30 days more`, `0.18 machines less` without a price, or `the same`.
    private static String amount(PoolReport pool, double machines) {
        String way = machines < 0 ? " less" : " more";
        double size = Math.abs(machines);
        Optional<MicroDollars> dollars = pool.perMonth(size);
        if (dollars.isEmpty()) {
            return size < LEAST_MACHINES ? "the same" : machines(size) + way;
        }
        return dollars.get().value() < HALF_A_CENT ? "the same" : dollars.get() + " / 30 days" + way;
    }

    private static String machines(double average) {
        return String.format(Locale.ROOT, "%.2f machines", average);
    }

    /// `1 %`, `0.62 %`: two decimals, none of them idle.
    static String percent(double share) {
        double percent = 100 * share;
        return percent > 0 && percent < TELLING_SHARE
                ? "under 0.01 %"
                : plain(BigDecimal.valueOf(percent).setScale(2, RoundingMode.HALF_UP)) + " %";
    }

    /// A share as the configuration writes it, rounded up so that it suffices.
    private static String number(double share) {
        return plain(BigDecimal.valueOf(share - 1e-9).setScale(4, RoundingMode.UP));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /// `5m`, `1s`, `2m30s`, `250ms`, as the configuration writes them.
    private static String time(Duration time) {
        if (time.toMillis() < 1_000) {
            return time.toMillis() + (time.isZero() ? "s" : "ms");
        }
        String text = Duration.ofSeconds(time.toSeconds()).toString().substring(2);
        return text.toLowerCase(Locale.ROOT);
    }
}
