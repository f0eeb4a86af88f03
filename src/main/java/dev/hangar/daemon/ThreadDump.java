package dev.hangar.daemon;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/// What our threads do, short enough for a log: the first frames of each thread that is in code of ours, virtual ones
/// among them, which only the diagnostic bean tells of.
final class ThreadDump {
    private static final String OURS = "dev.hangar";
    /// What hangs comes first: the passes may be many.
    private static final String THE_LOOP = Tick.class.getName() + ".run";

    private static final int MOST_THREADS = 20;
    private static final int MOST_LINES = 30;

    private ThreadDump() {}

    /// At most [#MOST_THREADS] threads with [#MOST_LINES] lines each; why there is none when it cannot be made.
    static String text() {
        try {
            Path directory = Files.createTempDirectory("hangar-threads");
            Path file = directory.resolve("dump");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
                return shortened(Files.readString(file));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        } catch (IOException | RuntimeException e) {
            return "none: " + e;
        }
    }

    /// @param dump paragraphs, one for each thread
    static String shortened(String dump) {
        return Arrays.stream(dump.split("\\R{2,}"))
                .filter(thread -> thread.contains(OURS) && !thread.contains(FatalExit.class.getName()))
                .sorted(Comparator.comparing(thread -> !thread.contains(THE_LOOP)))
                .limit(MOST_THREADS)
                .map(thread -> thread.lines().limit(MOST_LINES).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }
}
