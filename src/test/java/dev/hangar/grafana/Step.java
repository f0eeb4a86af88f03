package dev.hangar.grafana;

/// From which value on a panel has which color, and what that tells.
///
/// @param from not a number for the first step, which holds below all others
record Step(String color, double from, String meaning) {
    static Step green(String meaning) {
        return new Step("green", 0, meaning);
    }

    /// Below all values, so for what is not there at all: unknown is neither good nor bad.
    static Step unknown() {
        return new Step("gray", Double.NaN, "not known");
    }

    static Step plain(String color) {
        return new Step(color, Double.NaN, "");
    }

    static Step blue(double from, String meaning) {
        return new Step("blue", from, meaning);
    }

    static Step orange(double from, String meaning) {
        return new Step("orange", from, meaning);
    }

    static Step red(double from, String meaning) {
        return new Step("red", from, meaning);
    }
}
