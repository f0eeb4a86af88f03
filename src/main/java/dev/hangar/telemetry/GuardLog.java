package dev.hangar.telemetry;

import dev.hangar.model.SafeText;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Logs what a guard has to say once. Its words hold text from outside, which is cleaned here once more.
public final class GuardLog implements Consumer<String> {
    private static final Logger LOG = Logger.getLogger("hangar.guards");

    @Override
    public void accept(String notice) {
        LOG.warn(SafeText.onOneLine(notice));
    }
}
