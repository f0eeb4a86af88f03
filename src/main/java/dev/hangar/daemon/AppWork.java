package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.config.HangarSettings;
import dev.hangar.control.AppPass;
import dev.hangar.control.PassRecord;
import java.util.function.Consumer;

/// The work on one message: the passes of one app, whatever they end in. Plain, so that a simulation runs it as the
/// daemon does.
public final class AppWork {
    private final AppPass.SettingsBook book;
    private final Assembly assembly;
    private final InFlight inFlight;
    private final LoopState loop;

    /// With the policies of the configuration as they stand.
    public AppWork(HangarSettings settings, Assembly assembly, InFlight inFlight, LoopState loop) {
        this(settings.policies()::settingsFor, assembly, inFlight, loop);
    }

    /// With other settings, such as those under a pause.
    public AppWork(AppPass.SettingsBook book, Assembly assembly, InFlight inFlight, LoopState loop) {
        this.book = book;
        this.assembly = assembly;
        this.inFlight = inFlight;
        this.loop = loop;
    }

    /// Runs the passes and releases the app.
    ///
    /// @param publish hears every record as soon as it is made
    /// @param bug hears of a programming error of ours
    public void run(FleetsDue due, Consumer<PassRecord> publish, Consumer<RuntimeException> bug) {
        try {
            assembly.passes().run(due.app(), due.signals(), due.history(), due.silence(), book, record -> {
                loop.heard(record);
                publish.accept(record);
            });
        } catch (RuntimeException ours) {
            // Failures of the outside world are values; what lands here is ours. The memory of the fleet is kept.
            loop.bug();
            bug.accept(ours);
        } finally {
            loop.passEnded();
            inFlight.release(due.app().name());
        }
    }
}
