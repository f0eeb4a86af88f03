package dev.hangar.grafana;

import java.util.List;

/// How a panel shows what it was answered.
///
/// @param steps colors by value
/// @param words values that are shown as words
/// @param shades colors by series
/// @param kind of drawing
/// @param whenEmpty what is shown in place of "No data", where nothing means something; else empty
/// @param decimals digits after the point; -1 leaves it to Grafana
record Look(List<Step> steps, List<Word> words, List<Shade> shades, Draw kind, String whenEmpty, int decimals) {
    /// Ways of drawing.
    enum Draw {
        LINES,
        /// Lines that keep a value until the next one.
        STEPS,
        STACKED,
        BARS,
        /// A number on a ground of its color.
        BACKGROUND,
        /// A number with a line of its past behind it.
        SPARK,
        /// The name of the series in place of its value.
        NAME
    }

    static final Look PLAIN = new Look(List.of(), List.of(), List.of(), Draw.LINES, "", -1);

    Look steps(Step... some) {
        return new Look(List.of(some), words, shades, kind, whenEmpty, decimals);
    }

    Look words(Word... some) {
        return new Look(steps, List.of(some), shades, kind, whenEmpty, decimals);
    }

    Look shades(List<Shade> some) {
        return new Look(steps, words, some, kind, whenEmpty, decimals);
    }

    Look kind(Draw draw) {
        return new Look(steps, words, shades, draw, whenEmpty, decimals);
    }

    Look whenEmpty(String text) {
        return new Look(steps, words, shades, kind, text, decimals);
    }

    Look decimals(int digits) {
        return new Look(steps, words, shades, kind, whenEmpty, digits);
    }
}
