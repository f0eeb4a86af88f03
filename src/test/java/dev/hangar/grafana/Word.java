package dev.hangar.grafana;

/// A range of values that is shown as a word.
///
/// @param from smallest value
/// @param to largest value
record Word(double from, double to, String text, String color) {
    static Word of(double value, String text, String color) {
        return new Word(value, value, text, color);
    }
}
