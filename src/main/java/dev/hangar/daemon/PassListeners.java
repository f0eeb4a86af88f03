package dev.hangar.daemon;

import dev.hangar.cli.Launch;
import dev.hangar.control.PassRecord;
import dev.hangar.telemetry.Accounts;
import dev.hangar.telemetry.DecisionLog;
import dev.hangar.telemetry.MoneyMeters;
import dev.hangar.telemetry.PassMeters;
import dev.hangar.web.Journal;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Who hears of every pass: meters, log, journal, and whoever launched the daemon.
@Singleton
public class PassListeners {
    private static final Logger LOG = Logger.getLogger(PassListeners.class);

    private final PassMeters meters;
    private final Accounts accounts;
    private final MoneyMeters money;
    private final DecisionLog log;
    private final Journal journal;
    private final Launch launch;

    PassListeners(
            PassMeters meters, Accounts accounts, MoneyMeters money, DecisionLog log, Journal journal, Launch launch) {
        this.meters = meters;
        this.accounts = accounts;
        this.money = money;
        this.log = log;
        this.journal = journal;
        this.launch = launch;
    }

    @Incoming("passes")
    void telemetry(PassRecord record) {
        // In order: money is read from the accounts.
        heard(record, "meters", meters::record);
        heard(record, "accounts", accounts::record);
        heard(record, "money", money::record);
        heard(record, "log", log::record);
    }

    /// A bug in one listener must not keep the others from hearing.
    private void heard(PassRecord record, String who, Consumer<PassRecord> listener) {
        try {
            listener.accept(record);
        } catch (RuntimeException ours) {
            meters.bug();
            LOG.errorf(ours, "app=%s %s could not take a pass, this is a bug", record.app(), who);
        }
    }

    @Incoming("passes")
    void journal(PassRecord record) {
        heard(record, "journal", journal::record);
    }

    @Incoming("passes")
    void launcher(PassRecord record) {
        heard(record, "launcher", launch.listener());
    }
}
