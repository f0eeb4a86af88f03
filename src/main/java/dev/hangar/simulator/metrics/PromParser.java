package dev.hangar.simulator.metrics;

import dev.hangar.simulator.metrics.PromTokens.Kind;
import dev.hangar.simulator.metrics.PromTokens.SyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the part of Prometheus' query language that Hangar and its users send: selectors, functions over ranges and
/// subqueries, aggregations, arithmetic and comparisons of scalars and of one-to-one vectors, `or`, `and`, `unless`,
/// `timestamp`, and `label_replace` that sets a label.
///
/// Grammar, loosest first: `or`; `and`, `unless`; comparisons; `+ -`; `* / %`; a minus; a selector, number, call or
/// parentheses, with `[range]` or `[range:step]` behind. No `offset`, `@`, `bool`, `group_left`, histograms or `^`.
final class PromParser {
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("or"),
            Set.of("and", "unless"),
            Set.of("==", "!=", ">", "<", ">=", "<="),
            Set.of("+", "-"),
            Set.of("*", "/", "%"));
    private static final Map<String, RangeFunction> RANGE_FUNCTIONS = Arrays.stream(RangeFunction.values())
            .collect(Collectors.toUnmodifiableMap(RangeFunction::wireName, Function.identity()));
    private static final Map<String, Expression.Operator> OPERATORS = Arrays.stream(Expression.Operator.values())
            .collect(Collectors.toUnmodifiableMap(
                    operator -> operator.name().toLowerCase(Locale.ROOT), Function.identity()));
    private static final Map<String, Expression.Mapping> MAPPINGS = Arrays.stream(Expression.Mapping.values())
            .collect(Collectors.toUnmodifiableMap(
                    mapping -> mapping.name().toLowerCase(Locale.ROOT), Function.identity()));

    private final PromTokens tokens;
    private final SelectorParser selectors;

    private PromParser(PromTokens tokens) {
        this.tokens = tokens;
        selectors = new SelectorParser(tokens);
    }

    /// The expression; empty for what is not read.
    static Optional<Expression> parse(String query) {
        try {
            PromTokens tokens = new PromTokens(query);
            Expression expression = new PromParser(tokens).binary(0);
            return tokens.atEnd() ? Optional.of(expression) : Optional.empty();
        } catch (SyntaxException notRead) {
            return Optional.empty();
        }
    }

    private Expression binary(int level) throws SyntaxException {
        if (level == LEVELS.size()) {
            return unary();
        }
        Expression left = binary(level + 1);
        while (tokens.peek()
                .filter(token -> token.kind() != Kind.TEXT && LEVELS.get(level).contains(token.text()))
                .isPresent()) {
            String operator = tokens.take(tokens.peek().get().kind());
            Optional<Set<String>> on = tokens.took("on") ? Optional.of(labels()) : Optional.empty();
            left = new Expression.Binary(operator, on, left, binary(level + 1));
        }
        return left;
    }

    private Expression unary() throws SyntaxException {
        if (tokens.took("-")) {
            return new Expression.Binary("*", Optional.empty(), new Expression.Literal(-1), unary());
        }
        return ranged(primary());
    }

    /// With `[range]` or `[range:step]` behind it.
    private Expression ranged(Expression inner) throws SyntaxException {
        if (!tokens.took("[")) {
            return inner;
        }
        Duration range = duration();
        if (tokens.took(":")) {
            Duration step = duration();
            tokens.expect("]");
            return ranged(new Expression.Subquery(inner, range, step));
        }
        tokens.expect("]");
        if (inner instanceof Expression.Select(Selector selector)) {
            return new Expression.Range(selector, range);
        }
        throw new SyntaxException("a range without a step is for selectors");
    }

    private Expression primary() throws SyntaxException {
        if (tokens.took("(")) {
            Expression inner = binary(0);
            tokens.expect(")");
            return inner;
        }
        if (tokens.peek().filter(token -> token.kind() == Kind.NUMBER).isPresent()) {
            return new Expression.Literal(Double.parseDouble(tokens.take(Kind.NUMBER)));
        }
        boolean calls = tokens.peek(1)
                .filter(token -> Set.of("(", "by", "without").contains(token.text()))
                .isPresent();
        return calls ? call(tokens.take(Kind.WORD)) : new Expression.Select(selectors.selector());
    }

    private Expression call(String name) throws SyntaxException {
        if (OPERATORS.containsKey(name)) {
            return aggregate(Objects.requireNonNull(OPERATORS.get(name)));
        }
        tokens.expect("(");
        Expression call = arguments(name);
        tokens.expect(")");
        return call;
    }

    private Expression arguments(String name) throws SyntaxException {
        if (RANGE_FUNCTIONS.containsKey(name)) {
            RangeFunction function = Objects.requireNonNull(RANGE_FUNCTIONS.get(name));
            double parameter = function == RangeFunction.QUANTILE_OVER_TIME ? number() : 0;
            return new Expression.OverTime(function, parameter, range());
        }
        if (MAPPINGS.containsKey(name)) {
            return mapped(Objects.requireNonNull(MAPPINGS.get(name)));
        }
        return switch (name) {
            case "timestamp" -> new Expression.Timestamp(binary(0));
            case "label_replace" -> labelReplace();
            default -> throw new SyntaxException("no function " + name);
        };
    }

    private Expression mapped(Expression.Mapping mapping) throws SyntaxException {
        Expression inner = binary(0);
        if (mapping == Expression.Mapping.ABS) {
            return new Expression.Mapped(mapping, 0, inner);
        }
        tokens.expect(",");
        return new Expression.Mapped(mapping, Double.parseDouble(tokens.take(Kind.NUMBER)), inner);
    }

    private double number() throws SyntaxException {
        double number = Double.parseDouble(tokens.take(Kind.NUMBER));
        tokens.expect(",");
        return number;
    }

    private Expression range() throws SyntaxException {
        Expression argument = binary(0);
        if (argument instanceof Expression.Range || argument instanceof Expression.Subquery) {
            return argument;
        }
        throw new SyntaxException("a range is expected");
    }

    private Expression labelReplace() throws SyntaxException {
        Expression inner = binary(0);
        String[] texts = new String[4];
        for (int i = 0; i < texts.length; i++) {
            tokens.expect(",");
            texts[i] = tokens.take(Kind.TEXT);
        }
        if (!texts[2].isEmpty() || !texts[3].isEmpty()) {
            throw new SyntaxException("label_replace is for setting labels only");
        }
        return new Expression.SetLabel(inner, texts[0], texts[1]);
    }

    /// `sum by (…) (…)`, `sum(…) by (…)` or `sum(…)`.
    private Expression aggregate(Expression.Operator operator) throws SyntaxException {
        Optional<Expression.Grouping> before = grouping();
        tokens.expect("(");
        Expression inner = binary(0);
        tokens.expect(")");
        Optional<Expression.Grouping> grouping = before.isPresent() ? before : grouping();
        return new Expression.Aggregate(
                operator, grouping.orElseGet(() -> new Expression.Grouping(false, Set.of())), inner);
    }

    private Optional<Expression.Grouping> grouping() throws SyntaxException {
        if (tokens.took("by")) {
            return Optional.of(new Expression.Grouping(false, labels()));
        }
        return tokens.took("without") ? Optional.of(new Expression.Grouping(true, labels())) : Optional.empty();
    }

    private Set<String> labels() throws SyntaxException {
        Set<String> labels = new TreeSet<>();
        tokens.expect("(");
        while (!tokens.took(")")) {
            labels.add(tokens.take(Kind.WORD));
            if (!tokens.isNext(")")) {
                tokens.expect(",");
            }
        }
        return labels;
    }

    private Duration duration() throws SyntaxException {
        return PrometheusTime.range(tokens.take(Kind.DURATION));
    }
}
