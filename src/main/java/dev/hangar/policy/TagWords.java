package dev.hangar.policy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// Reads the metadata that people write for us: words between blanks.
final class TagWords {
    /// An id holds no colon and no capital, so that the clock half of `2026-11-24 08:00:00Z` does not pass for one.
    private static final String ID = "[a-z0-9]{1,32}";

    private TagWords() {}

    /// The words of `value`; none for a blank one.
    static List<String> of(String value) {
        return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
    }

    static boolean couldBeId(String word) {
        return word.matches(ID);
    }

    /// An RFC 3339 time, such as `2026-11-24T08:00:00Z` or with an offset.
    static Optional<Instant> time(String word) {
        try {
            return Optional.of(OffsetDateTime.parse(word, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
