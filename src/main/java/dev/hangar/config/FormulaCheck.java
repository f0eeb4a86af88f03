package dev.hangar.config;

import dev.hangar.model.SignalName;
import dev.hangar.policy.BuiltIn;
import dev.hangar.policy.Creating;
import dev.hangar.policy.Formula;
import dev.hangar.policy.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The rules of `expression` that no single key can check: names, and what must be there with it. In a formula a dash
/// would be a minus, so the signal `jobs-waiting` is `jobs_waiting` there.
///
/// @param signals by their names in a formula
record FormulaCheck(SortedMap<String, SignalName> signals) {
    static FormulaCheck of(Set<String> signals) {
        TreeMap<String, SignalName> names = new TreeMap<>();
        signals.forEach(signal -> names.put(signal.replace('-', '_'), new SignalName(signal)));
        return new FormulaCheck(names);
    }

    /// What is wrong with the formula of merged layers, whether it is in force or not; a broken one is never ignored.
    List<Problem> problems(Values values) {
        List<Problem> problems = new ArrayList<>();
        boolean inForce = values.required(Keys.SCALING) == ScalingName.EXPRESSION;
        Optional<FormulaText> text = values.named(Keys.EXPRESSION_STARTED);
        if (inForce && text.isEmpty()) {
            values.entry(Keys.SCALING)
                    .ifPresent(entry -> problems.add(Problem.of(
                            entry.given(), "needs expression.started beside it, such as ceil(queue_depth / 10)")));
        }
        problems.addAll(broken(Keys.EXPRESSION_STARTED, values, inForce));
        problems.addAll(broken(Keys.EXPRESSION_CREATED, values, true));
        return problems;
    }

    private List<Problem> broken(Key<FormulaText> key, Values values, boolean inForce) {
        return values.entry(key).stream()
                .flatMap(entry -> values.named(key).stream()
                        .flatMap(text -> wrong(text, values, inForce))
                        .map(why -> Problem.of(entry.given(), why)))
                .toList();
    }

    private Stream<String> wrong(FormulaText text, Values values, boolean inForce) {
        return switch (text) {
            case FormulaText.Broken(String why) -> Stream.of(why);
            case FormulaText.Sound(Formula formula) ->
                formula.names().stream().flatMap(name -> wrongName(name, values, inForce).stream());
        };
    }

    private Optional<String> wrongName(String name, Values values, boolean inForce) {
        Optional<BuiltIn> builtIn = BuiltIn.of(name);
        boolean signal = signals.containsKey(name);
        if (builtIn.isPresent() && signal) {
            return Optional.of(name + " is a built-in name and a signal too: give the signal another name");
        }
        if (builtIn.isEmpty() && !signal) {
            return Optional.of(ProblemCollector.unknown("name " + name, "", name, names()) + ": names are "
                    + String.join(", ", names().toList()));
        }
        boolean unbounded = builtIn.equals(Optional.of(BuiltIn.CEILING))
                && values.entry(Keys.MAX_MACHINES_RUNNING).isEmpty();
        return inForce && unbounded
                ? Optional.of("ceiling needs " + Keys.MAX_MACHINES_RUNNING.path() + " beside it")
                : Optional.empty();
    }

    private Stream<String> names() {
        return Stream.concat(
                        signals.keySet().stream(),
                        Arrays.stream(BuiltIn.values()).map(BuiltIn::word))
                .sorted();
    }

    /// The formula in force; only for values without a problem, else the fixed rule.
    Scaling scaling(Values values) {
        return named(Keys.EXPRESSION_STARTED, values).<Scaling>map(its -> its).orElseGet(Scaling.TargetTracking::new);
    }

    /// What is created; only for values without a problem.
    Creating creating(Values values) {
        Optional<Integer> most = values.named(Keys.CREATE_MOST);
        return most.map(limit -> new Creating(
                        OptionalInt.of(limit),
                        values.required(Keys.CREATE_SPARES),
                        named(Keys.EXPRESSION_CREATED, values)))
                .orElse(Creating.NOTHING);
    }

    private Optional<Scaling.Expression> named(Key<FormulaText> key, Values values) {
        return values.named(key)
                .filter(FormulaText.Sound.class::isInstance)
                .map(FormulaText.Sound.class::cast)
                .map(sound -> expression(sound.formula()));
    }

    private Scaling.Expression expression(Formula formula) {
        Map<String, SignalName> read = new TreeMap<>(signals);
        read.keySet().retainAll(formula.names());
        return new Scaling.Expression(formula, read);
    }
}
