package dev.hangar.report;

import dev.hangar.control.TokenCheck;
import dev.hangar.model.Action;
import dev.hangar.model.Answer;
import dev.hangar.model.Failure;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Region;
import dev.hangar.model.SleepKind;
import dev.hangar.survey.Bill;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Small phrases that several formats share.
final class Words {
    static final String OLD_PRICES =
            "These prices are old: compare them with Fly's price page, and name a newer table in prices.file.";

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /// `1 machine`, `2 machines`.
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// `iad 1, ord 2`.
    static String byRegion(SortedMap<Region, Integer> numbers) {
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /// What a plan costs once.
    static String once(MicroDollars amount) {
        return amount.value() == 0
                ? "nothing once"
                : "$" + Money.decimal(amount) + " once, for boots of machines that are started";
    }

    /// `2026-11-22 03:14 UTC`.
    static String when(Instant at) {
        return WHEN.format(at);
    }

    /// What the dollars are and how old the prices.
    static String prices(Report.Header header) {
        int days = (int) header.prices().ageDays(header.at());
        return "Estimate by list prices of " + header.prices().of() + ", seen "
                + header.prices().seenOn() + " (" + count(days, "day") + " ago), not a bill.";
    }

    /// What the token may do.
    static String token(TokenCheck.Powers token) {
        return "Token: covers " + token.covers()
                + switch (token.writes()) {
                    case Answer.Ok<Boolean>(Boolean writes) -> writes ? ", can write" : ", can only read";
                    case Answer.Failed<Boolean>(Failure failure) -> "; whether it can write is unknown: " + failure;
                };
    }

    /// Why a report has no fleets.
    static String nothingFound(Report report) {
        if (report.summary().nothingRead()) {
            return "Nothing could be read.";
        }
        int apps = report.header().apps() - report.unread().size();
        return apps == 0
                ? "No apps found."
                : "No machines found in " + count(apps, "app") + ": nothing runs, nothing to save.";
    }

    /// What Hangar itself costs.
    static String hangar(Bill bill) {
        return bill.hangarIsRead()
                ? "Hangar itself costs " + bill.hangar().perMonth() + " per 30 days"
                : "Hangar itself would cost " + bill.hangar().perMonth() + " per 30 days on the smallest machine";
    }

    /// Dollars with four decimals, half up.
    static String fine(MicroDollars amount) {
        return "$"
                + BigDecimal.valueOf(amount.value(), 6)
                        .setScale(4, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    /// An enum constant as codes are spelled, such as `idle-wreck`.
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Two decimals, for people.
    static String load(double load) {
        return String.format(Locale.ROOT, "%.2f", load);
    }

    /// What is done, in Fly's words where it has one: `suspend` rather than `sleep`.
    static String verb(Action action) {
        return switch (action) {
            case Action.Start start -> start.verb();
            case Action.Drain drain -> drain.verb();
            case Action.Sleep sleep -> verb(sleep.sleep());
            case Action.Undrain undrain -> undrain.verb();
            case Action.Destroy destroy -> destroy.verb();
            case Action.Create create -> create.verb();
        };
    }

    static String verb(SleepKind kind) {
        return switch (kind) {
            case SUSPEND -> "suspend";
            case STOP -> "stop";
        };
    }

    /// `+` gives capacity, `-` takes it, `~` changes a machine on its way.
    static char sign(Action action) {
        return switch (action) {
            case Action.Start start -> '+';
            case Action.Create create -> '+';
            case Action.Drain drain -> '~';
            case Action.Undrain undrain -> '~';
            case Action.Sleep sleep -> '-';
            case Action.Destroy destroy -> '-';
        };
    }
}
