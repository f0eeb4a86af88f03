package dev.hangar.policy;

/// What a formula came to.
public sealed interface FormulaResult {
    /// A number; whether it can be a number of machines is not its business, so NaN and infinity are possible.
    record Value(double number) implements FormulaResult {}

    /// Nothing.
    ///
    /// @param why in words, such as `division by zero`
    record Failed(String why) implements FormulaResult {}
}
