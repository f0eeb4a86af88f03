package dev.hangar.backtest;

import dev.hangar.model.SafeText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads a trace from a text file, gzipped or not: one line `load,arrivals` per slot of 15 s, or, where a
/// capacity is given, one line `timestamp,value` per measurement.
///
/// The first line may be a heading such as `x,a` or `timestamp,value`. The first thing that is wrong ends it;
/// memory is bounded by [#MOST_SLOTS], whatever the file holds.
public final class TraceReader {
    /// Most slots of a trace: more than two years.
    static final int MOST_SLOTS = 5_000_000;

    private static final int LONGEST_SHOWN = 40;
    private static final Pattern HEADING = Pattern.compile(
            "\"?(x|load|t|ts|time|timestamp)\"?\\s*,\\s*\"?(a|arrivals|requests|v|value)\"?", Pattern.CASE_INSENSITIVE);

    private final Path file;
    private final String shown;
    private final TraceLines lines;

    private TraceReader(Path file, OptionalDouble capacity) {
        this.file = file;
        this.shown = SafeText.label(file.toString());
        this.lines = capacity.isPresent() ? new Measurements(capacity.getAsDouble()) : new SlotLines();
    }

    /// Reads a whole file.
    ///
    /// @param capacity what one machine takes, in the unit of the values, above 0: present when lines are
    ///     `timestamp,value`
    public static Trace read(Path file, OptionalDouble capacity) throws TraceException {
        return new TraceReader(file, capacity).read();
    }

    private Trace read() throws TraceException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                BoundedLines text = new BoundedLines(isGzip(raw) ? new GZIPInputStream(raw) : raw)) {
            takeAll(text);
            return lines.trace(SafeText.label(String.valueOf(file.getFileName())));
        } catch (TraceLines.Wrong wrong) {
            throw new TraceException(shown + ": " + wrong.getMessage());
        } catch (NoSuchFileException absent) {
            throw new TraceException(shown + ": no such file");
        } catch (IOException unreadable) {
            String why = SafeText.label(String.valueOf(unreadable.getMessage()));
            throw new TraceException(shown + ": cannot be read: " + why);
        }
    }

    /// Blank lines may only end the file: one in between would shift time without a word.
    private void takeAll(BoundedLines text) throws TraceException, IOException {
        int blank = 0;
        try {
            for (String line = text.next(); line != null; line = text.next()) {
                if (line.isBlank()) {
                    blank = blank == 0 ? text.number() : blank;
                } else if (blank > 0) {
                    throw wrong(blank, "is blank, expected " + lines.form());
                } else {
                    take(line, text.number());
                }
            }
        } catch (TraceLines.Wrong wrong) {
            throw wrong(text.number(), wrong.getMessage() + ", expected " + lines.form());
        }
    }

    private void take(String line, int number) throws TraceException {
        String[] fields = line.split(",", -1);
        if (number == 1 && isHeading(fields)) {
            return;
        }
        if (fields.length != 2) {
            throw wrong(number, "'" + cut(line) + "' is not " + lines.form());
        }
        try {
            lines.take(fields[0].strip(), fields[1].strip());
        } catch (TraceLines.Wrong wrong) {
            throw wrong(number, wrong.getMessage());
        }
    }

    private TraceException wrong(int number, @Nullable String what) {
        return new TraceException(shown + " line " + number + ": " + what);
    }

    /// Any other pair of words is a mistake, not a heading.
    private static boolean isHeading(String[] fields) {
        return HEADING.matcher(String.join(",", fields).strip()).matches();
    }

    /// A field as a message may show it.
    static String cut(String text) {
        String safe = SafeText.onOneLine(text);
        return safe.length() <= LONGEST_SHOWN ? safe : safe.substring(0, LONGEST_SHOWN) + "...";
    }

    private static boolean isGzip(InputStream raw) throws IOException {
        raw.mark(2);
        boolean magic = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return magic;
    }
}
