package dev.hangar.config;

import dev.hangar.policy.Formula;
import dev.hangar.policy.FormulaResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What a formula may be. Names are checked where they are known, see [ExpressionProblemsTest].
class FormulaParserTest {
    private static final Map<String, Double> VALUES = Map.of("q", 25.0, "zero", 0.0, "big", 1e308, "floor", 1.0);

    private static Formula sound(String text) {
        return switch (FormulaParser.parse(text)) {
            case FormulaText.Sound(Formula formula) -> formula;
            case FormulaText.Broken(String why) -> throw new AssertionError(text + " " + why);
        };
    }

    private static String broken(String text) {
        return switch (FormulaParser.parse(text)) {
            case FormulaText.Sound(Formula formula) -> throw new AssertionError(text + " is read as a formula");
            case FormulaText.Broken(String why) -> why;
        };
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ceil(q / 10)                  | 3
            CEIL(Q/10)                    | 3
            max(floor, floor(q / 20))     | 1
            min(10, q + 1, 7)             | 7
            if(q > 20 && q <= 25, 4, 1)   | 4
            if(!(q > 20) or q < 3, 4, 1)  | 1
            if(q != 25, 1 / zero, 2)      | 2
            2 + 3 * 4 - -1                | 15
            10 % 4                        | 2
            10 / 4                        | 2.5
            0.1 * 3 * 10                  | 3
            round(2.5) - round(-2.5)      | 6
            1e3 + .5                      | 1000.5
            """)
    void comesTo(String text, double number) {
        assertThat(sound(text).evaluate(VALUES)).isEqualTo(new FormulaResult.Value(number));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            q / zero        | division by zero
            q % zero        | division by zero
            1 / 0.0         | division by zero
            if(q > 1, 1 / (q - 25), 2) | division by zero
            """)
    void comesToNothing(String text, String why) {
        assertThat(sound(text).evaluate(VALUES)).isEqualTo(new FormulaResult.Failed(why));
    }

    @Test
    void whatIsTooLargeIsInfinite() {
        assertThat(sound("big * big").evaluate(VALUES)).isEqualTo(new FormulaResult.Value(Double.POSITIVE_INFINITY));
    }

    @Test
    void isGivenNumbersOnly() {
        Formula formula = sound("q + 1");
        assertThat(formula.evaluate(Map.of())).isEqualTo(new FormulaResult.Failed("q is not known"));
        assertThat(formula.evaluate(Map.of("q", Double.NaN))).isEqualTo(new FormulaResult.Failed("q is NaN"));
    }

