package dev.hangar.backtest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Lines are separated by `;` in the tables.
class TraceReaderTest {
    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5,3;0,0",
                "1.5,3;0,0;",
                "1.5,3;0,0;;;",
                "x,a;1.5,3;0,0",
                "\"load\",\"arrivals\";1.5,3;0,0",
                " 1.5 , 3 ;0,0",
                "1.5,3\r;0,0\r",
                "15e-1,3.0;0.0,0"
            })
    void readsALinePerSlot(String text) throws TraceException, IOException {
        Trace trace = read(text, OptionalDouble.empty());

        assertThat(loads(trace)).containsExactly(1.5, 0);
        assertThat(trace.arrivals(0)).isEqualTo(3);
        assertThat(trace.name()).isEqualTo("trace.csv");
        assertThat(trace.held()).isZero();
    }

    @Test
    void readsGzipByItsContent() throws TraceException, IOException {
        Path file = directory.resolve("demand.csv.gz");
        Files.write(file, gzip("1,2\n3,4\n"));

        assertThat(loads(TraceReader.read(file, OptionalDouble.empty()))).containsExactly(1, 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,2;-1,2          | line 2: load is '-1', expected 0 to 1000000
            1,2;NaN,2         | line 2: load is 'NaN', expected 0 to 1000000
            NaN,NaN           | line 1: load is 'NaN', expected 0 to 1000000
            1,2;Infinity,2    | line 2: load is 'Infinity', expected 0 to 1000000
            1,2;1e7,2         | line 2: load is '1e7', expected 0 to 1000000
            1,2;3,-0.5        | line 2: arrivals is '-0.5', expected 0 to 1000000000000
            1,2;3,            | line 2: arrivals is '', expected 0 to 1000000000000
            1,2;x,a           | line 2: load is 'x', expected 0 to 1000000
            foo,bar;1,2       | line 1: load is 'foo', expected 0 to 1000000
            1,2;3             | line 2: '3' is not 'load,arrivals'
            1,2;3,4,5         | line 2: '3,4,5' is not 'load,arrivals'
            1,2;;3,4          | line 2: is blank, expected 'load,arrivals'
            x,a               | is empty, expected a line 'load,arrivals' per slot of 15 s
            ''                | is empty, expected a line 'load,arrivals' per slot of 15 s
            1700000000,5      | line 1: '1700000000' looks like a time: 'timestamp,value' needs --capacity
            2026-01-01,5      | line 1: '2026-01-01' looks like a time: 'timestamp,value' needs --capacity
            """)
    void namesFileLineAndValue(String text, String message) {
        assertThatThrownBy(() -> read(text, OptionalDouble.empty()))
                .isInstanceOf(TraceException.class)
                .hasMessageStartingWith(directory.resolve("trace.csv").toString())
                .hasMessageEndingWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100,4;100,8;115,2     | 1.5 0.5     | 0
            100,4;114.9,8;115,2   | 1.5 0.5     | 0
            100,4;160,8           | 1 1 1 1 2   | 3
            time,value;100,4      | 1           | 0
            1700000000000,4;1700000015000,8                     | 1 2 | 0
            2026-01-01T00:00:00Z,4;2026-01-01T01:00:15+01:00,8  | 1 2 | 0
            2026-01-01 00:00:00,4;2026-01-01 00:00:16,8         | 1 2 | 0
            """)
    void bringsMeasurementsOntoSlots(String text, String loads, int held) throws TraceException, IOException {
        Trace trace = read(text, OptionalDouble.of(4));

        assertThat(loads(trace)).containsExactly(numbers(loads));
        assertThat(trace.held()).isEqualTo(held);
        assertThat(trace.arrivals(0)).isEqualTo(4 * trace.load(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100,4;99,4       | line 2: time '99' lies before the line above, expected rising times
            noon,4;12,4      | line 1: time is 'noon', expected seconds since 1970 or a time such as 2026-11-22T03:14:15Z
            100,4;-5,4       | line 2: time is '-5', expected seconds since 1970 or a time such as 2026-11-22T03:14:15Z
            0,4;99999999,4   | line 2: time '99999999' lies more than 5000000 slots of 15 s after the first
            100,-1           | line 1: value is '-1', expected 0 to 4000000
            100              | line 1: '100' is not 'timestamp,value'
            t,v              | is empty, expected lines 'timestamp,value'
            """)
    void namesWhatIsWrongWithAMeasurement(String text, String message) {
        assertThatThrownBy(() -> read(text, OptionalDouble.of(4)))
                .isInstanceOf(TraceException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void anAbsentFileADirectoryAndABrokenArchiveAreNamed() throws IOException {
        byte[] whole = gzip("1,2\n".repeat(5000));
        Path broken = directory.resolve("broken.gz");
        Files.write(broken, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> TraceReader.read(directory.resolve("none"), OptionalDouble.empty()))
                .isInstanceOf(TraceException.class)
                .hasMessageEndingWith("none: no such file");
        assertThatThrownBy(() -> TraceReader.read(directory, OptionalDouble.empty()))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> TraceReader.read(broken, OptionalDouble.empty()))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("broken.gz: cannot be read");
    }

    @Test
    void aFileWithoutLineEndsAndHostileTextAreToldShortly() {
        assertThatThrownBy(() -> read("1".repeat(5000), OptionalDouble.empty()))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("line 1: is longer than 1000 bytes, expected 'load,arrivals'");
        assertThatThrownBy(() -> read("1,2;\u001b[2J" + "9".repeat(500) + ",1", OptionalDouble.empty()))
                .isInstanceOf(TraceException.class)
                .satisfies(thrown -> assertThat(thrown.getMessage())
                        .doesNotContain("\u001b")
                        .hasSizeLessThan(directory.toString().length() + 150));
    }

    private Trace read(String text, OptionalDouble capacity) throws TraceException, IOException {
        Path file = directory.resolve("trace.csv");
        Files.writeString(file, text.replace(';', '\n'));
        return TraceReader.read(file, capacity);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static double[] loads(Trace trace) {
        return IntStream.range(0, trace.slots()).mapToDouble(trace::load).toArray();
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
