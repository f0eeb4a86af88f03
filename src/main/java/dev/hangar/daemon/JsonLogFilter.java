package dev.hangar.daemon;

import dev.hangar.telemetry.JsonLine;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/// Turns every record of the console into its JSON line; lets all pass. The console then writes messages as they are.
///
/// Quarkus has no other place for a formatter of ours that is there for the first line already, and its extension for
/// JSON knows no keys beside its own.
@LoggingFilter(name = JsonLogFilter.NAME)
public final class JsonLogFilter implements Filter {
    static final String NAME = "hangar-json";

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord known) {
            String line = JsonLine.of(known);
            known.setMessage(line, ExtLogRecord.FormatStyle.NO_FORMAT);
            known.setParameters(null);
            known.setThrown(null);
        }
        return true;
    }
}
