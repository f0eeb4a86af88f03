package dev.hangar.policy;

import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reason;
import dev.hangar.model.SignalName;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How many machines a formula asks for now, or why that is not known. Unknown is never zero: one signal of the
/// formula's that is absent, stale or failed, or a result that is no number of machines, and nothing changes but
/// floors.
sealed interface FormulaCount {
    /// Rounding guard, as in [TargetTracking]: a result that is whole but for the last bits costs no machine.
    double EPSILON = 1e-9;

    /// Longest text of a formula in a detail.
    int SHOWN = 60;

    /// @param count zero or more; an absurd result saturates
    record Machines(int count) implements FormulaCount {}

    record Unknown(Demand.Gap why) implements FormulaCount {}

    /// @param demand by the fleet's list of signals
    static FormulaCount of(
            Scaling.Expression expression, Demand demand, Roster roster, PolicySettings settings, Observation seen) {
        TreeMap<String, Double> values = new TreeMap<>();
        Optional<Demand.Gap> gap = Optional.empty();
        for (String name : expression.started().names()) {
            SignalTotal its = Optional.ofNullable(expression.signals().get(name))
                    .map(signal -> SignalTotal.of(signal, seen, roster))
                    .orElseGet(() -> builtIn(name, demand, roster, settings, seen));
            values.put(name, its.value());
            // What ends by itself is told only when nothing else is missing.
            if (gap.filter(known -> !known.brief()).isEmpty() && its.gap().isPresent()) {
                gap = its.gap();
            }
        }
        return gap.<FormulaCount>map(Unknown::new).orElseGet(() -> count(expression.started(), values));
    }

    private static FormulaCount count(Formula formula, Map<String, Double> values) {
        return switch (formula.evaluate(values)) {
            case FormulaResult.Failed(String why) -> failed(formula, why);
            case FormulaResult.Value(double number) -> count(formula, number);
        };
    }

    private static FormulaCount count(Formula formula, double number) {
        if (Double.isNaN(number)) {
            return failed(formula, "not a number");
        }
        if (Double.isInfinite(number)) {
            return failed(formula, "infinite");
        }
        if (number < -EPSILON) {
            return failed(formula, "below zero: " + number);
        }
        return new Machines((int) Math.min(Integer.MAX_VALUE, Math.ceil(number - EPSILON)));
    }

    private static SignalTotal builtIn(
            String name, Demand demand, Roster roster, PolicySettings settings, Observation seen) {
        OffsetDateTime time = seen.at().atOffset(ZoneOffset.UTC);
        Optional<BuiltIn> known = BuiltIn.of(name);
        if (known.isEmpty()) {
            return unknown("knows no " + name);
        }
        return switch (known.get()) {
            case STARTED -> number(roster.capacity());
            case STOPPED -> number(asleep(roster, MachineState.STOPPED));
            case SUSPENDED -> number(asleep(roster, MachineState.SUSPENDED));
            case CREATED -> number(roster.members().size());
            case FLOOR -> number(Floors.of(roster, settings, demand).total());
            case CEILING ->
                settings.ceiling().isPresent() ? number(settings.ceiling().getAsInt()) : unknown("no ceiling is set");
            case HOUR -> number(time.getHour());
            case MINUTE -> number(time.getMinute());
            case WEEKDAY -> number(time.getDayOfWeek().getValue());
            case LOAD -> new SignalTotal(demand.total(), demand.gap());
        };
    }

    private static int asleep(Roster roster, MachineState state) {
        return (int) roster.in(Role.ASLEEP).stream()
                .filter(standing -> standing.machine().state() == state)
                .count();
    }

    private static SignalTotal number(int value) {
        return new SignalTotal(value, Optional.empty());
    }

    private static SignalTotal unknown(String why) {
        return new SignalTotal(0, Optional.of(new Demand.Gap(Reason.EXPRESSION_FAILED, why)));
    }

    private static Unknown failed(Formula formula, String why) {
        return new Unknown(new Demand.Gap(Reason.EXPRESSION_FAILED, shown(formula) + ": " + why));
    }

    /// The formula, cut where it is long.
    static String shown(Formula formula) {
        String text = formula.text();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /// Whether the formula could ask for a machine while none runs: all that it reads lives without machines,
    /// and something of it moves. One that reads `started` may be stuck at zero, so it is not one that wakes.
    static boolean canWake(Scaling.Expression expression, PolicySettings settings) {
        boolean moves = false;
        for (String name : expression.started().names()) {
            SignalName signal = expression.signals().get(name);
            Optional<BuiltIn> builtIn = BuiltIn.of(name);
            boolean lives = signal == null
                    ? builtIn.filter(BuiltIn::livesWithoutMachines).isPresent()
                    : settings.signals().stream()
                            .anyMatch(listed -> listed.name().equals(signal) && listed.outlivesMachines());
            if (!lives) {
                return false;
            }
            moves |= signal != null || builtIn.filter(BuiltIn::isTime).isPresent();
        }
        return moves;
    }
}
