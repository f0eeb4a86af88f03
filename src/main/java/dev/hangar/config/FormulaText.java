package dev.hangar.config;

import dev.hangar.policy.Formula;

/// What became of the text of a formula: the value of its key. A broken one is a value too, so that the problem can say
/// what is wrong with it and not only that something is.
sealed interface FormulaText {
    record Sound(Formula formula) implements FormulaText {}

    /// @param why in words, to follow the key and the text
    record Broken(String why) implements FormulaText {}
}
