package dev.hangar.simulator.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A parsed expression of Prometheus' query language, as far as [PromParser] reads it.
sealed interface Expression {
    /// A number.
    record Literal(double value) implements Expression {}

    /// An instant selector.
    record Select(Selector selector) implements Expression {}

    /// `selector[range]`.
    record Range(Selector selector, Duration range) implements Expression {}

    /// `inner[range:step]`.
    record Subquery(Expression inner, Duration range, Duration step) implements Expression {}

    /// `timestamp(…)`: when each sample was scraped where the argument is a selector, else now.
    record Timestamp(Expression inner) implements Expression {}

    /// `label_replace(inner, label, "text", "", "")`: the form that sets a label on every series.
    record SetLabel(Expression inner, String label, String value) implements Expression {}

    /// A function over a range, such as `rate(…)`.
    ///
    /// @param parameter the first argument of `quantile_over_time`, else 0
    record OverTime(RangeFunction function, double parameter, Expression range) implements Expression {}

    /// `clamp_min`, `clamp_max` and `abs` over an instant vector.
    record Mapped(Mapping mapping, double parameter, Expression inner) implements Expression {}

    /// `sum by (…) (…)` and the like.
    record Aggregate(Operator operator, Grouping grouping, Expression inner) implements Expression {}

    /// `left operator right`.
    ///
    /// @param operator such as `+`, `>=` or `or`
    /// @param on labels to match on; empty for all
    record Binary(String operator, Optional<Set<String>> on, Expression left, Expression right) implements Expression {}

    /// Aggregations.
    enum Operator {
        SUM,
        MAX,
        MIN,
        AVG,
        COUNT
    }

    /// Functions of a value.
    enum Mapping {
        CLAMP_MIN,
        CLAMP_MAX,
        ABS
    }

    /// Labels by which an aggregation groups.
    ///
    /// @param without whether these are the ones that go
    record Grouping(boolean without, Set<String> labels) {
        Series kept(Series series) {
            return without ? series.without(labels) : series.only(labels);
        }
    }
}
