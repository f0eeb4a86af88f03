package dev.hangar.config;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a formula must be beyond what EvalEx asks: tokens in the order of a formula, plain numbers, and types that fit
/// before anything is evaluated. A comparison is no number, and a formula gives a number.
final class FormulaGrammar {
    /// Deepest nesting: keeps the evaluation's stack small.
    static final int DEEPEST = 100;

    private static final Pattern NUMBER =
            Pattern.compile("(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})([eE][+-]?\\d{1,2})?");
    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=");
    private static final Set<String> EQUALITIES = Set.of("==", "!=");
    private static final Set<String> CONNECTIVES = Set.of("&&", "||", "and", "or");
    private static final Set<String> NEGATIONS = Set.of("!", "not");

    private FormulaGrammar() {}

    private enum Type {
        NUMBER("a number"),
        CONDITION("a condition");

        private final String words;

        Type(String words) {
            this.words = words;
        }
    }

    /// EvalEx would take `2 3 +` and `max(1 2)` as well.
    static void check(List<Token> tokens) throws ParseException {
        boolean operandDue = true;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.getType()) {
                case NUMBER_LITERAL -> {
                    requireDue(operandDue, token);
                    if (!NUMBER.matcher(token.getValue()).matches()) {
                        throw new ParseException(token, "a number has at most 15 digits and an exponent of two");
                    }
                    operandDue = false;
                }
                case VARIABLE_OR_CONSTANT -> {
                    requireDue(operandDue, token);
                    operandDue = false;
                }
                case FUNCTION, BRACE_OPEN, PREFIX_OPERATOR -> requireDue(operandDue, token);
                case INFIX_OPERATOR, COMMA -> {
                    requireOperand(operandDue, token);
                    operandDue = true;
                }
                case BRACE_CLOSE -> requireOperand(operandDue, token);
                case STRING_LITERAL -> throw new ParseException(token, "texts are not for numbers of machines");
                case POSTFIX_OPERATOR,
                        FUNCTION_PARAM_START,
                        ARRAY_OPEN,
                        ARRAY_CLOSE,
                        ARRAY_INDEX,
                        STRUCTURE_SEPARATOR -> throw new ParseException(token, "has no place here");
            }
        }
        if (tokens.isEmpty() || operandDue) {
            throw new ParseException(
                    tokens.isEmpty() ? 1 : tokens.getLast().getStartPosition(), 1, "", "ends too early");
        }
    }

    private static void requireDue(boolean operandDue, Token token) throws ParseException {
        if (!operandDue) {
            throw new ParseException(token, "operator missing before '" + token.getValue() + "'");
        }
    }

    private static void requireOperand(boolean operandDue, Token token) throws ParseException {
        if (operandDue) {
            throw new ParseException(token, "number or name missing before '" + token.getValue() + "'");
        }
    }

    static void checkTypes(ASTNode root) throws ParseException {
        require(Type.NUMBER, root, 0);
    }

    private static void require(Type wanted, ASTNode node, int depth) throws ParseException {
        Type its = type(node, depth);
        if (its != wanted) {
            throw new ParseException(
                    node.getToken(),
                    "'" + node.getToken().getValue() + "' gives " + its.words + " where " + wanted.words + " is due");
        }
    }

    private static Type type(ASTNode node, int depth) throws ParseException {
        Token token = node.getToken();
        if (depth > DEEPEST) {
            throw new ParseException(token, "nested deeper than " + DEEPEST);
        }
        return switch (token.getType()) {
            case NUMBER_LITERAL, VARIABLE_OR_CONSTANT -> Type.NUMBER;
            case PREFIX_OPERATOR ->
                all(NEGATIONS.contains(token.getValue()) ? Type.CONDITION : Type.NUMBER, node, depth);
            case INFIX_OPERATOR -> infix(node, depth);
            case FUNCTION ->
                "if".equalsIgnoreCase(token.getValue()) ? choice(node, depth) : all(Type.NUMBER, node, depth);
            case BRACE_OPEN,
                    BRACE_CLOSE,
                    COMMA,
                    STRING_LITERAL,
                    POSTFIX_OPERATOR,
                    FUNCTION_PARAM_START,
                    ARRAY_OPEN,
                    ARRAY_CLOSE,
                    ARRAY_INDEX,
                    STRUCTURE_SEPARATOR -> throw new ParseException(token, "has no place here");
        };
    }

    private static Type infix(ASTNode node, int depth) throws ParseException {
        String operator = node.getToken().getValue();
        if (CONNECTIVES.contains(operator)) {
            return all(Type.CONDITION, node, depth);
        }
        if (EQUALITIES.contains(operator) || COMPARISONS.contains(operator)) {
            all(Type.NUMBER, node, depth);
            return Type.CONDITION;
        }
        return all(Type.NUMBER, node, depth);
    }

    private static Type choice(ASTNode node, int depth) throws ParseException {
        require(Type.CONDITION, node.getParameters().getFirst(), depth + 1);
        require(Type.NUMBER, node.getParameters().get(1), depth + 1);
        require(Type.NUMBER, node.getParameters().get(2), depth + 1);
        return Type.NUMBER;
    }

    private static Type all(Type type, ASTNode node, int depth) throws ParseException {
        for (ASTNode operand : node.getParameters()) {
            require(type, operand, depth + 1);
        }
        return type;
    }
}
