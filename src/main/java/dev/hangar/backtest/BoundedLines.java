package dev.hangar.backtest;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines of a stream, none of them long: a file without line ends is told from a trace before it fills the
/// memory.
final class BoundedLines implements Closeable {
    static final int LONGEST = 1000;

    private final InputStream in;
    private final byte[] line = new byte[LONGEST];
    private int number;

    BoundedLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /// The next line without its end; null after the last.
    @Nullable
    String next() throws IOException, TraceLines.Wrong {
        int length = 0;
        int read = in.read();
        if (read < 0) {
            return null;
        }
        number++;
        while (read >= 0 && read != '\n') {
            if (length == LONGEST) {
                throw new TraceLines.Wrong("is longer than " + LONGEST + " bytes");
            }
            line[length++] = (byte) read;
            read = in.read();
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /// Number of the line that was read last; the first is 1.
    int number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
