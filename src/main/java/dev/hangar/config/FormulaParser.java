package dev.hangar.config;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.config.OperatorDictionaryIfc;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixModuloOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.operators.booleans.InfixAndOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import com.ezylang.evalex.operators.booleans.InfixNotEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixOrOperator;
import com.ezylang.evalex.operators.booleans.PrefixNotOperator;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import com.ezylang.evalex.parser.Tokenizer;
import java.math.MathContext;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the text of a formula. EvalEx is given the few functions and operators that a number of machines takes, and
/// nothing with a side, a clock, chance or a cost that grows with its arguments: no powers, strings, arrays or
/// constants.
final class FormulaParser {
    /// Longest text. Numbers grow at most with the length: a thousand letters cannot make one that takes long.
    static final int LONGEST = 1_000;

    private static final String KNOWN_FUNCTIONS = "abs, ceil, floor, if, max, min, round";

    private static final String KNOWN_OPERATORS = "+ - * / % < <= > >= == != && || ! and or not";

    private static final ExpressionConfiguration CONFIGURATION = ExpressionConfiguration.builder()
            .functionDictionary(functions())
            .operatorDictionary(operators())
            .defaultConstants(Map.of())
            .arraysAllowed(false)
            .structuresAllowed(false)
            .implicitMultiplicationAllowed(false)
            .mathContext(MathContext.DECIMAL128)
            .zoneId(ZoneOffset.UTC)
            .locale(Locale.ROOT)
            .build();

    private FormulaParser() {}

    /// Never throws, whatever the text.
    static FormulaText parse(String written) {
        // On one line, as it is shown. There are no texts in it whose blanks would count.
        String text = written.strip().replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ");
        if (text.length() > LONGEST) {
            return new FormulaText.Broken("is " + text.length() + " characters long, at most " + LONGEST + " are read");
        }
        try {
            List<Token> tokens = new Tokenizer(text, CONFIGURATION).parse();
            FormulaGrammar.check(tokens);
            Expression expression = new Expression(text, CONFIGURATION);
            FormulaGrammar.checkTypes(expression.getAbstractSyntaxTree());
            return new FormulaText.Sound(new EvalExFormula(text, expression));
        } catch (ParseException e) {
            return new FormulaText.Broken(why(e));
        }
    }

    private static String why(ParseException broken) {
        String message = String.valueOf(broken.getMessage());
        String more = "";
        if (message.startsWith("Undefined function")) {
            more = "; functions are " + KNOWN_FUNCTIONS;
        } else if (message.startsWith("Undefined operator")) {
            more = "; operators are " + KNOWN_OPERATORS + ", and if(a > b, c, d) stands for a > b ? c : d";
        }
        return "is no formula: " + message + " at character " + broken.getStartPosition() + more;
    }

    @SuppressWarnings("unchecked") // the library takes its entries as an array of a generic type
    private static FunctionDictionaryIfc functions() {
        return MapBasedFunctionDictionary.ofFunctions(
                Map.entry("abs", new AbsFunction()),
                Map.entry("ceil", new CeilingFunction()),
                Map.entry("floor", new FloorFunction()),
                Map.entry("if", new IfFunction()),
                Map.entry("max", new MaxFunction()),
                Map.entry("min", new MinFunction()),
                Map.entry("round", new RoundFunction()));
    }

    @SuppressWarnings("unchecked") // the library takes its entries as an array of a generic type
    private static OperatorDictionaryIfc operators() {
        return MapBasedOperatorDictionary.ofOperators(
                Map.entry("+", new PrefixPlusOperator()),
                Map.entry("-", new PrefixMinusOperator()),
                Map.entry("+", new InfixPlusOperator()),
                Map.entry("-", new InfixMinusOperator()),
                Map.entry("*", new InfixMultiplicationOperator()),
                Map.entry("/", new InfixDivisionOperator()),
                Map.entry("%", new InfixModuloOperator()),
                Map.entry("<", new InfixLessOperator()),
                Map.entry("<=", new InfixLessEqualsOperator()),
                Map.entry(">", new InfixGreaterOperator()),
                Map.entry(">=", new InfixGreaterEqualsOperator()),
                Map.entry("==", new InfixEqualsOperator()),
                Map.entry("!=", new InfixNotEqualsOperator()),
                Map.entry("&&", new InfixAndOperator()),
                Map.entry("and", new InfixAndOperator()),
                Map.entry("||", new InfixOrOperator()),
                Map.entry("or", new InfixOrOperator()),
                Map.entry("!", new PrefixNotOperator()),
                Map.entry("not", new PrefixNotOperator()));
    }
}
