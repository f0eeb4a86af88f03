package dev.hangar.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// A piece of work that has ended.
///
/// @param id which one, and below which
/// @param name from a short list
/// @param began wall-clock time
/// @param took monotonic time
/// @param attributes texts by key
/// @param failed whether it ended in an error
public record Span(Id id, String name, Instant began, Duration took, Map<String, String> attributes, boolean failed) {
    public Span {
        attributes = Map.copyOf(attributes);
    }

    /// @param trace 32 hexadecimal digits, the same in a whole tick
    /// @param span 16 hexadecimal digits
    /// @param parent the one that it is below
    public record Id(String trace, String span, Optional<String> parent) {
        static Id first(long high, long low, long span) {
            return new Id(hex(high) + hex(low), hex(span), Optional.empty());
        }

        Id below(long next) {
            return new Id(trace, hex(next), Optional.of(span));
        }

        private static String hex(long number) {
            return HexFormat.of().toHexDigits(number);
        }
    }
}
