package dev.hangar.cli;

import dev.hangar.model.AppName;
import java.util.Arrays;
import java.util.Optional;

/// What somebody wants explained.
///
/// @param app app
/// @param part a process group or a machine of it, by id or name; empty for every fleet of the app
public record ExplainTarget(AppName app, Optional<String> part) {
    /// Reads `APP`, `APP/GROUP` or `APP/MACHINE`; empty for anything else.
    static Optional<ExplainTarget> parse(String text) {
        String[] words = text.strip().split("/", -1);
        boolean blank = Arrays.stream(words).anyMatch(String::isBlank);
        if (blank || words.length > 2) {
            return Optional.empty();
        }
        return Optional.of(
                new ExplainTarget(new AppName(words[0]), words.length == 2 ? Optional.of(words[1]) : Optional.empty()));
    }

    @Override
    public String toString() {
        return app + part.map(name -> "/" + name).orElse("");
    }
}
