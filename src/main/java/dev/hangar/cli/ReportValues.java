package dev.hangar.cli;

import dev.hangar.model.OrgSlug;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads what users write behind the options of `hangar report`.
final class ReportValues {
    private static final Duration SHORTEST_WINDOW = Duration.ofHours(1);

    /// As long as Fly's Prometheus keeps samples (facts 9).
    private static final Duration LONGEST_WINDOW = Duration.ofDays(15);

    private ReportValues() {}

    /// Formats by the names that users type.
    enum Format {
        table,
        json,
        markdown,
        html,
        csv;

        /// What the name of a file asks for; empty for endings that say nothing.
        static Optional<Format> of(Path file) {
            Path last = file.getFileName();
            String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
            return switch (name.substring(Math.max(0, name.lastIndexOf('.')))) {
                case ".json" -> Optional.of(json);
                case ".md", ".markdown" -> Optional.of(markdown);
                case ".html", ".htm" -> Optional.of(html);
                case ".csv" -> Optional.of(csv);
                case ".txt" -> Optional.of(table);
                default -> Optional.empty();
            };
        }
    }

    /// Takes how far back use is looked at.
    static final class WindowConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return Durations.parse(value)
                    .filter(time -> time.compareTo(SHORTEST_WINDOW) >= 0 && time.compareTo(LONGEST_WINDOW) <= 0)
                    .orElseThrow(() ->
                            new TypeConversionException("'" + value + "' is not a time from 1h to 15d, such as 14d"));
        }
    }

    /// Takes slugs that are not blank.
    static final class OrgConverter implements ITypeConverter<OrgSlug> {
        @Override
        public OrgSlug convert(String value) {
            if (value.isBlank()) {
                throw new TypeConversionException("a slug of an organization must not be blank");
            }
            return new OrgSlug(value);
        }
    }

    /// Takes patterns that are not blank.
    static final class AppPatternConverter implements ITypeConverter<AppPattern> {
        @Override
        public AppPattern convert(String value) {
            if (value.isBlank()) {
                throw new TypeConversionException("a pattern of app names must not be blank");
            }
            return new AppPattern(value);
        }
    }
}
