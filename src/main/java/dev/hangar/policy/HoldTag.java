package dev.hangar.policy;

import dev.hangar.model.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody's wish, in a machine's metadata, that no action names it: `forever`, or an RFC 3339 time at which
/// the hold ends, then optionally the machine's own id. Clones copy metadata (facts 7.5): a tag that names
/// another machine is not meant for this one. What cannot be read holds: unknown is never permission.
///
/// @param until when the hold ends; empty for one without an end
/// @param readable whether the value made sense
public record HoldTag(Optional<Instant> until, boolean readable) {
    /// Metadata key of the tag.
    public static final String KEY = "hangar_hold";

    private static final String FOREVER = "forever";

    /// The tag on `machine` that holds it at `at`; empty when there is none, or an expired one, or another
    /// machine's.
    public static Optional<HoldTag> holding(Machine machine, Instant at) {
        String value = machine.metadata().get(KEY);
        if (value == null) {
            return Optional.empty();
        }
        return read(value, machine)
                .filter(tag -> tag.until().isEmpty() || tag.until.get().isAfter(at));
    }

    private static Optional<HoldTag> read(String value, Machine machine) {
        List<String> words = TagWords.of(value);
        boolean names = words.size() == 2 && TagWords.couldBeId(words.getLast());
        if (names && !words.getLast().equals(machine.id().value())) {
            return Optional.empty();
        }
        boolean alone = words.size() == 1;
        if (!alone && !names) {
            return Optional.of(new HoldTag(Optional.empty(), false));
        }
        if (words.getFirst().equals(FOREVER)) {
            return Optional.of(new HoldTag(Optional.empty(), true));
        }
        Optional<Instant> until = TagWords.time(words.getFirst());
        return Optional.of(new HoldTag(until, until.isPresent()));
    }

    /// Until when, in words. The value itself is a stranger's text and is not repeated.
    public String describe() {
        if (!readable) {
            return KEY + " cannot be read, so it holds";
        }
        return until.map(end -> KEY + " until " + end).orElse(KEY + " without an end");
    }
}
