package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.MicroDollars;
import dev.hangar.policy.CreateReport;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.MachineReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What something costs in 30 days, before and after the plan.
///
/// @param now before
/// @param after once the plan is done
record Money(Rate now, Rate after) {
    static final Money NOTHING = new Money(Rate.ZERO, Rate.ZERO);

    private static final long MICROS_PER_CENT = 10_000;

    /// Cost of a machine; empty when it has no price on one side: half a price would look like a saving or a rise.
    static Optional<Money> of(MachineReport machine) {
        return machine.now().flatMap(now -> machine.after().map(after -> new Money(now, after)));
    }

    /// Cost of a machine that is made: nothing before.
    static Optional<Money> of(CreateReport create) {
        return create.after().map(after -> new Money(Rate.ZERO, after));
    }

    /// Sum over the machines that have a price on both sides.
    private static Money of(FleetReport fleet) {
        Money made = fleet.create().flatMap(Money::of).orElse(NOTHING);
        return fleet.machines().stream()
                .flatMap(machine -> of(machine).stream())
                .reduce(made, Money::plus);
    }

    /// What a plan comes to: nothing, when its own checker refused it.
    static Money of(PassRecord.Decided decided) {
        Money planned = of(decided.evaluation().report());
        return decided.violations().isEmpty() ? planned : new Money(planned.now, planned.now);
    }

    /// Machines that [#of(FleetReport)] leaves out.
    static int unpriced(List<MachineReport> machines) {
        return (int) machines.stream().filter(machine -> of(machine).isEmpty()).count();
    }

    Money plus(Money other) {
        return new Money(now.plus(other.now), after.plus(other.after));
    }

    MicroDollars nowPerMonth() {
        return now.perMonth();
    }

    MicroDollars nowPerHour() {
        return now.perHour();
    }

    MicroDollars afterPerHour() {
        return after.perHour();
    }

    /// What a plan costs once, beside the rates: nothing, when its own checker refused it.
    static MicroDollars once(PassRecord.Decided decided) {
        return decided.violations().isEmpty() ? decided.evaluation().report().once() : MicroDollars.ZERO;
    }

    MicroDollars afterPerMonth() {
        return after.perMonth();
    }

    /// What the plan saves: exactly `now - after`, negative when it costs more.
    MicroDollars saving() {
        return nowPerMonth().minus(afterPerMonth());
    }

    boolean changes() {
        return cents(nowPerMonth()) != cents(afterPerMonth());
    }

    /// The change with its sign, such as `-$2.05` or `+$3.27`: the difference of the two figures as people see them,
    /// in cents, so that the line adds up. $4.388 → $2.344 is shown as $4.39 → $2.34 (-$2.05).
    String change() {
        MicroDollars difference = new MicroDollars((cents(afterPerMonth()) - cents(nowPerMonth())) * MICROS_PER_CENT);
        return (difference.value() > 0 ? "+" : "") + difference;
    }

    /// Dollars as a decimal string with six places, as JSON carries them.
    static String decimal(MicroDollars amount) {
        return BigDecimal.valueOf(amount.value(), 6).toPlainString();
    }

    /// Rounded as [MicroDollars#toString()] rounds: half away from zero.
    private static long cents(MicroDollars amount) {
        long size = (Math.abs(amount.value()) + MICROS_PER_CENT / 2) / MICROS_PER_CENT;
        return amount.value() < 0 ? -size : size;
    }
}
