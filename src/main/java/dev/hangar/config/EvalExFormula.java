package dev.hangar.config;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.parser.ParseException;
import dev.hangar.policy.Formula;
import dev.hangar.policy.FormulaResult;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A formula that EvalEx has read, evaluated in decimal numbers of 34 digits: `3 * 0.1` is 0.3.
final class EvalExFormula implements Formula {
    private final String text;
    private final Expression compiled;
    private final Set<String> names;

    EvalExFormula(String text, Expression compiled) throws ParseException {
        this.text = text;
        this.compiled = compiled;
        TreeSet<String> used = new TreeSet<>();
        compiled.getUsedVariables().forEach(name -> used.add(name.toLowerCase(Locale.ROOT)));
        this.names = Collections.unmodifiableSet(used);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public FormulaResult evaluate(Map<String, Double> values) {
        try {
            // Values are set in a copy that shares what was read: passes run at the same time.
            Expression now = compiled.copy();
            for (String name : names) {
                Double value = values.get(name);
                if (value == null || !Double.isFinite(value)) {
                    return new FormulaResult.Failed(name + " is " + (value == null ? "not known" : value));
                }
                now.with(name, BigDecimal.valueOf(value));
            }
            return new FormulaResult.Value(now.evaluate().getNumberValue().doubleValue());
        } catch (ArithmeticException e) {
            // Nothing else that is offered divides, and a quotient of 34 digits always exists.
            return new FormulaResult.Failed("division by zero");
        } catch (EvaluationException | ParseException e) {
            return new FormulaResult.Failed(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvalExFormula formula && text.equals(formula.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
