package dev.hangar.config;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.parser.Token;
import java.math.RoundingMode;

/// `round(x)`: the nearest whole number, halves away from zero. The library's own one takes a number of digits, and as
/// many gigabytes as that asks for.
@FunctionParameter(name = "value")
final class RoundFunction extends AbstractFunction {
    @Override
    public EvaluationValue evaluate(Expression expression, Token functionToken, EvaluationValue... parameterValues) {
        return expression.convertValue(parameterValues[0].getNumberValue().setScale(0, RoundingMode.HALF_UP));
    }
}
