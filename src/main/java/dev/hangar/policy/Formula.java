package dev.hangar.policy;

import java.util.Map;
import java.util.Set;

/// A formula that the user wrote, ready to be evaluated: `ceil(queue_depth / 10)`. Two are equal when their texts are.
///
/// What reads its text lives outside the core; whatever it is, it must neither throw nor look at anything but `values`.
public interface Formula {
    /// The text as it was written.
    String text();

    /// Names that it uses, in lower case; sorted.
    Set<String> names();

    /// Its result.
    ///
    /// @param values a finite number for each of [#names]
    FormulaResult evaluate(Map<String, Double> values);
}