    @Test
    void namesAreFoundOnceAndInLowerCase() {
        assertThat(sound("max(Floor, floor(q), b_2 + q)").names()).containsExactly("b_2", "floor", "q");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            q > 3                | '>' gives a condition where a number is due at character 3
            if(q, 1, 2)          | 'q' gives a number where a condition is due at character 4
            if(q > 1, q > 2, 3)  | '>' gives a condition where a number is due at character 13
            max(q == 1, 2)       | '==' gives a condition where a number is due at character 7
            q == 25 == 1         | '==' gives a condition where a number is due at character 3
            !q                   | 'q' gives a number where a condition is due at character 2
            !(q > 1)             | '!' gives a condition where a number is due at character 1
            q <> 3               | Unexpected token after infix operator at character 4
            "10"                 | texts are not for numbers of machines at character 1
            q + "10"             | texts are not for numbers of machines at character 5
            2 3 +                | operator missing before '3' at character 3
            max(1 2)             | operator missing before '2' at character 7
            max(1,,2)            | number or name missing before ',' at character 7
            max()                | number or name missing before ')' at character 5
            q +                  | ends too early at character 3
            1e999999999          | a number has at most 15 digits and an exponent of two at character 1
            0xFF                 | a number has at most 15 digits and an exponent of two at character 1
            ceil(q               | Closing brace not found at character 1
            ceil(q, 2)           | Too many parameters for function at character 1
            round(q, 999999999)  | Too many parameters for function at character 1
            if(q > 1, 2)         | Not enough parameters for function at character 1
            """)
    void saysWhatIsWrong(String text, String why) {
        assertThat(broken(text)).isEqualTo("is no formula: " + why);
    }

    /// Nothing that could run, loop, look elsewhere or grow.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            random()          | Undefined function 'random' at character 1; functions are abs, ceil, floor, if, max, min, round
            DT_NOW()          | Undefined function 'DT_NOW' at character 1; functions are abs, ceil, floor, if, max, min, round
            fact(q)           | Undefined function 'fact' at character 1; functions are abs, ceil, floor, if, max, min, round
            str_format(q)     | Undefined function 'str_format' at character 1; functions are abs, ceil, floor, if, max, min, round
            """)
    void offersFewFunctions(String text, String why) {
        assertThat(broken(text)).isEqualTo("is no formula: " + why);
    }

    @ParameterizedTest
    @CsvSource({"q > 1 ? 2 : 3", "9 ^ 9", "q = 3", "q; q", "q.class", "q[0]", "q ?? 1", "$q", "{q}", "`q`"})
    void offersFewOperators(String text) {
        assertThat(broken(text))
                .startsWith("is no formula: Undefined operator '")
                .endsWith(
                        "; operators are + - * / % < <= > >= == != && || ! and or not, and if(a > b, c, d) stands for "
                                + "a > b ? c : d");
    }

    @Test
    void isShownOnOneLine() {
        assertThat(sound(" max(1,\n\tq) ").text()).isEqualTo("max(1, q)");
        assertThat(broken("q\n\u0000!\u2028q")).doesNotContainPattern("[\\p{Cntrl}\\u2028]");
    }

    @Test
    void tooLongAndTooDeepIsNotRead() {
        assertThat(broken("1" + "+1".repeat(500))).isEqualTo("is 1001 characters long, at most 1000 are read");
        assertThat(broken("-".repeat(101) + "q")).isEqualTo("is no formula: nested deeper than 100 at character 102");
        assertThat(broken("abs(".repeat(101) + "q" + ")".repeat(101)))
                .isEqualTo("is no formula: nested deeper than 100 at character 405");
    }

    @Test
    void theLargestThatIsReadEndsInNumbers() {
        String product = "1e99" + "*1e99".repeat(98);
        assertThat(sound("ceil(" + product + ") % 1e-99").evaluate(Map.of())).isEqualTo(new FormulaResult.Value(0));
        assertThat(sound("(".repeat(490) + "q" + ")".repeat(490)).evaluate(VALUES))
                .isEqualTo(new FormulaResult.Value(25));
    }

    @Test
    void whateverIsWrittenIsAnsweredInWords() {
        List<String> parts = List.of(
                "q", "1", "(", ")", ",", "+", "-", "*", "/", "%", "<", "==", "&&", "not ", "if(", "max(", "ceil", " ",
                "!", "\"", "[", "]", ".", "e", "1e5", "?", ":", "and ", "=", "\\", "\n", "\u0663");
        SplittableRandom random = new SplittableRandom(7);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(10); j >= 0; j--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            switch (FormulaParser.parse(text.toString())) {
                case FormulaText.Sound(Formula formula) -> {
                    Map<String, Double> values = new HashMap<>();
                    formula.names().forEach(name -> values.put(name, 3.0));
                    FormulaResult result = formula.evaluate(values);
                    seen.merge(result.getClass().getSimpleName(), 1, Integer::sum);
                }
                case FormulaText.Broken(String why) -> {
                    assertThat(why).startsWith("is no formula: ").doesNotContain("null");
                    seen.merge("Broken", 1, Integer::sum);
                }
            }
        }
        assertThat(seen.keySet()).contains("Broken", "Value");
        assertThat(seen.get("Value")).isGreaterThan(500);
    }
}
