package dev.hangar.simulation;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/// Remembers what was made of a text, for as long as no other text takes its place. What it makes must depend on the
/// text alone and must not be changed: runs on other threads share it.
final class Memo<T> {
    private static final int PLACES = 1024;

    private final AtomicReferenceArray<Made<T>> places = new AtomicReferenceArray<>(PLACES);
    private final Function<String, T> maker;

    private record Made<T>(String text, T value) {}

    Memo(Function<String, T> maker) {
        this.maker = maker;
    }

    T of(String text) {
        int place = Math.floorMod(text.hashCode(), PLACES);
        Made<T> made = places.get(place);
        if (made == null || !made.text().equals(text)) {
            made = new Made<>(text, maker.apply(text));
            places.set(place, made);
        }
        return made.value();
    }
}
